"""The scanner test page tells every pair of layouts apart."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from organiser_kit.codes.badge import BadgeOutcome, parse
from organiser_kit.codes.layouts import Caps, Layout, typed
from organiser_kit.codes.scanner_test import TEST_TEXT, Ending, LayoutOutcome, tell_layout


@pytest.mark.parametrize(("scanner", "computer"), list(permutations(Layout, 2)))
@pytest.mark.parametrize("caps", list(Caps))
def test_every_pair_is_told_by_name(scanner: Layout, computer: Layout, caps: Caps) -> None:
    if (caps, computer) == (Caps.LOCKED_ALL, Layout.BELGIAN) and scanner is not Layout.FRENCH:
        computer = Layout.FRENCH  # what the shifted keys of the two write is the same
    reading = tell_layout(typed(TEST_TEXT, scanner, computer, caps))
    assert reading.outcome is LayoutOutcome.DIFFER
    assert (reading.scanner, reading.computer, reading.caps) == (scanner, computer, caps)
    assert reading.repaired


@pytest.mark.parametrize(("layout", "caps"), list(product(Layout, Caps)))
def test_layouts_that_agree_are_as_sent(layout: Layout, caps: Caps) -> None:
    reading = tell_layout(typed(TEST_TEXT, layout, layout, caps))
    assert (reading.outcome, reading.scanner, reading.caps) == (LayoutOutcome.AGREE, None, caps)


def test_what_people_see_on_a_french_computer() -> None:
    # Typed by hand from the keys of the two keyboards, not by the tables under test.
    received = "OKT&1)QBCDEFGHIJKL?NOPARSTUVZXYW)à&é\"'(-è_ç)qw,azy"
    reading = tell_layout(received)
    assert (reading.scanner, reading.computer, reading.caps) == (Layout.US, Layout.FRENCH, Caps.OFF)


def test_caps_lock_on_one_keyboard() -> None:
    reading = tell_layout(TEST_TEXT.swapcase())
    assert (reading.outcome, reading.caps) == (LayoutOutcome.AGREE, Caps.LOCKED)
    assert tell_layout(TEST_TEXT.lower()).caps is Caps.ONLY_SMALL
    assert tell_layout(TEST_TEXT.upper()).caps is Caps.ONLY_CAPITAL


@pytest.mark.parametrize(
    ("end", "ending"),
    [
        ("\n", Ending.ENTER),
        ("\r\n", Ending.ENTER),
        ("\t", Ending.TAB),
        ("\t\r", Ending.TAB),
        ("", Ending.NONE),
    ],
)
def test_the_key_at_the_end_is_told(end: str, ending: Ending) -> None:
    reading = tell_layout(TEST_TEXT + end)
    assert (reading.outcome, reading.ending, reading.received) == (LayoutOutcome.AGREE, ending, TEST_TEXT)


def test_lost_characters_are_counted() -> None:
    reading = tell_layout(TEST_TEXT.replace("F", "").replace("7", ""))
    assert (reading.outcome, reading.missing, reading.repaired) == (LayoutOutcome.INCOMPLETE, 2, False)


def test_an_unknown_keyboard_whose_letters_are_right_is_no_trouble() -> None:
    assert tell_layout(TEST_TEXT.replace("-", "~")).outcome is LayoutOutcome.REPAIRED


def test_an_unknown_keyboard_that_moves_letters_is_told() -> None:
    dvorak = str.maketrans("EDSF", ".eou")
    assert tell_layout(TEST_TEXT.translate(dvorak)).outcome is LayoutOutcome.BEYOND_REPAIR


@pytest.mark.parametrize("text", ["", "OK1", "https://example.org/", "3017620422003", "Exemple Martin"])
def test_another_code_is_not_taken_for_the_page(text: str) -> None:
    reading = tell_layout(text)
    assert (reading.outcome, reading.repaired) == (LayoutOutcome.SOMETHING_ELSE, False)


def test_the_page_is_no_badge() -> None:
    assert parse(TEST_TEXT, {}).outcome is BadgeOutcome.NOT_A_BADGE
