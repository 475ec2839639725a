"""What only PostgreSQL does: transactions that overlap, connections that break, columns with types."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

import httpx
import psycopg
import pytest

from organiser_kit.errors import UserError
from sync.facade import SyncService, embedded_server
from sync.protocol import EnrolRequest, Verdict
from sync.server import devices
from sync.server.database import Database, transaction
from sync.server.engines import engine_for, postgresql
from sync.server.engines.base import TroubleError, overtaken
from sync.server.migrations import epoch
from sync.server.problems import ProblemError
from sync.server.scopes import Grant
from tests.repository import ROOT
from tests.sync.bench import ServerBench
from tests.sync.conftest import Store
from tests.sync.fakes import GROUP, SCOPE, Author, FakeReplica

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer
    from sync.server.engines.base import Connection
    from tests.sync.postgresql import Cluster

APPLIED, KNOWN, REFUSED = Verdict.APPLIED, Verdict.KNOWN, Verdict.REFUSED
_WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
_PATIENCE_SECONDS = 20


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database on PostgreSQL, for the other fixtures as well."""
    running: Cluster = request.getfixturevalue("postgresql")
    with running.database() as url:
        yield Store(tmp_path / "server", url)


@pytest.fixture
def second(store: Store, bench: ServerBench) -> Iterator[ServerBench]:
    """Another process's connection to the same database."""
    with closing(store.engine.connect()) as connection:
        yield ServerBench(connection, bench.environment)


@pytest.fixture
def other(bench: ServerBench, environment: Environment) -> Author:
    """A second device of the same group."""
    author = Author(environment)
    bench.let_in(author)
    bench.grant(author)
    return author


class Overlap:
    """Two transactions: the second starts while the first is open, and is known to wait for it."""

    def __init__(self, store: Store, first: ServerBench, second: ServerBench) -> None:
        assert store.url
        self._url, self._first, self._second = store.url, first, second

    def run(self, one: Callable[[], object], two: Callable[[], object]) -> object:
        """Do ``one``, then ``two`` elsewhere until it waits; commit ``one``; return what ``two`` did."""
        outcome: list[object] = []

        def behind() -> None:
            try:
                with transaction(self._second.connection):
                    outcome.append(two())
            except (TroubleError, ProblemError) as error:
                outcome.append(error)

        thread = threading.Thread(target=behind)
        with transaction(self._first.connection):
            one()
            self._first.connection.execute("SELECT 1")  # what was put is sent
            thread.start()
            self._wait_until_it_waits(thread)
        thread.join()
        (done,) = outcome
        if isinstance(done, Exception):
            raise done
        return done

    def _wait_until_it_waits(self, thread: threading.Thread) -> None:
        with psycopg.connect(self._url, autocommit=True) as watcher:
            for _ in range(_PATIENCE_SECONDS * 100):
                row = watcher.execute(_WAITING.encode()).fetchone()
                if row and row[0]:
                    return
                assert thread.is_alive(), "the second transaction did not wait for the first"
                threading.Event().wait(0.01)
        pytest.fail("the second transaction never waited")


@pytest.fixture
def overlap(store: Store, bench: ServerBench, second: ServerBench) -> Overlap:
    return Overlap(store, bench, second)


def _verdicts(results: Any) -> list[Verdict]:
    return [result.verdict for result in results]


def test_a_cursor_over_a_growing_number_loses_rows(postgresql: Cluster) -> None:
    """The negative control: numbers are given in one order and become visible in another."""
    with postgresql.database() as url, ExitStack() as stack:
        slow, fast, reader = (stack.enter_context(psycopg.connect(url)) for _ in range(3))
        reader.autocommit = True
        reader.execute("CREATE TABLE naive (seq BIGSERIAL PRIMARY KEY, name TEXT NOT NULL)")
        slow.execute("INSERT INTO naive (name) VALUES ('slow')")
        fast.execute("INSERT INTO naive (name) VALUES ('fast')")
        fast.commit()
        seen = reader.execute("SELECT seq, name FROM naive WHERE seq > 0 ORDER BY seq").fetchall()
        slow.commit()
        seen += reader.execute("SELECT seq, name FROM naive WHERE seq > %s", (seen[-1][0],)).fetchall()
        held = reader.execute("SELECT name FROM naive").fetchall()
    assert len(held) == 2
    assert [name for _, name in seen] == ["fast"]


def test_i6_the_same_overlap_loses_nothing_with_the_counter_of_the_scope(
    overlap: Overlap, bench: ServerBench, second: ServerBench, author: Author, other: Author, store: Store
) -> None:
    after = bench.page(author)[1].next
    seen: list[str] = []

    def read_on() -> None:
        nonlocal after
        with closing(store.engine.connect()) as connection:
            rows, end = ServerBench(connection, bench.environment).page(author, after)
        seen.extend(row.record_id for row in rows)
        after = end.next

    def slow() -> None:
        bench.push_inside(author, author.fact("slow"))
        read_on()

    overlap.run(slow, lambda: second.push_inside(other, other.fact("fast")))
    read_on()
    assert seen == ["slow", "fast"]


