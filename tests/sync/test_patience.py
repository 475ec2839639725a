"""A slow line is no failure, a dead one is; and a server that asks for a pause gets it."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from organiser_kit.environment import SeededChance
from organiser_kit.storage.pairing import Pairing
from sync.client import failures, wire
from sync.client.http import Api
from sync.client.patience import LONGEST_PAUSE, retry_after
from sync.facade import SyncService
from sync.packing import unpack
from sync.schedule import FIRST_RETRY_SECONDS, next_wait
from tests.sync.conftest import Store
from tests.sync.fakes import Author, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.facade import SyncReport
    from sync.protocol import Heads


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A line has nothing to do with the server's engine: one is enough."""
    return Store(tmp_path / "server", None)


HEADS = b'{"epoch":"e","now":"2026-11-24T17:25:00+00:00","schema":[1,3],"scopes":{}}'
_HEADERS = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
STALL = 0.5
STEP = 0.1


@contextmanager
def _server(pieces: list[bytes], end: threading.Event) -> Iterator[str]:
    """Answer one request piece by piece, one every ``STEP`` seconds, then wait for ``end`` to close."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            for piece in pieces:
                connection.sendall(piece)
                end.wait(STEP)
            end.wait()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        end.set()
        thread.join()
        listener.close()


def _ask(url: str) -> Heads | None:
    with httpx.Client(timeout=httpx.Timeout(STALL)) as client:
        return Api(client, url).heads("")


def test_an_answer_that_trickles_slowly_but_steadily_is_never_cut() -> None:
    answer = _HEADERS % len(HEADS) + HEADS
    step = len(answer) // 15
    pieces = [answer[start : start + step] for start in range(0, len(answer), step)]
    assert len(pieces) * STEP > 2 * STALL
    with _server(pieces, threading.Event()) as url:
        heads = _ask(url)
    assert heads is not None
    assert heads.epoch == "e"


@pytest.mark.parametrize("sent", [0, 10, -1])
def test_a_server_that_falls_silent_is_given_up(sent: int) -> None:
    answer = (_HEADERS % len(HEADS) + HEADS)[: sent or -len(HEADS) - 40]
    with (
        _server([answer] if sent else [], threading.Event()) as url,
        pytest.raises(failures.UnreachableError) as caught,
    ):
        _ask(url)
    assert caught.value.slow
    assert "too long" in caught.value.sentence


def test_the_usual_patience_is_half_a_minute_without_a_byte() -> None:
    assert (wire.STALL.read, wire.STALL.write, wire.STALL.connect) == (30.0, 30.0, 10.0)


def test_the_exchange_uses_that_patience(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "STALL", httpx.Timeout(STALL))
    replica = FakeReplica(Author(environment))
    with _server([], threading.Event()) as url:
        replica.server = _pairing(url)
        report = SyncService(replica.call_db, environment).run_once()
    assert report.problem is not None
    assert "too long" in report.problem


def _pairing(url: str) -> Pairing:
    return Pairing(url, "token", "epoch")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 120 "}, 120.0),
        ({"retry-after": "9" * 400}, LONGEST_PAUSE),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "1e400"}, None),
        ({"retry-after": "Tue, 24 Nov 2026 17:26:00 GMT"}, None),
        ({"retry-after": "Tue, 24 Nov 2026 17:26:00 GMT", "date": "Tue, 24 Nov 2026 17:25:00 GMT"}, 60.0),
        ({"retry-after": "Tue, 24 Nov 2026 17:24:00 GMT", "date": "Tue, 24 Nov 2026 17:25:00 GMT"}, 0.0),
        ({"retry-after": "Tue, 24 Nov 2099 17:24:00 GMT", "date": "Tue, 24 Nov 2026 17:25:00 GMT"}, 3600.0),
        ({"retry-after": "Tue, 24 Nov 2026 17:26:00", "date": "nonsense"}, None),
    ],
)
def test_a_pause_is_read_in_both_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(httpx.Response(503, headers=headers)) == seconds


def test_a_pause_is_never_shortened_and_laptops_do_not_come_back_at_once() -> None:
    waits = [next_wait(1, SeededChance(seed), 60.0) for seed in range(100)]
    assert all(60.0 <= wait <= 60.0 + FIRST_RETRY_SECONDS for wait in waits)
    assert len({round(wait, 2) for wait in waits}) > 50


def _run(replica: FakeReplica, environment: Environment, line: Line | None = None) -> SyncReport:
    return SyncService(replica.call_db, environment, line).run_once()


def test_the_longest_pause_that_was_asked_for_holds(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.fact("f1"))

    def fail(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        pause = {"push": "7", "changes": "90"}.get(request.url.path.rsplit("/", 1)[-1])
        return httpx.Response(503, headers={"retry-after": pause}) if pause else send()

    assert _run(replica, environment, Line(fail)).retry_after == 90.0


TROUBLES: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "timeout": lambda request: _raise(httpx.ReadTimeout("", request=request)),
    "413 of a proxy": lambda _: httpx.Response(413, headers={"content-type": "text/html"}),
    "429 of a proxy": lambda _: httpx.Response(429, headers={"retry-after": "3"}),
    "500": lambda _: httpx.Response(500),
    "502": lambda _: httpx.Response(502, headers={"content-type": "text/html"}),
    "503": lambda _: httpx.Response(503, headers={"retry-after": "3"}),
    "504": lambda _: httpx.Response(504),
}


def _raise(error: Exception) -> httpx.Response:
    raise error


@pytest.mark.parametrize("trouble", TROUBLES)
def test_batches_shrink_to_what_the_line_carries_and_grow_back(
    enrol: Callable[[], FakeReplica], environment: Environment, trouble: str
) -> None:
    replica = enrol()
    replica.write(*(replica.author.fact(f"f{i}") for i in range(40)))
    largest = 7

    def narrow(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        if not request.url.path.endswith("push"):
            return send()
        return TROUBLES[trouble](request) if _count(request) > largest else send()

    rounds = 0
    while replica.pending():
        # A new process each time: what was learnt is kept by the copy.
        report = _run(replica, environment, Line(narrow))
        rounds += 1
        assert rounds < 40
        assert "\n" not in (report.problem or "")
    assert replica.batch is not None
    assert replica.batch <= 2 * largest
    replica.write(*(replica.author.fact(f"g{i}") for i in range(200)))
    assert _run(replica, environment).problem is None
    assert replica.batch > 60


def _count(request: httpx.Request) -> int:
    body = request.read()
    return len(json.loads(unpack(body, request.headers.get("content-encoding", ""), 1 << 24))["ops"])


def test_one_operation_that_is_too_large_is_told_at_once(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    replica.write(replica.author.fact("f1"))

    def refuse(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        return httpx.Response(413) if request.url.path.endswith("push") else send()

    line = Line(refuse)
    report = _run(replica, environment, line)
    assert line.paths.count("push") == 1
    assert report.pending == 1
    assert report.problem is not None


def test_an_action_larger_than_the_batch_goes_alone(
    enrol: Callable[[], FakeReplica], environment: Environment
) -> None:
    replica = enrol()
    author, sizes = replica.author, []
    replica.write(*(author.set("person", f"p{i}", {"phone": "1"}, tx="t", of=5) for i in range(5)))
    replica.write(*(author.fact(f"f{i}") for i in range(30)))
    replica.batch = 1

    def note(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        if request.url.path.endswith("push"):
            sizes.append(_count(request))
        return send()

    assert _run(replica, environment, Line(note)).problem is None
    # Five need room for eight: the action and three that follow, not everything that waits.
    assert sizes[0] == 8
    assert sum(sizes) == 35
