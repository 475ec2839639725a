"""QR codes out of picture files and camera frames.

Only QR codes are looked for: asking for every kind of barcode costs ten times as much.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageFilter, ImageOps, ImageSequence, UnidentifiedImageError

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Phones write 12 to 50 million unless told otherwise; Pillow itself warns above 89 million.
MOST_PIXELS = 80_000_000
# The decoder takes sides below 65,536, and a picture may be looked at twice as large.
LONGEST_SIDE = 32_000
MOST_BYTES = 200_000_000
MOST_PAGES = 50
# Up to this size an empty answer is worth a second look at twice the size: half a second, 64 MB.
_ENLARGEABLE = 16_000_000
# Below this, enlarging costs little, and the codes are small enough to need it.
_SMALL = 3_000_000
# What Pillow raises, beside its own errors, when the bytes of a picture are damaged.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error)
# What phones, scanners and screens write. Pillow knows more, some of which starts other programs to be read.
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "PPM")

_SHARPER = ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_in_image(path: Path) -> list[str]:
    """Return the text of every QR code in a picture file, each once, page after page.

    Raises:
        InputFileError: the file is absent, is no picture, is damaged, or is too large.
    """
    found: dict[str, None] = {}
    for page in _pages(path):
        found.update(dict.fromkeys(_codes_on(page)))
    return list(found)


def codes_in_frame(frame: object, *, invert: bool = False) -> list[str]:
    """Return the text of every QR code in one frame of a camera, fast rather than thorough.

    Args:
        frame: a grey or BGR array (height x width, or height x width x 3 bytes), a memory view of that shape,
            a QImage, or a Pillow image. Grey is fastest.
        invert: also look for light codes on dark, as a phone in dark mode shows them. It nearly doubles the
            time: ask for it on every other frame.
    """
    read = zxingcpp.read_barcodes(
        frame,
        formats=_QR,
        try_rotate=False,
        try_downscale=False,
        try_invert=invert,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return list(dict.fromkeys(code.text for code in read))


def _pages(path: Path) -> Iterator[Image.Image]:
    """Yield the pages of a picture in grey, or one sentence for every way it can be unusable."""
    name = path.name
    try:
        yield from _decoded(path)
    except FileNotFoundError as error:
        raise InputFileError(tr("The picture {name} is not there: check its place.", name=name)) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InputFileError(_too_large(name)) from error
    except UnidentifiedImageError as error:
        raise InputFileError(
            tr("{name} is not a picture that can be read: use a PNG or JPEG file.", name=name)
        ) from error
    except _DAMAGE as error:
        raise InputFileError(
            tr("The picture {name} cannot be read, it may be damaged: take or copy it again.", name=name)
        ) from error


def _decoded(path: Path) -> Iterator[Image.Image]:
    if path.stat().st_size > MOST_BYTES:
        raise InputFileError(_too_large(path.name))
    with Image.open(path, formats=_FORMATS) as picture:
        for number, page in enumerate(ImageSequence.Iterator(picture), start=1):
            if number > MOST_PAGES:
                raise InputFileError(
                    tr("{name} has more than {most} pages: split it.", name=path.name, most=MOST_PAGES)
                )
            if page.width * page.height > MOST_PIXELS or max(page.size) > LONGEST_SIDE:
                raise InputFileError(_too_large(path.name))
            yield _grey(page)


def _too_large(name: str) -> str:
    return tr("The picture {name} is too large: reduce it below 80 million pixels.", name=name)


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


def _grey(page: Image.Image) -> Image.Image:
    """Return the page upright as the camera was held, in grey, on white where it is transparent."""
    upright = ImageOps.exif_transpose(page)
    if upright.has_transparency_data:
        paper = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(paper, upright.convert("RGBA")).convert("L")
    if upright.mode.startswith("I;16"):
        # Sixteen bits a pixel: "convert" alone would clip everything above 255 to white.
        return upright.convert("I").point(lambda value: value / 256).convert("L")
    return upright.convert("L")


def _read(grey: Image.Image) -> list[str]:
    read = zxingcpp.read_barcodes(grey, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in read]
