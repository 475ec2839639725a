"""A signed sheet read back: whose rows were signed, and the presences that follow once somebody said so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import Method
from organiser_kit.reading.sheet.files import merged
from organiser_kit.reading.sheet.results import CellState
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.kit import Kit
    from organiser_kit.reading.sheet.files import Looked
    from organiser_kit.reading.sheet.results import CellReading, NameReading, PageReading
    from organiser_kit.services.sheets import SheetPaper


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One cell to sign: whose it is, None on a line for people who came without registering."""

    person: str | None
    cell: CellReading


@dataclass(frozen=True, slots=True)
class SignedPage:
    """One page of one paper, by whichever picture shows it best; ``origins`` are the files of all of them."""

    paper: SheetPaper
    source: str
    reading: PageReading
    rows: tuple[SignedRow, ...]
    origins: tuple[Path, ...] = ()

    @property
    def page(self) -> int:
        """Return the page's number, from 1."""
        return self.reading.page.page

    @property
    def names(self) -> tuple[NameReading, ...]:
        """Return what was written by hand on the lines for people who came without registering."""
        return self.reading.names

    def unnamed(self, meeting_id: str) -> tuple[int, ...]:
        """Return the lines that somebody signed for this meeting without writing a name beside it."""
        named = {name.row for name in self.names if name.is_written}
        column = self.paper.column_of(meeting_id)
        return tuple(
            cell.row
            for cell in self.reading.cells
            if cell.is_blank
            and cell.column == column
            and cell.state is CellState.SIGNED
            and cell.row not in named
        )


@dataclass(frozen=True, slots=True)
class SignedSheets:
    """What pictures of a meeting's sheets say.

    Attributes:
        pages: paper by paper, page by page, each once.
        problems: pictures that cannot be used, and why: source and sentence.
        missing: pages of these papers that no picture shows.
    """

    pages: tuple[SignedPage, ...]
    problems: tuple[tuple[str, str], ...]
    missing: tuple[tuple[SheetPaper, int], ...]


@dataclass(slots=True)
class Recorded:
    """What became of the cells that are signed: presences recorded, known already, and not to be recorded.

    Attributes:
        kept: how many pages whose picture is kept with the sheet.
        not_kept: why a picture is not, one sentence each.
    """

    recorded: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    kept: int = 0
    not_kept: list[str] = field(default_factory=list)


def former_rows(papers: Mapping[str, SheetPaper], page: SheetPage) -> tuple[PageRows, ...]:
    """Return where the rows of a page may lie whose code does not say so, if the sheet is known."""
    from organiser_kit.documents.sheet import printed_rows

    paper = papers.get(page.sheet_id)
    return printed_rows.former_rows(len(paper.people), page.page) if paper else ()


def gather(kit: Kit, meeting_id: str, looked: Iterable[Looked]) -> SignedSheets:
    """Put together what was read: pages in order, each once, only of the meeting's own sheets."""
    papers = kit.sheets.papers(meeting_id)
    problems: list[tuple[str, str]] = []
    best: dict[tuple[str, int], tuple[str, PageReading]] = {}
    origins: dict[tuple[str, int], dict[Path, None]] = {}
    for one in looked:
        if one.reading is None:
            problems.append((one.source, one.problem))
            continue
        key = (one.reading.page.sheet_id, one.reading.page.page)
        if key[0] not in papers:
            problems.append((one.source, _stranger(kit, key[0], one.source)))
            continue
        if one.origin:
            origins.setdefault(key, {})[one.origin] = None
        if key in best:
            both = merged(best[key][1], one.reading)
            best[key] = (one.source if both.page is one.reading.page else best[key][0], both)
        else:
            best[key] = (one.source, one.reading)
    pages = [_page(papers[key[0]], *found, tuple(origins.get(key, ()))) for key, found in best.items()]
    pages.sort(key=lambda page: (page.paper.sheets[0].revision, page.paper.id, page.page))
    return SignedSheets(tuple(pages), tuple(problems), _missing(pages))


def record(kit: Kit, meeting_id: str, signed: SignedSheets) -> Recorded:
    """Record that everybody whose cell is signed was there; what is empty or in doubt is left alone.

    On a paper of two meetings, only the column of this one counts.

    Raises:
        UserError: the attendance of this meeting can no longer change.
    """
    done = Recorded()
    people = [
        row.person
        for page in signed.pages
        for row in page.rows
        if row.person
        and row.cell.state is CellState.SIGNED
        and row.cell.column == page.paper.column_of(meeting_id)
    ]
    for person in dict.fromkeys(people):
        try:
            result = kit.check_in.admit(meeting_id, person, method=Method.SIGNED_PAPER)
        except NotFoundError:
            done.problems.append(person)
            continue
        (done.recorded if result.verdict is Verdict.CHECKED_IN else done.known).append(person)
    keep_pictures(kit, signed, done)
    return done


def keep_pictures(kit: Kit, signed: SignedSheets, done: Recorded) -> None:
    """Keep the pictures with the sheets that they show; what cannot be kept is told, and undoes nothing."""
    for page in signed.pages:
        for sheet in page.paper.sheets:
            try:
                for file in page.origins:
                    kit.evidence.keep(sheet.id, page.page, file)
            except UserError as error:
                done.not_kept.append(error.sentence)
                break
        else:
            done.kept += bool(page.origins)


def _page(paper: SheetPaper, source: str, reading: PageReading, origins: tuple[Path, ...]) -> SignedPage:
    people = paper.people
    rows = tuple(SignedRow(_person(people, cell), cell) for cell in reading.cells)
    return SignedPage(paper, source, reading, rows, origins)


def _person(people: tuple[str, ...], cell: CellReading) -> str | None:
    return None if cell.is_blank or cell.row > len(people) else people[cell.row - 1]


def _missing(pages: list[SignedPage]) -> tuple[tuple[SheetPaper, int], ...]:
    seen = {(page.paper.id, page.page) for page in pages}
    counts = {page.paper.id: (page.paper, page.reading.rows.pages) for page in pages}
    return tuple(
        (paper, number)
        for paper, count in counts.values()
        for number in range(1, count + 1)
        if (paper.id, number) not in seen
    )


def _stranger(kit: Kit, sheet_id: str, name: str) -> str:
    """Return one sentence on a sheet that is not of the meeting asked for."""
    if kit.sheets.is_known(sheet_id):
        return tr("The sheet in {name} is that of another meeting: open that meeting to read it.", name=name)
    return tr(
        "The sheet in {name} is not known on this computer: exchange with the laptop that printed it first.",
        name=name,
    )
