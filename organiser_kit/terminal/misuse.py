"""What a person reads when a command was not typed as it must be."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr


def misuse(error: click.UsageError, program: str) -> str:
    """Return what is wrong with how a command of ``program`` was typed, and where to read more."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    path = error.ctx.command_path if error.ctx else program
    more = tr("“{command} --help” tells more.", command=path)
    return f"{_what_is_wrong(error)}\n{more}"


def _what_is_wrong(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return tr("There is no option {name}.", name=error.option_name)
        case click.BadOptionUsage():
            return _option_misused(error)
        case click.MissingParameter() if error.param is not None:
            return _missing(error.param)
        case click.BadParameter() if error.param is not None and not isinstance(
            error.param.type, click.Choice
        ):
            return tr("{name} does not take this value.", name=_name_of(error.param))
    return error.message


def _option_misused(error: click.BadOptionUsage) -> str:
    options = error.ctx.command.params if error.ctx else []
    if any(error.option_name in one.opts and getattr(one, "is_flag", False) for one in options):
        return tr("{name} takes no value.", name=error.option_name)
    return tr("{name} needs a value after it.", name=error.option_name)


def _missing(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument) and isinstance(parameter.type, click.Choice):
        return tr("One of these is missing: {known}.", known=", ".join(parameter.type.choices))
    return tr("{name} is missing.", name=_name_of(parameter))


def _name_of(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name
