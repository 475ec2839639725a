"""What the local copy holds, as the tables that go to other programs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.exports.tables import Coded, Column, Table
from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import AttendanceFact, FactKind
from organiser_kit.model.people import Purpose
from organiser_kit.model.places import Venue
from organiser_kit.model.record import group_of
from organiser_kit.rules import attendance
from organiser_kit.rules.attended import attended_minutes
from organiser_kit.rules.lifecycle import label
from organiser_kit.rules.roles import role_label
from organiser_kit.rules.state_words import (
    method_words,
    presence_words,
    profession_words,
    registration_words,
    source_words,
)
from organiser_kit.services.export_venues import venue_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from organiser_kit.exports.tables import Cell
    from organiser_kit.model.attendance import Presence
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.people import Person
    from organiser_kit.services.consents import Consents
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import MeetingDetail, MeetingSummary, RosterEntry


@dataclass(frozen=True, slots=True)
class Selection:
    """Of what a table is made: of everything, of one group, or of one meeting."""

    meeting_id: str | None = None
    group_id: str | None = None


class ExportTables:
    """Journey J11 and whoever works on with the figures."""

    def __init__(
        self,
        store: Store,
        people: People,
        meetings: Meetings,
        registrations: Registrations,
        consents: Consents,
    ) -> None:
        self._store = store
        self._people = people
        self._meetings = meetings
        self._registrations = registrations
        self._consents = consents

    def chosen(self, selection: Selection) -> list[tuple[MeetingSummary, MeetingDetail]]:
        """Return the meetings of a selection, the earliest first."""
        found = [
            (summary, self._meetings.detail(summary.id))
            for summary in self._meetings.all()
            if selection.meeting_id in (None, summary.id)
        ]
        return [one for one in found if selection.group_id in (None, one[1].group.id)]

    def meetings(self, selection: Selection) -> Table:
        """Return one row for each meeting."""
        rows = tuple(_meeting_row(*one) for one in self.chosen(selection))
        return Table("meetings", tr("Meetings"), _meeting_columns(), rows)

    def people(self, selection: Selection) -> Table:
        """Return one row for each person, under headings that an import reads back."""
        structures = self._people.structure_names()
        groups = {group.id: group.name for group in self._meetings.groups()}
        rows = tuple(
            (
                person.family_name,
                person.given_name,
                person.email,
                person.phone,
                structures.get(person.structure_id or ""),
                person.commune,
                _coded(person.profession_kind, profession_words(person.profession_kind or "")),
                person.external_ref,
                groups.get(group_of(person.scope) or ""),
                person.id,
            )
            for person in self._people_of(selection)
        )
        return Table("people", tr("People"), _people_columns(), rows)

    def _people_of(self, selection: Selection) -> list[Person]:
        if selection.meeting_id is None:
            return self._people.all(selection.group_id)
        return [entry.person for entry in self._registrations.roster(selection.meeting_id)]

    def contacts(self, selection: Selection) -> Table:
        """Return one row for each person who agrees that the group has their contact; of others, nothing."""
        structures, agreed = self._people.structure_names(), self._consents.agreed(Purpose.GROUP_CONTACT)
        rows = tuple(
            (
                person.family_name,
                person.given_name,
                person.email,
                person.phone,
                structures.get(person.structure_id or ""),
            )
            for person in self._people_of(selection)
            if person.id in agreed
        )
        columns = tuple(one for one in _people_columns() if one.key in _CONTACT_COLUMNS)
        return Table("contacts", tr("Contact sheet"), columns, rows)

    def venues(self, selection: Selection) -> Table:
        """Return one row for each venue: all, those of a group’s directory, or that of a meeting."""
        groups = {group.id: group.name for group in self._meetings.groups()}
        return venue_table(self._venues_of(selection), self._people.structure_names(), groups)

    def _venues_of(self, selection: Selection) -> list[Venue]:
        if selection.meeting_id is not None:
            venue = self._meetings.detail(selection.meeting_id).venue
            return [venue] if venue else []
        every = self._store.records.find(Venue, order="name, id")
        return [one for one in every if selection.group_id in (None, group_of(one.scope))]

    def attendance(self, selection: Selection) -> Table:
        """Return one row for each person awaited at each meeting; those erased since have no name."""
        rows = tuple(
            row for summary, detail in self.chosen(selection) for row in self._attendance(summary, detail)
        )
        return Table("attendance", tr("Attendance"), _attendance_columns(), rows)

    def _attendance(self, summary: MeetingSummary, detail: MeetingDetail) -> Iterator[tuple[Cell, ...]]:
        facts: defaultdict[str, list[AttendanceFact]] = defaultdict(list)
        for fact in self._store.records.find(AttendanceFact, "meeting_id = ?", (summary.id,)):
            facts[fact.person_id].append(fact)
        told = _meeting_cells(summary, detail)
        for entry in self._registrations.roster(summary.id):
            seen = facts.pop(entry.person.id, [])
            if entry.is_awaited:
                cells = _presence_cells(summary.meeting, entry.presence, seen)
                yield (*told, *_person_cells(entry), *cells)
        for person_id, seen in sorted(facts.items()):
            presence = attendance.presence(seen)
            # Somebody who was erased still counts; somebody deleted, or who has not come yet, is no row.
            if presence.is_present and self._store.records.erasures.is_erased("person", person_id):
                cells = _presence_cells(summary.meeting, presence, seen)
                yield (*told, person_id, *_NAMELESS, *cells)


_CONTACT_COLUMNS = ("family_name", "given_name", "email", "phone", "structure")
_NAMELESS = (None,) * 6
"""The cells of a person of whom nothing but the id is left."""


def _coded(code: str | None, word: str) -> Coded | None:
    return Coded(code, word) if code else None


def _local(meeting: Meeting, moment: datetime | None) -> datetime | None:
    """Return a moment on the clock of the meeting's place, in whole seconds."""
    return moment.astimezone(meeting.zone).replace(microsecond=0) if moment else None


