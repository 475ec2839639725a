"""Who gets a statement and who does not, in words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.wording import duration
from organiser_kit.services.statement_overview import Outcome

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.services.statement_overview import OverviewLine


@dataclass(frozen=True)
class Overview:
    """Rows of name, statement, this meeting and all meetings; and a sentence."""

    rows: tuple[tuple[str, str, str, str], ...]
    sentence: str


def read(kit: Kit, meeting_id: str) -> Overview:
    """Return the overview of a meeting."""
    lines = kit.statement_overview.lines(meeting_id)
    n = sum(line.outcome in (Outcome.ISSUED, Outcome.READY) for line in lines)
    missing = len(lines) - n
    sentence = tr(
        "{getting}, {missing}.",
        getting=trn("{n} person gets a statement", "{n} people get a statement", n),
        missing=trn("{n} does not", "{n} do not", missing),
    )
    return Overview(tuple(_row(line) for line in lines), sentence)


def _row(line: OverviewLine) -> tuple[str, str, str, str]:
    here = duration(line.minutes, current()) if line.minutes else ""
    if line.left_early:
        here = tr("{time}, a part of the meeting", time=here)
    return (
        line.name,
        _words(line),
        here,
        duration(line.total_minutes, current()) if line.total_minutes else "",
    )


def _words(line: OverviewLine) -> str:
    return {
        Outcome.ISSUED: tr("Statement {number}", number=line.number),
        Outcome.READY: tr("Can be written"),
        Outcome.SHEET_OPEN: tr("None yet: the sheet is not validated"),
        Outcome.ABSENT: tr("None: absent"),
        Outcome.EXCUSED: tr("None: excused"),
        Outcome.REVOKED: tr("None: the statement was revoked"),
    }[line.outcome]
