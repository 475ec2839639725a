"""``attendance``, ``validate``, ``reopen`` and ``pictures``: the end of the evening."""

from __future__ import annotations

from pathlib import Path

import click

from organiser_kit.errors import UserError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr, trn
from organiser_kit.rules.state_words import log_words, presence_words
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def attendance() -> click.Command:
    """Return the command."""

    @click.command("attendance", cls=Command, help=tr("Say who is there."))
    @click.argument("meeting", metavar=tr("MEETING"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            known, log = kit.registrations.attendance(meeting_id), kit.sheets.log(meeting_id)
        awaited = [entry for entry in known.entries if entry.is_awaited]
        lines = [
            tr("{person}: {state}", person=entry.name, state=presence_words(entry.presence.state))
            for entry in awaited
        ]
        people = [
            {
                "id": entry.person.id,
                "name": entry.name,
                "state": entry.presence.state.value,
                "method": entry.presence.method.value if entry.presence.method else None,
                "arrived_at": entry.presence.arrived_at,
                "left_at": entry.presence.left_at,
            }
            for entry in awaited
        ]
        workspace.console.answer(
            {
                "people": people,
                "present": known.present,
                "headcount": known.headcount,
                "log": {"facts": log.facts, "whole": log.is_whole, "later": log.later},
            },
            *lines,
            trn("{n} person present.", "{n} people present.", known.present),
            log_words(log),
        )

    return command


def validate() -> click.Command:
    """Return the command."""

    @click.command("validate", cls=Command, help=tr("Lock the sign-in sheet: it then proves who was there."))
    @click.argument("meeting", metavar=tr("MEETING"))
    @option("--headcount", type=click.IntRange(1), metavar="N", help=tr("How many were counted."))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, headcount: int | None) -> None:
        with workspace.open() as kit:
            sheet = kit.sheets.validate(kit.meetings.resolve(meeting), headcount=headcount)
        workspace.console.answer(
            {"sheet_no": sheet.sheet_no, "present": len(sheet.present), "headcount": sheet.headcount},
            tr("Sheet {number} is validated.", number=sheet.sheet_no),
            trn("{n} person present.", "{n} people present.", len(sheet.present)),
        )

    return command


def reopen() -> click.Command:
    """Return the command."""

    @click.command("reopen", cls=Command, help=tr("Open a validated sheet for correction, and say why."))
    @click.argument("meeting", metavar=tr("MEETING"))
    @option("--reason", required=True, metavar=tr("TEXT"), help=tr("Why, kept with the sheet."))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, reason: str) -> None:
        with workspace.open() as kit:
            sheet = kit.sheets.reopen(kit.meetings.resolve(meeting), reason=reason)
        workspace.console.answer({"sheet_no": sheet.sheet_no}, tr("The sheet is open for correction."))

    return command


def pictures() -> click.Command:
    """Return the command."""

    @click.command(
        "pictures", cls=Command, help=tr("List the kept pictures of a signed sheet, or save copies of them.")
    )
    @click.argument("meeting", metavar=tr("MEETING"), required=False)
    @option("--gone", is_flag=True, help=tr("Those whose group has left this laptop, instead."))
    @option(
        "--out",
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path),
        help=tr("The folder to write copies in; they are not encrypted."),
    )
    @pass_workspace
    def command(workspace: Workspace, meeting: str | None, gone: bool, out: Path | None) -> int:
        if gone:
            _tell_outliving(workspace, out)
            return 0
        if meeting is None:
            raise UserError(tr("Name a meeting, or write --gone."))
        with workspace.open() as kit:
            kept = kit.evidence.of_meeting(kit.meetings.resolve(meeting))
            here = {one.id: kit.evidence.is_here(one) for one in kept}
            found = [one for one in kept if here[one.id]]
            files = [write_bytes(out / one.name, kit.evidence.read(one)) for one in found] if out else []
        workspace.console.answer(
            {
                "pictures": [
                    {
                        "name": one.name,
                        "page": one.page,
                        "sha256": one.digest,
                        "kept_until": one.keep_until,
                        "here": here[one.id],
                    }
                    for one in kept
                ],
                "files": files,
            },
            *(
                one.name if here[one.id] else tr("{name}: not on this computer", name=one.name)
                for one in kept
            ),
            _counted(len(kept)),
        )
        return 1 if out and len(found) < len(kept) else 0

    return command


def _tell_outliving(workspace: Workspace, out: Path | None) -> None:
    with workspace.open() as kit:
        kept = kit.evidence.outliving.all()
        files = kit.evidence.outliving.save_copies(out) if out else ()
    workspace.console.answer(
        {
            "pictures": [
                {"name": one.name, "sha256": one.digest, "kept_until": one.keep_until, "here": True}
                for one in kept
            ],
            "files": list(files),
        },
        *(one.name for one in kept),
        _counted(len(kept)),
    )


def _counted(pictures: int) -> str:
    if not pictures:
        return tr("No picture is kept.")
    return trn("{n} picture is kept.", "{n} pictures are kept.", pictures)
