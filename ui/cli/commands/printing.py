"""``print``: a paper as a PDF file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import current, tr, trn
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit

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
        help=tr("The PDF to write, or, as FILE.html, the page for screen readers."),
    )
    @option(
        "--person",
        "people",
        multiple=True,
        metavar=tr("PERSON"),
        help=tr("Only for this person; may be said several times."),
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
    @option("--with-trainer", "trainer", is_flag=True, help=tr("A trainer signs the sheet too."))
    @option(
        "--two-sided", is_flag=True, help=tr("Lay the whole kit out for printing on both sides of the paper.")
    )
    @pass_workspace
    def command(
        workspace: Workspace,
        /,
        document: str,
        meeting: str,
        out: Path,
        geometry: Path | None,
        people: Sequence[str],
        **choices: Any,
    ) -> None:
        from ui.cli.files import write_bytes, write_json

        wish = PaperWish(**choices)
        _check(document, wish, geometry)
        printable, catalogue = PRINTABLES[document], current()
        if people and not printable.is_personal:
            raise click.UsageError(_same_for_all())
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            wish = replace(wish, people=_chosen(kit, meeting_id, people))
            data = printable.gather(kit, meeting_id, catalogue, wish)
        rendered = printable.render(data, catalogue, wish)
        write_bytes(out, rendered.twin.encode() if _is_page(out) else rendered.pdf)
        if geometry and rendered.geometry:
            write_json(geometry, rendered.geometry.as_json())
        for note in rendered.notes:
            workspace.console.tell(note)
        workspace.console.answer(
            {"file": out, "pages": rendered.pages, "items": rendered.items, "notes": list(rendered.notes)},
            trn("{file}: {n} page.", "{file}: {n} pages.", rendered.pages, file=out),
        )

    return command


def _is_page(out: Path) -> bool:
    return out.suffix.lower() in (".html", ".htm")


def _same_for_all() -> str:
    personal = ", ".join(name for name, printable in PRINTABLES.items() if printable.is_personal)
    return tr("This paper is the same for everybody: --person goes with {papers}.", papers=personal)


def _chosen(kit: Kit, meeting_id: str, references: Sequence[str]) -> frozenset[str] | None:
    """Return the ids of those chosen, ``None`` where nobody was.

    Raises:
        NotFoundError: a reference is not the id of one person.
        UserError: somebody chosen has nothing to do with the meeting.
    """
    if not references:
        return None
    chosen = {kit.people.resolve(reference): reference for reference in references}
    known = {entry.person.id for entry in kit.registrations.roster(meeting_id)}
    for person_id, reference in chosen.items():
        if person_id not in known:
            raise UserError(
                tr(
                    "“{reference}” is neither expected at this meeting nor has come. “organiser-kit list "
                    "registrations --meeting {meeting}” shows who is.",
                    reference=reference,
                    meeting=meeting_id,
                )
            )
    return frozenset(chosen)


def _check(document: str, wish: PaperWish, geometry: Path | None) -> None:
    if geometry and document not in SHEETS:
        raise click.UsageError(tr("Only sheets have cells to sign: --geometry goes with “print sheet”."))
    if wish.trainer and document not in (*SHEETS, WHOLE):
        raise click.UsageError(tr("Only sheets are signed by a trainer: --with-trainer goes with them."))
    if wish.two_sided and document != WHOLE:
        raise click.UsageError(tr("Blank backs are for the whole kit: --two-sided goes with “print kit”."))
