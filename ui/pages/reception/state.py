"""What the reception shows beside its answer: who is there, who came last, whom a name finds. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.attendance import PresenceState
from organiser_kit.model.meetings import RegistrationSource
from organiser_kit.rules import lifecycle
from organiser_kit.rules.wording import clock_time, display_name
from ui.pages import phrases
from ui.pages.reception.sessions import Session, sessions

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import datetime, tzinfo

    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from organiser_kit.services.views import RosterEntry

MOST_FOUND = 8
MOST_ARRIVALS = 30


@dataclass(frozen=True)
class Arrival:
    """Somebody who came."""

    person_id: str
    name: str
    at: datetime
    time: str


@dataclass(frozen=True)
class Found:
    """Somebody whom the typed letters find."""

    person_id: str
    name: str
    note: str
    present: bool
    excused: bool = False


@dataclass(frozen=True)
class Door:
    """A meeting's door as it stands.

    Attributes:
        expected: ids of the people who have a seat.
        present: ids of the people who came.
        walk_ins: of those who came, ids of the people who had no seat before.
        left: of those who came, ids of the people who went away since.
        excused: ids of the people who said that they would not come.
        capacity: how many seats there are, ``None`` for no limit.
        headcount: how many were counted by eye, ``None`` when nobody counted.
        sessions: those of the day, this one among them; none when it is alone.
    """

    meeting_id: str
    title: str
    group_id: str
    zone: tzinfo
    own_device: str
    expected: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    walk_ins: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    excused: frozenset[str] = frozenset()
    arrivals: tuple[Arrival, ...] = ()
    starts_at: datetime | None = None
    capacity: int | None = None
    headcount: int | None = None
    locked: str = ""
    sessions: tuple[Session, ...] = ()

    @cached_property
    def everybody(self) -> frozenset[str]:
        """Return the ids of the people who have a seat or came."""
        return _joined(self.expected, self.present)

    @property
    def here(self) -> int:
        """Return how many came: by name or by eye, whichever is more."""
        return max(len(self.present), self.headcount or 0)

    @property
    def count(self) -> str:
        """Return how many came of how many expected, whoever they are."""
        return tr("{present} / {expected}", present=self.here, expected=len(self.everybody))

    @property
    def seats_left(self) -> int | None:
        """Return how many seats nobody has, ``None`` for no limit."""
        taken = max(len(self.everybody), self.here)
        return None if self.capacity is None else max(0, self.capacity - taken)

    @property
    def figures(self) -> str:
        """Return the other figures, in few words."""
        waited = len(self.everybody) - len(self.present) - len((self.excused & self.everybody) - self.present)
        parts = [trn("{n} still expected", "{n} still expected", waited)]
        if self.walk_ins:
            parts.append(trn("{n} walk-in", "{n} walk-ins", len(self.walk_ins)))
        if self.excused:
            parts.append(trn("{n} excused", "{n} excused", len(self.excused)))
        if self.left:
            parts.append(trn("{n} has left", "{n} have left", len(self.left)))
        if self.seats_left is not None:
            parts.append(trn("{n} seat left", "{n} seats left", self.seats_left))
        return " · ".join(parts)

    def arrived(self, person_id: str, name: str, at: datetime) -> Door:
        """Return the door after somebody came."""
        kept = tuple(arrival for arrival in self.arrivals if arrival.person_id != person_id)
        new = arrival_of(person_id, name, at, self.zone)
        unexpected = {person_id} - self.expected - self.present
        return replace(
            self,
            present=_joined(self.present, {person_id}),
            walk_ins=_joined(self.walk_ins, unexpected),
            left=_parted(self.left, {person_id}),
            excused=_parted(self.excused, {person_id}),
            arrivals=(new, *kept)[:MOST_ARRIVALS],
            expected=_joined(self.expected, {person_id}),
        )

    def gone(self, person_id: str) -> Door:
        """Return the door after a presence was taken back."""
        kept = tuple(arrival for arrival in self.arrivals if arrival.person_id != person_id)
        gone = {person_id}
        return replace(
            self,
            present=self.present - gone,
            walk_ins=self.walk_ins - gone,
            left=self.left - gone,
            excused=self.excused - gone,
            arrivals=kept,
        )

    def apologised(self, person_id: str) -> Door:
        """Return the door after somebody said that they would not come."""
        return replace(self, excused=self.excused | {person_id})

    def departed(self, person_id: str) -> Door:
        """Return the door after somebody who came went away."""
        return replace(self, left=self.left | {person_id})

    def stayed(self, person_id: str) -> Door:
        """Return the door after a departure was taken back."""
        return replace(self, left=_parted(self.left, {person_id}))


def _joined(those: frozenset[str], more: AbstractSet[str]) -> frozenset[str]:
    """Return both, without a copy of thousands where the first holds all of the second."""
    return those if more <= those else those | more


def _parted(those: frozenset[str], fewer: AbstractSet[str]) -> frozenset[str]:
    """Return the first without the second, without a copy of thousands where they have nothing in common."""
    return those if those.isdisjoint(fewer) else those - fewer


def kept_together(figures: str) -> str:
    """Return :attr:`Door.figures` as shown: a line ends after one of them, never inside."""
    return "\u00a0· ".join(figure.replace(" ", "\u00a0") for figure in figures.split(" · "))


def arrival_of(person_id: str, name: str, at: datetime, zone: tzinfo) -> Arrival:
    """Return one arrival in words."""
    return Arrival(person_id, name, at, clock_time(at.astimezone(zone), current()))


def read(kit: Kit, meeting_id: str) -> Door:
    """Return a meeting's door."""
    detail = kit.meetings.detail(meeting_id)
    zone = ZoneInfo(detail.meeting.timezone)
    entries = kit.registrations.roster(meeting_id)
    came = [entry for entry in entries if entry.presence.is_present]
    closed = detail.meeting.status not in lifecycle.DOOR_OPEN
    return Door(
        meeting_id=meeting_id,
        title=tr(
            "{rank} · {when}", rank=phrases.rank(detail.meeting.sequence), when=phrases.when(detail.meeting)
        ),
        group_id=detail.group.id,
        zone=zone,
        own_device=kit.replica.identity().device_id,
        expected=frozenset(entry.person.id for entry in entries if entry.is_expected),
        present=frozenset(entry.person.id for entry in came),
        walk_ins=frozenset(entry.person.id for entry in came if _came_unasked(entry)),
        left=frozenset(entry.person.id for entry in came if entry.presence.left_at),
        excused=frozenset(
            entry.person.id for entry in entries if entry.presence.state is PresenceState.EXCUSED
        ),
        arrivals=_latest(came, zone),
        starts_at=detail.meeting.starts_at,
        capacity=detail.meeting.capacity,
        headcount=detail.meeting.headcount,
        locked=_locked(lifecycle.label(detail.meeting.status)) if closed else "",
        sessions=sessions(kit, meeting_id),
    )


