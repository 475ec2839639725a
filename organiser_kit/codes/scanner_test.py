"""The code of the scanner test page, and what its arrival tells about scanner and computer.

The code holds every character of ours and a few more, so that each pair of layouts writes it otherwise:
hyphen and exclamation mark tell German from Swiss and who has which, small letters tell Caps Lock from a
scanner that sends one case only. Where Caps Lock shifts digits too, a French computer and a Belgian one write
the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from organiser_kit.codes.keyboard import candidates
from organiser_kit.codes.layouts import Caps, Layout, pairs, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

TEST_TEXT = "OKT1!-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-azmqwy"
"""What the code on the page says."""

_ENOUGH = len(TEST_TEXT) // 3
_WHOLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class LayoutOutcome(StrEnum):
    """What came of one scan of the page.

    ``AGREE`` and ``DIFFER`` know both layouts; ``REPAIRED`` knows neither, but badges are read all the same;
    ``BEYOND_REPAIR`` is the page through layouts unknown here; ``INCOMPLETE`` lost characters on the way;
    ``SOMETHING_ELSE`` is another code.
    """

    AGREE = "agree"
    DIFFER = "differ"
    REPAIRED = "repaired"
    BEYOND_REPAIR = "beyond_repair"
    INCOMPLETE = "incomplete"
    SOMETHING_ELSE = "something_else"


class Ending(StrEnum):
    """The key that the scanner presses after a code."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LayoutReading:
    """What one scan of the page tells.

    Attributes:
        received: what arrived, without the key pressed at the end.
        scanner: the layout that the scanner is set to; of layouts that agree, none is told.
        computer: the layout that the computer is set to.
        missing: how many characters of the page did not arrive.
        repaired: whether the kit reads badges through this, whatever the layouts.
    """

    outcome: LayoutOutcome
    received: str
    ending: Ending
    scanner: Layout | None = None
    computer: Layout | None = None
    caps: Caps = Caps.OFF
    missing: int = 0

    @property
    def repaired(self) -> bool:
        """Return whether badges are read through this scanner as it is."""
        return self.outcome in (LayoutOutcome.AGREE, LayoutOutcome.DIFFER, LayoutOutcome.REPAIRED)


@dataclass(frozen=True, slots=True)
class _Setting:
    scanner: Layout
    computer: Layout
    caps: Caps


def tell_layout(text: str) -> LayoutReading:
    """Say what the scanned page tells; ``text`` is as it arrived, with the Enter or Tab at its end."""
    received, ending = _ended(text)
    setting = _arrivals().get(received)
    if setting is not None:
        agree = setting.scanner is setting.computer
        return LayoutReading(
            LayoutOutcome.AGREE if agree else LayoutOutcome.DIFFER,
            received,
            ending,
            None if agree else setting.scanner,
            None if agree else setting.computer,
            setting.caps,
        )
    missing = _missing(received)
    if missing:
        return LayoutReading(LayoutOutcome.INCOMPLETE, received, ending, missing=missing)
    return LayoutReading(_unknown(received), received, ending)


def _ended(text: str) -> tuple[str, Ending]:
    bare = text.rstrip("\r\n\t")
    end = text[len(bare) :]
    if "\t" in end:
        return bare.strip(), Ending.TAB
    return bare.strip(), Ending.ENTER if end else Ending.NONE


@cache
def _arrivals() -> Mapping[str, _Setting]:
    """Return what may arrive; where two settings write the same, the simpler one, which comes first."""
    known: dict[str, _Setting] = {}
    for caps in Caps:
        for scanner, computer in pairs():
            known.setdefault(typed(TEST_TEXT, scanner, computer, caps), _Setting(scanner, computer, caps))
    return known


def _missing(received: str) -> int:
    """Return how many characters got lost, if some did and the rest is the page's."""
    if not _ENOUGH <= len(received) < len(TEST_TEXT):
        return 0
    if any(_is_within(received, whole) for whole in _arrivals()):
        return len(TEST_TEXT) - len(received)
    return 0


def _is_within(part: str, whole: str) -> bool:
    """Return whether ``part`` is ``whole`` with some characters left out."""
    rest = iter(whole)
    return all(character in rest for character in part)


def _unknown(received: str) -> LayoutOutcome:
    if any(_WHOLE in candidate and "234567" in candidate for candidate in candidates(received)):
        return LayoutOutcome.REPAIRED
    if len(received) == len(TEST_TEXT):
        return LayoutOutcome.BEYOND_REPAIR
    return LayoutOutcome.SOMETHING_ELSE
