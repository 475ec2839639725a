"""Documents that run from line to line: nothing cut, nothing lost, everything read in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.documents.toolkit.box import A4_PORTRAIT, Box
from organiser_kit.documents.toolkit.canvas import Paper, drafting
from organiser_kit.documents.toolkit.flow import (
    Align,
    Column,
    Flow,
    Noted,
    Tick,
    meeting_head,
    on_fewest_pages,
)
from organiser_kit.documents.toolkit.parts import Part, paginate, together
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.documents.toolkit.style import LARGE, LEAST_LARGE_PRINT, STANDARD, style_for, tightened
from tests.documents.samples import ENGLISH, LONG, meeting, page_texts, sizes, text_boxes, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.documents.toolkit.style import Style

TITLE = "Report of the meeting"
FIRST, OTHERS = 60.0, 80.0


def written(fill: Callable[[Flow], None], *, large: bool = False, title: str = TITLE) -> RenderedDocument:
    """Return what ``fill`` adds to an empty document."""
    with drafting(title, "Association Exemple", A4_PORTRAIT, ENGLISH) as draft:
        flow = Flow(draft, style_for(large), meeting_head(title, meeting(), ENGLISH))
        fill(flow)
        pages = flow.draw()
    document = draft.finished(0)
    assert document.pages == pages
    return document


def everything(flow: Flow) -> None:
    """Add some of each kind of block."""
    flow.heading("Who was there")
    flow.paragraph("Everybody counts. " * 60)
    flow.fields([("Expected:", "25"), (LONG, LONG)])
    flow.blanks("People present:", "in words:")
    flow.ticks([Tick("Chairs " * 30, due="at 17:00", who="EXEMPLE Zoé"), Tick("Projector", done=True)])
    flow.choices(["Pace", LONG, "Venue"], columns=2)
    flow.bullets(["Short", "X" * 400])
    flow.steps(["First", "Then " * 90])
    flow.rule()
    columns = [Column("No.", 16, Align.RIGHT), Column("Name", bold=True), Column("Place"), Column("Hand", 40)]
    flow.table(columns, [(str(n), f"Name{n:03d}", LONG if n % 7 == 0 else "Ville", "") for n in range(1, 61)])
    with flow.together():
        flow.subheading("In your own words")
        flow.writing_area("What went well?", lines=4)
    flow.writing_area("What else?", lines=5, ruled=False)


def _nothing(paper: Paper, box: Box) -> None:
    del paper, box


heights = st.floats(1.0, 50.0)
parts = st.lists(
    st.builds(Part, heights, st.just(_nothing), st.floats(0.0, 6.0), st.booleans(), st.none(), st.booleans()),
    max_size=40,
)


@given(parts)
def test_every_part_stands_once_in_order_inside_its_page(given_parts: list[Part]) -> None:
    pages = paginate(given_parts, FIRST, OTHERS)

    assert [id(placed.part) for page in pages for placed in page] == [id(part) for part in given_parts]
    for number, page in enumerate(pages):
        bottom = 0.0
        for placed in page:
            assert placed.top >= bottom - 1e-6
            bottom = placed.top + placed.part.height
        assert bottom <= (FIRST if number == 0 else OTHERS) + 1e-6


@given(parts)
def test_what_belongs_together_is_only_parted_when_no_page_could_hold_it(given_parts: list[Part]) -> None:
    pages = paginate(given_parts, FIRST, OTHERS)
    where = {id(placed.part): number for number, page in enumerate(pages) for placed in page}

    start = 0
    for index, part in enumerate(given_parts):
        last = index + 1 == len(given_parts) or given_parts[index + 1].breaks
        if part.stays and not last:
            continue
        cluster = given_parts[start : index + 1]
        start = index + 1
        height = cluster[0].height + sum(part.height + part.gap for part in cluster[1:])
        if height <= FIRST:
            assert len({where[id(part)] for part in cluster}) == 1


@given(st.integers(1, 60))
def test_every_page_of_a_table_begins_with_its_head(rows: int) -> None:
    head = Part(7.0, _nothing)
    body = [Part(9.0, _nothing, head=head) for _ in range(rows)]
    first = Part(7.0, _nothing, stays=True)

    pages = paginate([first, *body], FIRST, OTHERS)

    assert pages[0][0].part is first
    for page in pages[1:]:
        assert page[0].part is head
        assert (page[1].top, page[1].part.head) == (7.0, head)


def test_a_break_begins_a_page_and_an_empty_page_is_never_left() -> None:
    broken = [Part(5.0, _nothing, breaks=True, stays=True), Part(5.0, _nothing)]

    assert [len(page) for page in paginate(broken, FIRST, OTHERS)] == [2]
    assert [len(page) for page in paginate([Part(5.0, _nothing), *broken], FIRST, OTHERS)] == [1, 2]
    assert paginate([], FIRST, OTHERS) == [[]]
    assert [part.stays for part in together([Part(1, _nothing)] * 3)] == [True, True, False]


@pytest.mark.parametrize("large", [False, True])
def test_everything_is_written_inside_the_page_and_nothing_over_another(large: bool) -> None:
    document = written(everything, large=large)

    text = text_of(document)
    assert all(f"Name{n:03d}" in text for n in range(1, 61))
    assert text.count("X") >= 400
    assert text.count("Beispielhausen") >= 9
    inks: dict[int, list[tuple[float, float, float, float]]] = {}
    for page, _, ink in text_boxes(document):
        assert ink[0] >= 17
        assert ink[2] <= 193
        assert ink[1] >= 10
        assert ink[3] <= 290
        inks.setdefault(page, []).append(ink)
    for those in inks.values():
        those.sort(key=lambda ink: ink[1])
        for index, one in enumerate(those):
            for other in those[index + 1 : index + 12]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across < 0.1 or down < 0.1, (one, other)


def test_every_page_repeats_the_title_the_heads_and_counts_the_pages() -> None:
    document = written(everything)

    for number, text in enumerate(page_texts(document), start=1):
        assert TITLE in text
        assert "Class’Code — Module 3" in text
        assert f"Page {number} of {document.pages}" in text
        assert ("No. Name Place Hand" in text) == ("Name0" in text)


@pytest.mark.parametrize("title", [TITLE, LONG])
def test_in_large_print_no_letter_is_smaller_than_fourteen_points(title: str) -> None:
    assert min(sizes(written(everything, large=True, title=title))) >= LEAST_LARGE_PRINT
    assert min(sizes(written(everything, title=title))) >= 8


def test_headings_are_listed_in_the_outline_under_the_document() -> None:
    def parts_of(flow: Flow) -> None:
        flow.heading("Before")
        flow.page_break()
        flow.heading("After")
        flow.paragraph("The end.")

    pdf = pypdfium2.PdfDocument(written(parts_of).pdf)
    outline = []
    for entry in pdf.get_toc():
        target = entry.get_dest()
        assert target is not None
        outline.append((entry.level, entry.get_title(), target.get_index()))
    pdf.close()

    assert outline == [(0, TITLE, 0), (1, "Before", 0), (1, "After", 1)]


def test_characters_that_the_typeface_lacks_are_reported() -> None:
    document = written(lambda flow: flow.bullets(["漢字"]))

    assert "漢" in document.notes[0]


@pytest.mark.parametrize(("paragraphs", "pages"), [(3, 1), (31, 1), (45, 2)])
def test_white_is_given_up_where_that_saves_a_page(paragraphs: int, pages: int) -> None:
    asked = []

    with drafting(TITLE, "Association Exemple", A4_PORTRAIT, ENGLISH) as draft:

        def build(style: Style) -> Flow:
            asked.append(style)
            flow = Flow(draft, style, meeting_head(TITLE, meeting(), ENGLISH))
            for _ in range(paragraphs):
                flow.paragraph("Everybody counts.")
            return flow

        flow = on_fewest_pages(STANDARD, build)
        assert flow.draw() == flow.pages == pages

    assert asked[0] == STANDARD
    # Where it saves nothing, everything stays as roomy as it was.
    assert flow.style is STANDARD if paragraphs != 31 else flow.style.gap < STANDARD.gap


def test_tightened_large_print_is_large_print_and_can_be_written_on() -> None:
    tight = tightened(LARGE, 0.5)

    assert min(tight.title, tight.heading, tight.text, tight.small) == LEAST_LARGE_PRINT
    assert tight.gap == LARGE.gap / 2
    assert tight.writing_line >= 0.8 * LARGE.writing_line


def test_only_empty_cells_of_a_column_to_tick_have_a_box() -> None:
    columns = [Column("", 12, tick=True), Column("Name")]

    def boxes(*rows: tuple[str, str]) -> int:
        pdf = pypdfium2.PdfDocument(written(lambda flow: flow.table(columns, rows)).pdf)
        found = [shape.get_bounds() for shape in pdf[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
        pdf.close()
        # A cell is as wide as its column, a box to tick as high as its letters: ten points and its line.
        return sum(9 < right - left < 13 and 9 < top - bottom < 13 for left, bottom, right, top in found)

    assert boxes(("", "Zoé"), ("2", "Ana"), ("", "")) == 2


def test_choices_are_read_as_boxes_to_tick_in_their_order() -> None:
    document = written(lambda flow: flow.choices(["one", "two", "three"], columns=2))

    assert document.reading is not None
    ticks = [passage.texts[0] for passage in document.reading.passages if passage.reads is Reads.TICK]
    assert ticks == ["one", "two", "three"]


@pytest.mark.parametrize("large", [False, True])
def test_a_cell_may_have_a_note_and_a_column_boxes_to_tick(large: bool) -> None:
    def fill(flow: Flow) -> None:
        columns = [Column("What", bold=True), Column("Done", 25, tick=True)]
        flow.table(columns, [(Noted("Chairs", "One each. " * 20), ""), (Noted("", "Only a note"), "")])
        assert flow.pages == 1

    document = written(fill, large=large)

    assert document.reading is not None
    rows = [passage.texts for passage in document.reading.passages if passage.reads is Reads.ROW]
    assert rows == [("Chairs — " + ("One each. " * 20).strip(), ""), ("Only a note", "")]
    assert min(sizes(document)) >= (LEAST_LARGE_PRINT if large else 8)
    pdf = pypdfium2.PdfDocument(document.pdf)
    frames = [shown.get_bounds() for shown in pdf[0].get_objects() if shown.type == pdfium.FPDF_PAGEOBJ_PATH]
    squares = [b for b in frames if abs((b[2] - b[0]) - (b[3] - b[1])) < 0.1 and b[2] - b[0] > 5]
    pdf.close()
    assert len(squares) == 2