def _came_unasked(entry: RosterEntry) -> bool:
    return entry.registration is not None and entry.registration.source is RegistrationSource.WALK_IN


def _locked(status: str) -> str:
    return tr(
        "This meeting is “{status}”: its door is closed. Reopen its sheet to correct it.", status=status
    )


def _latest(came: list[RosterEntry], zone: tzinfo) -> tuple[Arrival, ...]:
    arrivals = [
        arrival_of(entry.person.id, entry.name, entry.presence.arrived_at, zone)
        for entry in came
        if entry.presence.arrived_at
    ]
    return tuple(sorted(arrivals, key=lambda arrival: arrival.at, reverse=True)[:MOST_ARRIVALS])


def find(kit: Kit, door: Door, text: str) -> tuple[Found, ...]:
    """Return the people of the group whom ``text`` finds: those expected first, then the others."""
    people = kit.people.search(text, door.group_id, limit=MOST_FOUND * 3)
    structures = kit.people.structures_of(people)
    found = [
        Found(
            person.id,
            display_name(person.family_name, person.given_name),
            _note(door, person, structures.get(person.structure_id or "", "")),
            person.id in door.present,
            person.id in door.excused,
        )
        for person in people
    ]
    found.sort(key=lambda one: (one.present, one.person_id not in door.expected))
    return tuple(found[:MOST_FOUND])


def _note(door: Door, person: Person, structure: str) -> str:
    """Return what tells homonyms apart, and whether somebody is expected."""
    if person.id in door.left:
        where = tr("has left")
    elif person.id in door.present:
        where = tr("already in")
    elif person.id in door.excused:
        where = tr("excused")
    elif person.id in door.expected:
        where = tr("expected")
    else:
        where = tr("not registered")
    return " · ".join(part for part in (structure, person.commune or "", where) if part)
