"""``purge``: let go of what this laptop has kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from organiser_kit.services.purge import Obstacle
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from organiser_kit.services.purge import Due


def purge() -> click.Command:
    """Return the command."""
    explanation = tr(
        "Remove from this laptop the groups whose last meeting is long over; their server keeps them."
    )

    @click.command("purge", cls=Command, help=explanation)
    @option("--dry-run", is_flag=True, help=tr("Say what would happen, and change nothing."))
    @pass_workspace
    def command(workspace: Workspace, dry_run: bool) -> None:
        with workspace.open() as kit:
            due = kit.purge.due() if dry_run else kit.purge.run()
        gone, kept = [one for one in due if not one.obstacle], [one for one in due if one.obstacle]
        removed = sum(one.records for one in gone)
        values = {
            "removed": removed,
            "groups": [{"id": one.group_id, "name": one.name, "records": one.records} for one in gone],
            "kept": [{"id": one.group_id, "name": one.name, "why": one.obstacle} for one in kept],
            "dry_run": dry_run,
        }
        counted = (
            trn("{n} record would go.", "{n} records would go.", removed)
            if dry_run
            else trn("{n} record was removed here.", "{n} records were removed here.", removed)
        )
        sentences = [_kept_words(one) for one in kept]
        workspace.console.answer(values, counted, *sentences)

    return command


def _kept_words(due: Due) -> str:
    if due.obstacle is Obstacle.UNSENT:
        return tr("{group} stays: some of it was never sent. Sync first.", group=due.name)
    return tr("{group} stays: no server holds it, and it would be lost.", group=due.name)
