"""The way up and the way down are independent: every trouble of one with every trouble of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from sync.facade import SyncService
from sync.protocol import ProblemKind
from tests.sync.conftest import Store
from tests.sync.fakes import SCOPE, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.facade import SyncReport
    from sync.server.embed import EmbeddedServer

    Send = Callable[[], httpx.Response]
    Trouble = Callable[[httpx.Request, Send], httpx.Response]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A line has nothing to do with the server's engine: one is enough."""
    return Store(tmp_path / "server", None)


def _problem(status: int, kind: ProblemKind, **more: object) -> Trouble:
    body = {"type": kind.urn, "title": "", "status": status, "detail": f"Trouble of kind {kind}."} | more
    headers = {"content-type": "application/problem+json", "retry-after": "4"}
    return lambda _request, _send: httpx.Response(status, headers=headers, json=body)


def _html(status: int) -> Trouble:
    headers = {"content-type": "text/html"}
    return lambda _request, _send: httpx.Response(status, headers=headers, text="<html>Welcome</html>")


def _broken(error: type[httpx.TransportError]) -> Trouble:
    def trouble(request: httpx.Request, _: Send) -> httpx.Response:
        message = "forced"
        raise error(message, request=request)

    return trouble


def _cut(request: httpx.Request, send: Send) -> httpx.Response:
    request.headers["accept-encoding"] = "identity"
    answer = send()
    kind = {"content-type": answer.headers["content-type"]}
    return httpx.Response(answer.status_code, headers=kind, content=answer.content[:-15])


def _garbled(request: httpx.Request, send: Send) -> httpx.Response:
    answer = send()
    return httpx.Response(200, headers={"content-type": answer.headers["content-type"]}, content=b"\xff{[")


# Being put out is no trouble of a line: it ends the exchange for good, and has tests of its own.
TROUBLES: dict[str, Trouble] = {
    "401": _problem(401, ProblemKind.TOKEN_EXPIRED),
    "403 scope": _problem(403, ProblemKind.SCOPE_DENIED),
    "409 epoch": _problem(409, ProblemKind.EPOCH_CHANGED, epoch="another"),
    "409 gap": _problem(409, ProblemKind.SEQUENCE_GAP, expected=1),
    "410": _problem(410, ProblemKind.CURSOR_TOO_OLD),
    "413": _problem(413, ProblemKind.BATCH_TOO_LARGE),
    "426": _problem(426, ProblemKind.SCHEMA_TOO_OLD),
    "429": _problem(429, ProblemKind.TOO_MANY_ATTEMPTS),
    "500": _problem(500, ProblemKind.INTERNAL),
    "500 of a proxy": _html(500),
    "502": _html(502),
    "503": _problem(503, ProblemKind.BUSY),
    "a kind from the future": _problem(418, ProblemKind.MALFORMED, type="urn:organiser-kit:problem:new"),
    "portal": _html(200),
    "not found": _html(404),
    "no line": _broken(httpx.ConnectError),
    "silence": _broken(httpx.ReadTimeout),
    "reset": _broken(httpx.ReadError),
    "cut off": _cut,
    "garbled": _garbled,
}
NONE = "none"


def _run(replica: FakeReplica, environment: Environment, line: Line | None = None) -> SyncReport:
    return SyncService(replica.call_db, environment, line).run_once()


@pytest.mark.parametrize("up", [NONE, *TROUBLES])
def test_the_way_up_and_the_way_down_fail_and_succeed_apart(
    server: EmbeddedServer, enrol: Callable[[], FakeReplica], environment: Environment, up: str
) -> None:
    other = enrol()
    other.write(other.author.fact("theirs"))
    assert _run(other, environment).problem is None
    for number, down in enumerate([NONE, *TROUBLES]):
        replica = enrol()
        replica.write(replica.author.fact(f"mine-{number}"))
        report = _run(replica, environment, Line(_rule(TROUBLES.get(up), TROUBLES.get(down))))
        what = f"up: {up}, down: {down}"
        assert (report.problem is None) is (up == down == NONE), what
        assert report.problem is None or (report.problem.endswith(".") and "\n" not in report.problem), what
        # More than once where a trouble makes the laptop send again; the server knows it then.
        assert (report.pushed > 0) is (up == NONE), what
        assert (report.pulled > 0) is (down == NONE), what
        assert bool(replica.confirmed) is (down == NONE), what
        _ends_well(replica, environment, what)
    facts = [state.id for state in server.snapshot(SCOPE) if state.kind == "attendance"]
    assert sorted(facts) == sorted(["theirs", *(f"mine-{number}" for number in range(len(TROUBLES) + 1))])


def _rule(up: Trouble | None, down: Trouble | None) -> Trouble:
    chosen = {"push": up, "changes": down}

    def rule(request: httpx.Request, send: Send) -> httpx.Response:
        trouble = chosen.get(request.url.path.rsplit("/", 1)[-1])
        return send() if trouble is None else trouble(request, send)

    return rule


def _ends_well(replica: FakeReplica, environment: Environment, what: str) -> None:
    report = _run(replica, environment)
    assert (report.problem, report.pending, report.refused) == (None, 0, 0), what
    assert len(replica.confirmed) > 1, what
