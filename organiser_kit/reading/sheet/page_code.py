"""Which page of which sheet a straightened picture shows, by the code in its corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import zxingcpp

from organiser_kit.codes import sheet
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.reading.sheet.arrays import Grey

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SHARPER = 1.5


def find_code(straight: Grey, picture: Grey, name: str) -> SheetPage:
    """Return the page whose code stands on ``straight``, or else in the ``picture`` it was made from.

    Raises:
        InputFileError: there is no code of a sheet, or it cannot be read.
    """
    for looked_at in _looks(straight, picture):
        for code in zxingcpp.read_barcodes(looked_at, formats=_QR, text_mode=zxingcpp.TextMode.Plain):
            page = sheet.parse(code.text)
            if page:
                return page
    raise InputFileError(
        tr(
            "The square code of the sheet cannot be read in {name}: come closer, hold still and photograph "
            "the page again.",
            name=name,
        )
    )


def _looks(straight: Grey, picture: Grey) -> Iterator[object]:
    """Yield what to look at, the most promising first: the code stands in the upper half of the page."""
    upper = straight[: straight.shape[0] // 2]
    yield upper
    yield picture
    soft = cv2.GaussianBlur(upper, (0, 0), 3.0)
    sharp = cv2.addWeighted(upper, 1 + _SHARPER, soft, -_SHARPER, 0)
    yield sharp
    yield cv2.resize(sharp, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)
