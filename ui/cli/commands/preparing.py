"""``ready``: is everything there for a place without network?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.rules.readiness import Check, Machine


def ready() -> click.Command:
    """Return the command."""

    @click.command(
        "ready", cls=Command, help=tr("Check that a meeting can be held without network: what is missing.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @option(
        "--try-code", metavar=tr("TEXT"), help=tr("A badge’s code, as the scanner types it: the test scan.")
    )
    @pass_workspace
    def command(workspace: Workspace, meeting: str, try_code: str | None) -> int:
        from organiser_kit.rules.readiness import checks

        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            if try_code is not None:
                _try(workspace, kit, try_code)
            prepared = kit.ready.preparation(meeting_id, kit.sync_state())
        found = checks(prepared, _machine(workspace))
        is_ready = all(check.ok for check in found)
        workspace.console.answer(
            {
                "checks": [
                    {"name": one.name, "ok": one.ok, "standing": one.standing.value, "detail": one.detail}
                    for one in found
                ],
                "ready": is_ready,
            },
            *(_line(check) for check in found),
        )
        if not is_ready:
            workspace.console.tell(tr("Not ready yet: see what is marked."))
        return 0 if is_ready else 1

    return command


def _machine(workspace: Workspace) -> Machine:
    from ui.cli.pdf_pictures import start_qt
    from ui.machine_facts import cameras_here, printers_here, read_machine

    bare = read_machine(workspace.folder, workspace.environment)
    try:
        start_qt()
    except UserError:
        # Without the desktop's libraries, cameras and printers are among what is not told.
        return bare
    from ui.qt_noise import without_noise

    with without_noise():
        return replace(bare, cameras=cameras_here(), printers=printers_here())


def _try(workspace: Workspace, kit: Kit, code: str) -> None:
    from organiser_kit.codes.badge import BadgeOutcome

    if kit.ready.try_code(code) is BadgeOutcome.GENUINE:
        workspace.console.tell(tr("This badge was read: the scanner works."))
    else:
        workspace.console.tell(tr("This is no badge of ours: try the scanner test."))


def _line(check: Check) -> str:
    from organiser_kit.rules.readiness import Standing, title

    name = title(check.name)
    match check.standing:
        case Standing.OK:
            return tr("✓ {name}: {detail}", name=name, detail=check.detail)
        case Standing.UNKNOWN:
            return tr("○ {name}: {detail}", name=name, detail=check.detail)
    return tr("✗ {name}: {detail}", name=name, detail=check.detail)
