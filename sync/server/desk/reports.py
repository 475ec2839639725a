"""``reports list`` and ``reports acknowledge``: what organisers tell of their meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.sharing import Report
from organiser_kit.terminal.building import Command, option
from sync.server import sql
from sync.server.database import snapshot
from sync.server.desk.author import acting, as_option
from sync.server.desk.finding import find, hand_on
from sync.server.desk.hand import Hand
from sync.server.frame import Frame, framed

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


@dataclass(frozen=True, slots=True)
class ReportListing:
    """A report that its organiser finished.

    Attributes:
        meeting_at: when the meeting took place.
        satisfaction: from 1 to 5, the organiser's own impression.
        by: who acknowledged it.
    """

    id: str
    meeting_at: str | None
    satisfaction: int | None
    what_worked: str | None
    difficulties: str | None
    help_wanted: str | None
    sent_at: str
    acknowledged_at: str | None
    group: str
    group_name: str
    by: str | None


def list_all() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("Print one line for each report that is finished."))
    @option("--waiting", is_flag=True, help=tr("Only those that nobody acknowledged."))
    @framed
    def reports_list(frame: Frame, waiting: bool) -> None:
        with frame.open() as connection, snapshot(connection):
            found = _reports(connection)
        frame.say_lines([one for one in found if not (waiting and one.acknowledged_at)], _sentence)

    return reports_list


def acknowledge() -> click.Command:
    """Return the command."""
    explanation = tr("Say that a report was read: its organiser sees it, and it no longer changes.")

    @click.command("acknowledge", cls=Command, help=explanation)
    @click.argument("report", metavar=tr("REPORT"))
    @as_option
    @framed
    def reports_acknowledge(frame: Frame, report: str, login: str | None) -> None:
        with acting(frame, login) as (connection, author):
            otherwise = tr(
                "“{reference}” is not the id of one report: “reports list” shows them.", reference=report
            )
            stored = find(connection, Report, report, otherwise)
            author.check(connection, stored.scope)
            hand = Hand(connection, frame.environment, author, stored.scope)
            _check(hand, stored.state.id)
            now = frame.environment.now()
            hand.change(Report, stored.state.id, acknowledged_at=now)
        frame.say(
            tr("Acknowledged: its organiser sees it after the next exchange."),
            {"id": stored.state.id, "acknowledged_at": now.isoformat(), "by": author.name},
        )

    return reports_acknowledge


def _check(hand: Hand, report_id: str) -> None:
    if hand.value(Report, report_id, "sent_at") is None:
        raise UserError(tr("This report is not finished yet: its organiser still writes it."))
    if hand.value(Report, report_id, "acknowledged_at") is not None:
        raise UserError(tr("This report was acknowledged already."))


def _reports(connection: Connection) -> list[ReportListing]:
    found = connection.execute(sql.LIST_REPORTS).fetchall()
    return [ReportListing(*(*row, hand_on(connection, row[0]))) for row in found]


def _sentence(row: ReportListing) -> str:
    told = (row.what_worked, row.difficulties, row.help_wanted)
    return "  ".join((row.id, row.group_name, row.meeting_at or "", *(text for text in told if text)))
