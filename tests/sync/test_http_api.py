from __future__ import annotations

import gzip
import json
import logging
import sqlite3
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import psycopg
import pytest

from organiser_kit.oplog.op import SCHEMA, encode
from sync.protocol import MAX_BODY_BYTES, PROBLEM_TYPE
from sync.server import service
from sync.server.attempts import FAILURES
from sync.server.database import opened
from sync.server.engines.base import TroubleError
from sync.server.push import push
from tests.sync.fakes import GROUP, SCOPE, Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer
    from sync.server.engines.base import Connection
    from tests.sync.conftest import Store

_DEFER = {
    True: "PRAGMA defer_foreign_keys = ON",
    False: """ALTER TABLE device_scope
        ALTER CONSTRAINT device_scope_device_fkey DEFERRABLE INITIALLY DEFERRED,
        ALTER CONSTRAINT device_scope_scope_fkey DEFERRABLE INITIALLY DEFERRED""",
}
HEADS, PUSH, CHANGES = "/sync/v1/heads", "/sync/v1/push", "/sync/v1/changes"


@pytest.fixture
def web(server: EmbeddedServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers={"Accept-Language": "en"}) as client:
        yield client


@pytest.fixture
def device(web: httpx.Client, server: EmbeddedServer, environment: Environment) -> Author:
    """An enrolled device, whose token ``web`` sends from now on."""
    author = Author(environment)
    answer = _enrol(web, author, server.enrol_code(GROUP))
    assert answer.status_code == 200
    web.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return author


def _enrol(web: httpx.Client, author: Author, code: str) -> httpx.Response:
    body = {"code": code, "device_id": author.device, "device_name": "laptop"}
    return web.post("/sync/v1/enrol", json=body)


def _push(web: httpx.Client, author: Author, **changes: Any) -> httpx.Response:
    op = json.loads(encode(author.set("person", "p1", {"phone": "1"})))
    request = {"epoch": web.get(HEADS).json()["epoch"], "schema": SCHEMA, "ops": [op]} | changes
    return web.post(PUSH, json=request)


def _assert_problem(answer: httpx.Response, status: int, kind: str) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM_TYPE)
    problem = answer.json()
    assert problem["type"] == f"urn:organiser-kit:problem:{kind}"
    assert problem["status"] == status
    assert problem["detail"].endswith(".")


def test_enrolment_gives_a_token_once_and_the_scopes(
    web: httpx.Client, server: EmbeddedServer, environment: Environment
) -> None:
    code, author = server.enrol_code(GROUP), Author(environment)
    answer = _enrol(web, author, code)
    assert answer.json()["scopes"] == [SCOPE]
    assert len(answer.json()["token"]) >= 43
    _assert_problem(_enrol(web, Author(environment), code), 403, "code-refused")


def test_the_code_may_be_typed_carelessly(
    web: httpx.Client, server: EmbeddedServer, environment: Environment
) -> None:
    code = server.enrol_code(GROUP).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert _enrol(web, Author(environment), code).status_code == 200


def test_a_device_whose_answer_was_lost_may_use_its_code_again(
    web: httpx.Client, server: EmbeddedServer, environment: Environment
) -> None:
    code, author = server.enrol_code(GROUP), Author(environment)
    first, second = _enrol(web, author, code).json()["token"], _enrol(web, author, code).json()["token"]
    assert web.get(HEADS, headers={"Authorization": f"Bearer {first}"}).status_code == 401
    assert web.get(HEADS, headers={"Authorization": f"Bearer {second}"}).status_code == 200


def test_a_code_lives_a_day(web: httpx.Client, server: EmbeddedServer, environment: Environment) -> None:
    code = server.enrol_code(GROUP)
    environment.clock.advance(hours=24, seconds=1)  # type: ignore[attr-defined]
    _assert_problem(_enrol(web, Author(environment), code), 403, "code-refused")


