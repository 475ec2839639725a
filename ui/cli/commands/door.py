"""``scan``, ``undo`` and ``door-log``: the door."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from organiser_kit.kit import Kit
    from organiser_kit.services.verdicts import ScanResult
    from ui.cli.code_inputs import CodeInput


def scan() -> click.Command:
    """Return the command."""

    @click.command(
        "scan", cls=Command, help=tr("Answer badges: pictures, PDF files, typed codes, or - for stdin.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("inputs", nargs=-1, required=True, metavar=tr("INPUT…"))
    @option("--text", is_flag=True, help=tr("The inputs are codes, as a scanner types them."))
    @option("--at", metavar=tr("TIME"), help=tr("When it happened, if not now."))
    @option("--leaving", is_flag=True, help=tr("They are leaving."))
    @option(
        "--admit-unknown",
        is_flag=True,
        help=tr("Admit real badges that are not known here yet; the next exchange names their people."),
    )
    @pass_workspace
    def command(
        workspace: Workspace,
        meeting: str,
        inputs: Sequence[str],
        text: bool,
        at: str | None,
        leaving: bool,
        admit_unknown: bool,
    ) -> int:
        from ui.cli.code_inputs import code_inputs
        from ui.cli.references import moment

        problems = 0
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            zone = kit.meetings.get(meeting_id).timezone
            door = _Door(workspace, kit, meeting_id, moment(at, zone) if at else None, leaving)
            door.admits_unknown = admit_unknown
            for given in code_inputs(inputs, text=text):
                door.answer(given)
                problems += given.problem is not None
        return 1 if problems else 0

    return command


class _Door:
    """Answers one code after the other."""

    def __init__(
        self, workspace: Workspace, kit: Kit, meeting_id: str, at: datetime | None, leaving: bool
    ) -> None:
        self._console = workspace.console
        self._kit = kit
        self._meeting_id = meeting_id
        self._at = at
        self._leaving = leaving
        self.admits_unknown = False
        self._zone = ZoneInfo(kit.meetings.get(meeting_id).timezone)

    def answer(self, given: CodeInput) -> None:
        """Judge one code and say so at once."""
        from ui.cli.verdicts import verdict_sentence

        result = self._judge(given.code)
        values: dict[str, object] = {
            "input": given.source,
            "verdict": result.verdict.value,
            "person": result.person_id,
            "name": result.name,
            "at": result.at,
            "device": result.device_id,
            "meeting": result.other_meeting,
        }
        if given.problem:
            values["problem"] = given.problem
            self._console.tell(given.problem)
        self._console.answer(values, verdict_sentence(result, self._zone))

    def _judge(self, code: str | None) -> ScanResult:
        from organiser_kit.services.verdicts import ScanResult, Verdict

        if code is None:
            return ScanResult(Verdict.UNREADABLE)
        return self._kit.check_in.scan(
            self._meeting_id,
            code,
            at=self._at,
            leaving=self._leaving,
            admit_unknown=self.admits_unknown,
        )


def undo() -> click.Command:
    """Return the command."""

    @click.command(
        "undo", cls=Command, help=tr("Take back that somebody is there: a new fact, never a delete.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("person", metavar=tr("PERSON"))
    @option("--reason", metavar=tr("TEXT"), help=tr("Why."))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, person: str, reason: str | None) -> None:
        with workspace.open() as kit:
            meeting_id, person_id = kit.meetings.resolve(meeting), kit.people.resolve(person)
            fact = kit.check_in.undo(meeting_id, person_id, reason=reason)
        workspace.console.answer({"id": fact, "person": person_id}, tr("Taken back."))

    return command


def door_log() -> click.Command:
    """Return the command."""

    @click.command(
        "door-log", cls=Command, help=tr("List what happened at a door: facts, corrections and refusals.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str) -> None:
        from ui.pages.reception.log import row

        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            own, about = kit.replica.identity().device_id, kit.meetings.get(meeting_id)
            lines = kit.check_in.log.lines(meeting_id)
        for line in lines:
            workspace.console.answer(
                {
                    "at": line.at,
                    "device_at": line.device_at,
                    "kind": line.kind.value if line.kind else "refused",
                    "verdict": line.verdict.value if line.verdict else None,
                    "person": line.person_id,
                    "name": line.name or None,
                    "method": line.method.value,
                    "device": line.device_id,
                    "reason": line.reason or None,
                    "taken_back": line.taken_back,
                },
                " · ".join(part for part in row(line, own, about) if part),
            )

    return command
