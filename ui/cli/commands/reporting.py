"""``report``: what the coordinator is told about a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr
from organiser_kit.rules.impressions import impression_words
from organiser_kit.services.reports import ANSWERS, Standing
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from organiser_kit.services.reports import ReportStanding


def report() -> click.Command:
    """Return the command."""

    @click.command(
        "report", cls=Command, help=tr("Write the report of a meeting, finish it, or say where it stands.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @option("--worked", metavar=tr("TEXT"), help=tr("What went well."))
    @option("--difficulties", metavar=tr("TEXT"), help=tr("What got in the way."))
    @option("--help-wanted", metavar=tr("TEXT"), help=tr("The help that is wanted."))
    @option(
        "--impression",
        type=click.IntRange(1, 5),
        metavar="N",
        help=tr("How it went, from 1 (difficult) to 5 (very well)."),
    )
    @option("--finish", is_flag=True, help=tr("Finish the report: it leaves with the next exchange."))
    @pass_workspace
    def command(
        workspace: Workspace,
        meeting: str,
        worked: str | None,
        difficulties: str | None,
        help_wanted: str | None,
        impression: int | None,
        finish: bool,
    ) -> None:
        given = dict(zip(ANSWERS, (worked, difficulties, help_wanted, impression), strict=True))
        answers = {name: value for name, value in given.items() if value is not None}
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            if answers:
                kit.reports.save(meeting_id, **answers)
            if finish:
                kit.reports.finish(meeting_id)
            known = kit.reports.standing(meeting_id)
        workspace.console.answer(_values(known), *_lines(known))

    return command


def _values(known: ReportStanding) -> dict[str, object]:
    report = known.report
    return {
        "standing": known.standing.value,
        **{name: getattr(report, name, None) for name in ANSWERS},
        "sent_at": report.sent_at if report else None,
        "acknowledged_at": report.acknowledged_at if report else None,
    }


def _lines(known: ReportStanding) -> list[str]:
    report = known.report
    lines = [standing_words(known.standing)]
    if report is None:
        return lines
    if report.satisfaction in range(1, 6):
        lines.append(tr("Impression: {words}", words=impression_words(report.satisfaction or 0)))
    for title, text in (
        (tr("What went well?"), report.what_worked),
        (tr("What got in the way?"), report.difficulties),
        (tr("Help wanted"), report.help_wanted),
    ):
        if text:
            lines += [title, text]
    return lines


def standing_words(standing: Standing) -> str:
    """Return the sentence that says where a report stands."""
    return {
        Standing.TOO_EARLY: tr("Validate the sign-in sheet first: the report comes after it."),
        Standing.EMPTY: tr("Nothing is written yet."),
        Standing.DRAFT: tr("The report is a draft."),
        Standing.WAITING: tr("The report is finished: it leaves with the next exchange."),
        Standing.SENT: tr("The report is sent."),
        Standing.READ: tr("The coordinator has read the report."),
    }[standing]
