"""The kinds of files that the window opens: words only, for what is shown before any file is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PICTURE_ENDINGS = ("jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "bmp", "pdf")
"""What a dialog of files offers for a signed sheet."""


class What(Enum):
    """What can be done with a file."""

    PEOPLE = "people"
    SHEET = "sheet"
    STICK = "stick"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, and what it is; ``why`` is one sentence where nothing can be done with it."""

    path: Path
    what: What
    why: str = ""