def _meeting_columns() -> tuple[Column, ...]:
    return (
        Column("id", "id"),
        Column("group", tr("Group")),
        Column("module", tr("Module")),
        Column("title", tr("Title of the module")),
        Column("sequence", tr("Meeting")),
        Column("status", tr("Status")),
        Column("starts_at", tr("Begins")),
        Column("ends_at", tr("Ends")),
        Column("timezone", tr("Time zone")),
        Column("venue", tr("Venue")),
        Column("room", tr("Room")),
        Column("address", tr("Address")),
        Column("capacity", tr("Seats")),
        Column("registered", tr("People registered")),
        Column("waiting", tr("People waiting")),
        Column("present", tr("People present")),
        Column("headcount", tr("People counted")),
        Column("sheet_no", tr("Sheet")),
        Column("validated_at", tr("Validated")),
        Column("cancel_reason", tr("Why it was cancelled")),
    )


def _meeting_row(summary: MeetingSummary, detail: MeetingDetail) -> tuple[Cell, ...]:
    meeting, sheet = summary.meeting, detail.sheet
    return (
        meeting.id,
        detail.group.name,
        summary.module_number or None,
        summary.module_title,
        meeting.sequence,
        Coded(meeting.status.value, label(meeting.status)),
        _local(meeting, meeting.starts_at),
        _local(meeting, meeting.ends_at),
        meeting.timezone,
        summary.venue_name,
        room_of(detail),
        address_of(detail),
        meeting.capacity,
        summary.registered,
        summary.waiting,
        summary.present,
        meeting.headcount,
        sheet.sheet_no if sheet else None,
        _local(meeting, sheet.validated_at) if sheet else None,
        meeting.cancel_reason,
    )


def room_of(detail: MeetingDetail) -> str | None:
    """Return the room of a meeting: its own, else that of its venue."""
    return detail.meeting.room or (detail.venue.room if detail.venue else None)


