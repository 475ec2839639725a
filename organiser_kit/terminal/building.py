"""Click's commands with every word of theirs translated.

Click looks its words up in the catalogue of the system's language, which ``--lang`` cannot choose. So what it
writes by itself is replaced here, and commands are built by functions, once the language is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.types import OptionHelpExtra

F = TypeVar("F", bound="Callable[..., Any]")


class Formatter(click.HelpFormatter):
    """Help whose headings are translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, prefix or tr("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        known = {"Options": tr("Options:"), "Commands": tr("Commands:")}
        self.write(f"{known.get(heading, heading)}\n")


class Context(click.Context):
    """A context that writes its help with :class:`Formatter`."""

    formatter_class = Formatter

    def fail(self, message: str) -> NoReturn:
        """Refuse in our words: click itself calls this only for a group whose command was not typed."""
        raise click.UsageError(tr("A command is missing."), self)


class Option(click.Option):
    """An option that says in the person's language that it cannot be left out."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """Return what stands in brackets after the explanation."""
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = tr("required")
        return extra


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Decorate a command with an :class:`Option`."""
    return click.option(*names, cls=Option, **settings)


class Command(click.Command):
    """A command whose help and refusals are translated."""

    context_class = Context
    # So that click hands on what is too much, instead of refusing it in its own words.
    allow_extra_args = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["options_metavar"] = tr("[OPTIONS]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its explanation translated."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tr("Show this help.")
        return option

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return the explanation whole: half a sentence explains nothing."""
        return self.help or ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed, and refuse words that mean nothing here."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # The parser does not always say whose option it was reading.
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(tr("Nothing more is expected before “{word}”.", word=rest[0]), ctx)
        return rest


class Group(Command, click.Group):
    """Several commands under one word."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["subcommand_metavar"] = tr("COMMAND…")
        super().__init__(*args, **kwargs)

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