def test_guessing_codes_is_slowed_down(
    web: httpx.Client, server: EmbeddedServer, environment: Environment
) -> None:
    good = server.enrol_code(GROUP)
    for _ in range(FAILURES):
        _assert_problem(_enrol(web, Author(environment), "AAAA-AAAA"), 403, "code-refused")
    answer = _enrol(web, Author(environment), good)
    _assert_problem(answer, 429, "too-many-attempts")
    environment.clock.advance(seconds=int(answer.headers["retry-after"]) + 1)  # type: ignore[attr-defined]
    assert _enrol(web, Author(environment), good).status_code == 200


def test_neither_tokens_nor_codes_are_in_the_file(
    web: httpx.Client, server: EmbeddedServer, environment: Environment, store: Store
) -> None:
    code = server.enrol_code(GROUP)
    token = _enrol(web, Author(environment), code).json()["token"]
    with opened(store.engine, environment) as connection:
        rows = [connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in connection.tables()]
    data = repr(rows).encode() + b"".join(file.read_bytes() for file in store.folder.glob("*"))
    assert GROUP.encode() in data
    for secret in (token, code, code.replace("-", "")):
        assert secret.encode() not in data


def test_without_a_token_nothing_is_shown(web: httpx.Client) -> None:
    _assert_problem(web.get(HEADS), 401, "token-expired")
    _assert_problem(web.get(HEADS, headers={"Authorization": "Bearer nonsense"}), 401, "token-expired")
    _assert_problem(web.get(CHANGES, params={"scope": SCOPE}), 401, "token-expired")


def test_i18_nothing_new_costs_an_empty_answer(web: httpx.Client, device: Author) -> None:
    first = web.get(HEADS)
    assert first.headers["cache-control"] == "private, no-cache"
    again = web.get(HEADS, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert _push(web, device).json()["results"][0]["verdict"] == "applied"
    assert web.get(HEADS, headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_changes_are_lines_with_an_end(web: httpx.Client, device: Author) -> None:
    _push(web, device)
    answer = web.get(CHANGES, params={"scope": SCOPE, "after": 1})
    row, end = map(json.loads, answer.text.splitlines())
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert row["id"] == "p1"
    assert end == {"next": 2, "head": 2, "done": True, "digest": end["digest"]}
    assert len(end["digest"]) == 16


def test_a_compressed_push_is_understood(web: httpx.Client, device: Author) -> None:
    op = msgspec.Raw(encode(device.set("person", "p1", {"phone": "1"})))
    body = msgspec.json.encode({"epoch": web.get(HEADS).json()["epoch"], "schema": SCHEMA, "ops": [op]})
    answer = web.post(PUSH, content=gzip.compress(body), headers={"Content-Encoding": "gzip"})
    assert answer.json()["results"][0]["verdict"] == "applied"


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (gzip.compress(b" " * (MAX_BODY_BYTES + 1), mtime=0), 413, "batch-too-large"),
        (gzip.compress(b'{"epoch":"x"}', mtime=0)[:-4], 400, "malformed"),
        (b"not gzip at all", 400, "malformed"),
    ],
)
def test_a_bad_compressed_body_is_told(
    web: httpx.Client, device: Author, body: bytes, status: int, kind: str
) -> None:
    _assert_problem(web.post(PUSH, content=body, headers={"Content-Encoding": "gzip"}), status, kind)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"epoch":1}', b"\xff\xfe", b'{"epoch":"\\ud800"}'])
def test_what_is_no_message_is_malformed(web: httpx.Client, device: Author, body: bytes) -> None:
    _assert_problem(web.post(PUSH, content=body), 400, "malformed")


def test_other_problems_have_their_names(
    web: httpx.Client, server: EmbeddedServer, device: Author, environment: Environment
) -> None:
    _assert_problem(_push(web, device, epoch="another"), 409, "epoch-changed")
    device.n = 0
    _assert_problem(_push(web, device, schema=0), 426, "schema-too-old")
    device.n = 7
    gap = _push(web, device)
    _assert_problem(gap, 409, "sequence-gap")
    assert gap.json()["expected"] == 1
    _assert_problem(web.get(CHANGES, params={"scope": "g:elsewhere"}), 403, "scope-denied")
    _assert_problem(web.get(CHANGES, params={"scope": SCOPE, "after": 99}), 409, "epoch-changed")
    _assert_problem(web.get(CHANGES, params={"scope": SCOPE, "after": -1}), 400, "malformed")
    _assert_problem(web.get(CHANGES, params={"scope": SCOPE, "after": "x"}), 400, "malformed")
    _assert_problem(web.get("/nothing/here"), 404, "not-found")
    _assert_problem(web.post(PUSH, content=b"x" * (MAX_BODY_BYTES + 1)), 413, "batch-too-large")


