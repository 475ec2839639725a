"""What a meeting needs, counted from its kit and its people, with what is known of each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.content import AtVenue, Per
from organiser_kit.model.places import Venue
from organiser_kit.model.preparation import EquipmentLine, EquipmentSource
from organiser_kit.services.kit_lines import KitLines, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.changes import Changes
    from organiser_kit.meeting_kits.content import Material, MeetingKit
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store

MOST = 9_999


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is needed.

    Attributes:
        key: the kit's name of it, or the id of the record of a thing of the meeting's own.
        material: the kit's own words about it, ``None`` for a thing of the meeting's own.
        counted: how many the kit asks for; 0 for a thing of the meeting's own.
        needed: how many, after what the organiser said.
        there: how many are sure to be there, ``None`` while nobody knows.
        source: who brings it, in general.
        brought_by: the id of the person who brings it.
    """

    key: str
    material: Material | None
    name: str
    counted: int
    needed: int
    there: int | None = None
    source: EquipmentSource | None = None
    brought_by: str | None = None

    @property
    def is_own(self) -> bool:
        """Return whether no kit asks for it."""
        return self.material is None

    @property
    def missing(self) -> int | None:
        """Return how many are missing, ``None`` while nobody knows."""
        return None if self.there is None else max(0, self.needed - self.there)

    @property
    def is_settled(self) -> bool:
        """Return whether there is enough of it, or somebody brings what is missing."""
        return self.missing == 0 or self.source is not None or self.brought_by is not None


@dataclass(frozen=True, slots=True)
class Equipment:
    """What one meeting needs.

    Attributes:
        people: for how many it is counted.
        removed: things of the kit that somebody took off this meeting's list.
    """

    people: int
    pieces: tuple[Piece, ...]
    removed: tuple[Piece, ...] = ()


class Equipments:
    """What is needed at each meeting, what is there, and who brings the rest."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        registrations: Registrations,
        kit_of: Callable[[str], MeetingKit],
    ) -> None:
        self._store = store
        self._meetings = meetings
        self._registrations = registrations
        self._kit_of = kit_of
        self._lines = KitLines(store, meetings, EquipmentLine, "material", self._begin)

    def of(self, meeting_id: str, language: str) -> Equipment:
        """Return what a meeting needs for everybody who has a seat or a role, in ``language``.

        What several laptops wrote about one thing is put together; where they differ, the record made
        first stands.

        Raises:
            NotFoundError: there is no such meeting.
        """
        meeting = self._meetings.get(meeting_id)
        venue = self._store.records.seen(Venue, meeting.venue_id)
        roster = self._registrations.roster(meeting_id)
        people = sum(1 for entry in roster if entry.is_expected or entry.roles)
        written = self._lines.of(meeting_id)
        pieces: list[Piece] = []
        removed: list[Piece] = []
        for material in self._kit_of(meeting_id).materials:
            piece = _of_kit(material, people, venue, written.of_kit[material.id], language)
            (removed if material.id in written.gone else pieces).append(piece)
        pieces += [_own(record) for record in written.own]
        return Equipment(people, tuple(pieces), tuple(removed))

    def note(self, meeting_id: str, key: str, **values: Any) -> Changes:
        """Write what is known of a thing.

        Args:
            meeting_id: the meeting.
            key: the thing; see :class:`Piece`.
            **values: ``needed`` (``None`` for what the kit counts), ``available``, ``source``,
                ``brought_by``.

        Raises:
            NotFoundError: there is no such meeting, or no such thing on its list.
            UserError: a number makes no sense.
        """
        for number in (values.get("needed"), values.get("available")):
            if number is not None and not 0 <= number <= MOST:
                raise UserError(tr("Give a number from 0 to {most}.", most=MOST))
        with self._store.writer.action(together=True) as action:
            for record in self._lines.living(action, meeting_id, key):
                action.change(record, **values)
            return action.changes

    def add(self, meeting_id: str, text: str, needed: int = 1) -> EquipmentLine:
        """Add a thing that no kit knows.

        Raises:
            NotFoundError: there is no such meeting.
            UserError: there are no words, or too many; the number makes no sense.
        """
        text = one_line(text, tr("Write what is needed."))
        if not 1 <= needed <= MOST:
            raise UserError(tr("Give a number from 1 to {most}.", most=MOST))
        with self._store.writer.action() as action:
            return self._lines.add(action, meeting_id, text=text, needed=needed)

    def remove(self, meeting_id: str, key: str) -> Changes:
        """Take a thing off this meeting's list; :meth:`bring_back` undoes it.

        Raises:
            NotFoundError: there is no such meeting, or no such thing on its list.
        """
        with self._store.writer.action(together=True) as action:
            self._lines.remove(action, meeting_id, key)
            return action.changes

    def bring_back(self, meeting_id: str, key: str) -> Changes:
        """Put a thing that was taken off back on the list.

        Raises:
            NotFoundError: there is no such meeting, or no such thing.
        """
        with self._store.writer.action(together=True) as action:
            self._lines.bring_back(action, meeting_id, key)
            return action.changes

    def _begin(self, meeting_id: str, key: str) -> dict[str, Any] | None:
        return {} if any(material.id == key for material in self._kit_of(meeting_id).materials) else None


def _of_kit(
    material: Material, people: int, venue: Venue | None, records: Sequence[EquipmentLine], language: str
) -> Piece:
    counted = material.needed(people)
    needed, available = _first(records, "needed"), _first(records, "available")
    return Piece(
        key=material.id,
        material=material,
        name=material.name.text(language),
        counted=counted,
        needed=counted if needed is None else needed,
        there=_at_venue(material, venue) if available is None else available,
        source=_first(records, "source"),
        brought_by=_first(records, "brought_by"),
    )


def _own(record: EquipmentLine) -> Piece:
    return Piece(
        key=record.id,
        material=None,
        name=record.text or "",
        counted=0,
        needed=1 if record.needed is None else record.needed,
        there=record.available,
        source=record.source,
        brought_by=record.brought_by,
    )


def _first(records: Sequence[EquipmentLine], field: str) -> Any:
    return next((value for one in records if (value := getattr(one, field)) is not None), None)


def _at_venue(material: Material, venue: Venue | None) -> int | None:
    if venue is None:
        return None
    match material.at_venue:
        case AtVenue.COMPUTERS:
            return venue.computers
        case AtVenue.POWER_SOCKETS:
            return venue.power_sockets
        case AtVenue.PROJECTORS:
            return venue.projectors
        case AtVenue.ASKED | None:
            return None


def people_in_one_set(material: Material) -> int:
    """Return for how many people there is one set: 1 for each person, 0 for one for the whole meeting."""
    return {Per.PERSON: 1, Per.GROUP: material.size, Per.MEETING: 0}[material.per]
