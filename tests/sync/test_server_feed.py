from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment
from organiser_kit.errors import NewerSchemaError
from sync.protocol import ProblemKind
from sync.server.database import opened, transaction
from sync.server.migrations import epoch, set_meta
from sync.server.problems import ProblemError
from sync.server.schema import reconcile
from tests.sync.bench import ServerBench
from tests.sync.fakes import Author

if TYPE_CHECKING:
    from tests.sync.conftest import Store

WRITERS, BATCHES, BATCH = 4, 12, 5


def test_pages_follow_one_another_without_overlap(bench: ServerBench, author: Author) -> None:
    # Of two kinds in turn, so that no table alone has them in order.
    for i in range(6):
        bench.push(author, author.fact(f"f{i}"), author.set("person", f"p{i}", {"phone": "1"}))
    seen: list[str] = []
    after, done = 0, False
    while not done:
        rows, end = bench.page(author, after, limit=4)
        assert [row.seq for row in rows] == sorted(row.seq for row in rows)
        assert all(after < row.seq <= end.next for row in rows)
        seen += [row.record_id for row in rows]
        after, done = end.next, end.done
    assert sorted(seen) == sorted({*seen})
    assert len(seen) == 13
    assert after == bench.page(author)[1].head


def test_i7_sequence_numbers_have_no_holes(bench: ServerBench, author: Author) -> None:
    bench.push(author, *(author.set("person", f"p{i}", {"phone": "1"}) for i in range(3)))
    bench.push(author, author.set("meeting", "m", {"capacity": "bad"}))
    bench.push(author, author.set("person", "p9", {"phone": "1"}))
    rows, end = bench.page(author)
    assert [row.seq for row in rows] == list(range(1, end.head + 1))


def test_a_row_moves_to_its_latest_place(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "1"}), author.set("person", "p2", {"phone": "1"}))
    _, end = bench.page(author)
    bench.push(author, author.set("person", "p1", {"phone": "2"}))
    rows, _ = bench.page(author, end.next)
    assert [(row.record_id, row.fields["phone"][0]) for row in rows] == [("p1", "2")]


def test_a_cursor_from_another_database_is_told(bench: ServerBench, author: Author) -> None:
    with pytest.raises(ProblemError) as caught:
        bench.page(author, after=1_000)
    assert (caught.value.kind, caught.value.epoch) == (ProblemKind.EPOCH_CHANGED, epoch(bench.connection))


def test_i6_no_reader_with_a_cursor_misses_a_row_while_others_write(
    environment: Environment, store: Store, bench: ServerBench, author: Author
) -> None:
    authors = [Author(Environment.seeded(environment.now(), seed)) for seed in range(1, WRITERS + 1)]
    for writer in authors:
        bench.let_in(writer)
        bench.grant(writer)

    def write(writer: Author) -> None:
        with closing(store.engine.connect()) as connection:
            mine = ServerBench(connection, environment)
            for batch in range(BATCHES):
                facts = [writer.fact(f"{writer.device}-{batch}-{i}") for i in range(BATCH)]
                shared = writer.set("person", "everyones", {"commune": f"{writer.device}-{batch}"})
                mine.push(writer, *facts, shared)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in authors]
    for thread in threads:
        thread.start()
    held: dict[str, int] = {}
    after = 0
    while any(thread.is_alive() for thread in threads):
        rows, end = bench.page(author, after, limit=7)
        held |= {row.record_id: row.seq for row in rows}
        after = end.next
    for thread in threads:
        thread.join()
    done = False
    while not done:
        rows, end = bench.page(author, after, limit=7)
        held |= {row.record_id: row.seq for row in rows}
        after, done = end.next, end.done
    everything = {row.record_id: row.seq for row in bench.page(author, limit=1_000)[0]}
    assert held == everything
    assert len(everything) == WRITERS * BATCHES * BATCH + 2


def test_a_newer_database_is_refused_with_a_sentence(store: Store, environment: Environment) -> None:
    with opened(store.engine, environment) as connection:
        set_meta(connection, "version", "99")
    with pytest.raises(NewerSchemaError, match="update the server"), opened(store.engine, environment):
        pass


def test_opening_again_keeps_the_epoch(store: Store, environment: Environment) -> None:
    with opened(store.engine, environment) as connection:
        first = epoch(connection)
    with opened(store.engine, environment) as connection:
        assert epoch(connection) == first


def test_a_column_that_is_new_finds_the_values_that_came_before(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "1", "commune": "Villefictive"}))
    # As an older server would have kept a field it does not know.
    with transaction(bench.connection):
        bench.connection.execute("""UPDATE people SET extra = '{"commune":"Villefictive"}'""")
        bench.connection.execute("ALTER TABLE people DROP COLUMN commune")
        reconcile(bench.connection)
    assert bench.value(author, "p1", "commune") == "Villefictive"
