"""Reading meetings: the list, one meeting whole, and whom a reference means."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import (
    HOLDING,
    Group,
    Meeting,
    MeetingPair,
    MeetingRole,
    MeetingStatus,
    Module,
    Role,
)
from organiser_kit.model.paper import SignInSheet
from organiser_kit.model.people import Person
from organiser_kit.model.places import Structure, Venue
from organiser_kit.model.record import group_of
from organiser_kit.rules.lifecycle import Readiness
from organiser_kit.services.views import MeetingDetail, MeetingSummary
from organiser_kit.storage.reading import record_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from organiser_kit.services.store import Store

_NEVER = datetime.max.replace(tzinfo=UTC)

_LIVING = "person_id NOT IN (SELECT id FROM people WHERE alive = 0)"
"""Nobody deleted; somebody whose record has not come yet counts, for they hold a seat."""

_PRESENT = f"""
    SELECT count(DISTINCT f.person_id) FROM attendance_facts f
    WHERE f.meeting_id = m.id AND f.kind = 'check_in' AND f.{_LIVING}
    AND NOT EXISTS (SELECT 1 FROM attendance_facts v WHERE v.voids = f.id AND v.kind = 'void')
"""

_REGISTERED = f"""
    SELECT count(DISTINCT r.person_id) FROM registrations r
    WHERE r.meeting_id = m.id AND r.alive = 1 AND r.state = 'registered' AND r.{_LIVING}
"""

_WAITING = f"""
    SELECT count(DISTINCT r.person_id) FROM registrations r
    WHERE r.meeting_id = m.id AND r.alive = 1 AND r.state = 'waiting' AND r.{_LIVING}
    AND NOT EXISTS (SELECT 1 FROM registrations s WHERE s.person_id = r.person_id
        AND +s.meeting_id = r.meeting_id AND s.alive = 1 AND s.state = 'registered')
"""

_SUMMARY = f"""
    SELECT m.*, g.name AS group_name, p.module_number AS module_number,
        (SELECT title FROM modules WHERE number = p.module_number AND alive = 1
         ORDER BY scope = m.scope DESC LIMIT 1) AS module_title,
        v.name AS venue_name,
        ({_REGISTERED}) AS registered,
        ({_WAITING}) AS waiting,
        ({_PRESENT}) AS present
    FROM meetings m
    LEFT JOIN meeting_pairs p ON p.id = m.pair_id
    LEFT JOIN meeting_groups g ON g.id = p.group_id
    LEFT JOIN venues v ON v.id = m.venue_id
    WHERE m.alive = 1
