"""What the scanner test page shows: the same for every meeting."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import PREFIX
from organiser_kit.codes.scanner_test import TEST_TEXT
from organiser_kit.documents.data.scanner_test import ScannerTestData

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish

_ALPHABET = string.ascii_uppercase + "234567"


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> ScannerTestData:
    """Return what the page shows; no meeting is asked for anything."""
    del kit, meeting_id, catalogue, wish
    return page()


def render(data: ScannerTestData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import scanner_test

    return scanner_test.render(data, catalogue, large_print=wish.large_print)


def page() -> ScannerTestData:
    """Return what the page shows. Its badge is nobody's: no key makes one that spells the alphabet."""
    return ScannerTestData(TEST_TEXT, PREFIX + _ALPHABET)
