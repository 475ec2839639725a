from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from organiser_kit.oplog.op import SCHEMA, OpKind, encode
from sync.protocol import ProblemKind, PushRequest, Verdict
from sync.server import pull
from sync.server.database import transaction
from sync.server.migrations import epoch
from sync.server.problems import ProblemError
from sync.server.push import push
from sync.server.scopes import Grant
from tests.sync.fakes import GROUP, SCOPE, Author

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.oplog.op import Op
    from tests.sync.bench import ServerBench

APPLIED, KNOWN, SUPERSEDED, REFUSED = Verdict.APPLIED, Verdict.KNOWN, Verdict.SUPERSEDED, Verdict.REFUSED


def _kind(result: Any) -> str:
    return str(result.problem.type).rsplit(":", 1)[-1]


@pytest.fixture
def other(bench: ServerBench, environment: Environment) -> Author:
    """A second device of the same group."""
    author = Author(environment)
    bench.let_in(author)
    bench.grant(author)
    return author


def test_a_new_edit_is_applied_and_served(bench: ServerBench, author: Author) -> None:
    assert bench.verdicts(author, author.set("person", "p1", {"family_name": "Exemple"})) == [APPLIED]
    assert bench.value(author, "p1", "family_name") == "Exemple"


def test_i3_the_same_operation_again_is_known_and_changes_nothing(bench: ServerBench, author: Author) -> None:
    op = author.fact("f1")
    bench.push(author, op)
    before = bench.page(author)
    assert bench.verdicts(author, op) == [KNOWN]
    assert bench.page(author) == before


def test_the_same_id_with_another_content_is_refused_and_reported(
    bench: ServerBench, author: Author, caplog: pytest.LogCaptureFixture
) -> None:
    op = author.set("person", "p1", {"family_name": "Exemple"})
    bench.push(author, op)
    assert op.fields
    forged = msgspec.structs.replace(
        op, fields={"family_name": ("Secret-Nom", op.fields["family_name"][1], None)}
    )
    with caplog.at_level(logging.WARNING):
        (result,) = bench.push(author, forged)
    assert (result.verdict, _kind(result)) == (REFUSED, ProblemKind.FORGED)
    assert bench.value(author, "p1", "family_name") == "Exemple"
    assert op.id in caplog.text
    assert "Secret-Nom" not in caplog.text


def test_an_edit_older_than_what_stands_is_superseded(
    bench: ServerBench, author: Author, other: Author
) -> None:
    old = author.set("person", "p1", {"commune": "old"})
    author.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    new = other.set("person", "p1", {"commune": "new"})
    assert bench.verdicts(other, new) == [APPLIED]
    assert bench.verdicts(author, old) == [SUPERSEDED]
    assert bench.value(author, "p1", "commune") == "new"


def test_a_device_with_a_wrong_clock_loses_nothing_it_saw(
    bench: ServerBench, author: Author, other: Author
) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "seen"}))
    other.instant, other.seen = author.instant, dict(author.seen)  # it has received the row
    other.environment.clock._now = other.environment.now().replace(year=1980)  # type: ignore[attr-defined]  # noqa: SLF001
    assert bench.verdicts(other, other.set("person", "p1", {"phone": "from 1980"})) == [APPLIED]
    assert bench.value(author, "p1", "phone") == "from 1980"


def test_delete_and_restore(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "1"}))
    bench.push(author, author.life("person", "p1", alive=False))
    row = bench.row(author, "p1")
    assert row
    assert row.alive
    assert row.alive[0] is False
    bench.push(author, author.life("person", "p1", alive=True))
    row = bench.row(author, "p1")
    assert row
    assert row.alive
    assert row.alive[0] is True


def test_every_type_of_value_comes_back_as_it_went(bench: ServerBench, author: Author) -> None:
    values = {"family_name": "Łukasz’s", "email": None, "later_field": ["a", "b"], "another": 7, "flag": True}
    bench.push(author, author.set("person", "p1", values))
    row = bench.row(author, "p1")
    assert row
    assert {name: value for name, (value, _) in row.fields.items()} == values
    bench.push(
        author, author.set("meeting", "m1", {"capacity": 30, "starts_at": "2026-11-24T18:30:00+00:00"})
    )
    assert bench.value(author, "m1", "capacity") == 30


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-24T18:30:00+00:00",
        "2026-11-24T18:30:00.120000+00:00",
        "2026-11-24T19:30:00+01:00",
        "2026-11-24T18:30:00.5Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_a_moment_comes_back_as_it_was_written(bench: ServerBench, author: Author, moment: str) -> None:
    bench.push(author, author.set("meeting", "m1", {"starts_at": moment}))
    assert bench.value(author, "m1", "starts_at") == moment
    bench.push(author, author.set("meeting", "m1", {"starts_at": None}))
    bench.push(author, author.set("meeting", "m1", {"capacity": 3}))
    assert bench.value(author, "m1", "capacity") == 3