"""

_A_PORTION = 500
_PORTION = f"{_SUMMARY} AND m.id > ? ORDER BY m.id LIMIT ?"


class Meetings:
    """What is planned, and what is known of each meeting."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[MeetingSummary]:
        """Return every meeting, the earliest first, those without a date last."""
        return sorted(self.each(), key=lambda summary: chronological(summary.meeting))

    def each(self) -> Iterator[MeetingSummary]:
        """Yield every meeting: a region has thousands, so their rows pass by in portions."""
        after = ""
        while rows := self._store.database.rows(_PORTION, (after, _A_PORTION)):
            yield from map(_summary, rows)
            after = str(rows[-1]["id"])

    def groups(self) -> list[Group]:
        """Return every group of this copy, by name."""
        return self._store.records.find(Group, order="name, id")

    def group_names(self) -> list[tuple[str, str]]:
        """Return the name and the id of every group of this copy, by name."""
        sql = "SELECT coalesce(name, ''), id FROM meeting_groups WHERE alive = 1 ORDER BY name, id"
        return [(name, group_id) for name, group_id in self._store.database.tuples(sql)]

    def has_group(self) -> bool:
        """Return whether there is any group in this copy."""
        return self._store.records.first(Group, "1") is not None

    def venues(self) -> list[Venue]:
        """Return every venue of this copy, by name."""
        return self._store.records.find(Venue, order="name, id")

    def modules(self) -> list[Module]:
        """Return every module described in this copy, by number."""
        return self._store.records.find(Module, order="number, id")

    def get(self, meeting_id: str) -> Meeting:
        """Return one meeting.

        Raises:
            NotFoundError: there is none with this id.
        """
        return self._store.records.get(Meeting, meeting_id)

    def resolve(self, reference: str) -> str:
        """Return the id that ``reference`` means: an id, an unambiguous prefix of one, ``next`` or ``last``.

        ``next`` is the first meeting that has not ended, ``last`` the latest that has started; meetings
        that do not take place are neither.

        Raises:
            NotFoundError: it means no meeting.
            UserError: it may mean several.
        """
        if reference in ("next", "last"):
            return self._nearest(reference)
        matches = self._store.records.ids_like(Meeting, reference)
        if len(matches) > 1:
            raise UserError(
                tr("“{reference}” begins several meetings' ids: type more of it.", reference=reference)
            )
        if not matches:
            raise NotFoundError(
                tr(
                    "No meeting has the id “{reference}”. “organiser-kit list meetings” shows them.",
                    reference=reference,
                )
            )
        return matches[0]

    def _nearest(self, reference: str) -> str:
        now = self._store.clock.now()
        dated = sorted(
            self._store.records.find(
                Meeting, "starts_at IS NOT NULL AND status NOT IN ('cancelled', 'postponed')"
            ),
            key=chronological,
        )
        if reference == "next":
            found = [meeting for meeting in dated if meeting.ends_at and meeting.ends_at >= now]
        else:
            found = [meeting for meeting in reversed(dated) if meeting.starts_at and meeting.starts_at <= now]
        if not found:
            raise NotFoundError(tr("There is no such meeting yet: plan one, or sync."))
        return found[0].id

    def detail(self, meeting_id: str) -> MeetingDetail:
        """Return one meeting with all that its page and its papers show.

        What the meeting refers to and has not come with a sync yet is left empty.

        Raises:
            NotFoundError: there is none with this id.
        """
        records = self._store.records
        meeting = records.get(Meeting, meeting_id)
        pair = records.seen(MeetingPair, meeting.pair_id) or MeetingPair(
            id=meeting.pair_id, scope=meeting.scope, group_id=group_of(meeting.scope) or ""
        )
        group = records.seen(Group, pair.group_id) or Group(id=pair.group_id, scope=meeting.scope)
        venue = records.seen(Venue, meeting.venue_id)
        structure_id = (venue and venue.structure_id) or group.host_structure_id
        return MeetingDetail(
            meeting=meeting,
            pair=pair,
            group=group,
            module=self._module(pair, meeting.scope),
            venue=venue,
            structure=records.seen(Structure, structure_id),
            roles=self.roles(meeting_id),
            sheet=self.sheet(meeting_id),
        )

    def module_number(self, meeting: Meeting) -> int:
        """Return the number of a meeting's module, 0 while its pair has not come with a sync."""
        pair = self._store.records.seen(MeetingPair, meeting.pair_id)
        return pair.module_number if pair else 0

    def pair(self, meeting_id: str) -> tuple[Meeting, ...]:
        """Return a meeting and the other one of its pair if both take place, in the order of the module."""
        meeting = self.get(meeting_id)
        if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
            return (meeting,)
        others = self._store.records.find(
            Meeting,
            "pair_id = ? AND sequence != ? AND status NOT IN ('cancelled', 'postponed')",
            (meeting.pair_id, meeting.sequence),
            order="sequence, id",
        )
        return tuple(sorted((meeting, *others[:1]), key=lambda one: one.sequence))

    def same_day(self, meeting_id: str) -> tuple[Meeting, ...]:
        """Return a meeting and, if the day that hosts it hosts the other one of its pair too, both."""
        meeting = self.get(meeting_id)
        day = _day(meeting)
        return tuple(
            one for one in self.pair(meeting_id) if one.id == meeting_id or (day and _day(one) == day)
        )

    def sessions(self, meeting_id: str) -> tuple[Meeting, ...]:
        """Return every meeting that the group of a meeting holds on its day, itself among them, in order.

        Those that do not take place are left out; a meeting without a date has none.
        """
        meeting = self.get(meeting_id)
        day = _day(meeting)
        if day is None:
            return ()
        of_group = """starts_at IS NOT NULL AND status NOT IN ('cancelled', 'postponed') AND pair_id IN (
            SELECT p.id FROM meeting_pairs own JOIN meeting_pairs p ON p.group_id = own.group_id
            WHERE own.id = ? AND p.alive = 1)"""
        found = self._store.records.find(Meeting, of_group, (meeting.pair_id,))
        others = (one for one in found if one.id != meeting_id and _day(one) == day)
        return tuple(sorted((meeting, *others), key=chronological))

    def _module(self, pair: MeetingPair, scope: str) -> Module:
        modules = self._store.records.find(Module, "number = ?", (pair.module_number,))
        own = [module for module in modules if module.scope == scope]
        return (own or modules or [Module(id="", scope=scope, number=pair.module_number)])[0]

    def roles(self, meeting_id: str) -> tuple[tuple[Person, Role], ...]:
        """Return who does what at a meeting, each role of a person once."""
        found = self._store.records.find(MeetingRole, "meeting_id = ?", (meeting_id,))
        roles = dict.fromkeys((one.person_id, one.role) for one in found if one.state in HOLDING)
        people = {person_id: self._store.records.living(Person, person_id) for person_id, _ in roles}
        return tuple((person, role) for person_id, role in roles if (person := people[person_id]))

    def sheet(self, meeting_id: str) -> SignInSheet | None:
        """Return the sheet that stands for a meeting, ``None`` when none was printed.

        Several laptops may each have printed one. An amended sheet no longer stands; of the others a
        validated one does, then an amendment, then the latest.
        """
        sheets = self._store.records.find(SignInSheet, "meeting_id = ?", (meeting_id,))
        validated = {sheet.id for sheet in sheets if sheet.validated_at}
        amended = {sheet.amends for sheet in sheets} & validated
        return max((sheet for sheet in sheets if sheet.id not in amended), key=_rank, default=None)

    def readiness(self, meeting: Meeting, reason: str | None = None) -> Readiness:
        """Return what the guards of the meeting's life ask about."""
        row = self._store.database.row(f"{_SUMMARY} AND m.id = ?", (meeting.id,))
        return Readiness(
            has_start=meeting.starts_at is not None,
            has_venue=meeting.venue_id is not None,
            has_organiser=any(role is Role.ORGANISER for _, role in self.roles(meeting.id)),
            present=row["present"] if row else 0,
            headcount=meeting.headcount,
            reason=reason,
        )


def _rank(sheet: SignInSheet) -> tuple[bool, bool, int, str]:
    return sheet.validated_at is not None, sheet.amends is not None, sheet.revision, sheet.id


def _day(meeting: Meeting) -> date | None:
    return meeting.starts_at.astimezone(meeting.zone).date() if meeting.starts_at else None


def chronological(meeting: Meeting) -> tuple[bool, datetime, str]:
    """Return what meetings are sorted by: their start, those without one last."""
    start = meeting.starts_at
    return start is None, start or _NEVER, meeting.id


def _summary(row: dict[str, object]) -> MeetingSummary:
    meeting = record_of(Meeting, {name: row[name] for name in Meeting.__dataclass_fields__})
    # No field of a meeting is decisive: it is always shown.
    assert meeting is not None
    return MeetingSummary(
        meeting=meeting,
        group_name=str(row["group_name"] or ""),
        module_number=int(str(row["module_number"] or 0)),
        module_title=str(row["module_title"] or ""),
        venue_name=None if row["venue_name"] is None else str(row["venue_name"]),
        registered=int(str(row["registered"])),
        waiting=int(str(row["waiting"])),
        present=int(str(row["present"])),
    )
