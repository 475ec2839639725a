"""Many records at once that this copy never saw: one statement a kind instead of several a row.

A first download is tens of thousands of them. What is here already goes the other way, through the merge;
both ways leave the same rows, and a test holds them against each other.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.erasure import spoken_of_by
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.rules.text import search_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from organiser_kit.model.kinds import Kind
    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.search import PeopleIndex

_NOTHING = (None, ZERO)
_encoder = msgspec.json.Encoder()


class Arrivals:
    """Writes records that are new here."""

    def __init__(self, database: Database, people_index: PeopleIndex) -> None:
        self._database = database
        self._people_index = people_index

    def take(self, scope: str, rows: Sequence[Row]) -> list[Row]:
        """Write what is new here, in the open transaction, and return the rows that are left to merge.

        Whatever has to do with an erasure is left to the merge.
        """
        new: dict[str, dict[str, Row]] = {}
        touched = self._touched_by_erasures(rows)
        for row in rows:
            if row.record not in BY_NAME or row.erased or not _fits(BY_NAME[row.record], row):
                continue
            if id(row) not in touched:
                new.setdefault(row.record, {}).setdefault(row.record_id, row)
        for name, found in new.items():
            kind = BY_NAME[name]
            for record_id in self._known(kind, found):
                del found[record_id]
            self._write(kind, scope, found.values())
        return [row for row in rows if new.get(row.record, {}).get(row.record_id) is not row]

    def _touched_by_erasures(self, rows: Sequence[Row]) -> set[int]:
        """Return, by their ``id()``, the rows that were erased, or that speak of what was."""
        if self._database.value("SELECT 1 FROM erased LIMIT 1") is None:
            return set()
        keys = {id(row): [(row.record, row.record_id), *spoken_of_by(row)] for row in rows}
        gone = self._erased([key for each in keys.values() for key in each])
        return {found for found, each in keys.items() if not gone.isdisjoint(each)}

    def _known(self, kind: Kind, ids: Iterable[str]) -> list[str]:
        sql = f"SELECT id FROM {kind.table} WHERE id IN (SELECT value FROM json_each(?))"
        return [row["id"] for row in self._database.rows(sql, (_text(list(ids)),))]

    def _erased(self, keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which of these kinds and ids were erased."""
        sql = "SELECT record, record_id FROM erased WHERE record_id IN (SELECT value FROM json_each(?))"
        found = self._database.rows(sql, (_text([record_id for _, record_id in keys]),))
        return {(row["record"], row["record_id"]) for row in found} & set(keys)

    def _write(self, kind: Kind, scope: str, rows: Iterable[Row]) -> None:
        self._database.execute_many(_insert(kind), [_columns(kind, scope, row) for row in rows])
        if kind.name == "person":
            self._people_index.put_new(
                [(row.record_id, _folded(row)) for row in rows if row.alive is None or row.alive[0]]
            )


def _fits(kind: Kind, row: Row) -> bool:
    """Return whether the columns give every value back as it came; a newer version may write others."""
    types = tuple([type(value) for value, _ in row.fields.values()])
    if _SAMPLES.keys() >= set(types):
        return _fits_as(kind, tuple(row.fields), types)
    fields = kind.fields
    return all(name not in fields or fields[name].stores(pair[0]) for name, pair in row.fields.items())


_SAMPLES: dict[type, object] = {str: "", bool: True, list: [], type(None): None}
"""Of these types, one value is as good as another; whole numbers have bounds."""


@lru_cache(10_000)
def _fits_as(kind: Kind, names: tuple[str, ...], types: tuple[type, ...]) -> bool:
    fields = kind.fields
    return all(
        name not in fields or fields[name].stores(_SAMPLES[found])
        for name, found in zip(names, types, strict=True)
    )


@cache
def _insert(kind: Kind) -> str:
    columns = ("id", "scope", "seq", "alive", "alive_stamp", "stamps", "extra", *kind.fields)
    return f"INSERT INTO {kind.table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


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
    one_stamp = tuple(_text(dict.fromkeys(names, "?")).split("?"))
    # One place more, so that it always returns a tuple.
    return _Plan(itemgetter(*places, len(names)), lists, one_stamp, kind.fields.keys() >= where.keys())


def _columns(kind: Kind, scope: str, row: Row) -> tuple[Any, ...]:
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
    return _text(said), _text({name: pair for name, pair in row.fields.items() if name not in fields})


def _folded(row: Row) -> str:
    given, family = (row.fields.get(name, _NOTHING)[0] or "" for name in ("given_name", "family_name"))
    return search_text(str(given), str(family))


def _text(value: object) -> str:
    return _encoder.encode(value).decode()
