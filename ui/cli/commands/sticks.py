"""``bundle``: the exchange by a stick, for laptops that meet neither a server nor each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from ui.cli.building import Command, option, pass_workspace
from ui.cli.commands.syncing import exchange_of
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from sync.facade import BundleReport

_FILE = click.Path(dir_okay=False, path_type=Path)


def export() -> click.Command:
    """Return the command."""

    @click.command(
        "export",
        cls=Command,
        help=tr("Write what this laptop may share to a file, sealed for its groups and their server."),
    )
    @click.argument("file", metavar=tr("FILE"), type=_FILE)
    @option(
        "--for-server",
        is_flag=True,
        help=tr("Only what was never sent, for the server alone: also when this laptop was put out."),
    )
    @pass_workspace
    def command(workspace: Workspace, file: Path, for_server: bool) -> None:
        with workspace.open() as kit:
            exchange = exchange_of(kit)
            report = exchange.export_unsent(file) if for_server else exchange.export_bundle(file)
        workspace.console.answer(
            _values(report),
            trn("{n} change is in the file.", "{n} changes are in the file.", report.ops),
            tr("The file was read back and is good: you may remove the stick."),
        )

    return command


def take() -> click.Command:
    """Return the command."""

    @click.command("import", cls=Command, help=tr("Take what a file holds for the groups of this laptop."))
    @click.argument("file", metavar=tr("FILE"), type=_FILE)
    @pass_workspace
    def command(workspace: Workspace, file: Path) -> None:
        with workspace.open() as kit:
            report = exchange_of(kit).import_bundle(file)
        workspace.console.answer(
            _values(report),
            trn("{n} change is new here.", "{n} changes are new here.", report.new),
            trn("{n} change was known.", "{n} changes were known.", report.known),
            *_refused(report.refused),
        )

    return command


def _refused(count: int) -> list[str]:
    if not count:
        return []
    return [trn("{n} change cannot be believed.", "{n} changes cannot be believed.", count)]


def _values(report: BundleReport) -> dict[str, int]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}
