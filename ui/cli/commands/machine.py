"""``self-test``, ``tour`` and ``generate``: is this machine fit, what does it show, what can it carry."""

from __future__ import annotations

from pathlib import Path

import click

from organiser_kit.i18n import current, tr, trn
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.words import part_words, table_words
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

STATES = (
    "usual", "empty", "many", "long-names", "offline", "conflict", "error", "dark", "contrast", "large",
    "laptop",
)  # fmt: skip
"""What :mod:`ui.tour_looks` draws, told without opening Qt."""


def self_test() -> click.Command:
    """Return the command."""

    @click.command("self-test", cls=Command, help=tr("Try every part that an evening needs on this machine."))
    @pass_workspace
    def command(workspace: Workspace) -> int:
        from ui.self_test import run_checks

        checks = run_checks(workspace.environment)
        ok = all(check.ok for check in checks)
        workspace.console.answer(
            {
                "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in checks],
                "ok": ok,
            },
            *(
                tr("✓ {name}: {detail}", name=part_words(one.name), detail=one.detail)
                if one.ok
                else tr("✗ {name}: {detail}", name=part_words(one.name), detail=one.detail)
                for one in checks
            ),
        )
        return 0 if ok else 1

    return command


def tour() -> click.Command:
    """Return the command."""

    @click.command("tour", cls=Command, help=tr("Draw every page of the desktop into pictures."))
    @option(
        "--out",
        required=True,
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path),
        help=tr("The folder to write them in."),
    )
    @option("--theme", type=Choice(("light", "dark", "contrast")), default="light", help=tr("The colours."))
    @option("--scale", type=Choice(("1", "2")), default="1", help=tr("2 draws twice as large."))
    @option(
        "--state",
        multiple=True,
        type=Choice(STATES),
        help=tr("Draw only the pages in this state; may be repeated."),
    )
    @pass_workspace
    def command(workspace: Workspace, out: Path, theme: str, scale: str, state: tuple[str, ...]) -> None:
        from ui.qt_noise import without_noise
        from ui.tour import render_tour

        with without_noise():
            files = render_tour(out, current().language, theme, int(scale), state or STATES)
        workspace.console.answer(
            {"files": files},
            trn("{n} picture in {folder}.", "{n} pictures in {folder}.", len(files), folder=out),
        )

    return command


def generate() -> click.Command:
    """Return the command."""

    @click.command(
        "generate",
        cls=Command,
        help=tr("Fill the local copy with made-up data, as much as a whole country's."),
    )
    @option("--regions", type=click.IntRange(1), default=13, metavar="N", help=tr("How many regions."))
    @option("--venues", type=click.IntRange(1), default=1_300, metavar="N", help=tr("How many venues."))
    @option("--people", type=click.IntRange(1), default=300_000, metavar="N", help=tr("How many people."))
    @option("--group-size", type=click.IntRange(1), default=25, metavar="N", help=tr("People a group."))
    @option("--seed", type=int, default=1, metavar="N", help=tr("The same number gives the same data."))
    @pass_workspace
    def command(
        workspace: Workspace, regions: int, venues: int, people: int, group_size: int, seed: int
    ) -> None:
        from organiser_kit.services.generate import Plan

        with workspace.open() as kit:
            rows = kit.generate.run(Plan(regions, venues, people, group_size, seed))
        workspace.console.answer(
            {"rows": rows},
            *(tr("{table}: {count}", table=table_words(table), count=count) for table, count in rows.items()),
        )

    return command
