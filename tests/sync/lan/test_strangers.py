"""Whoever knocks without the code: every answer is a refusal, none is a crash, nothing is learnt."""

from __future__ import annotations

import gzip
import http.client
import json
from typing import TYPE_CHECKING, Any

import pytest

from sync.lan.identity import joining_context
from sync.lan.words import MAX_HELLO_BYTES, Trouble

if TYPE_CHECKING:
    from sync.lan.share import LanShare
    from tests.sync.rooms import Laptop

ROUTES = [
    ("POST", "enter"),
    ("GET", "news"),
    ("GET", "parcel?scope=g:x&taken=0"),
    ("POST", "parcel"),
    ("POST", "leave"),
]


def ask(share: LanShare, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
    """Ask as a program that is not ours; return the status and what is said."""
    connection = http.client.HTTPSConnection(
        "127.0.0.1", share.port, timeout=10, context=joining_context(None, None)
    )
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"/lan/v1/{path}", body, named)
        with connection.getresponse() as response:
            return response.status, json.loads(response.read())
    finally:
        connection.close()


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nothing_is_answered_without_a_certificate(share: LanShare, method: str, path: str) -> None:
    assert ask(share, method, path, b"{}") == (401, {"trouble": Trouble.NOT_PAIRED, "left": 0})


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[]", {}, 400),
        (b'{"half": 1}', {}, 400),
        (b'{"half": "zz"}', {}, 400),
        (b'{"half": "\xed\xa0\x80"}', {}, 400),
        (b"[" * 10_000, {}, 400),
        (b"no gzip", {"content_encoding": "gzip"}, 400),
        (gzip.compress(b"{}", mtime=0)[:-4], {"content_encoding": "gzip"}, 400),
        (gzip.compress(b"x" * 10_000_000, mtime=0), {"content_encoding": "gzip"}, 413),
        (b"x" * (MAX_HELLO_BYTES + 1), {}, 413),
    ],
)
def test_nonsense_is_turned_down_and_is_no_guess(
    anne: Laptop, share: LanShare, body: bytes, headers: dict[str, str], status: int
) -> None:
    for path in ("hello", "confirm"):
        assert ask(share, "POST", path, body, **headers)[0] == status
    assert anne.events == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing", 404),
        ("GET", "hello", 404),
        ("DELETE", "parcel", 404),
        ("GET", "../../etc/passwd", 404),
    ],
)
def test_what_does_not_exist_is_told_so(share: LanShare, method: str, path: str, status: int) -> None:
    assert ask(share, method, path)[0] == status


def test_a_guest_who_talks_nonsense_is_turned_down_too(share: LanShare, bob: Laptop) -> None:
    with bob.visit(share) as visit:
        line = visit._line  # noqa: SLF001
        for method, path, body in [
            ("GET", "parcel", None),
            ("GET", "parcel?scope=g:x&taken=-1", None),
            ("POST", "parcel", b"nonsense"),
            ("POST", "enter", b"{}"),
            ("GET", "parcel?scope=g:x&taken=0", None),
        ]:
            assert 400 <= line._exchange(method, path, body, {}).status < 500  # noqa: SLF001
        visit.exchange_all()


def test_a_laptop_that_was_let_in_must_enter_before_it_asks(share: LanShare, bob: Laptop) -> None:
    with bob.visit(share) as visit:
        visit.leave()
        assert visit._line._exchange("GET", "news", None, {}).status == 401  # noqa: SLF001
