"""``init``: a new local copy."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def init() -> click.Command:
    """Return the command."""

    @click.command("init", cls=Command, help=tr("Create the local copy, encrypted."))
    @option("--demo", is_flag=True, help=tr("Fill it with a practice group of made-up people."))
    @option("--name", metavar=tr("NAME"), help=tr("The name of the first group."))
    @pass_workspace
    def command(workspace: Workspace, demo: bool, name: str | None) -> None:
        from organiser_kit.storage import local_copy
        from organiser_kit.storage.vault import Protection
        from ui.cli.keys import create_copy

        create_copy(workspace.folder, workspace.environment, practice=demo)
        with workspace.open() as kit:
            if demo:
                kit.practice.create(name=name)
            elif name:
                kit.plan.new_group(name)
            device = kit.replica.identity().device_id
        encrypted = local_copy.protection(workspace.folder) is not Protection.PLAIN
        workspace.console.answer(
            {"data": workspace.folder, "device": device, "encrypted": encrypted},
            tr("The local copy is ready in {folder}.", folder=workspace.folder),
            tr("It is encrypted.") if encrypted else tr("It is not encrypted: use it for practice only."),
        )

    return command
