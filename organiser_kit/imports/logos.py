"""A structure's logo, made small enough to travel with its record."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 14_000
"""Three bytes are four letters in base64, and one text of a record may have 20 000."""
_WIDTHS = (640, 480, 360, 260, 180, 140)
_COLOURS = (64, 16)
"""Of the last, 140 pixels square in 16 colours, nothing is larger than 10 kB, whatever it shows."""


def logo_text(path: Path) -> str:
    """Return the logo in ``path`` as a PNG file in base64, on white, as large as one record can carry.

    Raises:
        UserError: the file cannot be read, or is no picture.
    """
    try:
        with Image.open(path) as image:
            picture = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UserError(
            tr("{file} is not a picture that can be read: choose a PNG or JPEG file.", file=path)
        ) from error
    white = Image.new("RGBA", picture.size, "white")
    white.alpha_composite(picture)
    return base64.b64encode(_small(white.convert("RGB"))).decode()


def _small(picture: Image.Image) -> bytes:
    """Return the finest of the PNG files that fit; a drawing keeps its edges, a photo loses its colours."""
    packed = b""
    for width in _WIDTHS:
        shown = picture.copy()
        shown.thumbnail((width, width), Image.Resampling.LANCZOS)
        for colours in _COLOURS:
            packed = _png(shown.quantize(colours))
            if len(packed) <= _MOST_BYTES:
                return packed
    return packed


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
