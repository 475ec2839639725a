"""The log of the door in words, for the person who answers for it. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import FactKind
from organiser_kit.rules.wording import clock_time, short_date
from ui.cli.verdicts import verdict_words
from ui.pages.phrases import capital
from ui.pages.reception.answers import method_words

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from organiser_kit.kit import Kit
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
    return LogRow(tr("At"), tr("What"), tr("Who"), tr("How"), tr("Where"), tr("Remarks"))


def rows(kit: Kit, meeting_id: str) -> tuple[LogRow, ...]:
    """Return the log of a door, the last line first."""
    zone = kit.meetings.get(meeting_id).zone
    own = kit.replica.identity().device_id
    return tuple(row(line, own, zone) for line in kit.check_in.log.lines(meeting_id))


def row(line: LogLine, own_device: str, zone: tzinfo) -> LogRow:
    """Return one line in words."""
    return LogRow(
        _moment(line.at, zone),
        _what(line),
        line.name,
        method_words(line.method),
        tr("this laptop") if line.device_id == own_device else tr("another laptop"),
        _more(line, zone),
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


def _more(line: LogLine, zone: tzinfo) -> str:
    parts = [line.reason]
    if line.taken_back:
        parts.append(tr("no longer counts"))
    if line.device_at is not None:
        parts.append(tr("its clock showed {moment}", moment=_moment(line.device_at, zone)))
    return " · ".join(part for part in parts if part)


def _moment(moment: datetime, zone: tzinfo) -> str:
    there = moment.astimezone(zone)
    return tr("{date} {time}", date=short_date(there, current()), time=clock_time(there, current()))
