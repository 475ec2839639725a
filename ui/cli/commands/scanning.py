"""``scanner-test``: which keyboard a USB scanner and this computer have."""

from __future__ import annotations

import sys

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def scanner_test() -> click.Command:
    """Return the command."""

    @click.command(
        "scanner-test",
        cls=Command,
        help=tr("Say which keyboards a scanner and this computer have, from the scanned test page."),
    )
    @option("--text", metavar=tr("TEXT"), help=tr("What arrived; without it, scan the page now."))
    @pass_workspace
    def command(workspace: Workspace, text: str | None) -> int:
        from organiser_kit.codes.scanner_test import tell_layout
        from ui.scanner_words import scanner_words

        if text is None:
            workspace.console.tell(tr("Scan the large code of the test page."))
            text = sys.stdin.readline()
        reading = tell_layout(text)
        words = scanner_words(reading)
        workspace.console.answer(
            {
                "outcome": reading.outcome.value,
                "scanner": reading.scanner.name.lower() if reading.scanner else None,
                "computer": reading.computer.name.lower() if reading.computer else None,
                "caps": reading.caps.value,
                "ending": reading.ending.value,
                "missing": reading.missing,
                "repaired": reading.repaired,
                "received": reading.received,
            },
            words.headline,
            *words.advice,
        )
        return 0 if reading.repaired else 1

    return command
