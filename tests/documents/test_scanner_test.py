"""The scanner test page: its codes are read back, and say what the screen understands."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from organiser_kit.codes.badge import CODE_CHARS, BadgeOutcome, parse
from organiser_kit.codes.scanner_test import LayoutOutcome, tell_layout
from organiser_kit.documents.scanner_test import render
from organiser_kit.i18n import catalogue
from organiser_kit.papers.scanner_test import page


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("large_print", [False, True])
def test_every_code_of_the_page_is_read_at_150_dpi(language: str, large_print: bool) -> None:
    document = render(page(), catalogue(language), large_print=large_print)
    pictures = [sheet.render(scale=150 / 72).to_pil() for sheet in pypdfium2.PdfDocument(document.pdf)]
    codes = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    large, *small = sorted(codes, key=len, reverse=True)
    assert tell_layout(large).outcome is LayoutOutcome.AGREE
    assert len(small) == 3
    assert {len(code) for code in small} == {CODE_CHARS}
    assert {parse(code, {}).outcome for code in small} == {BadgeOutcome.FOREIGN}


def test_it_takes_one_page_and_tells_screen_readers_what_the_codes_are() -> None:
    for language in ("fr", "en"):
        assert render(page(), catalogue(language)).pages == 1
    document = render(page(), catalogue("en"))
    assert "every character that our codes are made of" in document.twin
    assert document.twin.index("Scan the large code") < document.twin.index("How small may a badge be?")
