"""``merge people``: two records of one person become one."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def merge_people() -> click.Command:
    """Return the command."""
    explanation = tr("Make one person of two: all that is known of DUPLICATE goes to KEEP.")

    @click.command("people", cls=Command, help=explanation)
    @click.argument("keep", metavar=tr("KEEP"))
    @click.argument("duplicate", metavar=tr("DUPLICATE"))
    @pass_workspace
    def command(workspace: Workspace, keep: str, duplicate: str) -> None:
        with workspace.open() as kit:
            kept, gone = kit.people.resolve(keep), kit.people.resolve(duplicate)
            kit.merging.merge(kept, gone)
        workspace.console.answer({"id": kept, "merged": gone}, tr("Merged."))

    return command
