"""One statement for many rows, from a statement for one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST = 32
"""Rows of one statement: few lengths make few statements, which the database prepares once and remembers."""
_VALUES = re.compile(r"(VALUES\s*)(\([^()]*\))")
_NAME = re.compile(r":([a-z_]\w*)")


class Portion(NamedTuple):
    """What writes some rows at once, with its values by name or in their order."""

    statement: str
    values: Mapping[str, Any] | Sequence[Any]
    rows: int


def portions(statement: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Portion]:
    """Yield what does the same, in the same order, as ``statement`` once for each of ``rows``."""
    done = 0
    names = _names(statement) if len(rows) > 1 else ()
    while names and len(rows) - done > 1:
        some = rows[done : done + _MOST]
        values = [row[name] for row in some for name in names]
        yield Portion(_for_several(statement, len(some)), values, len(some))
        done += len(some)
    for row in rows[done:]:
        yield Portion(statement, row, 1)


@lru_cache(1_000)
def _names(statement: str) -> tuple[str, ...]:
    """Return the names in the statement's list of values; none if it also names any elsewhere."""
    before, values, after = _cut(statement)
    return () if _NAME.search(before + after) else tuple(_NAME.findall(values))


@lru_cache(1_000)
def _for_several(statement: str, length: int) -> str:
    before, values, after = _cut(statement)
    return before + ", ".join([_NAME.sub("?", values)] * length) + after


def _cut(statement: str) -> tuple[str, str, str]:
    found = _VALUES.search(statement)
    if found is None:
        return statement, "", ""
    return statement[: found.start(2)], found[2], statement[found.end(2) :]
