"""Runs one command: its exit status, and what a person reads when it fails."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from organiser_kit.environment import Environment
from organiser_kit.errors import KitError
from organiser_kit.i18n import tr, use
from organiser_kit.terminal.language import language_of
from organiser_kit.terminal.misuse import misuse
from ui.cli.crash_log import write_crash
from ui.cli.program import program
from ui.cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "organiser-kit"
DONE, REFUSED, MISUSED, BUG = 0, 1, 2, 3


def run(argv: Sequence[str], environment: Environment | None = None) -> int:
    """Run one command and return its exit status; whatever happens, a person gets a sentence."""
    environment = environment or Environment()
    use(language_of(argv, environment.variables))
    workspace = Workspace(environment)
    try:
        return _invoke(argv, workspace)
    except KitError as error:
        workspace.console.refuse(error.sentence)
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        workspace.console.tell(tr("Stopped."))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answer, such as `head`, has had enough of it: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - the last handler: what reaches it is a bug, kept for who repairs it
        return _report_bug(workspace, error)


def _invoke(argv: Sequence[str], workspace: Workspace) -> int:
    try:
        # Not by main(), which has its own ideas about closed pipes and Ctrl-C.
        commands = program()
        with commands.make_context(NAME, list(argv), obj=workspace) as context:
            answer = commands.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        workspace.console.tell(misuse(error, NAME))
        return MISUSED
    return answer if isinstance(answer, int) else DONE


def _report_bug(workspace: Workspace, error: Exception) -> int:
    path = write_crash(workspace.folder, workspace.environment, error)
    workspace.console.refuse(
        tr(
            "Something went wrong inside the kit. What helps to repair it is in {path}: please send it.",
            path=path,
        )
    )
    return BUG


def refuse_desktop(language: str | None) -> int:
    """Say that the desktop is not installed here."""
    environment = Environment()
    use(language or language_of((), environment.variables))
    Workspace(environment).console.refuse(
        tr("The desktop is not installed: install organiser-kit with its “desktop” extra.")
    )
    return REFUSED
