"""Figures of a benchmark, and the one line that tells them."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Figures:
    """Durations in milliseconds."""

    values: list[float]

    def at(self, share: float) -> float:
        """Return the duration that ``share`` of all stay below."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def p50(self) -> float:
        """Return the median."""
        return self.at(0.5)

    @property
    def p99(self) -> float:
        """Return what 99 of 100 stay below."""
        return self.at(0.99)

    def __str__(self) -> str:
        """Return the figures in one line."""
        worst, runs = max(self.values), len(self.values)
        return f"p50 {self.p50:.2f} ms · p99 {self.p99:.2f} ms · max {worst:.2f} ms ({runs} runs)"


def report(name: str, figures: Figures, *, bare: Figures | None = None, goal: str = "") -> None:
    """Print one line; ``bare`` is the floor of the same run, told as a ratio of medians."""
    ratio = f" · {figures.p50 / bare.p50:.1f} × a bare durable insert ({bare.p50:.2f} ms)" if bare else ""
    sys.stdout.write(f"\n  {name}: {figures}{ratio}{f' · goal {goal}' if goal else ''}\n")
