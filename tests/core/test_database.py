"""The connection: durable, one thread, writes only inside a transaction."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import DiskFullError, StorageError
from organiser_kit.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=[None, b"k" * 32], ids=["plain", "encrypted"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A file with one table."""
    opened = Database(tmp_path / "test.sqlite", request.param)
    with opened.transaction():
        opened.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, note TEXT)")
    yield opened
    opened.close()


def test_the_pragmas_that_durability_rests_on(database: Database) -> None:
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA foreign_keys") == 1
    assert database.value("PRAGMA secure_delete") == 1


def test_another_thread_is_refused(database: Database) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(RuntimeError, match="another thread"):
        pool.submit(database.rows, "SELECT 1").result()


def test_a_write_outside_a_transaction_is_refused(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        database.execute("INSERT INTO seen VALUES ('a', '')")


def test_transactions_do_not_nest(database: Database) -> None:
    with database.transaction(), pytest.raises(RuntimeError, match="do not nest"), database.transaction():
        pass


def test_an_error_undoes_everything(database: Database) -> None:
    def write_then_fail() -> None:
        with database.transaction():
            database.execute("INSERT INTO seen VALUES ('a', '')")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    assert database.value("SELECT count(*) FROM seen") == 0
    assert not database.in_transaction


def test_a_full_disk_is_one_sentence_and_loses_nothing(database: Database) -> None:
    with database.transaction():
        database.execute("INSERT INTO seen VALUES ('before', 'kept')")
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError, match="not recorded"), database.transaction():
        database.execute_many("INSERT INTO seen VALUES (?, ?)", [(str(n), "x" * 400) for n in range(500)])
    assert [row["id"] for row in database.rows("SELECT id FROM seen")] == ["before"]
    database.value(f"PRAGMA max_page_count = {pages * 100}")
    with database.transaction():
        database.execute("INSERT INTO seen VALUES ('after', 'kept')")
    assert database.value("SELECT count(*) FROM seen") == 2


def test_a_file_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        Database(tmp_path / "nowhere" / "test.sqlite", None)


def test_a_busy_file_is_one_sentence(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organiser_kit.storage.database._BUSY_SECONDS", 0.01)
    plain = database.path.read_bytes().startswith(b"SQLite format 3")
    key = None if plain else b"k" * 32
    other = Database(database.path, key)
    with database.transaction(), pytest.raises(StorageError, match="Another program"), other.transaction():
        pass
    other.close()
