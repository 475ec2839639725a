from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.oplog.hlc import Instant
from organiser_kit.oplog.merge import (
    Outcome,
    RecordState,
    apply,
    holds,
    merge,
    row_of_state,
    shows,
    state_of_op,
    state_of_row,
)
from organiser_kit.oplog.op import Op, OpKind, decode_op, encode, fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

VALUES = st.sampled_from(["a", "b", "", None, 1, True])
STAMPS = st.builds(
    lambda ms, counter, device: Instant(ms, counter).stamp(device),
    st.integers(0, 4),
    st.integers(0, 1),
    st.sampled_from(["d1", "d2"]),
)
EDITS = st.tuples(VALUES, STAMPS, st.none())


def _op(content: dict[str, Any], number: int) -> Op:
    return Op(
        id=f"op{number}", device="d", incarnation="i", n=number + 1, schema=1, scope="g:1", record="person",
        record_id="p", at="2026-11-24T19:00:00+00:00", **content,
    )  # fmt: skip


SETS = st.dictionaries(st.sampled_from(["phone", "email", "unknown"]), EDITS, min_size=1).map(
    lambda fields: {"kind": OpKind.SET, "fields": fields}
)
LIVES = st.tuples(st.booleans(), STAMPS, st.none()).map(lambda alive: {"kind": OpKind.LIFE, "alive": alive})
ERASURES = st.just({"kind": OpKind.ERASE})
OPS = st.lists(SETS | LIVES | ERASURES, min_size=1, max_size=8).map(
    lambda contents: [_op(content, number) for number, content in enumerate(contents)]
)


FACTS = st.dictionaries(st.sampled_from(["kind", "note", "unknown"]), VALUES, min_size=1).map(
    lambda values: {"kind": OpKind.FACT, "values": values}
)


@given(st.lists(SETS | LIVES | ERASURES | FACTS, min_size=1, max_size=5), SETS | LIVES | ERASURES | FACTS)
def test_a_row_shows_an_operation_exactly_when_merging_it_would_change_nothing(
    before: list[dict[str, Any]], content: dict[str, Any]
) -> None:
    state = _after([_op(each, number) for number, each in enumerate(before)])
    assert state is not None
    op = _op(content, len(before))
    assert shows(row_of_state(state, 1), op) is holds(state, op)


def _after(ops: Sequence[Op]) -> RecordState | None:
    state: RecordState | None = None
    for op in ops:
        state, _ = apply(state, op)
    return state


def _oracle(ops: Sequence[Op]) -> tuple[dict[str, Any], bool]:
    """The greatest stamp wins, told in the plainest way there is."""
    best: dict[str, tuple[str, bytes, Any]] = {}
    for op in ops:
        edits = {**(op.fields or {}), **({"alive!": op.alive} if op.alive else {})}
        for name, (value, stamp, _) in edits.items():
            candidate = (stamp, msgspec.json.encode(value), value)
            if name not in best or candidate[:2] > best[name][:2]:
                best[name] = candidate
    alive = best.pop("alive!", ("", b"", True))[2]
    return {name: value for name, (_, _, value) in best.items()}, alive


@given(OPS)
def test_greatest_stamp_wins(ops: list[Op]) -> None:
    state = _after(ops)
    assert state is not None
    if any(op.kind is OpKind.ERASE for op in ops):
        assert state == RecordState("person", "p", erased=True)
        return
    assert ({name: r.value for name, r in state.registers.items()}, state.alive.value) == _oracle(ops)


@given(OPS.flatmap(lambda ops: st.tuples(st.just(ops), st.permutations(ops * 2))))
def test_i1_any_order_and_any_repetition_give_the_same(both: tuple[list[Op], list[Op]]) -> None:
    once, shuffled = both
    assert _after(once) == _after(shuffled)


@given(OPS, OPS, OPS)
def test_i1_grouping_does_not_matter(first: list[Op], second: list[Op], third: list[Op]) -> None:
    a, b, c = (reduce(merge, map(state_of_op, ops)) for ops in (first, second, third))
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, b) == merge(b, a)
    assert merge(a, a) == a


@given(OPS, SETS | LIVES | ERASURES)
def test_superseded_or_gone_means_that_nothing_changed(ops: list[Op], content: dict[str, Any]) -> None:
    before = _after(ops)
    assert before is not None
    after, outcome = apply(before, _op(content, 99))
    assert (outcome in (Outcome.SUPERSEDED, Outcome.GONE)) == (after == before)
    assert (outcome is Outcome.GONE) == before.erased


@given(OPS)
def test_a_row_carries_the_whole_state(ops: list[Op]) -> None:
    state = _after(ops)
    assert state is not None
    back = state_of_row(row_of_state(state, 7))
    assert {name: tuple(r) for name, r in back.registers.items()} == {
        name: tuple(r) for name, r in state.registers.items()
    }
    assert (back.alive, back.erased) == (state.alive, state.erased)


@given(OPS)
def test_the_wire_form_is_stable(ops: list[Op]) -> None:
    for op in ops:
        assert encode(decode_op(encode(op))) == encode(op)
        assert fingerprint(encode(op)) == fingerprint(encode(op).replace(b'":', b'" : '))


def test_i4_an_edit_that_saw_a_value_beats_it_whatever_the_clocks_say() -> None:
    far_future = Instant(10**13, 3)
    seen = Instant().next(0)
    assert far_future.stamp("fast") < max(far_future, seen).next(1_000).stamp("slow")