def test_two_edits_of_one_record_at_once_are_both_kept(
    overlap: Overlap, bench: ServerBench, second: ServerBench, author: Author, other: Author
) -> None:
    bench.push(author, author.set("person", "p1", {"family_name": "Exemple"}))
    overlap.run(
        lambda: bench.push_inside(author, author.set("person", "p1", {"phone": "1"})),
        lambda: second.push_inside(other, other.set("person", "p1", {"email": "p1@example.org"})),
    )
    assert bench.value(author, "p1", "phone") == "1"
    assert bench.value(author, "p1", "email") == "p1@example.org"


def test_i3_a_batch_sent_again_while_the_first_is_under_way_is_known(
    overlap: Overlap, bench: ServerBench, second: ServerBench, author: Author
) -> None:
    ops = [author.fact(f"f{i}") for i in range(3)]
    results = overlap.run(lambda: bench.push_inside(author, *ops), lambda: second.push_inside(author, *ops))
    assert _verdicts(results) == [KNOWN] * 3
    assert bench.verdicts(author, author.fact("next")) == [APPLIED]


def test_two_batches_of_one_device_at_once_are_taken_in_their_order(
    overlap: Overlap, bench: ServerBench, second: ServerBench, author: Author
) -> None:
    bench.push(author, author.set("group", "mine", {"name": "x"}, scope="g:mine"))
    here, there = author.fact("f1"), author.fact("f2", scope="g:mine")
    results = overlap.run(lambda: bench.push_inside(author, here), lambda: second.push_inside(author, there))
    assert _verdicts(results) == [APPLIED]


def test_a_group_founded_twice_at_once_belongs_to_the_first(
    overlap: Overlap, bench: ServerBench, second: ServerBench, environment: Environment
) -> None:
    one, two = Author(environment), Author(environment)
    for author in (one, two):
        bench.let_in(author)
    results = overlap.run(
        lambda: bench.push_inside(one, one.set("group", "new", {"name": "One"}, scope="g:new")),
        lambda: second.push_inside(two, two.set("group", "new", {"name": "Two"}, scope="g:new")),
    )
    assert _verdicts(results) == [REFUSED]


def test_i10_a_record_made_in_two_groups_at_once_stays_with_the_first(
    overlap: Overlap, bench: ServerBench, second: ServerBench, author: Author, environment: Environment
) -> None:
    stranger = Author(environment)
    bench.let_in(stranger)
    bench.push(stranger, stranger.set("group", "mine", {"name": "x"}, scope="g:mine"))
    theirs = stranger.set("person", "p1", {"phone": "2"}, scope="g:mine")

    def take() -> object:
        done = second.push_inside(stranger, theirs)
        second.connection.execute("SELECT 1")  # what was put is sent
        return done

    with pytest.raises(TroubleError) as caught:
        overlap.run(lambda: bench.push_inside(author, author.set("person", "p1", {"phone": "1"})), take)
    assert caught.value.again
    assert second.verdicts(stranger, theirs) == [REFUSED]
    assert bench.value(author, "p1", "phone") == "1"


def test_a_code_used_twice_at_once_lets_one_device_in(
    overlap: Overlap, bench: ServerBench, second: ServerBench, environment: Environment
) -> None:
    with transaction(bench.connection) as connection:
        code = devices.make_code(connection, environment, GROUP, Grant.ORGANISER)

    def enter(connection: Connection, name: str) -> object:
        request = EnrolRequest(code=code, device_id=name, device_name=name)
        return devices.enrol(connection, request, environment)

    with pytest.raises(ProblemError, match="code"):
        overlap.run(lambda: enter(bench.connection, "one"), lambda: enter(second.connection, "two"))
    assert [device.id for device in devices.list_devices(bench.connection) if device.id == "two"] == []


def test_a_worker_killed_between_two_statements_leaves_nothing_behind(
    store: Store, bench: ServerBench, author: Author
) -> None:
    op = author.fact("f1")
    command = [sys.executable, "-m", "tests.sync.stuck_worker", str(store.url), author.device, SCOPE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == "locked\n"
        worker.kill()
    assert bench.verdicts(author, op) == [APPLIED]
    assert bench.page(author)[1].head == 2


def _end_connections(store: Store) -> None:
    with psycopg.connect(str(store.url), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_connections_that_were_cut_are_made_again_without_anyone_noticing(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], store: Store, environment: Environment
) -> None:
    replica = enrol()
    for name in ("f1", "f2"):
        replica.write(replica.author.fact(name))
        _end_connections(store)
        report = SyncService(replica.call_db, environment).run_once()
        assert (report.pushed, report.pending, report.problem) == (1, 0, None)
    assert len(server.snapshot(SCOPE)) == 3


def test_a_connection_lost_at_its_commit_is_told_and_the_work_not_done_twice(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], store: Store, environment: Environment
) -> None:
    replica = enrol()
    with psycopg.connect(str(store.url), autocommit=True) as connection:
        # A sequence counts even what is undone.
        connection.execute("CREATE SEQUENCE tries")
        connection.execute("""CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM nextval('tries'); PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$""")
        connection.execute("""CREATE CONSTRAINT TRIGGER dying AFTER INSERT ON op
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()""")
        replica.write(replica.author.fact("f1"))
        cut = SyncService(replica.call_db, environment).run_once()
        assert cut.pending == 1
        assert cut.retry_after == 5
        assert connection.execute("SELECT last_value FROM tries").fetchall() == [(1,)]
        connection.execute("DROP TRIGGER dying ON op")
    assert SyncService(replica.call_db, environment).run_once().pending == 0


