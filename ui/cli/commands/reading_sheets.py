"""``read-sheet``: what a signed sheet says, from photos, scans or a PDF."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from organiser_kit.kit import Kit
    from organiser_kit.papers.signed_sheets import Recorded, SignedPage, SignedSheets
    from organiser_kit.reading.sheet.files import Looked, Source


def read_sheet() -> click.Command:
    """Return the command."""

    @click.command(
        "read-sheet",
        cls=Command,
        help=tr("Read signed sheets back: pictures or PDF files, pages in any order."),
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("images", nargs=-1, required=True, metavar=tr("IMAGE…"))
    @option("--apply", is_flag=True, help=tr("Record that everybody whose cell is signed was there."))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, images: Sequence[str], apply: bool) -> int:
        from organiser_kit.papers import signed_sheets

        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            with tempfile.TemporaryDirectory(prefix="organiser-kit-") as folder:
                looked = list(_looked(kit, meeting_id, images, Path(folder)))
            signed = signed_sheets.gather(kit, meeting_id, looked)
            done = signed_sheets.record(kit, meeting_id, signed) if apply else None
        for _, sentence in signed.problems:
            workspace.console.tell(sentence)
        workspace.console.answer(_values(signed, done, meeting_id), *_sentences(signed, done, meeting_id))
        return 1 if signed.problems else 0

    return command


def _looked(kit: Kit, meeting_id: str, images: Sequence[str], folder: Path) -> Iterator[Looked]:
    """Yield what came of every picture, and of every page of a PDF."""
    from organiser_kit.errors import InputFileError
    from organiser_kit.papers.signed_sheets import former_rows
    from organiser_kit.reading.sheet.files import Looked, read_sources

    known = partial(former_rows, kit.sheets.papers(meeting_id))
    for number, image in enumerate(images):
        try:
            sources = _sources(Path(image), folder / str(number))
        except InputFileError as error:
            yield Looked(image, problem=error.sentence)
            continue
        yield from read_sources(sources, known)


def _sources(path: Path, folder: Path) -> list[Source]:
    """Return the pictures in a file: itself, or the pages of a PDF drawn into ``folder``."""
    from organiser_kit.reading.sheet.files import Source
    from ui.cli.code_inputs import is_pdf

    if not is_pdf(path):
        return [Source(path, path.name)]
    from ui.cli.pdf_pictures import page_pictures

    folder.mkdir()
    drawn = enumerate(page_pictures(path, folder), start=1)
    return [
        Source(page, tr("{file}, page {page}", file=path.name, page=number), path) for number, page in drawn
    ]


def _values(signed: SignedSheets, done: Recorded | None, meeting_id: str) -> dict[str, object]:
    values: dict[str, object] = {
        "sheets": [_page_values(page, meeting_id) for page in signed.pages],
        "problems": [{"input": source, "problem": sentence} for source, sentence in signed.problems],
        "missing": [{"sheet_no": paper.number, "page": page} for paper, page in signed.missing],
    }
    if done:
        values |= {"recorded": done.recorded, "known": done.known, "not_recorded": done.problems}
        values |= {"pictures_kept": done.kept, "pictures_not_kept": done.not_kept}
    return values


def _page_values(page: SignedPage, meeting_id: str) -> dict[str, object]:
    return {
        "sheet_no": page.paper.number,
        "page": page.page,
        "pages": page.reading.rows.pages,
        "input": page.source,
        "rows": [
            {
                "row": row.cell.row,
                "person": row.person,
                "column": row.cell.column,
                "state": row.cell.state.value,
                "confidence": row.cell.confidence,
                "doubt": row.cell.doubt.value if row.cell.doubt else None,
            }
            for row in page.rows
        ],
        "walk_ins": [name.row for name in page.names if name.is_written],
        "signed_without_name": list(page.unnamed(meeting_id)),
    }


def _sentences(signed: SignedSheets, done: Recorded | None, meeting_id: str) -> list[str]:
    said = [sentence for page in signed.pages for sentence in _page_sentences(page, meeting_id)]
    said += [
        tr("Page {page} of sheet {number} is missing: photograph it too.", page=page, number=paper.number)
        for paper, page in signed.missing
    ]
    if done:
        said.append(trn("{n} presence recorded.", "{n} presences recorded.", len(done.recorded)))
        said += done.not_kept
    return said


def _page_sentences(page: SignedPage, meeting_id: str) -> Iterator[str]:
    from organiser_kit.reading.sheet.results import CellState

    states = [row.cell.state for row in page.rows]
    yield tr(
        "Sheet {number}, page {page}: {signed} signed, {empty} empty, {review} to be looked at.",
        number=page.paper.number,
        page=page.page,
        signed=states.count(CellState.SIGNED),
        empty=states.count(CellState.EMPTY),
        review=states.count(CellState.REVIEW),
    )
    doubtful = dict.fromkeys(row.cell.row for row in page.rows if row.cell.state is CellState.REVIEW)
    if doubtful:
        yield trn("Look at row {rows}.", "Look at rows {rows}.", len(doubtful), rows=_list(doubtful))
    written = [name.row for name in page.names if name.is_written]
    if written:
        yield trn(
            "Somebody who had not registered wrote their name on row {rows}.",
            "People who had not registered wrote their names on rows {rows}.",
            len(written),
            rows=_list(written),
        )
    unnamed = page.unnamed(meeting_id)
    if unnamed:
        yield trn(
            "Row {rows} is signed and has no name: ask who it was, then add them at the door. "
            "Nothing was recorded for it.",
            "Rows {rows} are signed and have no name: ask who it was, then add them at the door. "
            "Nothing was recorded for them.",
            len(unnamed),
            rows=_list(unnamed),
        )


def _list(rows: Iterable[int]) -> str:
    return ", ".join(str(row) for row in rows)
