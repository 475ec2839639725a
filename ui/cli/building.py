"""How the commands of ``organiser-kit`` are built: with the common options everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from organiser_kit.i18n import LANGUAGES, tr
from organiser_kit.terminal import building
from organiser_kit.terminal.building import Choice, Option, option
from ui.cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Choice", "Command", "Group", "group", "option", "pass_workspace"]

pass_workspace = click.make_pass_decorator(Workspace)


class Command(building.Command):
    """A command that takes the common options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_common_options())


class Group(Command, building.Group):
    """Several commands under one word."""

    command_class = Command


def group(name: str, explanation: str, commands: Sequence[click.Command]) -> Group:
    """Return ``commands`` under the word ``name``."""
    return Group(name, help=explanation, commands=list(commands))


def _common_options() -> list[click.Parameter]:
    return [
        Option(
            ["--data"],
            metavar=tr("FOLDER"),
            help=tr("The folder of the local copy (or the variable ORGANISER_KIT_DATA)."),
            expose_value=False,
            is_eager=True,
            callback=_keep_folder,
        ),
        Option(
            ["--json"],
            is_flag=True,
            help=tr("Answer with JSON on the standard output and nothing else there."),
            expose_value=False,
            is_eager=True,
            callback=_keep_json,
        ),
        Option(
            ["--lang"],
            type=Choice(LANGUAGES),
            help=tr("The language to speak; that of the system by default."),
            expose_value=False,
            is_eager=True,
        ),
    ]


def _keep_folder(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    workspace = context.find_object(Workspace)
    if value and workspace is not None:
        workspace.given_folder = Path(value)


def _keep_json(context: click.Context, _option: click.Parameter, value: bool) -> None:
    workspace = context.find_object(Workspace)
    if value and workspace is not None:
        workspace.console.json = True
