"""Which papers are drawn for how many people, in which language and print, and what is asked of which.

``make papers`` goes through everything. The tests of every day take a sample of each paper: every size in
French and standard print, and large print in both languages where lists begin to be long.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from organiser_kit.i18n import LANGUAGES
from organiser_kit.papers.wish import PaperWish

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZES = (1, 25, 26, 60, 400)
_MANY = 60

NOT_NUMBERED = frozenset(
    "badges poster evaluation handouts arrows tents slips statements calibration scanner-test "
    "image-consent kit".split()
)
"""Pages that are cut up, hung up or handed out one by one; the papers in a kit count each their own."""
CUT_OUT = frozenset(("badges", "calibration", "evaluation", "kit", "tents"))
"""Their marks lie at the edge on purpose: they show where the paper is cut or folded, or where it ends."""
NOT_LARGE = frozenset(("badges", "calibration", "kit", "sheet", "sheet-recap"))
"""Their sizes are those of a label, or of a ruler; or some are, in a kit."""
SIGNED = frozenset(("statements",))
"""Each page costs what its signature costs, on purpose; four hundred are drawn by ``make papers`` alone."""
BOUND = frozenset(("kit",))
"""Each paper in it is gone through alone at every size: a short and a long one are enough of the whole."""
WITH_CONTACTS = frozenset(("slips",))
"""Handed to the one person they are about."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way to print a paper; ``over`` for the meeting that was held, not the one to come."""

    name: str
    people: int
    language: str
    large: bool
    over: bool = False

    @property
    def wish(self) -> PaperWish:
        return PaperWish(large_print=self.large)

    def pictured(self, pages: int) -> set[int]:
        """Return the pages to look at in a picture: of long documents the first, the last and one between."""
        return set(range(1, pages + 1)) if self.people < _MANY else {1, (pages + 1) // 2, pages}

    def __str__(self) -> str:
        held = "-held" if self.over else ""
        return f"{self.name}-{self.people}-{self.language}-{'large' if self.large else 'standard'}{held}"


def sample(name: str) -> Iterable[Case]:
    """Return the ways of every day."""
    if name in BOUND:
        yield Case(name, 1, "fr", large=False)
        yield Case(name, 60, "en", large=True)
        return
    sizes = SIZES[:-1] if name in SIGNED else SIZES
    yield from (Case(name, people, "fr", large=False) for people in sizes)
    yield Case(name, 25, "en", large=False, over=True)
    yield Case(name, 26, "en", large=True)
    yield Case(name, 60, "fr", large=True)


def everything(name: str) -> Iterable[Case]:
    """Return all ways."""
    return (Case(name, *how) for how in product(SIZES, LANGUAGES, (False, True), (False, True)))
