"""Rows of a feed as their tables hold them."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.hlc import ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from organiser_kit.model.kinds import Kind
    from organiser_kit.oplog.op import Row

COMMON = ("id", "scope", "seq", "alive", "alive_stamp", "stamps", "extra")
"""The columns that every table of records begins with; those of its kind's fields follow."""

Came = tuple["Row", tuple[Any, ...]]
"""A row and its columns."""

_encoder = msgspec.json.Encoder()


_SAMPLES: dict[type, object] = {str: "", bool: True, list: [], type(None): None}
"""Of these types, one value is as good as another; whole numbers have bounds."""


class _Plan(NamedTuple):
    """How rows with the same fields in the same order, and values of the same types, become columns.

    Attributes:
        fits: whether the columns give every value back as it came, ``None`` if that depends on the values.
        places: picks each column's value among the row's values; their last place is for what is missing.
        lists: the columns that hold lists.
        one_stamp: the stamps of a row whose fields were all written at once, around that stamp.
        known: whether this version has a column for every field.
    """

    fits: bool | None
    places: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    lists: tuple[int, ...]
    one_stamp: tuple[str, ...]
    known: bool


@lru_cache(1_000)
def _plan(kind: Kind, names: tuple[str, ...], types: tuple[type, ...]) -> _Plan:
    where = {name: place for place, name in enumerate(names)}
    places = [where.get(name, len(names)) for name in kind.fields]
    lists = tuple(place for place, field in enumerate(kind.fields.values()) if field.is_list)
    one_stamp = tuple(encoded(dict.fromkeys(names, "?")).split("?"))
    samples = [_SAMPLES.get(found, _SAMPLES) for found in types]
    fits = None if _SAMPLES in samples else _fit(kind, names, samples)
    # One place more, so that it always returns a tuple.
    picked = itemgetter(*places, len(names))
    return _Plan(fits, picked, lists, one_stamp, kind.fields.keys() >= where.keys())


def _fit(kind: Kind, names: Sequence[str], values: Sequence[object]) -> bool:
    fields = kind.fields
    return all(
        name not in fields or fields[name].stores(value) for name, value in zip(names, values, strict=True)
    )


def columns_of_row(kind: Kind, scope: str, row: Row) -> tuple[Any, ...] | None:
    """Return the row as its table holds it.

    ``None`` when the columns would not give every value back as it came: a newer version may write others.
    """
    names = tuple(row.fields)
    values, stamps = zip(*row.fields.values(), strict=True) if names else ((), ())
    plan = _plan(kind, names, tuple(map(type, values)))
    if not (_fit(kind, names, values) if plan.fits is None else plan.fits):
        return None
    alive, alive_stamp = (True, ZERO) if row.alive is None else row.alive
    typed = plan.places((*values, None))[:-1]
    if plan.lists:
        typed = tuple(
            json.dumps(value) if place in plan.lists and value is not None else value
            for place, value in enumerate(typed)
        )
    said, extra = _stamps(kind, plan, row, stamps)
    return (row.record_id, scope, row.seq, int(bool(alive)), alive_stamp, said, extra, *typed)


def _stamps(kind: Kind, plan: _Plan, row: Row, stamps: tuple[str, ...]) -> tuple[str, str]:
    """Return the stamps of the known fields, and what a newer version wrote, as it came."""
    if plan.known and len(set(stamps)) == 1:
        return ("{}" if stamps[0] == ZERO else stamps[0].join(plan.one_stamp)), "{}"
    fields = kind.fields
    said = {name: stamp for name, (_, stamp) in row.fields.items() if stamp and name in fields}
    return encoded(said), encoded({name: pair for name, pair in row.fields.items() if name not in fields})


def by_kind(scope: str, rows: Iterable[Row]) -> list[tuple[Kind, dict[str, Came]]]:
    """Return the rows that columns can hold, by kind and id, each with its columns; of several, the first.

    What was erased is not among them, nor what only a newer version knows.
    """
    came: dict[Kind, dict[str, Came]] = {}
    for row in rows:
        kind = None if row.erased else BY_NAME.get(row.record)
        if kind is None:
            continue
        found = came.setdefault(kind, {})
        if row.record_id not in found and (columns := columns_of_row(kind, scope, row)) is not None:
            found[row.record_id] = (row, columns)
    return list(came.items())


def encoded(value: object) -> str:
    """Return ``value`` as JSON without spaces."""
    return _encoder.encode(value).decode()
