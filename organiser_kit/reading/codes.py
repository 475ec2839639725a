"""QR codes out of picture files and camera frames.

Only QR codes are looked for: asking for every kind of barcode costs ten times as much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageFilter

from organiser_kit.reading.pictures import grey_pages

if TYPE_CHECKING:
    from pathlib import Path

# Up to this size an empty answer is worth a second look at twice the size: half a second, 64 MB.
_ENLARGEABLE = 16_000_000
# Below this, enlarging costs little, and the codes are small enough to need it.
_SMALL = 3_000_000
_SHARPER = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_in_image(path: Path) -> list[str]:
    """Return the text of every QR code in a picture file, each once, page after page.

    Raises:
        InputFileError: the file is absent, is no picture, is damaged, or is too large.
    """
    found: dict[str, None] = {}
    for page in grey_pages(path):
        found.update(dict.fromkeys(_codes_on(page)))
    return list(found)


def _codes_on(grey: Image.Image) -> list[str]:
    """Return the codes of one page, looking harder where that can help."""
    found = _read(grey)
    pixels = grey.width * grey.height
    # On a small picture there may be smaller codes even beside those that were read.
    if pixels <= _SMALL or (not found and pixels <= _ENLARGEABLE):
        enlarged = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
        # Sharpening rescues one out-of-focus code in eight; a picture that was read needs none.
        found = [*(_read(enlarged) or _read(enlarged.filter(_SHARPER))), *found]
    return found


def _read(grey: Image.Image) -> list[str]:
    read = zxingcpp.read_barcodes(grey, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in read]