def test_a_moment_is_stored_so_that_it_sorts(bench: ServerBench, author: Author) -> None:
    later, sooner = "2026-11-24T18:45:00+00:00", "2026-11-24T19:30:00+01:00"
    bench.push(author, author.set("meeting", "m1", {"starts_at": later}))
    bench.push(author, author.set("meeting", "m2", {"starts_at": sooner}))
    found = bench.connection.execute("SELECT id FROM meetings ORDER BY starts_at").fetchall()
    assert found == [("m2",), ("m1",)]


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("meeting", {"capacity": "thirty"}),
        ("meeting", {"capacity": True}),
        ("meeting", {"capacity": 1 << 60}),
        ("meeting", {"starts_at": "tomorrow"}),
        ("meeting", {"starts_at": "2026-11-24T18:30:00"}),
        ("person", {"family_name": None}),
        ("person", {"family_name": 3}),
        ("person", {"family_name": "x" * 20_001}),
        ("person", {"family_name": "nul\0"}),
        ("person", {"unknown": 1.5}),
        ("person", {"unknown": {"a": 1}}),
        ("person", {"unknown": [1]}),
        ("person", {"n" * 65: "x"}),
        ("person", {}),
    ],
)
def test_i13_a_bad_value_is_refused_with_a_sentence_and_blocks_nothing(
    bench: ServerBench, author: Author, record: str, values: dict[str, Any]
) -> None:
    bench.push(author, author.set(record, "r1", {"external_ref": "kept"}))
    bad = author.set(record, "r1", values)
    good = author.set(record, "r2", {"external_ref": "through"})
    refused, applied = bench.push(author, bad, good)
    assert (refused.verdict, applied.verdict) == (REFUSED, APPLIED)
    assert refused.problem
    assert refused.problem.detail
    assert refused.row
    assert refused.row.fields["external_ref"][0] == "kept"


def test_an_operation_that_cannot_be_read_is_refused_alone(bench: ServerBench, author: Author) -> None:
    good = author.set("person", "p1", {"phone": "1"})
    broken = {**msgspec.json.decode(encode(author.set("person", "p2", {"phone": "1"}))), "f": "what?"}
    results = bench.push_raw(author, encode(good), msgspec.json.encode(broken))
    assert [result.verdict for result in results] == [APPLIED, REFUSED]


@pytest.mark.parametrize("stamp", ["", "zzz", "00000000000G-0000-000000000000", "f" * 30])
def test_a_bad_stamp_is_refused(bench: ServerBench, author: Author, stamp: str) -> None:
    op = author.op(OpKind.SET, "person", "p1", fields={"phone": ("1", stamp, None)})
    assert bench.verdicts(author, op) == [REFUSED]


def test_a_newer_kind_of_record_waits_for_an_upgrade(bench: ServerBench, author: Author) -> None:
    newer = author.set("hologram", "h1", {"x": 1}, schema=99)
    older = author.set("hologram", "h2", {"x": 1})
    results = bench.push(author, newer, older)
    assert [result.verdict for result in results] == [Verdict.NEEDS_UPGRADE, REFUSED]
    assert bench.verdicts(author, newer) == [Verdict.NEEDS_UPGRADE]


def test_a_fact_is_never_rewritten(bench: ServerBench, author: Author) -> None:
    first = author.fact("f1")
    bench.push(author, first)
    assert first.values
    again = author.fact("f1", values=first.values)
    other_content = author.fact("f1", values={**first.values, "kind": "check_out"})
    smaller = author.fact("f1", values={"meeting_id": "m"})
    edited = author.set("attendance", "f1", {"kind": "void"})
    deleted = author.life("attendance", "f1", alive=False)
    results = bench.push(author, again, other_content, smaller, edited, deleted)
    assert [result.verdict for result in results] == [SUPERSEDED, REFUSED, REFUSED, REFUSED, REFUSED]
    assert {_kind(result) for result in results[1:]} == {ProblemKind.FACT_REWRITTEN}
    assert bench.value(author, "f1", "kind") == "check_in"


