"""Picture files as pages in grey: within limits, upright, and with one sentence for whatever is wrong."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

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
# What Pillow raises, beside its own errors, when the bytes of a picture are damaged.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error)
# What phones, scanners and screens write. Pillow knows more, some of which starts other programs to be read.
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "PPM")


def grey_pages(path: Path, name: str = "") -> Iterator[Image.Image]:
    """Yield the pages of a picture file in grey, upright as the camera was held.

    ``name`` is what to call it when something is wrong, if not by its own name.

    Raises:
        InputFileError: the file is absent, is no picture, is damaged, or is too large.
    """
    name = name or path.name
    try:
        yield from _decoded(path, name)
    except FileNotFoundError as error:
        raise InputFileError(tr("The picture {name} is not there: check its place.", name=name)) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InputFileError(_too_large(name)) from error
    except UnidentifiedImageError as error:
        raise InputFileError(
            tr(
                "{name} is neither a picture nor a PDF that can be read: use a PNG, JPEG or PDF file.",
                name=name,
            )
        ) from error
    except _DAMAGE as error:
        raise InputFileError(
            tr("The picture {name} cannot be read, it may be damaged: take or copy it again.", name=name)
        ) from error


def _decoded(path: Path, name: str) -> Iterator[Image.Image]:
    if path.stat().st_size > MOST_BYTES:
        raise InputFileError(_too_large(name))
    with Image.open(path, formats=_FORMATS) as picture:
        for number, page in enumerate(ImageSequence.Iterator(picture), start=1):
            if number > MOST_PAGES:
                raise InputFileError(
                    tr("{name} has more than {most} pages: split it.", name=name, most=MOST_PAGES)
                )
            if page.width * page.height > MOST_PIXELS or max(page.size) > LONGEST_SIDE:
                raise InputFileError(_too_large(name))
            yield _grey(page)


def _too_large(name: str) -> str:
    return tr("The picture {name} is too large: reduce it below 80 million pixels.", name=name)


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
