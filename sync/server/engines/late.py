"""Rows that wait to be written, so that many travel together."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Values = Mapping[str, Any]

_TOGETHER = 5_000
"""Rows that wait, at most: they are in memory."""


class LateRows:
    """Rows in the order in which they were put, each with its statement."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, Values]] = []

    def __bool__(self) -> bool:
        """Return whether any row waits."""
        return bool(self._rows)

    def add(self, statement: str, values: Values) -> bool:
        """Note a row; return whether so many wait that they are better written now."""
        self._rows.append((statement, values))
        return len(self._rows) >= _TOGETHER

    def forget(self) -> None:
        """Write none of them."""
        self._rows.clear()

    def taken(self) -> Iterator[tuple[str, list[Values]]]:
        """Yield what waits, for each run of one statement; nothing waits any more."""
        rows, self._rows = self._rows, []
        for statement, run in groupby(rows, key=itemgetter(0)):
            yield statement, [values for _, values in run]
