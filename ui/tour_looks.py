"""The states in which every page of the tour is drawn: other data, other colours, other sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.main_window import FIRST_SIZE
from ui.practice import make_copy
from ui.tour_crowds import break_copy, copy_of, go_offline, lengthen, make_conflict
from ui.tour_library import fill_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from ui.tour_stage import Stage

LAPTOP_SIZE = (1280, 720)
"""The smallest screen that people bring."""

CROWD = 400


def _nothing(_stage: Stage) -> None:
    """Leave the copy as it is."""


@dataclass(frozen=True)
class Look:
    """One state: what the copy holds, what has happened to it, and how the window looks.

    ``copy`` makes the local copy; ``happens`` is played once, before the first page opens. Without a
    ``theme`` the colours are those asked for.
    """

    name: str
    theme: str = ""
    text_scale: float = 1.0
    size: tuple[int, int] = FIRST_SIZE
    copy: Callable[[Path, Environment], Kit] = make_copy
    happens: Callable[[Stage], None] = _nothing


USUAL = Look("usual")
EMPTY = Look("empty", copy=copy_of(0))
MANY = Look("many", copy=copy_of(CROWD), happens=fill_library)
LONG = Look("long-names", happens=lengthen)
OFFLINE = Look("offline", happens=go_offline)
CONFLICT = Look("conflict", happens=make_conflict)
ERROR = Look("error", happens=break_copy)
DARK = Look("dark", theme="dark", happens=fill_library)
CONTRAST = Look("contrast", theme="contrast", happens=fill_library)
LARGE = Look("large", text_scale=2.0, happens=fill_library)
LAPTOP = Look("laptop", size=LAPTOP_SIZE, happens=fill_library)

LOOKS = (EMPTY, MANY, LONG, OFFLINE, CONFLICT, ERROR, DARK, CONTRAST, LARGE, LAPTOP)
ALL_LOOKS = (USUAL, *LOOKS)
APPEARANCES = frozenset({"dark", "contrast", "large", "laptop"})
"""What everything that can be seen must bear."""
DATA = frozenset({"empty", "many", "long-names", "offline", "error"})
"""What every page that shows records must bear."""
