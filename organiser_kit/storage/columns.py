"""Rows of a feed as their tables hold them."""

from __future__ import annotations

import json
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from organiser_kit.oplog.hlc import ZERO

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.model.kinds import Kind
    from organiser_kit.oplog.op import Row

COMMON = ("id", "scope", "seq", "alive", "alive_stamp", "stamps", "extra")
"""The columns that every table of records begins with; those of its kind's fields follow."""

_encoder = msgspec.json.Encoder()


def fits(kind: Kind, row: Row) -> bool:
    """Return whether the columns give every value back as it came; a newer version may write others."""
    types = tuple([type(value) for value, _ in row.fields.values()])
    known = _fits_as(kind, tuple(row.fields), types)
    if known is not None:
        return known
    fields = kind.fields
    return all(name not in fields or fields[name].stores(pair[0]) for name, pair in row.fields.items())


_SAMPLES: dict[type, object] = {str: "", bool: True, list: [], type(None): None}
"""Of these types, one value is as good as another; whole numbers have bounds."""


@lru_cache(10_000)
def _fits_as(kind: Kind, names: tuple[str, ...], types: tuple[type, ...]) -> bool | None:
    """Return whether such values fit, ``None`` if that depends on the values."""
    if not _SAMPLES.keys() >= set(types):
        return None
    fields = kind.fields
    return all(
        name not in fields or fields[name].stores(_SAMPLES[found])
        for name, found in zip(names, types, strict=True)
    )


class _Plan(NamedTuple):
    """How rows with the same fields in the same order become columns.

    Attributes:
        places: picks each column's value among the row's values; their last place is for what is missing.
        lists: the columns that hold lists.
        one_stamp: the stamps of a row whose fields were all written at once, around that stamp.
        known: whether this version has a column for every field.
    """

    places: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    lists: tuple[int, ...]
    one_stamp: tuple[str, ...]
    known: bool


@lru_cache(1_000)
def _plan(kind: Kind, names: tuple[str, ...]) -> _Plan:
    where = {name: place for place, name in enumerate(names)}
    places = [where.get(name, len(names)) for name in kind.fields]
    lists = tuple(place for place, field in enumerate(kind.fields.values()) if field.is_list)
    one_stamp = tuple(encoded(dict.fromkeys(names, "?")).split("?"))
    # One place more, so that it always returns a tuple.
    return _Plan(itemgetter(*places, len(names)), lists, one_stamp, kind.fields.keys() >= where.keys())


def columns_of_row(kind: Kind, scope: str, row: Row) -> tuple[Any, ...]:
    """Return the row as its table holds it."""
    alive, alive_stamp = (True, ZERO) if row.alive is None else row.alive
    names = tuple(row.fields)
    plan = _plan(kind, names)
    values, stamps = zip(*row.fields.values(), strict=True) if names else ((), ())
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


def encoded(value: object) -> str:
    """Return ``value`` as JSON without spaces."""
    return _encoder.encode(value).decode()
