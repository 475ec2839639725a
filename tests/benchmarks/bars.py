"""A figure beside the least that the same work costs, and the bar it must not miss."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Pair:
    """The same work done by the kit and by the floor, in turn, so that both saw the same machine.

    Attributes:
        kit: seconds of each run; likewise ``floor``.
    """

    kit: list[float]
    floor: list[float]

    @property
    def ratio(self) -> float:
        """Return the median of the ratios, run by run."""
        return median(mine / least for mine, least in zip(self.kit, self.floor, strict=True))

    def __str__(self) -> str:
        """Return both, least and median."""
        return f"{times(self.kit)}, floor {times(self.floor)}"


def in_turn(kit: Callable[[], float], floor: Callable[[], float], runs: int) -> Pair:
    """Measure both ``runs`` times, one after the other, after one run of each that does not count."""
    kit()
    floor()
    both = [(kit(), floor()) for _ in range(runs)]
    return Pair([mine for mine, _ in both], [least for _, least in both])


def times(seconds: Sequence[float]) -> str:
    """Return the least and the median of some runs."""
    return f"least {shown(min(seconds))}, median {shown(median(seconds))}"


def shown(seconds: float) -> str:
    """Return a duration for a person."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def bar(name: str, figure: float, limit: float, unit: str, more: str = "") -> None:
    """Print a figure that must not be greater than ``limit``, and fail when it is."""
    verdict = "" if figure <= limit else "  ← MISSED"
    say(f"{name}: {figure:,.2f} {unit} (bar ≤ {limit:,g}{' ' + unit if unit else ''}){verdict}  {more}")
    assert figure <= limit, f"{name}: {figure:.2f} {unit}, bar {limit:g}"


def say(line: str) -> None:
    """Print a line of figures."""
    sys.stdout.write(f"\n  {line}\n")
    sys.stdout.flush()
