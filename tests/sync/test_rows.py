"""Many rows in one statement are those of as many statements, in the same order."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from sync.server.database import transaction
from sync.server.engines.base import TroubleError
from sync.server.engines.rows import portions

if TYPE_CHECKING:
    from tests.sync.conftest import Store

PUT = """INSERT INTO note (id, scope, text) VALUES (:id, 's', :text)
    ON CONFLICT (id) DO UPDATE SET text = excluded.text WHERE note.scope = excluded.scope"""


@pytest.mark.parametrize("count", [1, 2, 3, 31, 32, 33, 100])
def test_no_row_is_left_out_and_none_comes_before_another(store: Store, count: int) -> None:
    with closing(store.engine.connect()) as connection:
        connection.define("CREATE TABLE note (id TEXT PRIMARY KEY, scope TEXT, text TEXT)")
        with transaction(connection):
            for number in range(count):
                connection.put(PUT, {"text": f"text {number}", "id": f"n{number}"})
            # The last one stands, though it may be written with the first.
            connection.put(PUT, {"id": "n0", "text": "again"})
        found = dict(connection.execute("SELECT id, text FROM note").fetchall())
    assert found == {f"n{number}": f"text {number}" for number in range(count)} | {"n0": "again"}


def test_a_row_that_is_no_longer_ours_among_many_undoes_them_all(store: Store) -> None:
    with closing(store.engine.connect()) as connection:
        connection.define("CREATE TABLE note (id TEXT PRIMARY KEY, scope TEXT, text TEXT)")
        connection.execute("INSERT INTO note (id, scope, text) VALUES ('n3', 'other', 'theirs')")
        connection.begin()
        for number in range(8):
            connection.put(PUT, {"id": f"n{number}", "text": "ours"})
        with pytest.raises(TroubleError):
            connection.commit()
        connection.rollback()
        assert connection.execute("SELECT id, text FROM note").fetchall() == [("n3", "theirs")]


def test_what_was_put_is_there_for_whatever_is_read_next_and_gone_when_undone(store: Store) -> None:
    with closing(store.engine.connect()) as connection:
        connection.define("CREATE TABLE note (id TEXT PRIMARY KEY, scope TEXT, text TEXT)")
        connection.begin()
        connection.put(PUT, {"id": "n1", "text": "one"})
        assert connection.execute("SELECT text FROM note").fetchall() == [("one",)]
        connection.put(PUT, {"id": "n2", "text": "two"})
        connection.rollback()
        with transaction(connection):
            assert connection.execute("SELECT text FROM note").fetchall() == []


def test_a_statement_that_names_values_elsewhere_runs_once_a_row() -> None:
    rows = [{"id": "a", "text": "1"}, {"id": "b", "text": "2"}]
    for statement in (
        "UPDATE note SET text = :text WHERE id = :id",
        "INSERT INTO note (id) VALUES (:id) ON CONFLICT (id) DO UPDATE SET text = :text",
    ):
        assert [tuple(portion) for portion in portions(statement, rows)] == [
            (statement, row, 1) for row in rows
        ]
