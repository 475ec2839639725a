"""The log of the door in words, for the person who answers for it. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import MERGED, FactKind
from organiser_kit.rules.wording import clock_time, short_date
from ui.cli.verdicts import verdict_words
from ui.pages.phrases import capital
from ui.pages.reception.answers import method_words

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.services.door_log import LogLine


class LogRow(NamedTuple):
    """One line: when, what, who, how, where, and what else there is to know."""

    when: str
    what: str
    who: str
    how: str
    where: str
    more: str


def headings() -> LogRow:
    """Return the headings."""
    return LogRow(tr("At"), tr("What"), tr("Name"), tr("How"), tr("Where"), tr("Remarks"))


def rows(kit: Kit, meeting_id: str) -> tuple[LogRow, ...]:
    """Return the log of a door, the last line first."""
    meeting, own = kit.meetings.get(meeting_id), kit.replica.identity().device_id
    return tuple(row(line, own, meeting) for line in kit.check_in.log.lines(meeting_id))


def row(line: LogLine, own_device: str, meeting: Meeting) -> LogRow:
    """Return one line in words; days are told only where they are not the meeting's own."""
    return LogRow(
        _moment(line.at, meeting),
        _what(line),
        line.name,
        method_words(line.method),
        tr("this laptop") if line.device_id == own_device else tr("another laptop"),
        _more(line, meeting),
    )


def _what(line: LogLine) -> str:
    if line.verdict is not None:
        return tr("Refused: {why}", why=verdict_words(line.verdict))
    return capital(
        {
            FactKind.CHECK_IN: tr("arrival"),
            FactKind.CHECK_OUT: tr("departure"),
            FactKind.EXCUSED: tr("excused"),
            FactKind.VOID: tr("taken back"),
        }[line.kind or FactKind.CHECK_IN]
    )


def _more(line: LogLine, meeting: Meeting) -> str:
    parts = [tr("merged with another record of the same person") if line.reason == MERGED else line.reason]
    if line.taken_back:
        parts.append(tr("no longer counts"))
    if line.device_at is not None:
        parts.append(tr("its clock showed {moment}", moment=_moment(line.device_at, meeting)))
    return " · ".join(part for part in parts if part)


def _moment(moment: datetime, meeting: Meeting) -> str:
    there = moment.astimezone(meeting.zone)
    time = clock_time(there, current())
    if meeting.starts_at is not None and meeting.starts_at.astimezone(meeting.zone).date() == there.date():
        return time
    return tr("{date} {time}", date=short_date(there, current()), time=time)
