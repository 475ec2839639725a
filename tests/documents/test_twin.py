"""The page for screen readers says the same as the paper, as what it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from organiser_kit.documents.toolkit.reading import Reading, Reads
from organiser_kit.documents.toolkit.twin import as_html
from organiser_kit.i18n import Catalogue
from tests.documents.samples import ENGLISH, WrittenCatalogue
from tests.documents.test_flow import TITLE, everything, written

VOID = {"meta"}


class Outline(HTMLParser):
    """Checks that every element is closed where it should be, and keeps the elements in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _reading(*passages: tuple[Reads, str] | tuple[Reads, str, str]) -> Reading:
    reading = Reading("A title", ENGLISH)
    for reads, *texts in passages:
        reading.add(reads, *texts)
    return reading


def _main(reading: Reading) -> str:
    page = as_html(reading)
    return page[page.index("<main>") + 7 : page.index("</main>")].replace("\n", "")


def test_a_whole_document_becomes_a_page_with_one_title_in_its_language() -> None:
    page = written(everything).twin

    seen = Outline(page).seen
    assert seen.count("h1") == 1
    assert seen.count("table") == seen.count("thead") == 1
    assert seen.count("tr") == 61
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert f"<title>{TITLE}</title>" in page
    assert "Page 1 of" not in page
    assert [page.index(text) for text in ("Who was there", "Chairs", "Name060", "What else?")] == sorted(
        page.index(text) for text in ("Who was there", "Chairs", "Name060", "What else?")
    )
    assert '<tr><th scope="row">60</th><td>Name060</td><td>Ville</td><td></td></tr>' in page


def test_neighbours_of_a_kind_share_their_element() -> None:
    reading = _reading(
        (Reads.TITLE, "One"),
        (Reads.HEADING, "Two"),
        (Reads.ITEM, "a"),
        (Reads.ITEM, "b"),
        (Reads.STEP, "c"),
        (Reads.TICK, "d"),
        (Reads.TICKED, "e"),
        (Reads.FIELD, "f", "g"),
        (Reads.BLANK, "h"),
        (Reads.PICTURE, "i"),
        (Reads.TEXT, "j"),
        (Reads.TEXT, "k"),
    )

    assert _main(reading) == (
        "<h1>One</h1><h2>Two</h2><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"
        '<ul class="boxes"><li>d (to tick)</li><li>e (ticked)</li></ul>'
        "<dl><dt>f</dt><dd>g</dd></dl><p>h (to fill in by hand)</p>"
        '<p role="img" aria-label="i">[i]</p><p>j</p><p>k</p>'
    )


def test_a_document_without_a_title_gets_its_own() -> None:
    assert _main(_reading((Reads.TEXT, "a"))) == "<h1>A title</h1><p>a</p>"


def test_what_was_typed_is_text_and_never_markup() -> None:
    reading = _reading((Reads.TITLE, "<b>"), (Reads.FIELD, "a & b", '"<script>"'), (Reads.PICTURE, '">'))
    reading.table(["<i>"])
    reading.row(["<u>"])

    page = as_html(reading)

    assert not re.search(r"<(b|i|u|script)>", page)
    assert Outline(page).seen.count("th") == 2


def test_a_table_goes_on_over_a_page_and_begins_anew_after_something_else() -> None:
    reading = _reading((Reads.TITLE, "T"))
    for text in ("1", "2"):
        reading.table(["No."])
        reading.row([text])
    reading.add(Reads.TEXT, "between")
    reading.table(["No."])
    reading.row(["3"])

    assert _main(reading).count("<table>") == 2
    assert _main(reading).count('scope="col"') == 2


def test_silence_and_nothing_are_not_read() -> None:
    reading = _reading((Reads.NOTHING, "a"), (Reads.TEXT, "  "))
    with reading.silence():
        reading.add(Reads.TEXT, "b")
    reading.add(Reads.TEXT, "c")

    assert [passage.texts for passage in reading.passages] == [("c",)]


def test_documents_inside_a_kit_are_one_level_lower() -> None:
    reading = _reading((Reads.TITLE, "Kit"))
    reading.depth = 1
    reading.add(Reads.TITLE, "Sheet")
    reading.add(Reads.SUBHEADING, "People")

    assert _main(reading) == "<h1>Kit</h1><h2>Sheet</h2><h4>People</h4>"


def test_the_words_of_the_twin_come_from_the_catalogue() -> None:
    texts = {"{label} (to fill in by hand)": "{label} (à remplir à la main)"}
    reading = Reading("T", Catalogue("fr", WrittenCatalogue(texts)))
    reading.add(Reads.BLANK, "Présents")

    assert "Présents (à remplir à la main)" in as_html(reading)
    assert '<html lang="fr">' in as_html(reading)