def test_i11_operations_of_one_action_take_effect_all_or_none(bench: ServerBench, author: Author) -> None:
    good = author.set("person", "p1", {"phone": "1"}, tx="t1", of=2)
    bad = author.set("meeting", "m1", {"capacity": "many"}, tx="t1", of=2)
    alone = author.set("person", "p3", {"phone": "1"})
    results = bench.push(author, good, bad, alone)
    assert [result.verdict for result in results] == [REFUSED, REFUSED, APPLIED]
    assert _kind(results[0]) == ProblemKind.GROUP_REFUSED
    assert bench.row(author, "p1") is None
    whole = [author.set("person", f"q{i}", {"phone": "1"}, tx="t2", of=2) for i in range(2)]
    assert bench.verdicts(author, *whole) == [APPLIED, APPLIED]


def test_i11_a_fact_refused_by_the_database_takes_its_action_with_it(
    bench: ServerBench, author: Author
) -> None:
    bench.push(author, author.fact("f1"))
    ops = [
        author.set("person", "p1", {"phone": "1"}, tx="t1", of=2),
        author.fact("f1", values={"kind": "void"}, tx="t1", of=2),
    ]
    assert bench.verdicts(author, *ops) == [REFUSED, REFUSED]
    assert bench.row(author, "p1") is None


def test_i11_half_an_action_is_refused(bench: ServerBench, author: Author) -> None:
    assert bench.verdicts(author, author.set("person", "p1", {"phone": "1"}, tx="t1", of=2)) == [REFUSED]


def test_an_action_waits_for_an_upgrade_as_a_whole(bench: ServerBench, author: Author) -> None:
    ops = [
        author.set("person", "p1", {"phone": "1"}, tx="t1", of=2, schema=99),
        author.set("hologram", "h1", {"phone": "1"}, tx="t1", of=2, schema=99),
    ]
    assert bench.verdicts(author, *ops) == [Verdict.NEEDS_UPGRADE] * 2


def test_a_gap_is_told_and_the_batch_left_alone(bench: ServerBench, author: Author) -> None:
    lost = author.set("person", "p1", {"phone": "1"})
    after = author.set("person", "p2", {"phone": "1"})
    with pytest.raises(ProblemError) as caught:
        bench.push(author, after)
    assert (caught.value.kind, caught.value.expected) == (ProblemKind.SEQUENCE_GAP, lost.n)
    assert bench.row(author, "p2") is None
    assert bench.verdicts(author, lost, after) == [APPLIED, APPLIED]


def test_a_refusal_whose_answer_was_lost_is_not_taken_for_success(bench: ServerBench, author: Author) -> None:
    bad = author.set("meeting", "m1", {"capacity": "many"})
    (first,) = bench.push(author, bad)
    (second,) = bench.push(author, bad)
    assert second == first
    assert second.verdict is REFUSED


def test_a_device_cannot_send_in_another_ones_name(bench: ServerBench, author: Author, other: Author) -> None:
    with pytest.raises(ProblemError):
        bench.push(author, other.set("person", "p1", {"phone": "1"}))
    assert bench.verdicts(other, other.set("person", "p1", {"phone": "1"}, n=1)) == [APPLIED]


def test_i10_a_stranger_can_neither_read_nor_write(bench: ServerBench, environment: Environment) -> None:
    stranger = Author(environment)
    bench.let_in(stranger)
    (result,) = bench.push(stranger, stranger.set("person", "p1", {"phone": "1"}))
    assert (result.verdict, _kind(result), result.row) == (REFUSED, ProblemKind.SCOPE_DENIED, None)
    with pytest.raises(ProblemError) as caught:
        bench.page(stranger)
    assert caught.value.kind is ProblemKind.SCOPE_DENIED


def test_i10_a_record_of_another_group_cannot_be_touched_nor_seen(
    bench: ServerBench, author: Author, environment: Environment
) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "canary"}))
    stranger = Author(environment)
    bench.let_in(stranger)
    mine = {"scope": "g:mine"}
    founded, touched = bench.push(
        stranger,
        stranger.set("group", "mine", {"name": "x"}, **mine),
        stranger.set("person", "p1", {"phone": "2"}, **mine),
    )
    assert founded.verdict is APPLIED
    assert (touched.verdict, touched.row) == (REFUSED, None)
    assert bench.value(author, "p1", "phone") == "canary"


def test_a_device_may_found_a_group(bench: ServerBench, environment: Environment) -> None:
    founder = Author(environment)
    bench.let_in(founder)
    ops: list[Op] = [
        founder.set("person", "p9", {"phone": "1"}, scope="g:new"),
        founder.set("group", "new", {"name": "Nouveau"}, scope="g:new"),
    ]
    assert bench.verdicts(founder, *ops) == [APPLIED, APPLIED]
    assert len(bench.page(founder, scope="g:new")[0]) == 2


