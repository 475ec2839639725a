"""How somebody wants a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperWish:
    """What was asked for besides the paper itself.

    Attributes:
        large_print: letters of 14 points or more for everything that people read.
        people: the ids of those it is for; everybody when None.
        stock: the name of the labels or paper to print on; the paper's own when empty.
        trainer: a trainer signs the sheet too.
        two_sided: it will be printed on both sides of the paper.
        first_label: the label of the first sheet to begin with, from 1: those before are used up.
    """

    large_print: bool = False
    people: frozenset[str] | None = None
    stock: str = ""
    trainer: bool = False
    two_sided: bool = False
    first_label: int = 1


PLAIN = PaperWish()
