"""``print``: a paper as a PDF file."""

from __future__ import annotations

from pathlib import Path

import click

from organiser_kit.i18n import current, tr, trn
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


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
    @option("--stock", default="", metavar=tr("NAME"), help=tr("The labels or paper to print on."))
    @option(
        "--first-label",
        default=1,
        type=click.IntRange(1),
        metavar=tr("N"),
        help=tr("The label to begin with, on a sheet that was begun before."),
    )
    @option(
        "--geometry",
        metavar=tr("FILE"),
        type=click.Path(path_type=Path),
        help=tr("Also write where the cells to sign lie."),
    )
    @pass_workspace
    def command(
        workspace: Workspace,
        document: str,
        meeting: str,
        out: Path,
        large_print: bool,
        stock: str,
        first_label: int,
        geometry: Path | None,
    ) -> None:
        from ui.cli.files import write_bytes, write_json

        if geometry and document != "sheet":
            raise click.UsageError(
                tr("Only the sheet has cells to sign: --geometry goes with “print sheet”.")
            )
        printable, catalogue = PRINTABLES[document], current()
        wish = PaperWish(large_print=large_print, stock=stock, first_label=first_label)
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