def address_of(detail: MeetingDetail) -> str:
    """Return the address of a meeting's venue on one line."""
    venue = detail.venue
    if venue is None:
        return ""
    town = " ".join(part for part in (venue.postcode, venue.commune) if part)
    return ", ".join(part for part in (venue.address, town) if part)


def _people_columns() -> tuple[Column, ...]:
    return (
        Column("family_name", tr("Family name")),
        Column("given_name", tr("Given name")),
        Column("email", tr("E-mail")),
        Column("phone", tr("Telephone")),
        Column("structure", tr("Structure")),
        Column("commune", tr("Town")),
        Column("profession_kind", tr("Profession")),
        Column("external_ref", tr("Reference")),
        Column("group", tr("Group")),
        Column("id", "id"),
    )


def _attendance_columns() -> tuple[Column, ...]:
    return (
        Column("meeting", tr("id of the meeting")),
        Column("group", tr("Group")),
        Column("module", tr("Module")),
        Column("sequence", tr("Meeting")),
        Column("starts_at", tr("Begins")),
        Column("sheet_no", tr("Sheet")),
        Column("person", tr("id of the person")),
        Column("family_name", tr("Family name")),
        Column("given_name", tr("Given name")),
        Column("structure", tr("Structure")),
        Column("registration", tr("Registration")),
        Column("source", tr("Registered how")),
        Column("roles", tr("Roles")),
        Column("state", tr("Presence")),
        Column("method", tr("Seen how")),
        Column("arrived_at", tr("Arrived")),
        Column("arrived_at_device", tr("Arrived, by the laptop’s own clock")),
        Column("left_at", tr("Left")),
        Column("left_at_device", tr("Left, by the laptop’s own clock")),
        Column("minutes", tr("Minutes attended")),
        Column("scans", tr("Times seen arriving")),
        Column("device", tr("id of the laptop")),
    )


def _meeting_cells(summary: MeetingSummary, detail: MeetingDetail) -> tuple[Cell, ...]:
    return (
        summary.id,
        detail.group.name,
        summary.module_number or None,
        summary.meeting.sequence,
        _local(summary.meeting, summary.meeting.starts_at),
        detail.sheet.sheet_no if detail.sheet else None,
    )


def _person_cells(entry: RosterEntry) -> tuple[Cell, ...]:
    registration, catalogue = entry.registration, current()
    return (
        entry.person.id,
        entry.person.family_name,
        entry.person.given_name,
        entry.structure_name,
        Coded(registration.state.value, registration_words(registration.state)) if registration else None,
        Coded(registration.source.value, source_words(registration.source)) if registration else None,
        tuple(Coded(role.value, role_label(role, catalogue)) for role in entry.roles),
    )


def _presence_cells(
    meeting: Meeting, presence: Presence, facts: Sequence[AttendanceFact]
) -> tuple[Cell, ...]:
    method = presence.method
    minutes = attended_minutes(presence, meeting.starts_at, meeting.duration_minutes)
    return (
        Coded(presence.state.value, presence_words(presence.state)),
        Coded(method.value, method_words(method)) if method else None,
        _local(meeting, presence.arrived_at),
        _local(meeting, _as_shown(facts, FactKind.CHECK_IN, presence.arrived_at)),
        _local(meeting, presence.left_at),
        _local(meeting, _as_shown(facts, FactKind.CHECK_OUT, presence.left_at)),
        minutes if presence.is_present else None,
        presence.scans if presence.is_present else None,
        presence.device_id,
    )


def _as_shown(facts: Sequence[AttendanceFact], kind: FactKind, at: datetime | None) -> datetime | None:
    """Return what the laptop's own clock showed when it saw what counts as ``at``."""
    seen = (fact for fact in attendance.live(facts) if fact.kind is kind and fact.at == at)
    return next((fact.device_at or fact.at for fact in seen), None)
