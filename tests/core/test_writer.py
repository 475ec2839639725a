"""An action: rows, operations and clock move together, and nothing changes without telling others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.kinds import KINDS
from organiser_kit.oplog.op import decode_op

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.oplog.op import Op
    from organiser_kit.services.practice import PracticeGroup


def ops(kit: Kit) -> list[Op]:
    """Return every operation that waits, in order."""
    return [decode_op(waiting.body) for waiting in kit.replica.waiting(10_000, 100_000_000)]


def test_operations_are_numbered_without_gap(kit: Kit, practice: PracticeGroup) -> None:
    kit.check_in.walk_in(practice.meeting_ids[0], family_name="Imprévu", given_name="Zélie")
    assert [op.n for op in ops(kit)] == list(range(1, len(ops(kit)) + 1))


def test_an_action_that_fails_leaves_neither_row_nor_operation(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    before = ops(kit)

    def write_then_fail() -> None:
        with kit.plan._store.writer.action() as action:  # noqa: SLF001
            kit.people.add_within(action, group.scope, family_name="Exemple", given_name="Ana")
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    assert kit.people.all() == []
    assert ops(kit) == before
    kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    assert [op.n for op in ops(kit)] == list(range(1, len(before) + 2))


def test_stamps_never_go_back_even_when_the_clock_does(kit: Kit, environment: Environment) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    environment.clock.advance(days=-400)  # type: ignore[attr-defined]
    kit.people.edit(person.id, phone="+33600000001")
    stamps = [stamp for op in ops(kit) for stamp in op.stamps]
    assert stamps == sorted(stamps)
    assert kit.people.get(person.id).phone == "+33600000001"


def test_an_edit_names_the_value_it_saw(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana", phone="1")
    kit.people.edit(person.id, phone="2")
    kit.people.edit(person.id, phone="3", email="ana@example.org")
    added, second, third = ops(kit)[-3:]
    assert added.fields
    assert second.fields
    assert third.fields
    assert second.fields["phone"][2] == added.fields["phone"][1]
    assert third.fields["phone"][2] == second.fields["phone"][1]
    assert third.fields["email"][2] is None


def test_an_edit_that_changes_nothing_writes_nothing(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    before = len(ops(kit))
    assert not kit.people.edit(person.id, given_name="Ana")
    assert len(ops(kit)) == before


def test_what_must_take_effect_together_says_so(kit: Kit, practice: PracticeGroup) -> None:
    before = len(ops(kit))
    kit.check_in.walk_in(practice.meeting_ids[0], family_name="Imprévu", given_name="Zélie")
    group = ops(kit)[before:]
    assert len(group) == 4  # the person, the registration, the presence, and the meeting that has begun
    assert len({op.tx for op in group}) == 1
    assert all(op.tx and op.of == 4 for op in group)


def test_the_changes_of_an_action_are_told_once(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    kit.take_changes()
    person = kit.people.add(
        group.id, family_name="Exemple", given_name="Ana", structure="Maison des exemples"
    )
    changes = kit.take_changes()
    assert changes.kinds == {"person", "structure"}
    assert person.id in changes.ids
    assert not kit.take_changes()


def test_no_row_changes_without_an_operation_that_says_so(kit: Kit, environment: Environment) -> None:
    """Hold what triggers see against what the operations say, over a whole evening."""
    database = kit.plan._store.database  # noqa: SLF001
    with database.transaction():
        database.execute("CREATE TABLE seen (record TEXT, record_id TEXT)")
        for kind in KINDS:
            for event in ("INSERT", "UPDATE"):
                database.execute(
                    f"CREATE TRIGGER seen_{kind.table}_{event} AFTER {event} ON {kind.table} "
                    f"BEGIN INSERT INTO seen VALUES ('{kind.name}', NEW.id); END"
                )
    practice = kit.practice.create()
    meeting_id = practice.meeting_ids[0]
    people = [entry.person.id for entry in kit.registrations.roster(meeting_id)]
    kit.badges.codes(people[:3])
    kit.check_in.admit(meeting_id, people[0])
    kit.check_in.undo(meeting_id, people[0])
    environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    kit.check_in.walk_in(meeting_id, family_name="Imprévu", given_name="Zélie", structure="Maison")
    kit.registrations.withdraw(meeting_id, people[5])
    kit.people.delete(people[6])
    kit.badges.revoke(people[1])
    kit.sheets.validate(meeting_id)
    kit.statements.issue(meeting_id)
    written = {(row["record"], row["record_id"]) for row in database.rows("SELECT DISTINCT * FROM seen")}
    assert written == {(op.record, op.record_id) for op in ops(kit)}


def test_changes_add_up_until_they_are_told(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    kit.take_changes()
    one = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    two = kit.people.add(group.id, family_name="Exemple", given_name="Bo")
    assert kit.take_changes().ids == {one.id, two.id}


def test_what_need_not_take_effect_together_is_judged_one_by_one(kit: Kit, practice: PracticeGroup) -> None:
    before = len(ops(kit))
    people = [entry.person.id for entry in kit.registrations.roster(practice.meeting_ids[0])]
    kit.badges.codes(people)
    assert len(ops(kit)) == before + len(people)
    assert all(op.tx is None and op.of is None for op in ops(kit)[before:])


def test_a_deletion_names_the_life_it_saw(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    kit.people.delete(person.id)
    kit.people.delete(person.id)
    first, second = (op.alive for op in ops(kit)[-2:])
    assert first
    assert second
    assert (first[0], first[2], second[2]) == (False, "", first[1])
    assert kit.people.get(person.id) == person
