"""I2, I3, I14: every point at which an exchange can break, forced one after the other.

Whatever breaks: nothing is lost, nothing is doubled, the person gets one sentence (or the process is dead),
and the next good round brings everybody in step.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from organiser_kit.storage.database import translated
from organiser_kit.storage.feed import Feed
from organiser_kit.storage.local_copy import DATABASE_NAME
from organiser_kit.storage.outbox import Outbox
from organiser_kit.storage.replica import Replica
from organiser_kit.storage.writer import Action, Writer
from sync.facade import embedded_server
from sync.protocol import ProblemKind
from tests.sync.faults import KilledError, World, build
from tests.sync.kits import nothing_comes_along, sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from tests.sync.kits import Laptops

    Send = Callable[[], httpx.Response]
    Spoil = Callable[[httpx.Request, Send], httpx.Response]

KILLED = "killed"
"""What a person is told by a process that died: nothing."""

POINTS = {
    "before the local commit": "the presence was never confirmed on the screen, and is not there",
    "after the local commit": "the presence is there, and goes up",
    "before sending": "no connection",
    "while sending": "the line breaks in the middle of the request",
    "request sent, no answer": "the server never had it, or never finished",
    "server committed, answer lost": "sent again, recognised by its id",
    "answer to a push truncated": "counts for nothing, sent again",
    "answered, nothing noted yet": "dies with the verdicts in its hand",
    "verdicts noted": "dies before it asks what is new",
    "page truncated in a row": "counts for nothing",
    "page without its last line": "counts for nothing",
    "page received, nothing applied": "dies with the page in its hand",
    "page applied, cursor not written": "cannot be seen: both are one transaction",
    "page applied": "dies before it asks for more",
    "last answer lost": "all is done, only the acknowledgement is not",
    "token expired between two batches": "what was answered is settled, the rest waits",
    "the same page twice": "the second changes nothing",
    "another network's page instead of an answer": "told as such",
    "server stopped in the middle of a round": "what it committed counts, the rest waits",
    "disk full while recording": "told at once, nothing recorded",
    "disk full while a page comes in": "nothing of the page, cursor unmoved",
    "disk full while verdicts come in": "sent again, recognised",
    "read-only file": "told at once",
    "another process holds the file": "told after a moment",
    "write-ahead log lost": "what the server had comes back, new numbers do not clash",
}
"""Every named point, with what it comes to."""

SCENARIOS: dict[str, Callable[[World, str], str]] = {}


def point(name: str) -> Callable[[Callable[[World, str], str]], Callable[[World, str], str]]:
    """Declare how a point is forced; the scenario returns what the person is told."""

    def declare(scenario: Callable[[World, str], str]) -> Callable[[World, str], str]:
        SCENARIOS[name] = scenario
        return scenario

    return declare


@pytest.fixture
def world(
    tmp_path: Path, environment: Environment, laptops: Laptops, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    with embedded_server(tmp_path / "server", environment=environment) as server:
        yield build(server, laptops, monkeypatch)


def test_every_named_point_is_forced() -> None:
    assert SCENARIOS.keys() == POINTS.keys()


@pytest.mark.parametrize("name", POINTS)
def test_a_fault_loses_nothing_doubles_nothing_and_is_told_in_one_sentence(world: World, name: str) -> None:
    world.work_on_both()
    told = SCENARIOS[name](world, name)
    assert set(world.reached) == {name}
    if told != KILLED:
        assert told.endswith("."), told
        assert "\n" not in told
        assert "Error" not in told
    world.converge()


def _at(path: str, request: httpx.Request) -> bool:
    return request.url.path.endswith(path)


# the laptop dies -------------------------------------------------------------------------------------


def _dies(world: World, act: Callable[[], object]) -> str:
    with pytest.raises(KilledError):
        act()
    world.start_again()
    return KILLED


@point("before the local commit")
def _(world: World, name: str) -> str:
    waiting = world.kit.replica.counts().pending
    world.kill_at(name, Action, "finish")
    _dies(world, lambda: world.record(7))
    assert world.kit.replica.counts().pending == waiting
    return KILLED


@point("after the local commit")
def _(world: World, name: str) -> str:
    waiting = world.kit.replica.counts().pending
    world.kill_at(name, Writer, "note")
    _dies(world, lambda: world.record(7))
    assert world.kit.replica.counts().pending > waiting
    world.expected |= world._facts_here()  # noqa: SLF001
    return KILLED


@point("answered, nothing noted yet")
def _(world: World, name: str) -> str:
    world.kill_at(name, Outbox, "settle")
    return _dies(world, lambda: sync(world.kit))


@point("verdicts noted")
def _(world: World, name: str) -> str:
    world.kill_at(name, Replica, "settle", after=True)
    return _dies(world, lambda: sync(world.kit))


@point("page received, nothing applied")
def _(world: World, name: str) -> str:
    world.kill_at(name, Replica, "apply_page")
    return _dies(world, lambda: sync(world.kit))


@point("page applied, cursor not written")
def _(world: World, name: str) -> str:
    scope = f"g:{world.group}"
    before = (world.kit.replica.cursor(scope), world.kit.replica.snapshot(scope))
    world.kill_at(name, Feed, "_move_cursor")
    _dies(world, lambda: sync(world.kit))
    # Neither the rows nor the cursor are there: this point cannot be seen from outside.
    assert (world.kit.replica.cursor(scope), world.kit.replica.snapshot(scope)) == before
    return KILLED


@point("page applied")
def _(world: World, name: str) -> str:
    world.kill_at(name, Replica, "apply_page", after=True)
    return _dies(world, lambda: sync(world.kit))


# the line breaks -------------------------------------------------------------------------------------


def _breaks(
    world: World, name: str, path: str, spoil: Callable[[httpx.Request, Send], httpx.Response]
) -> str:
    def rule(request: httpx.Request, send: Send) -> httpx.Response:
        if not _at(path, request):
            return send()
        world.reach(name)
        return spoil(request, send)

    return world.round(rule)


def _raising(
    error: type[httpx.TransportError], *, sent: bool
) -> Callable[[httpx.Request, Send], httpx.Response]:
    def spoil(request: httpx.Request, send: Send) -> httpx.Response:
        if sent:
            send()
        message = "forced"
        raise error(message, request=request)

    return spoil


@point("before sending")
def _(world: World, name: str) -> str:
    return _breaks(world, name, "push", _raising(httpx.ConnectError, sent=False))


@point("while sending")
def _(world: World, name: str) -> str:
    return _breaks(world, name, "push", _raising(httpx.WriteError, sent=False))


@point("request sent, no answer")
def _(world: World, name: str) -> str:
    return _breaks(world, name, "push", _raising(httpx.ReadTimeout, sent=False))


@point("server committed, answer lost")
def _(world: World, name: str) -> str:
    told = _breaks(world, name, "push", _raising(httpx.ReadError, sent=True))
    assert world.kit.replica.counts().pending > 0
    return told


@point("last answer lost")
def _(world: World, name: str) -> str:
    return _breaks(world, name, "ack", _raising(httpx.ReadError, sent=True))


def _with_content(answer: httpx.Response, content: bytes) -> httpx.Response:
    kind = {"content-type": answer.headers["content-type"]}
    return httpx.Response(answer.status_code, headers=kind, content=content)


def _plain_text(request: httpx.Request, send: Send) -> httpx.Response:
    request.headers["accept-encoding"] = "identity"
    return send()


@point("answer to a push truncated")
def _(world: World, name: str) -> str:
    def cut(request: httpx.Request, send: Send) -> httpx.Response:
        answer = _plain_text(request, send)
        return _with_content(answer, answer.content[: len(answer.content) // 2])

    return _breaks(world, name, "push", cut)


@point("page truncated in a row")
def _(world: World, name: str) -> str:
    def cut(request: httpx.Request, send: Send) -> httpx.Response:
        answer = _plain_text(request, send)
        return _with_content(answer, answer.content[:40])

    nothing_comes_along(world.patch)
    return _breaks(world, name, "changes", cut)


@point("page without its last line")
def _(world: World, name: str) -> str:
    def cut(request: httpx.Request, send: Send) -> httpx.Response:
        answer = _plain_text(request, send)
        rows = [line for line in answer.content.splitlines(keepends=True) if not line.startswith(b'{"next"')]
        assert rows
        return _with_content(answer, b"".join(rows))

    nothing_comes_along(world.patch)
    return _breaks(world, name, "changes", cut)


@point("another network's page instead of an answer")
def _(world: World, name: str) -> str:
    page = httpx.Response(200, headers={"content-type": "text/html"}, text="<html>Log in</html>")
    return _breaks(world, name, "push", lambda _request, _send: page)


@point("the same page twice")
def _(world: World, name: str) -> str:
    original: Any = Replica.apply_page

    def doubled(*args: Any, **named: Any) -> Any:
        world.reach(name)
        original(*args, **named)
        return original(*args, **named)

    world.patch.setattr(Replica, "apply_page", doubled)
    sync(world.kit)
    return KILLED


@point("token expired between two batches")
def _(world: World, name: str) -> str:
    world.kit.replica.note_batch_ops(1)
    pushes = 0

    def expire(_: httpx.Request, send: Send) -> httpx.Response:
        nonlocal pushes
        pushes += 1
        if pushes < 3:
            return send()
        problem = {
            "type": ProblemKind.TOKEN_EXPIRED.urn,
            "title": "",
            "status": 401,
            "detail": "Enrol again.",
        }
        return httpx.Response(401, headers={"content-type": "application/problem+json"}, json=problem)

    told = _breaks(world, name, "push", expire)
    assert pushes == 3
    assert world.kit.replica.counts().pending > 0
    return told


@point("server stopped in the middle of a round")
def _(world: World, name: str) -> str:
    def stop(request: httpx.Request, send: Send) -> httpx.Response:
        answer = send()
        world.server.stop()
        return answer

    told = _breaks(world, name, "push", stop)
    world.server.start()
    return told


# the disk ---------------------------------------------------------------------------------------------


def _fill(world: World) -> None:
    """Leave no room in the file."""
    database = world.database
    pages = database.value("PRAGMA page_count")
    database.value(f"PRAGMA max_page_count = {pages}")


def _free(world: World) -> None:
    world.database.value("PRAGMA max_page_count = 1073741823")


@point("disk full while recording")
def _(world: World, name: str) -> str:
    _fill(world)
    told = ""
    for place in range(4, 20):
        before = world.kit.replica.counts().pending
        try:
            world.record(place)
        except Exception as error:  # noqa: BLE001 - told() below is for one act; here many may go through
            told = str(error)
            world.reach(name)
            assert world.kit.replica.counts().pending == before
            break
    _free(world)
    world.record(19)
    return told


@point("disk full while a page comes in")
def _(world: World, name: str) -> str:
    for person in world.other.people.all()[10:20]:
        world.other.people.edit(person.id, commune="Ville " * 1000)
    sync(world.other)
    scope = f"g:{world.group}"
    before = world.kit.replica.cursor(scope)
    original: Any = Feed.apply_page

    def full(*args: Any, **named: Any) -> Any:
        world.reach(name)
        _fill(world)
        return original(*args, **named)

    world.patch.setattr(Feed, "apply_page", full)
    told = world.told(lambda: _problem(world))
    assert world.kit.replica.cursor(scope) == before
    _free(world)
    return told


def _problem(world: World) -> str | None:
    return sync(world.kit).problem


@point("disk full while verdicts come in")
def _(world: World, name: str) -> str:
    original: Any = Outbox.settle

    def full(*args: Any) -> None:
        original(*args)
        world.reach(name)
        with translated(world.database.path):
            message = "database or disk is full"
            raise sqlite3.OperationalError(message)

    world.patch.setattr(Outbox, "settle", full)
    waiting = world.kit.replica.counts().pending
    told = world.told(lambda: _problem(world))
    assert world.kit.replica.counts().pending == waiting
    return told


@point("read-only file")
def _(world: World, name: str) -> str:
    world.database.value("PRAGMA query_only = ON")
    world.reach(name)
    told = world.told(lambda: world.record(9))
    world.database.value("PRAGMA query_only = OFF")
    return told


_HOLD = """import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
held.execute("ROLLBACK")
held.close()
"""


@point("another process holds the file")
def _(world: World, name: str) -> str:
    world.database.value("PRAGMA busy_timeout = 100")
    command = [sys.executable, "-c", _HOLD, str(world.folder / DATABASE_NAME)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        world.reach(name)
        waiting = world.kit.replica.counts().pending
        told = world.told(lambda: world.record(9))
        also = world.told(lambda: _problem(world))
        holder.communicate()
    assert "Another program" in told
    assert also.endswith(".")
    assert world.kit.replica.counts().pending == waiting
    return told


@point("write-ahead log lost")
def _(world: World, name: str) -> str:
    world.database.value("PRAGMA wal_checkpoint(TRUNCATE)")
    old = world.image()
    world.record(5)
    sync(world.kit)
    # As if the laptop had been cut off since, and somebody had swept away the log beside the file.
    world.left = {"": old[""]}
    world.start_again()
    world.reach(name)
    assert world.kit.replica.counts().pending > 0
    world.record(8)
    return KILLED
