"""What a local copy does with erasures, whichever way they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError
from organiser_kit.oplog.merge import state_of_row
from organiser_kit.oplog.op import OpKind, Row, decode_op
from organiser_kit.storage.outbox import Settled

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from organiser_kit.storage.records import Records

STAMP = "0fffffffffff-0000-aaaaaaaaaaaa"


@pytest.fixture
def person(kit: Kit) -> Person:
    """Somebody of this copy."""
    group = kit.plan.new_group("Groupe d’essai")
    return kit.people.add(group.id, family_name="Exemple", given_name="Ana", phone="1")


def row(kind: str, record_id: str, seq: int, **fields: object) -> Row:
    return Row(record=kind, record_id=record_id, seq=seq, fields={k: (v, STAMP) for k, v in fields.items()})


def tombstone(kind: str, record_id: str, seq: int) -> Row:
    return Row(record=kind, record_id=record_id, seq=seq, fields={}, erased=True)


def test_what_waited_about_an_erased_person_waits_as_bare_operations_with_the_same_numbers(
    kit: Kit, person: Person
) -> None:
    before = [decode_op(waiting.body) for waiting in kit.replica.waiting(99, 10**9)]
    kit.erasure.person(person.id, "asked for")
    *after, erase = [decode_op(waiting.body) for waiting in kit.replica.waiting(99, 10**9)]
    assert [(op.id, op.n, op.record_id) for op in after] == [(op.id, op.n, op.record_id) for op in before]
    mine = [op for op in after if op.record_id == person.id]
    assert {op.kind for op in [*mine, erase]} == {OpKind.ERASE}
    assert all((op.fields, op.values, op.alive) == (None, None, None) for op in [*mine, erase])


def test_i9_nothing_that_comes_later_brings_an_erased_person_back(kit: Kit, person: Person) -> None:
    kit.replica.apply_page(person.scope, "e", [tombstone("person", person.id, 7)], 7)
    later = row("person", person.id, 3, family_name="Exemple")
    kit.replica.apply_page(person.scope, "e", [later], 8)
    records: Records = kit.people._store.records  # noqa: SLF001 - as any other way in would
    with kit.people._store.database.transaction():  # noqa: SLF001
        records.save(state_of_row(later), person.scope)
    assert kit.people.seen(person.id) is None
    assert kit.people.search("exem") == []
    with pytest.raises(NotFoundError):
        kit.people.edit(person.id, phone="2")


def test_i9_an_answer_of_gone_erases_here_too(kit: Kit, person: Person) -> None:
    waiting = kit.replica.waiting(99, 10**9)
    (mine,) = [item for item in waiting if decode_op(item.body).record_id == person.id]
    changed = kit.replica.settle([Settled(mine.op_id, "gone")])
    assert person.id in changed.ids
    assert kit.people.seen(person.id) is None
    assert kit.replica.counts().refused == 0


def test_a_kind_that_only_a_newer_version_knows_is_erased_as_well(kit: Kit, person: Person) -> None:
    scope = person.scope
    kit.replica.apply_page(scope, "e", [row("diet", "d1", 1, note="secret"), row("diet", "d2", 2)], 2)
    kit.replica.apply_page(scope, "e", [tombstone("diet", "d1", 3)], 3)
    kit.replica.apply_page(scope, "e", [row("diet", "d1", 4, note="secret")], 4)
    parked = kit.people._store.database.rows("SELECT record_id FROM parked")  # noqa: SLF001
    assert [one["record_id"] for one in parked] == ["d2"]
    assert [s.id for s in kit.replica.snapshot(scope) if s.erased] == ["d1"]


def test_a_badge_that_comes_after_its_person_was_erased_is_not_kept(kit: Kit, person: Person) -> None:
    kit.erasure.person(person.id, "asked for")
    badge = row("badge", "b1", 5, person_id=person.id, token="t")
    kit.replica.apply_page(person.scope, "e", [badge], 5)
    assert kit.badges.holder("t") is None


def test_an_erasure_is_decided_once_for_all_groups_that_know_somebody(kit: Kit, person: Person) -> None:
    other = kit.plan.new_group("Autre groupe")
    twin = kit.people.add(other.id, family_name="Exemple", given_name="Ana", twin_of=person.id)
    done = kit.erasure.person(twin.id, "asked for")
    assert set(done.people) == {person.id, twin.id}
    assert kit.people.all() == []


def test_what_was_refused_about_an_erased_person_is_settled_and_says_nothing(kit: Kit) -> None:
    practice = kit.practice.create()
    meeting = practice.meeting_ids[0]
    person = kit.people.all(practice.group_id)[0]
    kit.check_in.admit(meeting, person.id)
    kit.check_in.undo(meeting, person.id, reason="oxbecause")
    kit.people.edit(person.id, phone="0699887766")
    ops = [decode_op(waiting.body) for waiting in kit.replica.waiting(999, 10**9)]
    void = next(op for op in ops if (op.values or {}).get("reason"))
    edit = ops[-1]
    kit.replica.settle([Settled(op.id, "refused", "Because.") for op in (void, edit)])
    kit.erasure.person(person.id, "asked for")
    assert kit.replica.counts().refused == 1
    bodies = str(kit.people._store.database.rows("SELECT body FROM outbox"))  # noqa: SLF001
    assert "oxbecause" not in bodies
    assert "0699887766" not in bodies
