"""Client and server as separate processes; the server is killed without warning while it takes pushes."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from organiser_kit.environment import Environment
from sync.server.database import opened, transaction
from sync.server.devices import make_code
from sync.server.records import everything
from sync.server.scopes import Grant
from sync.server.seed import seed
from tests.repository import ROOT
from tests.sync.fakes import GROUP, SCOPE, Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sync.conftest import Store

FACTS = 4_000
KILLS = 3


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    line = process.stdout.readline()
    assert line, "the process ended"
    return line.strip()


def _hear(process: subprocess.Popen[str]) -> Any:
    return json.loads(_line(process))


def _ask(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def _serve(store: Store, port: str = "0") -> Any:
    return _process("sync.server.cli", "serve", "--lang", "fr", *store.options, "--port", port)


def _report_after(client: subprocess.Popen[str]) -> dict[str, Any]:
    while (said := _hear(client)) == "push":
        pass
    assert isinstance(said, dict)
    return said


def _prepare(store: Store) -> str:
    environment = Environment()
    with opened(store.engine, environment) as connection, transaction(connection):
        seed(connection, [Author(environment).group()], environment.now())
        return make_code(connection, environment, GROUP, Grant.ORGANISER)


def test_i14_a_server_killed_in_the_middle_of_a_push_loses_and_doubles_nothing(store: Store) -> None:
    code = _prepare(store)
    with ExitStack() as stack:
        server = stack.enter_context(_serve(store))
        url = _line(server).removeprefix("listening on ")
        client = stack.enter_context(_process("tests.sync.device_process", url, code, str(FACTS)))
        ops = _hear(client)
        for pushes in range(1, KILLS + 1):
            _ask(client)
            for _ in range(pushes):
                assert _hear(client) == "push"
            server.kill()
            server.wait()
            assert _report_after(client)["problem"]
            server = stack.enter_context(_serve(store, url.rpartition(":")[2]))
            assert _line(server) == f"listening on {url}"
        _ask(client)
        report = _report_after(client)
        assert (report["pending"], report["refused"], report["problem"]) == (0, 0, None)
    with opened(store.engine, Environment()) as connection:
        if store.is_sqlite:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        held = [row[0] for row in connection.execute("SELECT op_id FROM op WHERE verdict = 'applied'")]
        assert set(ops) <= set(held)
        assert len(held) == len(ops) + 1
        facts = [state for state in everything(connection, SCOPE) if state.kind == "attendance"]
        assert len(facts) == FACTS


def test_a_server_that_is_asked_to_stop_leaves_in_order(store: Store) -> None:
    with _serve(store) as server:
        assert _line(server).startswith("listening on http://127.0.0.1:")
        server.terminate()
        assert server.wait(30) == 0
    # Closed in order, the write-ahead log was folded back into the file.
    files = ["address", "server.sqlite3"] if store.is_sqlite else ["address"]
    assert sorted(file.name for file in store.folder.iterdir()) == files
