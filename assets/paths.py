"""Where the shipped files lie, whether installed, editable or frozen in a bundle."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def asset(*parts: str) -> Path:
    """Return the path of one shipped file or folder, e.g. ``asset("fonts", "x.ttf")``."""
    return Path(str(files("assets").joinpath(*parts)))
