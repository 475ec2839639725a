"""A practice group to rehearse with: every name in it is visibly made up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import (
    Group,
    Meeting,
    MeetingPair,
    MeetingRole,
    MeetingStatus,
    Module,
    Registration,
    RegistrationSource,
    Role,
)
from organiser_kit.model.people import Person
from organiser_kit.model.places import Region, Structure, Venue
from organiser_kit.model.record import group_scope
from organiser_kit.rules.wall_clock import later
from organiser_kit.services.plan_meetings import WEEKS_BETWEEN

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.model.record import Record
    from organiser_kit.services.store import Store

_PARIS = ZoneInfo("Europe/Paris")
_EVENING = time(18, 30)
_OVER = time(20, 30)

_GIVEN = (
    "Aïcha", "Anaïs", "Benoît", "Bérénice", "Cédric", "Chloé", "Damien", "Éléonore", "Fatou", "François",
    "Gaël", "Héloïse", "Inès", "Jean-Luc", "Karim", "Łukasz", "Maëlle", "Noémie", "Océane", "Óscar",
    "Raphaël", "Søren", "Solène", "Théo", "Zoé",
)  # fmt: skip
_FAMILY = (
    "Exemple", "Fictif", "Specimen", "Modèle", "Essai", "d’Exemple", "de La Fiction", "Le Témoin",
    "Prête-Nom", "Spécimen-Dupont", "Cœur-Fictif", "Échantillon", "Imaginaire",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """The ids of what was made."""

    region_id: str
    group_id: str
    meeting_ids: tuple[str, str]
    people: int


@dataclass(frozen=True, slots=True)
class PracticeRecords:
    """The records of a practice group, in an order that respects who refers to whom."""

    group: PracticeGroup
    records: tuple[Record, ...]


def practice_records(environment: Environment, *, people: int = 25) -> PracticeRecords:
    """Return a practice region, group, pair of meetings and made-up people.

    The first meeting is this evening, or tomorrow's once this one is over: practice is for now.
    """
    maker = _Maker(environment)
    region, module = maker.region()
    group = maker.group(region)
    structure, venue = maker.places()
    crowd = maker.people(people, structure)
    pair, meetings = maker.meetings(venue, capacity=max(people + 5, 30))
    guests = [(meeting, person) for meeting in meetings for person in crowd]
    registrations = [maker.registration(meeting, person) for meeting, person in guests]
    roles = maker.roles(meetings, crowd)
    records = (group, region, module, structure, venue, *crowd, pair, *meetings, *registrations, *roles)
    made = PracticeGroup(region.id, group.id, (meetings[0].id, meetings[1].id), len(crowd))
    return PracticeRecords(made, records)


class Practice:
    """Fills a local copy for rehearsing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, *, people: int = 25, name: str | None = None) -> PracticeGroup:
        """Write a practice group into this copy, called ``name`` if one is given."""
        made = practice_records(self._store.environment, people=people)
        with self._store.writer.action() as action:
            for record in made.records:
                action.add(replace(record, name=name) if name and isinstance(record, Group) else record)
        return made.group


class _Maker:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._group_id = environment.new_id()
        self._scope = group_scope(self._group_id)

    def region(self) -> tuple[Region, Module]:
        # In the group's own scope: a laptop may not write in a real region's.
        region = Region(
            id=self._environment.new_id(), scope=self._scope, name=tr("Practice region"), insee_code="00"
        )
        title = tr("Discovering creative programming")
        return region, Module(id=self._environment.new_id(), scope=self._scope, number=1, title=title)

    def group(self, region: Region) -> Group:
        return Group(
            id=self._group_id,
            scope=self._scope,
            name=tr("Practice group"),
            region_id=region.id,
            badge_key=self._environment.chance.token_bytes(32).hex(),
        )

    def places(self) -> tuple[Structure, Venue]:
        structure = Structure(
            id=self._environment.new_id(),
            scope=self._scope,
            name=tr("House of examples"),
            privacy_contact="donnees@example.org",
        )
        venue = Venue(
            id=self._environment.new_id(),
            scope=self._scope,
            name=tr("Made-up media library"),
            structure_id=structure.id,
            room=tr("Trial room"),
            address="1 rue de l’Exemple",
            postcode="00000",
            commune="Villefictive",
            capacity=40,
        )
        return structure, venue

    def people(self, count: int, structure: Structure) -> list[Person]:
        return [
            Person(
                id=self._environment.new_id(),
                scope=self._scope,
                family_name=_FAMILY[(place * 5 + place // len(_GIVEN)) % len(_FAMILY)],
                given_name=_GIVEN[place % len(_GIVEN)],
                email=f"personne{place + 1}@example.org",
                structure_id=structure.id if place % 3 else None,
                commune="Villefictive",
            )
            for place in range(count)
        ]

    def meetings(self, venue: Venue, capacity: int) -> tuple[MeetingPair, tuple[Meeting, Meeting]]:
        pair = MeetingPair(
            id=self._environment.new_id(), scope=self._scope, group_id=self._group_id, module_number=1
        )
        first = _this_evening(self._environment.now())
        one, two = (
            Meeting(
                id=self._environment.new_id(),
                scope=self._scope,
                pair_id=pair.id,
                sequence=sequence,
                status=MeetingStatus.CONFIRMED,
                starts_at=starts_at,
                venue_id=venue.id,
                capacity=capacity,
            )
            for sequence, starts_at in ((1, first), (2, later(first, WEEKS_BETWEEN, _PARIS)))
        )
        return pair, (one, two)

    def registration(self, meeting: Meeting, person: Person) -> Registration:
        return Registration(
            id=self._environment.new_id(),
            scope=self._scope,
            meeting_id=meeting.id,
            person_id=person.id,
            source=RegistrationSource.IMPORT,
            requested_at=self._environment.now(),
        )

    def roles(self, meetings: tuple[Meeting, Meeting], crowd: list[Person]) -> list[MeetingRole]:
        wanted = tuple(zip((Role.ORGANISER, Role.FACILITATOR), crowd, strict=False))
        return [
            MeetingRole(
                id=self._environment.new_id(),
                scope=self._scope,
                meeting_id=meeting.id,
                person_id=person.id,
                role=role,
            )
            for meeting in meetings
            for role, person in wanted
        ]


def _this_evening(now: datetime) -> datetime:
    local = now.astimezone(_PARIS)
    day = local.date() + timedelta(days=1 if local.time() >= _OVER else 0)
    return datetime.combine(day, _EVENING, _PARIS).astimezone(UTC)
