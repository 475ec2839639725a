"""``copy``: a whole server from one database into another, as it is, so that no laptop notices.

Every row of every table goes over, those about the database itself too: laptops find the epoch, the places in
the feed and the digests that they know, and go on from there.
"""

from __future__ import annotations

import json
import re
from contextlib import closing, suppress
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr, trn
from organiser_kit.terminal.building import Command, option
from sync.server.database import opened, snapshot, transaction
from sync.server.engines import engine_for
from sync.server.engines.base import UnfitError
from sync.server.erasure_log import ErasureLog
from sync.server.frame import Frame, framed
from sync.server.migrations import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Environment
    from sync.server.engines.base import Connection, Engine

_PAGE = 1_000
_META = "meta"
_FIRST = ("scope", "device")
"""Other tables name their rows."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*[+Z]")


class _Table(NamedTuple):
    """A table that both databases have; the columns of its key come first."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def put(self) -> str:
        values = ", ".join(f":c{place}" for place in range(len(self.columns)))
        return f'INSERT INTO "{self.name}" ({_quoted(self.columns)}) VALUES ({values})'


def copy() -> click.Command:
    """Return the command."""
    explanation = tr("Copy the whole server into another, empty database; stop the server first.")

    @click.command("copy", cls=Command, help=explanation)
    @option(
        "--to",
        "target",
        metavar=tr("ADDRESS"),
        required=True,
        help=tr("Where to: sqlite:///FILE or postgresql://USER@HOST/NAME."),
    )
    @framed
    def copy_all(frame: Frame, target: str) -> None:
        engine = engine_for(frame.folder, target)
        rows = copy_server(frame.engine, engine, frame.environment)
        sentence = trn(
            "{n} row was copied and compared. From now on serve {place}, and never the former database.",
            "{n} rows were copied and compared. From now on serve {place}, and never the former database.",
            sum(rows.values()),
            place=engine.place,
        )
        frame.say(sentence, {"database": engine.place, "rows": rows})

    return copy_all


def copy_server(source: Engine, target: Engine, environment: Environment) -> dict[str, int]:
    """Copy everything, compare it row by row, and return how many rows each table has.

    All of it is one transaction of the target: it holds the whole server when this returns, else nothing.

    Raises:
        UserError: a server runs on one of the two, the source holds no server, the target is not empty, a
            value does not fit there, or the copy differs from its source.
        TroubleError: one of them cannot be used.
    """
    try:
        return _copy_all(source, target, environment)
    except UnfitError as error:
        sentence = tr("Something that the source holds does not fit there: nothing was copied.")
        raise UserError(sentence) from error


def _copy_all(source: Engine, target: Engine, environment: Environment) -> dict[str, int]:
    for engine in (source, target):
        _refuse_served(engine)
    _refuse_unmade(source)
    with (
        opened(source, environment) as old,
        target.explained(),
        closing(target.connect()) as new,
        transaction(new),
    ):
        with transaction(old):
            # As at every start: what was erased since a backup is in the file alone.
            ErasureLog(source.folder).agree(old, environment.now())
        upgrade(new, environment)
        tables = _tables(old, new)
        _refuse_filled(new, tables, target)
        new.execute(f'DELETE FROM "{_META}"')
        with snapshot(old):
            rows = {table.name: _copy(old, new, table) for table in tables}
        # In a view of its own: a server that was started meanwhile shows.
        with snapshot(old):
            for table in tables:
                _compare(old, new, table)
    return rows


def _tables(old: Connection, new: Connection) -> list[_Table]:
    """Return what is to be copied, whatever is named by others first."""
    known, keys = old.tables(), new.keys()
    names = sorted(new.tables().items(), key=lambda item: (item[0] not in _FIRST, item[0]))
    return [
        _Table(name, key := tuple(keys[name]), (*key, *sorted(columns - set(key))))
        for name, columns in names
        if name in known
    ]


def _copy(old: Connection, new: Connection, table: _Table) -> int:
    count = 0
    for row in _rows(old, table):
        new.put(table.put, {f"c{place}": _given(value) for place, value in enumerate(row)})
        count += 1
    return count


def _compare(old: Connection, new: Connection, table: _Table) -> None:
    for before, after in zip_longest(_rows(old, table), _rows(new, table)):
        if before != after and (before is None or after is None or _plain(before) != _plain(after)):
            raise UserError(
                tr(
                    "The copy of the table “{table}” is not what is there now: nothing was copied. See that "
                    "no server runs, then try again.",
                    table=table.name,
                )
            )


def _rows(connection: Connection, table: _Table) -> Iterator[tuple[Any, ...]]:
    """Return every row in the order of the key, a page at a time."""
    columns, key = _quoted(table.columns), _quoted(table.key)
    beyond = ", ".join(f":k{place}" for place in range(len(table.key)))
    start, after = f'SELECT {columns} FROM "{table.name}"', ""
    last: dict[str, Any] = {}
    while page := connection.execute(f"{start}{after} ORDER BY {key} LIMIT {_PAGE}", last).fetchall():
        yield from page
        after = f" WHERE ({key}) > ({beyond})"
        last = {f"k{place}": page[-1][place] for place in range(len(table.key))}


def _given(value: Any) -> Any:
    """Return a value so that a column of either database takes it: yes and no are 1 and 0 in one of them."""
    return str(int(value)) if isinstance(value, int) else value


def _plain(row: tuple[Any, ...]) -> list[Any]:
    """Return a row in the form that both databases have in common."""
    return [_same(value) if isinstance(value, str) else value for value in row]


def _same(text: str) -> Any:
    with suppress(ValueError):
        if text[:1] in ("{", "["):
            return json.loads(text)
        if _MOMENT.match(text):
            return datetime.fromisoformat(text)
    return text


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _refuse_served(engine: Engine) -> None:
    with engine.explained():
        served = engine.is_served()
    if served:
        sentence = tr(
            "A server still runs on {place}: stop it first. Nothing was copied.", place=engine.place
        )
        raise UserError(sentence)


def _refuse_unmade(engine: Engine) -> None:
    with engine.explained(), closing(engine.connect()) as connection:
        made = _META in connection.tables()
    if not made:
        sentence = tr("There is no server's data in {place}: nothing was copied.", place=engine.place)
        raise UserError(sentence)


def _refuse_filled(new: Connection, tables: list[_Table], engine: Engine) -> None:
    for table in tables:
        if table.name != _META and new.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1').fetchone():
            sentence = tr(
                "The database {place} is not empty: copy into a new one. Nothing was copied.",
                place=engine.place,
            )
            raise UserError(sentence)
