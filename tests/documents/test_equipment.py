"""The equipment list: how many of what, from where, and room to say who brings it."""

from __future__ import annotations

import pytest

from organiser_kit.documents.data.equipment import EquipmentLine
from organiser_kit.documents.equipment import counted, render
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.kits import equipment
from tests.documents.samples import ENGLISH, meeting, sizes, text_of


def rows(**changes: object) -> list[tuple[str, ...]]:
    """Return what is read of the rows of all tables."""
    reading = render(equipment(**changes), ENGLISH).reading
    assert reading is not None
    return [passage.texts for passage in reading.passages if passage.reads is Reads.ROW]


def test_what_the_venue_lacks_is_told_and_stands_among_what_to_bring() -> None:
    assert rows()[:6] == [
        ("Chairs — 1 for each person, and 3 to spare.", "28", "", "", ""),
        ("Laptops — 1 for 2 people. With chargers.", "13", "4 of 13 — 9 missing", "", ""),
        ("Sockets — 1 for 6 people.", "5", "12 — enough", "", ""),
        ("Laptops — The venue has 4 of 13.", "9", "", ""),
        ("Markers — 3 for 4 people.", "21", "", ""),
        ("Tape", "2", "", ""),
    ]
    assert rows()[-1] == ("Sheets “Remix” — 1 for 2 people.", "13", "", "")


def test_it_says_for_how_many_it_is_counted_and_whom_to_ask() -> None:
    text = text_of(render(equipment(), ENGLISH))

    assert "Counted for 25 people" in text
    assert "Maison des associations: write down what is there" in text
    assert "Counted for 1 person," in text_of(render(equipment(people=1), ENGLISH))
    without = render(equipment(meeting=meeting(venue_name="")), ENGLISH)
    assert "The meeting has no venue yet" in text_of(without)


def test_in_french() -> None:
    text = text_of(render(equipment(), catalogue("fr")))

    for words in ("À demander au lieu", "À apporter", "À imprimer", "4 sur 13", "il manque 9", "suffisant"):
        assert words in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (EquipmentLine("x", 1), ""),
        (EquipmentLine("x", 3, spare=2), "2 to spare."),
        (EquipmentLine("x", 25, per=1), "1 for each person."),
        (EquipmentLine("x", 50, per=1, each=2), "2 for each person."),
        (EquipmentLine("x", 9, per=4, each=1, spare=2), "1 for 4 people, and 2 to spare."),
    ],
)
def test_how_a_quantity_comes_about(line: EquipmentLine, words: str) -> None:
    assert counted(line, ENGLISH) == words


def test_without_handouts_nothing_is_to_print() -> None:
    assert "To print" not in text_of(render(equipment(copies=()), ENGLISH))


@pytest.mark.parametrize("large", [False, True])
def test_hundreds_of_long_lines_fit(large: bool) -> None:
    lines = tuple(
        EquipmentLine(f"{LONG_NAME} {n}", 1234, per=2, spare=99, there=n, note=LONG_NAME) for n in range(30)
    )

    document = render(equipment(people=400, ask=lines, bring=lines), ENGLISH, large_print=large)

    assert_inside(document, A4_PORTRAIT, 10)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 8)
    assert document.items == 61
