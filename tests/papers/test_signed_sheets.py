"""From what was read of pages to whose rows were signed, and to the presences that are recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.sheet import SheetPage, together
from organiser_kit.codes.sheet_rows import PageRows
from organiser_kit.i18n import using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.attendance import Method
from organiser_kit.papers.signed_sheets import SignedSheets, former_rows, gather, record
from organiser_kit.reading.sheet.files import Looked
from organiser_kit.reading.sheet.results import (
    CellReading,
    CellState,
    Doubt,
    NameReading,
    PageReading,
    Quality,
)
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment

EMPTY, SIGNED, REVIEW = CellState.EMPTY, CellState.SIGNED, CellState.REVIEW


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


@pytest.fixture
def meetings(kit: Kit) -> tuple[str, ...]:
    return kit.practice.create().meeting_ids


def reading(
    sheet_id: str, page: int, *states: CellState, first: int = 1, named: int = 99, residual: float = 0.02
) -> PageReading:
    """Return a page of a sheet of three pages, whose rows from ``first`` on are in these states."""
    cells = tuple(
        CellReading(first + n, 1, n >= named, state, 0.9, None, b"") for n, state in enumerate(states)
    )
    rows = PageRows(3, first, len(states), 0, 1, 56.5, 11.0, 0.0, 10.0, 191.0, 287.0)
    return PageReading(SheetPage(sheet_id, page, rows), rows, cells, (), Quality(4, 8.0, 0.3, residual, 1.0))


def states(signed: SignedSheets) -> list[CellState]:
    return [row.cell.state for page in signed.pages for row in page.rows]


def test_pages_come_in_order_with_whose_rows_they_are(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    second = reading(sheet.id, 2, EMPTY, first=3)
    looked = [Looked("b.jpg", second), Looked("a.jpg", reading(sheet.id, 1, SIGNED, REVIEW))]

    signed = gather(kit, meetings[0], looked)

    assert [(page.page, page.source) for page in signed.pages] == [(1, "a.jpg"), (2, "b.jpg")]
    assert [row.person for page in signed.pages for row in page.rows] == list(sheet.people[:3])
    assert [(missing.id, page) for missing, page in signed.missing] == [(sheet.id, 3)]
    assert signed.problems == ()


def test_only_signed_cells_are_recorded_and_only_once(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    signed = gather(kit, meetings[0], [Looked("a.jpg", reading(sheet.id, 1, SIGNED, EMPTY, REVIEW, SIGNED))])
    kit.check_in.admit(meetings[0], sheet.people[3])

    first, again = record(kit, meetings[0], signed), record(kit, meetings[0], signed)

    assert (first.recorded, first.known) == ([sheet.people[0]], [sheet.people[3]])
    assert (again.recorded, len(again.known)) == ([], 2)
    entries = kit.registrations.roster(meetings[0])
    present = {entry.person.id: entry.presence.method for entry in entries if entry.presence.is_present}
    assert present == {sheet.people[0]: Method.SIGNED_PAPER, sheet.people[3]: Method.TYPED}


def test_nothing_is_recorded_of_lines_without_a_name(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])

    signed = gather(kit, meetings[0], [Looked("a.jpg", reading(sheet.id, 1, SIGNED, SIGNED, named=1))])

    assert [row.person for row in signed.pages[0].rows] == [sheet.people[0], None]
    assert record(kit, meetings[0], signed).recorded == [sheet.people[0]]


def test_a_line_that_is_signed_and_has_no_name_is_told(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    read = reading(sheet.id, 1, SIGNED, SIGNED, SIGNED, EMPTY, REVIEW, named=1)
    names = (NameReading(2, is_written=True, crop=b""), NameReading(3, is_written=False, crop=b""))

    (page,) = gather(kit, meetings[0], [Looked("a.jpg", replace(read, names=names))]).pages

    assert page.unnamed(meetings[0]) == (3,)


def test_a_paper_of_two_meetings_counts_for_each_by_its_own_column(
    kit: Kit, meetings: tuple[str, ...]
) -> None:
    kit.registrations.withdraw(meetings[1], kit.sheets.prepare(meetings[0]).people[0])
    first, second = (kit.sheets.prepare(meeting) for meeting in meetings)
    page = reading(together(first.id, second.id), 1, SIGNED, EMPTY)
    other = [replace(cell, column=2, state=SIGNED) for cell in page.cells[1:]]
    looked = [Looked("a.jpg", replace(page, cells=(*page.cells, *other)))]

    for meeting, expected in zip(meetings, first.people[:2], strict=True):
        signed = gather(kit, meeting, looked)

        assert signed.problems == ()
        assert signed.pages[0].paper.number == f"{first.sheet_no} · {second.sheet_no}"
        assert record(kit, meeting, signed).recorded == [expected]


def test_somebody_deleted_since_stops_nobody_else(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    kit.people.delete(sheet.people[0])

    done = record(
        kit, meetings[0], gather(kit, meetings[0], [Looked("a.jpg", reading(sheet.id, 1, SIGNED, SIGNED))])
    )

    assert (done.problems, done.recorded) == ([sheet.people[0]], [sheet.people[1]])


def test_two_pictures_of_one_page_are_one_page_in_doubt_where_they_differ(
    kit: Kit, meetings: tuple[str, ...]
) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    worse = reading(sheet.id, 1, SIGNED, SIGNED, EMPTY, residual=0.2)
    better = reading(sheet.id, 1, SIGNED, EMPTY, REVIEW, residual=0.1)

    for looked in ([Looked("w", worse), Looked("b", better)], [Looked("b", better), Looked("w", worse)]):
        signed = gather(kit, meetings[0], looked)

        assert [page.source for page in signed.pages] == ["b"]
        assert states(signed) == [SIGNED, REVIEW, REVIEW]
        assert signed.pages[0].rows[1].cell.doubt is Doubt.DIFFERS


def test_sheets_of_other_meetings_and_unknown_ones_are_told_apart(
    kit: Kit, meetings: tuple[str, ...]
) -> None:
    other = kit.sheets.prepare(meetings[1])
    unknown = "01936f3e-7c00-7000-8000-0123456789ab"

    signed = gather(
        kit,
        meetings[0],
        [
            Looked("a.jpg", reading(other.id, 1, SIGNED)),
            Looked("b.jpg", reading(unknown, 1, SIGNED)),
            Looked("c.jpg", problem="It is too dark."),
        ],
    )

    assert signed.pages == ()
    (first, second, third) = signed.problems
    assert first == ("a.jpg", "The sheet in a.jpg is that of another meeting: open that meeting to read it.")
    assert second[1].startswith("The sheet in b.jpg is not known on this computer")
    assert third == ("c.jpg", "It is too dark.")


def test_a_former_revision_is_read_by_who_stood_on_it(kit: Kit, meetings: tuple[str, ...]) -> None:
    former = kit.sheets.prepare(meetings[0])
    kit.registrations.withdraw(meetings[0], former.people[0])
    latest = kit.sheets.prepare(meetings[0])
    assert latest.id != former.id

    signed = gather(kit, meetings[0], [Looked("a.jpg", reading(former.id, 1, SIGNED))])

    assert signed.pages[0].rows[0].person == former.people[0]


def test_where_rows_may_lie_is_known_of_known_sheets_only(kit: Kit, meetings: tuple[str, ...]) -> None:
    sheet = kit.sheets.prepare(meetings[0])
    known = kit.sheets.papers(meetings[0])

    assert len(former_rows(known, SheetPage(sheet.id, 1))) == 2
    assert former_rows(known, SheetPage("01936f3e-7c00-7000-8000-0123456789ab", 1)) == ()
