"""One line of a table, whatever the file it comes from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTHING = re.compile(r"[\s;,]*")


class Line(NamedTuple):
    """Cells as text, with the number a spreadsheet or an editor shows beside them (1 for the first)."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    """Why the line cannot be trusted, as a translated clause; empty when it can."""

    @property
    def is_blank(self) -> bool:
        """Return whether the line holds nothing, or separators only."""
        return all(map(_NOTHING.fullmatch, self.cells))


class Source(Protocol):
    """Where lines come from: read anew by each call, blank lines included."""

    @property
    def total(self) -> int:
        """Return the number of the last line, or 0 when the file does not say."""
        ...

    @property
    def ragged_matters(self) -> bool:
        """Return whether a cell too many means that the columns have slipped."""
        ...

    def lines(self) -> Iterator[Line]:
        """Yield the lines lazily."""
        ...
