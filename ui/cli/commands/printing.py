"""``print``: a paper as a PDF file."""

from __future__ import annotations

from pathlib import Path

import click

from organiser_kit.i18n import current, tr, trn
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

SHEETS = ("sheet", "sheet-recap")
WHOLE = "kit"


def print_document() -> click.Command:
    """Return the command."""

    @click.command("print", cls=Command, help=tr("Write a paper of a meeting as a PDF."))
    @click.argument("document", type=Choice(tuple(PRINTABLES)))
    @click.argument("meeting", metavar=tr("MEETING"))
    @option(
        "--out",
        required=True,
        metavar=tr("FILE"),
        type=click.Path(path_type=Path),
        help=tr("The PDF to write."),
    )
    @option("--large-print", is_flag=True, help=tr("Larger letters and rows."))
    @option(
        "--geometry",
        metavar=tr("FILE"),
        type=click.Path(path_type=Path),
        help=tr("Also write where the cells to sign lie."),
    )
    @option("--with-trainer", is_flag=True, help=tr("A trainer signs the sheet too."))
    @option(
        "--two-sided", is_flag=True, help=tr("Lay the whole kit out for printing on both sides of the paper.")
    )
    @pass_workspace
    def command(
        workspace: Workspace,
        document: str,
        meeting: str,
        out: Path,
        geometry: Path | None,
        *,
        large_print: bool,
        with_trainer: bool,
        two_sided: bool,
    ) -> None:
        from ui.cli.files import write_bytes, write_json

        wish = PaperWish(large_print=large_print, trainer=with_trainer, two_sided=two_sided)
        _check(document, wish, geometry)
        printable, catalogue = PRINTABLES[document], current()
        with workspace.open() as kit:
            data = printable.gather(kit, kit.meetings.resolve(meeting), catalogue, wish)
        rendered = printable.render(data, catalogue, wish)
        write_bytes(out, rendered.pdf)
        if geometry and rendered.geometry:
            write_json(geometry, rendered.geometry.as_json())
        for note in rendered.notes:
            workspace.console.tell(note)
        workspace.console.answer(
            {"file": out, "pages": rendered.pages, "items": rendered.items, "notes": list(rendered.notes)},
            trn("{file}: {n} page.", "{file}: {n} pages.", rendered.pages, file=out),
        )

    return command


def _check(document: str, wish: PaperWish, geometry: Path | None) -> None:
    if geometry and document not in SHEETS:
        raise click.UsageError(tr("Only sheets have cells to sign: --geometry goes with “print sheet”."))
    if wish.trainer and document not in (*SHEETS, WHOLE):
        raise click.UsageError(tr("Only sheets are signed by a trainer: --with-trainer goes with them."))
    if wish.two_sided and document != WHOLE:
        raise click.UsageError(tr("Blank backs are for the whole kit: --two-sided goes with “print kit”."))
