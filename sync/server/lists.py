"""Statements about many ids at once, in the SQL that every database understands."""

from __future__ import annotations

from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sync.server.engines.base import Connection

_LENGTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Few lengths make few statements, which databases prepare once and remember."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


def listed(
    connection: Connection, statement: str, ids: Sequence[str], others: Mapping[str, str] = _NOTHING
) -> Iterator[Any]:
    """Run ``statement``, whose ``{listed}`` stands for the ids, and return every row it finds.

    ``others`` are its other parameters.
    """
    for start in range(0, len(ids), _LENGTHS[-1]):
        part = ids[start : start + _LENGTHS[-1]]
        length = next(length for length in _LENGTHS if length >= len(part))
        # The last id again and again fills the rest: no row is found twice for that.
        filled = [*part, *[part[-1]] * (length - len(part))]
        values = dict(zip(_names(length), filled, strict=True))
        yield from connection.execute(_with_places(statement, length), {**others, **values})


@lru_cache(1_000)
def _with_places(statement: str, length: int) -> str:
    return statement.format(listed=", ".join(f":{name}" for name in _names(length)))


@cache
def _names(length: int) -> tuple[str, ...]:
    return tuple(f"id{place}" for place in range(length))
