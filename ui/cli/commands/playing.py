"""``demo``: a whole evening without a window."""

from __future__ import annotations

from pathlib import Path

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def demo() -> click.Command:
    """Return the command."""

    @click.command(
        "demo", cls=Command, help=tr("Play a whole evening without a window, and leave its papers.")
    )
    @option(
        "--out",
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path),
        default="organiser-kit-demo",
        help=tr("The folder of the papers; “organiser-kit-demo” by default."),
    )
    @option("--seed", type=int, default=1, metavar="N", help=tr("The same number gives the same evening."))
    @pass_workspace
    def command(workspace: Workspace, out: Path, seed: int) -> int:
        from ui.demo.evening import play

        tell = (
            (lambda _: None) if workspace.console.json else (lambda line: workspace.console.answer({}, line))
        )
        report = play(out, seed, folder=workspace.given_folder, tell=tell)
        if workspace.console.json:
            workspace.console.answer(report.as_json())
        return 0 if report.identical and not report.pending_after_sync else 1

    return command
