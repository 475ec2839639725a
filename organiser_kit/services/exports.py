"""Taking data out of the kit: tables and calendars that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.exports.calendar import Event, ics_bytes
from organiser_kit.exports.delimited import csv_bytes
from organiser_kit.exports.plain import json_bytes
from organiser_kit.exports.workbook import xlsx_bytes
from organiser_kit.files import write_bytes
from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.oplog.hlc import ZERO, read
from organiser_kit.services.export_tables import Selection, address_of, room_of

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.exports.tables import Table
    from organiser_kit.services.export_tables import ExportTables
    from organiser_kit.services.store import Store
    from organiser_kit.services.views import MeetingDetail, MeetingSummary


class Thing(StrEnum):
    """What can be taken out."""

    MEETINGS = "meetings"
    PEOPLE = "people"
    ATTENDANCE = "attendance"
    CONTACTS = "contacts"
    VENUES = "venues"


class Format(StrEnum):
    """What other programs read; the value is also how the file's name ends."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    ICS = "ics"


_TABLES = (Format.CSV, Format.XLSX, Format.JSON)

FORMATS: dict[Thing, tuple[Format, ...]] = {
    Thing.MEETINGS: (*_TABLES, Format.ICS),
    Thing.PEOPLE: _TABLES,
    Thing.ATTENDANCE: _TABLES,
    Thing.CONTACTS: _TABLES,
    Thing.VENUES: _TABLES,
}
"""Which format makes sense for what."""

_FIRST_SEQUENCE = datetime(2026, 1, 1, tzinfo=UTC)
"""Before anything was written with the kit: a calendar's sequence must fit 31 bits."""

_CALLED_OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
_UNSETTLED = (MeetingStatus.DRAFT, MeetingStatus.PROPOSED)

_EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many rows or events, and where."""

    rows: int
    file: Path


class Exports:
    """Writes one file a call; nothing leaves the laptop by itself."""

    def __init__(self, store: Store, tables: ExportTables) -> None:
        self._store = store
        self._tables = tables

    def write(self, thing: Thing, form: Format, path: Path, selection: Selection = _EVERYTHING) -> Exported:
        """Write ``thing`` to ``path`` in the language in force.

        Raises:
            UserError: the format makes no sense for it, or the file cannot be written.
        """
        check_format(thing, form)
        now = self._store.clock.now()
        if form is Format.ICS:
            events = self.events(selection)
            write_bytes(path, ics_bytes(events, tr("Meetings"), now))
            return Exported(len(events), path)
        table = self.table(thing, selection)
        write_bytes(path, _table_bytes(table, form, now))
        return Exported(len(table.rows), path)

    def table(self, thing: Thing, selection: Selection = _EVERYTHING) -> Table:
        """Return ``thing`` as a table."""
        match thing:
            case Thing.MEETINGS:
                return self._tables.meetings(selection)
            case Thing.PEOPLE:
                return self._tables.people(selection)
            case Thing.ATTENDANCE:
                return self._tables.attendance(selection)
            case Thing.CONTACTS:
                return self._tables.contacts(selection)
            case Thing.VENUES:
                return self._tables.venues(selection)

    def events(self, selection: Selection = _EVERYTHING) -> tuple[Event, ...]:
        """Return the meetings that have a date as events of a calendar; no person is named in them."""
        chosen = self._tables.chosen(selection)
        return tuple(event for one in chosen if (event := self._event(*one)))

    def _event(self, summary: MeetingSummary, detail: MeetingDetail) -> Event | None:
        meeting = detail.meeting
        if meeting.starts_at is None or meeting.ends_at is None:
            return None
        changed = self._changed_at(meeting.id)
        place = (summary.venue_name, room_of(detail), address_of(detail))
        return Event(
            uid=f"{meeting.id}@organiser-kit",
            starts_at=meeting.starts_at.astimezone(meeting.zone),
            ends_at=meeting.ends_at.astimezone(meeting.zone),
            summary=_summary(detail),
            location=", ".join(part for part in place if part),
            description=meeting.public_text or "",
            url=meeting.public_url or "",
            status=_status(meeting.status),
            sequence=max(0, int((changed - _FIRST_SEQUENCE).total_seconds())),
            changed_at=changed,
        )

    def _changed_at(self, meeting_id: str) -> datetime:
        """Return when a field of a meeting was last written, by anybody: it only grows."""
        state = self._store.records.state("meeting", meeting_id)
        stamps = [register.stamp for register in state.registers.values()] if state else []
        return datetime.fromtimestamp(read(max(stamps, default=ZERO)).ms // 1000, UTC)


def check_format(thing: Thing, form: Format) -> None:
    """Refuse a format that makes no sense for what it is asked for.

    Raises:
        UserError: it does not.
    """
    if form not in FORMATS[thing]:
        raise UserError(
            tr(
                "“{format}” is a calendar, and only meetings have dates: choose one of {known}.",
                format=form.value,
                known=", ".join(FORMATS[thing]),
            )
        )


def _table_bytes(table: Table, form: Format, now: datetime) -> bytes:
    match form:
        case Format.CSV:
            return csv_bytes(table, current().language)
        case Format.XLSX:
            return xlsx_bytes(table, now)
    return json_bytes(table, now)


def _summary(detail: MeetingDetail) -> str:
    number, title, meeting = detail.pair.module_number, detail.module.title, detail.meeting
    if not number:
        return tr("{group}: meeting {sequence} of 2", group=detail.group.name, sequence=meeting.sequence)
    if not title:
        return tr(
            "{group}: module {number}, meeting {sequence} of 2",
            group=detail.group.name,
            number=number,
            sequence=meeting.sequence,
        )
    return tr(
        "{group}: module {number} “{title}”, meeting {sequence} of 2",
        group=detail.group.name,
        number=number,
        title=title,
        sequence=meeting.sequence,
    )


def _status(status: MeetingStatus) -> str:
    """Return the status of RFC 5545; a meeting that waits for another date is not held on this one."""
    if status in _CALLED_OFF:
        return "CANCELLED"
    return "TENTATIVE" if status in _UNSETTLED else "CONFIRMED"
