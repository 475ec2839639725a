"""Jobs that wait for the one writer share a COMMIT, and nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.i18n import current, using
from sync.server.database import transaction
from sync.server.engines.base import TroubleError
from sync.server.engines.sqlite import SqliteEngine
from sync.server.lane import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sync.server.engines.base import Connection

    Job = Callable[[Connection], Any]

ADD = "INSERT INTO note (id) VALUES (:id)"
TOGETHER = 4


class _Transactions:
    """The transactions of a lane: each a list of what was done in it, known once it is committed."""

    def __init__(self) -> None:
        self.begun: list[list[str]] = []
        self.committed: list[list[str]] = []
        self.fails = False

    @contextmanager
    def around(self, connection: Connection) -> Iterator[Connection]:
        self.begun.append([])
        with transaction(connection):
            yield connection
            if self.fails:
                raise TroubleError("full")
        self.committed.append(self.begun[-1])

    def job(self, name: str) -> Job:
        def add(connection: Connection) -> str:
            self.begun[-1].append(name)
            connection.put(ADD, {"id": name})
            return name

        return add


@pytest.fixture
def transactions() -> _Transactions:
    return _Transactions()


@pytest.fixture
def lane(tmp_path: Path, transactions: _Transactions) -> Iterator[Lane]:
    engine = SqliteEngine(tmp_path / "notes.sqlite3")
    connection = engine.connect()
    connection.define("CREATE TABLE note (id TEXT PRIMARY KEY)")
    connection.close()
    made = Lane(engine, transactions.around, 1, "writer", TOGETHER)
    yield made
    made.close()


def _kept(tmp_path: Path) -> set[str]:
    with sqlite3.connect(tmp_path / "notes.sqlite3") as connection:
        found = {row[0] for row in connection.execute("SELECT id FROM note")}
    connection.close()
    return found


def _together(lane: Lane, first: Job, others: Sequence[Job]) -> list[Any]:
    """Run ``first``, and ``others`` that wait behind it; return what each is told."""
    gate = threading.Event()

    def slow(connection: Connection) -> Any:
        gate.wait(60)
        return first(connection)

    async def opened() -> None:
        gate.set()

    async def run() -> list[Any]:
        # Each is queued before the next begins, and the gate is the last.
        jobs = [lane.run(job) for job in (slow, *others)]
        return await asyncio.gather(*jobs, opened(), return_exceptions=True)

    *told, _ = asyncio.run(run())
    return told


def test_what_waits_shares_a_commit_up_to_a_limit(
    lane: Lane, transactions: _Transactions, tmp_path: Path
) -> None:
    names = [f"n{number}" for number in range(6)]
    first, *others = map(transactions.job, names)
    assert _together(lane, first, others) == names
    assert transactions.committed == [names[:TOGETHER], names[TOGETHER:]]
    assert _kept(tmp_path) == set(names)


def test_nobody_is_answered_before_the_commit_that_all_share(lane: Lane, transactions: _Transactions) -> None:
    async def told(job: Job) -> int:
        await lane.run(job)
        return len(transactions.committed)

    async def run() -> list[int]:
        return await asyncio.gather(*(told(transactions.job(name)) for name in "abc"))

    assert min(asyncio.run(run())) >= 1
    assert transactions.begun == transactions.committed


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_job_that_fails_leaves_no_trace_and_spoils_no_other(
    lane: Lane, transactions: _Transactions, tmp_path: Path, place: int
) -> None:
    def fail(connection: Connection) -> None:
        connection.put(ADD, {"id": "trace"})
        raise ValueError

    jobs: list[Job] = [transactions.job("a"), transactions.job("b")]
    jobs.insert(place, fail)
    told = _together(lane, jobs[0], jobs[1:])
    assert isinstance(told.pop(place), ValueError)
    assert told == ["a", "b"]
    assert _kept(tmp_path) == {"a", "b"}


def test_a_row_that_cannot_be_written_spoils_no_other(
    lane: Lane, transactions: _Transactions, tmp_path: Path
) -> None:
    a, again, b = transactions.job("a"), transactions.job("a"), transactions.job("b")
    told = _together(lane, a, [again, b])
    assert (told[0], told[2]) == ("a", "b")
    assert isinstance(told[1], sqlite3.IntegrityError)
    assert _kept(tmp_path) == {"a", "b"}


def test_a_commit_that_fails_is_told_to_all_and_nothing_is_done_twice(
    lane: Lane, transactions: _Transactions, tmp_path: Path
) -> None:
    transactions.fails = True
    told = _together(lane, transactions.job("a"), [transactions.job("b")])
    assert [type(each) for each in told] == [TroubleError, TroubleError]
    assert transactions.begun == [["a", "b"]]
    assert _kept(tmp_path) == set()


def test_whoever_left_before_their_turn_is_passed_over(
    lane: Lane, transactions: _Transactions, tmp_path: Path
) -> None:
    gate = threading.Event()

    async def run() -> None:
        first = asyncio.ensure_future(lane.run(lambda _: gate.wait(60)))
        gone = asyncio.ensure_future(lane.run(transactions.job("gone")))
        stays = asyncio.ensure_future(lane.run(transactions.job("stays")))

        async def leave() -> None:
            gone.cancel()
            gate.set()

        await asyncio.gather(first, gone, stays, leave(), return_exceptions=True)

    asyncio.run(run())
    assert _kept(tmp_path) == {"stays"}


def test_a_thread_that_cannot_start_is_told_and_the_next_job_tries_again(
    lane: Lane, transactions: _Transactions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: threading.Thread) -> None:
        message = "can't start new thread"
        raise RuntimeError(message)

    async def run(name: str) -> Any:
        return await asyncio.wait_for(lane.run(transactions.job(name)), 10)

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none)
        with pytest.raises(RuntimeError, match="new thread"):
            asyncio.run(run("a"))
    assert asyncio.run(run("b")) == "b"
    assert asyncio.run(run("c")) == "c"
    assert _kept(tmp_path) == {"b", "c"}


def test_each_job_speaks_the_language_of_whoever_asked(lane: Lane) -> None:
    async def asked(language: str) -> str:
        with using(language):
            return await lane.run(lambda _: current().language)

    async def run() -> list[str]:
        return list(await asyncio.gather(asked("fr"), asked("en"), asked("fr")))

    assert asyncio.run(run()) == ["fr", "en", "fr"]


def test_a_disk_that_cannot_be_used_is_told(tmp_path: Path, transactions: _Transactions) -> None:
    (tmp_path / "notes.sqlite3").write_text("no database at all, only some words that fill a few bytes")
    lane = Lane(SqliteEngine(tmp_path / "notes.sqlite3"), transactions.around, 1, "writer", TOGETHER)
    told = _together(lane, transactions.job("a"), [transactions.job("b")])
    assert [type(each) for each in told] == [TroubleError, TroubleError]
    lane.close()