async def _written(database: Database, job: Callable[[Connection], int]) -> int:
    try:
        return await database.write(job)
    finally:
        database.close()


@pytest.mark.parametrize("failures", [0, 1, 4, 5])
def test_work_that_was_overtaken_is_done_again_a_few_times(
    store: Store, environment: Environment, failures: int
) -> None:
    tries = 0

    def job(connection: Connection) -> int:
        nonlocal tries
        tries += 1
        connection.execute("INSERT INTO scope (id) VALUES (:id)", {"id": f"s{tries}"})
        if tries <= failures:
            raise overtaken()
        return len(connection.execute("SELECT id FROM scope").fetchall())

    database = Database(store.engine, environment)
    if failures < 5:
        assert asyncio.run(_written(database, job)) == 1
    else:
        with pytest.raises(TroubleError):
            asyncio.run(_written(database, job))


def test_a_failed_statement_that_was_swallowed_is_never_acknowledged(bench: ServerBench) -> None:
    bench.connection.begin()
    with pytest.raises(psycopg.Error):
        bench.connection.execute("SELECT nonsense")
    with pytest.raises(TroubleError, match="ROLLBACK"):
        bench.connection.commit()


def test_two_processes_serve_one_database(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], store: Store, environment: Environment
) -> None:
    one, two = enrol(), enrol()
    with embedded_server(store.folder, environment=environment, database=store.url) as elsewhere:
        for number in range(3):
            for replica in (one, two):
                replica.write(replica.author.fact(f"{replica.author.device}-{number}"))
                replica.write(replica.author.set("person", "p1", {"phone": f"{number}"}))
                assert SyncService(replica.call_db, environment).run_once().problem is None
                # The next time its request lands on the other process.
                pairing = replica.server
                assert pairing
                url = elsewhere.url if pairing.url == server.url else server.url
                replica.save_pairing(type(pairing)(url, pairing.token, pairing.epoch), replica.scopes())
        for replica in (one, two):
            SyncService(replica.call_db, environment).run_once()
    assert one.confirmed == two.confirmed
    assert {(state.kind, state.id): state for state in server.snapshot(SCOPE)} == one.confirmed
    assert len(one.confirmed) == 8


def test_columns_have_types_that_sql_can_ask(bench: ServerBench, author: Author, store: Store) -> None:
    bench.push(
        author,
        author.set("meeting", "m1", {"starts_at": "2026-11-24T18:30:00+00:00", "capacity": 1 << 40}),
        author.set("meeting", "m2", {"starts_at": "2026-11-24T19:00:00+01:00", "capacity": 3}),
        author.set("meeting_role", "r1", {"meeting_id": "m1"}),
        author.life("meeting", "m2", alive=False),
    )
    with psycopg.connect(str(store.url)) as connection:
        found = connection.execute("""SELECT column_name, data_type FROM information_schema.columns
            WHERE table_name IN ('meetings', 'sign_in_sheets')""")
        types: dict[str, str] = dict(found.fetchall())
        rows = connection.execute("""SELECT id FROM meetings
            WHERE starts_at < '2026-11-24T19:15:00+01:00' AND NOT alive AND capacity < 4""").fetchall()
    assert types["starts_at"] == "timestamp with time zone"
    assert types["capacity"] == "bigint"
    assert types["alive"] == "boolean"
    assert types["people"] == "jsonb"
    assert rows == [("m2",)]


def test_a_database_that_cannot_hold_every_letter_is_refused(postgresql: Cluster, tmp_path: Path) -> None:
    with postgresql.database() as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        try:
            with pytest.raises(UserError, match="UTF8"):
                engine_for(tmp_path, url.rpartition("/")[0] + "/ascii").connect()
        finally:
            connection.execute("DROP DATABASE ascii")


def test_an_old_postgresql_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "OLDEST", 999_999)
    with pytest.raises(UserError, match="PostgreSQL 15"):
        store.engine.connect()


def test_a_database_that_is_away_is_busy_and_comes_back(
    server: EmbeddedServer, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with httpx.Client(base_url=server.url) as web:
        assert web.get("/health").status_code == 200
        with monkeypatch.context() as away:
            _end_connections(store)
            away.setattr(postgresql.PostgresqlEngine, "connect", _unreachable)
            answer = web.get("/health")
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
        assert web.get("/health").status_code == 200


def _unreachable(_: object) -> None:
    raise psycopg.OperationalError


def test_the_epoch_is_the_same_for_every_process(bench: ServerBench, second: ServerBench) -> None:
    assert epoch(bench.connection) == epoch(second.connection)
