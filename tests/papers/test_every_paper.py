"""What is asked of every paper in the registry, as it comes out of the printer."""

from __future__ import annotations

import html
import re
from itertools import chain
from typing import TYPE_CHECKING

from organiser_kit.i18n import LANGUAGES, catalogue
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from organiser_kit.rules.text import fold
from tests.papers import faults, matrix, order
from tests.papers.asked import recording
from tests.papers.pages import about, codes_in, pictures, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.papers.evening import Evening
    from tests.papers.matrix import Case

DPI = 150
"""What a cheap scanner gives, and a telephone held over a page."""
_LEAST_POINTS = 6.0


def test_every_page_can_be_printed_and_read(case: Case, evening_of: Callable[[int], Evening]) -> None:
    with recording() as asked:
        _, document = evening_of(case.people).gather(case.name, case.language, case.wish, over=case.over)
    pages = read_pages(document.pdf)
    numbers = case.pictured(len(pages))

    found = list(faults.on_every_page(pages, document.notes, texts_only=case.name in matrix.CUT_OUT))
    found += faults.wrongly_numbered(
        pages, catalogue(case.language), numbered=case.name not in matrix.NOT_NUMBERED
    )
    least = faults.LARGE_PRINT if case.large and case.name not in matrix.NOT_LARGE else _LEAST_POINTS
    found += chain.from_iterable(faults.too_small(page, least) for page in pages)
    codes = []
    for number, picture in pictures(document.pdf, DPI, numbers):
        read = codes_in(picture, DPI)
        found += faults.invisible(pages[number - 1], picture, DPI)
        found += faults.beside_codes(pages[number - 1], read)
        codes += read
    found += faults.unlike_asked(asked, codes, all_pages=len(numbers) == len(pages))

    assert found == []
    assert len(pages) == document.pages > 0


def test_the_same_data_gives_the_same_bytes(paper: str, evening: Evening) -> None:
    texts = catalogue("fr")
    data, document = evening.gather(paper, "fr", PLAIN)

    assert PRINTABLES[paper].render(data, texts, PLAIN).pdf == document.pdf


def test_a_document_says_what_it_is(paper: str, evening: Evening) -> None:
    for language in LANGUAGES:
        _, document = evening.gather(paper, language, PLAIN)

        told = about(document.pdf)
        assert told.language == language
        assert told.title
        assert told.author
        assert told.bookmarks[0] == (told.title, 1)
        assert all(1 <= page <= document.pages for _, page in told.bookmarks)


def test_who_listens_learns_the_same_in_the_same_order(paper: str, evening: Evening) -> None:
    for language in LANGUAGES:
        _, document = evening.gather(paper, language, PLAIN)
        pages = read_pages(document.pdf)
        assert document.reading is not None

        assert list(order.out_of_order(pages, document.reading)) == []
        assert list(order.unread(pages, document.reading)) == []
        assert f'<html lang="{language}">' in document.twin
        assert html.escape(about(document.pdf).title) in document.twin


def test_only_the_letters_used_are_embedded(paper: str, evening: Evening) -> None:
    _, document = evening.gather(paper, "fr", PLAIN)

    assert faults.whole_fonts(document.pdf) == []


def test_paper_tells_no_contact_and_no_code_tells_a_name(paper: str, evening: Evening) -> None:
    names = {
        fold(part)
        for entry in evening.kit.registrations.roster(evening.to_come)
        for part in (entry.person.family_name, entry.person.given_name)
        if len(part) > 5  # four letters come up in a long code by chance
    }
    with recording() as asked:
        _, document = evening.gather(paper, "fr", PLAIN)
    texts = " ".join(text.text for page in read_pages(document.pdf) for text in page.texts)

    assert [code for code in asked if any(name in fold(code) for name in names)] == []
    assert not re.search(r"personne\d+@", texts) or paper in matrix.WITH_CONTACTS
