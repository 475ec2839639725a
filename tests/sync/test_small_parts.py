from __future__ import annotations

import socket
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.environment import SeededChance
from organiser_kit.errors import UserError
from organiser_kit.storage.outbox import Waiting
from sync.client.address import server_address
from sync.client.batches import BatchSize, cut
from sync.protocol import BATCH_OPS, ScopeHead, heads_tag
from sync.schedule import IDLE_SECONDS, LONGEST_RETRY_SECONDS, next_wait
from sync.server.running import bind


@given(st.integers(1, 1_000), st.integers(0, 99))
def test_a_retry_never_waits_longer_than_the_longest(failures: int, seed: int) -> None:
    assert 1.0 <= next_wait(failures, SeededChance(seed)) <= LONGEST_RETRY_SECONDS


@given(st.integers(0, 20), st.floats(0, 3_600), st.integers(0, 99))
def test_the_server_may_ask_for_more_patience(failures: int, asked: float, seed: int) -> None:
    assert next_wait(failures, SeededChance(seed), asked) >= asked


def test_retries_spread_and_grow() -> None:
    waits = [[next_wait(failures, SeededChance(seed)) for seed in range(200)] for failures in (1, 4)]
    assert max(waits[0]) <= 5.0
    assert max(waits[1]) > 30.0
    assert len({round(wait, 3) for wait in waits[1]}) > 100


def test_when_all_goes_well_it_is_once_a_minute() -> None:
    assert all(0.8 <= next_wait(0, SeededChance(seed)) / IDLE_SECONDS <= 1.2 for seed in range(50))


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://kit.example.org", "https://kit.example.org"),
        (" kit.example.org/ ", "https://kit.example.org"),
        ("https://example.org:8443/kit/", "https://example.org:8443/kit"),
        ("http://127.0.0.1:8477", "http://127.0.0.1:8477"),
        ("http://192.168.1.20:8477/", "http://192.168.1.20:8477"),
        ("http://[::1]:8477", "http://[::1]:8477"),
        ("http://laptop.local", "http://laptop.local"),
        ("http://localhost:1", "http://localhost:1"),
    ],
)
def test_an_address_is_understood(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://example.org",
        "https://",
        "https://user:word@example.org",
        "https://[::",
        "https://example.org:x",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="not the address"):
        server_address(typed)


@pytest.mark.parametrize("typed", ["http://example.org", "http://8.8.8.8"])
def test_a_token_never_crosses_the_internet_in_the_clear(typed: str) -> None:
    with pytest.raises(UserError, match="https"):
        server_address(typed)


def _waiting(n: int, scope: str = "g:1", tx: str | None = None, of: int = 0) -> Waiting:
    return Waiting(n, scope, f"op{n}", f'{{"tx":"{tx}","of":{of}}}' if tx else "{}")


def _numbers(*waiting: Waiting) -> list[int]:
    return [item.n for item in cut(waiting)]


def test_small_answers_leave_at_once() -> None:
    """asyncio switches off the delay of small packets only on sockets that name their protocol."""
    with closing(bind("127.0.0.1", 0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_batches_are_of_one_scope_in_order() -> None:
    assert _numbers(_waiting(1), _waiting(2), _waiting(3, "g:2"), _waiting(4)) == [1, 2]
    assert _numbers() == []


def test_batches_hold_whole_actions() -> None:
    half = [_waiting(2, tx="t", of=3), _waiting(3, tx="t", of=3)]
    assert _numbers(_waiting(1), *half) == [1]
    assert _numbers(_waiting(1), *half, _waiting(4, tx="t", of=3)) == [1, 2, 3, 4]
    assert _numbers(*half) == []


def test_the_batch_size_follows_the_line() -> None:
    size = BatchSize()
    assert size.shrink(BATCH_OPS)
    assert size.ops == BATCH_OPS // 2
    assert size.shrink(40)
    assert size.ops == 20
    # One action that is larger than what is allowed cannot be made smaller.
    assert not size.shrink(30)
    while size.shrink(size.ops):
        pass
    assert size.ops == 1
    for _ in range(20):
        size.grow(size.ops)
    assert size.ops == BATCH_OPS


def test_a_batch_size_that_was_not_used_up_proves_nothing() -> None:
    size = BatchSize(10)
    size.grow(9)
    assert size.ops == 10
    size.grow(10)
    assert size.ops == 20


def test_the_tag_of_the_heads_depends_on_everything_in_them() -> None:
    one, two, other = ScopeHead(1), ScopeHead(2), ScopeHead(1, "00000000000000ff")
    tags = {
        heads_tag("e", {"a": one, "b": two}),
        heads_tag("e", {"a": two, "b": one}),
        heads_tag("e", {"a": other, "b": two}),
        heads_tag("e", {"a": one}),
        heads_tag("f", {"a": one, "b": two}),
    }
    assert len(tags) == 5
    assert heads_tag("e", {"a": one, "b": two}) == heads_tag("e", {"b": two, "a": one})