def test_what_no_column_holds_is_malformed_not_a_bug(
    web: httpx.Client, server: EmbeddedServer, device: Author, environment: Environment
) -> None:
    author = Author(environment)
    body = {"code": server.enrol_code(GROUP), "device_id": author.device, "device_name": "a\0b"}
    assert web.post("/sync/v1/enrol", json=body).status_code in (200, 400)
    assert web.get(CHANGES, params={"scope": "g:\0"}).status_code in (400, 403)
    epoch = web.get(HEADS).json()["epoch"]
    ack = {"epoch": epoch, "cursors": {SCOPE: 1 << 63, "g:\0": 1}, "waiting": 1 << 63}
    assert web.post("/sync/v1/ack", json=ack).status_code in (204, 400)
    op = device.set("person", "p1", {"phone": "1"}, scope="g:\0")
    ops = [json.loads(encode(op))]
    _assert_problem(web.post(PUSH, json={"epoch": epoch, "schema": SCHEMA, "ops": ops}), 400, "malformed")


def test_sentences_come_in_the_language_asked_for(web: httpx.Client) -> None:
    assert '<html lang="fr">' in web.get("/", headers={"Accept-Language": "fr-FR"}).text
    page = web.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="en">' in page.text
    assert "/schema/openapi.json" in page.text
    assert "/sync/v1/push" in web.get("/schema/openapi.json").json()["paths"]


def test_what_fails_outside_of_every_route_is_told_in_that_language_too(
    web: httpx.Client, device: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: Any) -> None:
        raise TroubleError("locked")

    monkeypatch.setattr(service, "push", locked)
    told = {}
    for language in ("fr", "en"):
        web.headers["Accept-Language"] = language
        large = web.post(PUSH, content=b"x" * (MAX_BODY_BYTES + 1))
        answers = (web.get("/nothing/here"), large, _push(web, device))
        assert [answer.status_code for answer in answers] == [404, 413, 503]
        told[language] = {answer.json()["detail"] for answer in answers}
    assert told["en"] == {
        "There is nothing at this address.",
        "This request is too large for the server.",
        "The server is busy; it will be tried again in a moment.",
    }
    assert told["fr"].isdisjoint(told["en"])


def test_health(web: httpx.Client) -> None:
    assert web.get("/health").json() == {"status": "ok"}


def test_a_commit_that_fails_is_never_acknowledged(
    web: httpx.Client, device: Author, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _push(web, device)
    honest = push

    def deferred_failure(connection: Connection, *rest: Any) -> Any:
        results = honest(connection, *rest)
        # Fails at COMMIT only, when every verdict was already worked out.
        connection.execute(_DEFER[store.is_sqlite])
        connection.execute("INSERT INTO device_scope VALUES ('nobody', 'nowhere', 'reader', 0)")
        return results

    monkeypatch.setattr(service, "push", deferred_failure)
    answer = _push(web, device)
    assert answer.status_code >= 500
    monkeypatch.undo()
    assert web.get(HEADS).json()["scopes"][SCOPE]["seq"] == 2
    device.n = 1
    assert _push(web, device).json()["results"][0]["verdict"] == "applied"


def test_a_bug_is_told_without_showing_its_insides(
    web: httpx.Client, device: Author, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def bug(*_: Any) -> None:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(service, "push", bug)
    with caplog.at_level(logging.ERROR):
        answer = _push(web, device)
    _assert_problem(answer, 500, "internal")
    assert "secret detail" not in answer.text
    assert "secret detail" in caplog.text


def test_a_full_disk_is_busy_not_done(
    web: httpx.Client, device: Author, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("full") if store.is_sqlite else psycopg.errors.DiskFull("full")

    monkeypatch.setattr(service, "push", full)
    answer = _push(web, device)
    _assert_problem(answer, 503, "busy")
    assert int(answer.headers["retry-after"]) > 0
