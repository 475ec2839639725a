"""Tells a scanner's typing from a person's: dozens of characters, each a few milliseconds after the last.

No Qt here.
"""

from __future__ import annotations

from ui.pages.reception.answers import looks_like_code

QUICK = 0.05
"""Seconds between two characters: scanners need 1 to 30 milliseconds, the quickest typists 60."""
SHORTEST = 8
"""Characters: fewer may be a person's ten fingers at once, and no code is so short."""


class Burst:
    """What was typed quickly, one character after the other, into one place."""

    def __init__(self) -> None:
        self._text = ""
        self._before = ""
        self._place: object = None
        self._last = float("-inf")

    @property
    def text(self) -> str:
        """Return what was typed quickly."""
        return self._text

    @property
    def before(self) -> str:
        """Return what stood in the place before."""
        return self._before

    @property
    def is_code(self) -> bool:
        """Return whether no person typed this."""
        return len(self._text) >= SHORTEST and looks_like_code(self._text)

    def feed(self, character: str, at: float, place: object, before: str) -> None:
        """Note a character typed at ``at`` seconds into ``place``, which showed ``before`` until then."""
        if place is not self._place or at - self._last > QUICK:
            self._text, self._before, self._place = "", before, place
        self._text += character
        self._last = at

    def end(self) -> None:
        """Begin anew: Enter, Tab or a pause came."""
        self._text, self._before, self._place = "", "", None
