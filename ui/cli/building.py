"""How commands are built: click, with the common options everywhere and every word translated."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from organiser_kit.i18n import LANGUAGES, tr
from ui.cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

pass_workspace = click.make_pass_decorator(Workspace)


class Formatter(click.HelpFormatter):
    """Help whose headings are translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, prefix or tr("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        known = {"Options": tr("Options"), "Commands": tr("Commands")}
        super().write_heading(known.get(heading, heading))


class Context(click.Context):
    """A context that writes its help with :class:`Formatter`."""

    formatter_class = Formatter


class Command(click.Command):
    """A command that takes the common options too."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(_common_options())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its explanation translated."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tr("Show this help.")
        return option


class Group(Command, click.Group):
    """Several commands under one word."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say that there is none of this name."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(tr("There is no command “{name}”.", name=args[0]), ctx)
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """One word out of several, refused in the person's language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it."""
        if value not in self.choices:
            known = ", ".join(self.choices)
            self.fail(tr("“{value}” is none of these: {known}.", value=value, known=known), param, ctx)
        return str(value)


def group(name: str, explanation: str, commands: Sequence[click.Command]) -> Group:
    """Return ``commands`` under the word ``name``."""
    return Group(name, help=explanation, commands=list(commands))


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--data"],
            metavar=tr("FOLDER"),
            help=tr("The folder of the local copy (or the variable ORGANISER_KIT_DATA)."),
            expose_value=False,
            is_eager=True,
            callback=_keep_folder,
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            help=tr("Answer with JSON on the standard output and nothing else there."),
            expose_value=False,
            is_eager=True,
            callback=_keep_json,
        ),
        click.Option(
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