def test_nobody_founds_a_group_that_exists(bench: ServerBench, environment: Environment) -> None:
    stranger = Author(environment)
    bench.let_in(stranger)
    assert bench.verdicts(stranger, stranger.set("group", GROUP, {"name": "Mine now"})) == [REFUSED]


def test_a_reader_may_not_write(bench: ServerBench, author: Author, environment: Environment) -> None:
    reader = Author(environment)
    bench.let_in(reader)
    bench.grant(reader, Grant.READER)
    bench.push(author, author.set("person", "p1", {"phone": "1"}))
    (result,) = bench.push(reader, reader.set("person", "p1", {"phone": "2"}))
    assert result.verdict is REFUSED
    # What stands, so that the laptop can fall back to it.
    assert result.row == bench.row(reader, "p1")
    assert bench.page(reader)[0]


@pytest.mark.parametrize(
    "what", [b"{}", b'{"op":"a b","dev":"d","inc":"i","n":1,"scope":"g:1"}', b"[]", b"3"]
)
def test_what_has_no_envelope_is_malformed(bench: ServerBench, author: Author, what: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        bench.push_raw(author, what)
    assert caught.value.kind is ProblemKind.MALFORMED


def test_the_same_operation_twice_in_one_batch_is_malformed(bench: ServerBench, author: Author) -> None:
    op = author.set("person", "p1", {"phone": "1"})
    with pytest.raises(ProblemError):
        bench.push(author, op, op)


def _answered(bench: ServerBench, author: Author, *ops: Op) -> tuple[Any, Any, int]:
    """Push and return the page that comes with the answer, the same read back, how many rows were at hand."""
    request = PushRequest(
        epoch=epoch(bench.connection), schema=SCHEMA, ops=[msgspec.Raw(encode(op)) for op in ops]
    )
    with transaction(bench.connection):
        before = pull.heads(bench.connection, author.device, author.environment.now())
        taken = push(bench.connection, author.device, request, author.environment.now())
        heads = pull.heads(bench.connection, author.device, author.environment.now())
        cursors = {SCOPE: before.scopes[SCOPE].seq}
        at_hand = pull.rest(bench.connection, SCOPE, heads, cursors, taken.written)
        read_back = pull.rest(bench.connection, SCOPE, heads, cursors)
    return at_hand, read_back, len(taken.written)


def test_the_rows_that_come_with_an_answer_are_those_that_are_served(
    bench: ServerBench, author: Author, other: Author
) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "1"}))
    other.seen = dict(author.seen)
    bench.push(author, author.set("person", "p1", {"phone": "2"}))
    other.instant = author.instant
    odd = {"family_name": "Łukasz’s", "email": None, "later_field": ["a", "b"], "another": 7, "flag": True}
    moments = {"starts_at": "2026-11-24T19:30:00.5+01:00", "capacity": 30}
    at_hand, read_back, count = _answered(
        bench,
        other,
        other.set("person", "p2", odd),
        other.set("person", "p1", {"phone": "3"}),  # a conflict, and so a record more
        other.set("meeting", "m1", moments),
        other.set("meeting", "m2", {"starts_at": "0001-01-01T00:00:00+14:00"}),
        other.fact("f1"),
        other.life("person", "p2", alive=False),
        other.set("person", "p3", {"no": "such kind of value", "phone": 7}),  # refused
    )
    assert at_hand == read_back
    assert count == len(at_hand[SCOPE].rows) == 6


def test_rows_are_read_back_when_others_came_between_or_an_erasure_took_words(
    bench: ServerBench, author: Author
) -> None:
    _, _, count = _answered(
        bench,
        author,
        author.set("person", "p1", {"phone": "1"}),
        author.op(OpKind.ERASE, "person", "p1"),
    )
    assert count == 0
    bench.push(author, author.set("person", "p2", {"phone": "1"}))
    request = PushRequest(
        epoch=epoch(bench.connection), schema=SCHEMA, ops=[msgspec.Raw(encode(author.fact("f1")))]
    )
    with transaction(bench.connection):
        taken = push(bench.connection, author.device, request, author.environment.now())
        heads = pull.heads(bench.connection, author.device, author.environment.now())
        pages = pull.rest(bench.connection, SCOPE, heads, {SCOPE: 2}, taken.written)
    assert [row.record_id for row in pages[SCOPE].rows] == ["p2", "f1"]
