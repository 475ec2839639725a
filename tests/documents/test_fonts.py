"""The typeface covers the names we meet, and says so when it does not."""

from __future__ import annotations

import unicodedata

import pytest

from assets.paths import asset
from organiser_kit.documents import badges
from organiser_kit.documents.toolkit.fonts import (
    POINTS_PER_MM,
    REPLACEMENT,
    Face,
    Printable,
    coverage,
    load,
    printable,
    width_mm,
)
from tests.documents.samples import ENGLISH, badge, font_names, text_of
from tests.documents.samples import badges as badges_of

FRENCH = "àâäæçéèêëîïôœöùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸ’‘“”«»–—…·•°€№\u00a0\u202f\u2011"
NEIGHBOURS = "łŁøØßẞåÅčČďĎěĚňŇřŘšŠťŤůŮžŽőŐűŰșȘțȚăĂąĄćĆęĘńŃśŚźŹżŻđĐğĞıİñÑõÕãÃ"


@pytest.mark.parametrize("face", list(Face))
def test_every_face_has_french_and_its_neighbours(face: Face) -> None:
    missing = [letter for letter in FRENCH + NEIGHBOURS if ord(letter) not in coverage(face)]

    assert missing == []
    assert printable(FRENCH + NEIGHBOURS, face).replaced == ""


def test_a_character_without_a_glyph_is_marked_and_reported() -> None:
    shown = printable("王 Exemple 王", Face.REGULAR)

    assert shown.text == f"{REPLACEMENT} Exemple {REPLACEMENT}"
    assert shown.replaced == "王"
    assert ord(REPLACEMENT) in coverage(Face.REGULAR)


def test_accents_typed_apart_are_joined_and_compatibility_letters_spelt_out() -> None:
    assert printable("e\u0301 \u339e \uff21", Face.BOLD).text == "é km A"


def test_only_marks_without_ink_are_dropped() -> None:
    shown = printable("Exem\u00adple\u200d\tMartin\n", Face.REGULAR)

    assert (shown.text, shown.replaced) == ("Exemple Martin ", "")


@pytest.mark.parametrize("face", list(Face))
def test_every_letter_that_is_there_is_printed_as_it_is_normalised(face: Face) -> None:
    letters = [chr(code) for code in coverage(face)]
    inked = [one for one in letters if unicodedata.category(one) not in ("Cf", "Cc", "Zl", "Zp")]

    shown = {one: printable(one, face) for one in inked}
    joined = {one: printable(f"e{one}\N{COMBINING ACUTE ACCENT}", face).text for one in inked}

    assert {one for one in inked if shown[one] != Printable(unicodedata.normalize("NFC", one))} == set()
    assert {
        one
        for one in inked
        if joined[one] != unicodedata.normalize("NFC", f"e{one}\N{COMBINING ACUTE ACCENT}")
    } == set()


@pytest.mark.parametrize("face", list(Face))
def test_a_text_is_as_wide_as_its_font_says(face: Face) -> None:
    for text in (FRENCH, NEIGHBOURS, "L’Ève des Å – AVAfi", ""):
        expected = load(face).stringWidth(text, 11.25) / POINTS_PER_MM
        assert width_mm(text, face, 11.25) == pytest.approx(expected)


def test_a_document_prints_the_mark_and_tells_who_prints() -> None:
    document = badges.render(badges_of(badge(given="李 Zoé", family="שם")), ENGLISH)

    assert f"{REPLACEMENT} Zoé" in text_of(document)
    assert any("李" in note and "ש" in note for note in document.notes)


def test_fonts_are_embedded() -> None:
    document = badges.render(badges_of(badge()), ENGLISH)

    assert set(font_names(document).values()) == {True}
    assert b"+NotoSans-Bold" in document.pdf  # the prefix of a subset
    assert len(document.pdf) < 100_000


def test_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in asset("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in asset("fonts").iterdir()) < 2_500_000
