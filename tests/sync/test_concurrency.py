"""Several writers at once, on either engine: nothing is missed, doubled, lost or taken."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment, SeededChance
from sync.protocol import Verdict
from sync.server.database import opened, transaction
from sync.server.migrations import epoch
from sync.server.scopes import Grant, grant
from tests.sync.bench import ServerBench
from tests.sync.fakes import SCOPE, Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.oplog.op import Op
    from tests.sync.conftest import Store

WRITERS, BATCHES, BATCH = 12, 10, 5
_LONGEST_DELAY_SECONDS = 0.004


class _UndoneError(Exception):
    """Raised to make a transaction roll back."""


@contextmanager
def _bench(store: Store, environment: Environment) -> Iterator[ServerBench]:
    with closing(store.engine.connect()) as connection:
        yield ServerBench(connection, environment)


def _write(store: Store, author: Author, scope: str, seed: int) -> None:
    """Push facts batch after batch, slowly; every third transaction is undone first."""
    chance = SeededChance(seed)
    with _bench(store, author.environment) as bench:
        for batch in range(BATCHES):
            ops = [author.fact(f"{author.device}-{batch}-{i}", scope=scope) for i in range(BATCH)]
            if batch % 3 == seed % 3:
                with pytest.raises(_UndoneError):
                    _push_slowly(bench, author, ops, chance, undone=True)
            _push_slowly(bench, author, ops, chance)


def _push_slowly(
    bench: ServerBench, author: Author, ops: list[Op], chance: SeededChance, *, undone: bool = False
) -> None:
    with transaction(bench.connection):
        results = bench.push_inside(author, *ops)
        threading.Event().wait(chance.uniform(0, _LONGEST_DELAY_SECONDS))
        if undone:
            raise _UndoneError
    assert {result.verdict for result in results} == {Verdict.APPLIED}


def _follow(bench: ServerBench, reader: Author, scope: str, after: int) -> dict[str, int]:
    """Read to the end; every page must be without holes, since facts never move."""
    held: dict[str, int] = {}
    done = False
    while not done:
        rows, end = bench.page(reader, after, limit=7, scope=scope)
        assert [row.seq for row in rows] == list(range(after + 1, end.next + 1))
        held |= {row.record_id: row.seq for row in rows}
        after, done = end.next, end.done
    return held


@pytest.mark.parametrize("scopes", [[SCOPE], [f"g:{i}" for i in range(WRITERS)]], ids=["one", "many"])
def test_i6_i7_readers_miss_nothing_and_see_no_holes_while_others_write(
    store: Store, bench: ServerBench, author: Author, environment: Environment, scopes: list[str]
) -> None:
    writers = [Author(Environment.seeded(environment.now(), seed)) for seed in range(1, WRITERS + 1)]
    with transaction(bench.connection):
        for number, writer in enumerate(writers):
            bench.let_in_inside(writer)
            grant(bench.connection, writer.device, scopes[number % len(scopes)], Grant.ORGANISER)
        for scope in scopes:
            grant(bench.connection, author.device, scope, Grant.READER)
    held: dict[str, dict[str, int]] = {scope: {} for scope in scopes}

    def read_on() -> None:
        for scope in scopes:
            held[scope] |= _follow(bench, author, scope, max(held[scope].values(), default=0))

    with ThreadPoolExecutor(WRITERS) as pool:
        jobs = [
            pool.submit(_write, store, writer, scopes[number % len(scopes)], number)
            for number, writer in enumerate(writers)
        ]
        while not all(job.done() for job in jobs):
            read_on()
        for job in jobs:
            job.result()
    read_on()
    for scope in scopes:
        assert held[scope] == _follow(bench, author, scope, 0)
    written = {
        f"{writer.device}-{batch}-{i}" for writer in writers for batch in range(BATCHES) for i in range(BATCH)
    }
    assert {name for names in held.values() for name in names if name.count("-") > 4} == written


def test_processes_that_start_together_make_one_database(store: Store) -> None:
    gate = threading.Barrier(4)

    def start() -> str:
        gate.wait()
        with opened(store.engine, Environment()) as connection:
            return epoch(connection)

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(start) for _ in range(4)]
    assert len({job.result() for job in jobs}) == 1
