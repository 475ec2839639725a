"""What a server turned down: it stays, it can be sent again, and no part of a record goes out alone."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.oplog.op import SCHEMA, Op, OpKind, Row, decode_op
from organiser_kit.storage.outbox import Settled
from organiser_kit.storage.pairing import Pairing
from tests.core.test_replica import person_row, settle_all

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person

OLD = "000000000001-0000-aaaaaaaaaaaa"


@pytest.fixture
def person(kit: Kit) -> Person:
    group = kit.plan.new_group("Groupe d’essai")
    settle_all(kit)
    return kit.people.add(group.id, family_name="Exemple", given_name="Ana", phone="1")


def _waiting(kit: Kit) -> list[Op]:
    return [decode_op(waiting.body) for waiting in kit.replica.waiting(1000, 10**9)]


def _values(op: Op) -> dict[str, Any]:
    return {name: edit[0] for name, edit in (op.fields or {}).items()}


def _states(kit: Kit) -> list[str]:
    database = kit.plan._store.database  # noqa: SLF001
    return [row["state"] for row in database.rows("SELECT state FROM outbox ORDER BY n")]


def _refuse_edit(kit: Kit, person: Person, **server: Any) -> str:
    """Refuse the only waiting operation, an edit; the server shows its own values."""
    (op,) = _waiting(kit)
    row = person_row(person.id, 7, OLD, **{"family_name": "Exemple", "given_name": "Ana"} | server)
    kit.replica.settle([Settled(op.id, "refused", "No.", row, "urn:x:scope-denied")])
    return op.id


def test_a_refusal_says_what_it_is_about_and_why(kit: Kit, person: Person) -> None:
    (op,) = _waiting(kit)
    kit.replica.settle([Settled(op.id, "refused", "No.", None, "urn:x:malformed")])
    (refusal,) = kit.refusals.all()
    assert (refusal.id, refusal.record, refusal.record_id) == (op.id, "person", person.id)
    assert (refusal.name, refusal.problem, refusal.problem_type) == ("EXEMPLE Ana", "No.", "urn:x:malformed")
    assert refusal.shown


def test_an_edit_of_a_record_refused_at_its_creation_sends_the_whole_record(kit: Kit, person: Person) -> None:
    settle_all(kit, "refused")
    kit.people.edit(person.id, phone="2")
    (op,) = _waiting(kit)
    assert _values(op) == {"family_name": "Exemple", "given_name": "Ana", "phone": "2"}
    assert op.id not in [refusal.id for refusal in kit.refusals.all()]
    assert (kit.replica.counts().refused, _states(kit)) == (0, ["answered", "retried", "pending"])


def test_what_was_refused_later_goes_along_too(kit: Kit, person: Person) -> None:
    settle_all(kit, "refused")
    kit.people.edit(person.id, phone="2")
    settle_all(kit, "refused")
    kit.people.edit(person.id, commune="Ville")
    (op,) = _waiting(kit)
    assert _values(op) == {"family_name": "Exemple", "given_name": "Ana", "phone": "2", "commune": "Ville"}
    assert kit.replica.counts().refused == 0


def test_a_deletion_of_a_refused_creation_never_leaves_a_nameless_record(kit: Kit, person: Person) -> None:
    settle_all(kit, "refused")
    kit.people.delete(person.id)
    whole, deletion = _waiting(kit)
    assert _values(whole) == {"family_name": "Exemple", "given_name": "Ana", "phone": "1"}
    assert deletion.kind is OpKind.LIFE


def test_an_edit_that_the_server_undid_does_not_come_back_by_itself(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="refused")
    _refuse_edit(kit, person, phone="theirs")
    kit.people.edit(person.id, commune="Ville")
    (op,) = _waiting(kit)
    assert _values(op) == {"commune": "Ville"}
    assert kit.replica.counts().refused == 1


def test_an_undone_edit_is_written_again_upon_what_the_server_holds(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="mine")
    refused = _refuse_edit(kit, person, phone="theirs")
    assert kit.people.get(person.id).phone == "theirs"
    assert kit.refusals.retry(refused).ids == {person.id}
    (op,) = _waiting(kit)
    assert op.fields is not None
    value, stamp, prev = op.fields["phone"]
    assert (value, prev) == ("mine", OLD)
    assert stamp > OLD
    assert kit.people.get(person.id).phone == "mine"
    assert (kit.refusals.all(), _states(kit)[-2:]) == ([], ["retried", "pending"])


def test_what_was_written_since_stands_when_an_old_refusal_is_sent_again(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="old wish", commune="Ville")
    refused = _refuse_edit(kit, person, phone="theirs")
    kit.people.edit(person.id, phone="new wish")
    kit.refusals.retry(refused)
    now = kit.people.get(person.id)
    assert (now.phone, now.commune) == ("new wish", "Ville")
    assert _values(_waiting(kit)[-1]) == {"commune": "Ville"}


def test_a_refusal_with_nothing_left_to_say_is_closed(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="old wish")
    refused = _refuse_edit(kit, person, phone="theirs")
    kit.people.edit(person.id, phone="new wish")
    kit.refusals.retry(refused)
    assert len(_waiting(kit)) == 1
    assert kit.replica.counts().refused == 0


def test_a_refused_creation_is_sent_again_whole_under_a_new_id(kit: Kit, person: Person) -> None:
    (first,) = _waiting(kit)
    settle_all(kit, "refused")
    kit.refusals.retry(first.id)
    (again,) = _waiting(kit)
    assert again.id != first.id
    assert again.n == first.n + 1
    assert (again.record_id, _values(again)) == (person.id, _values(first))


def test_a_refused_deletion_is_sent_again(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.delete(person.id)
    refused = _refuse_edit(kit, person)
    assert [one.id for one in kit.people.all()] == [person.id]
    kit.refusals.retry(refused)
    (op,) = _waiting(kit)
    assert op.alive is not None
    assert (op.kind, op.alive[0]) == (OpKind.LIFE, False)
    assert kit.people.all() == []


def test_a_refused_presence_is_sent_again_as_the_same_fact(kit: Kit, meeting_id: str) -> None:
    entry = kit.registrations.roster(meeting_id)[0]
    settle_all(kit)
    kit.check_in.admit(meeting_id, entry.person.id)
    ops = _waiting(kit)
    (fact,) = [op for op in ops if op.kind is OpKind.FACT]
    settle_all(kit, "refused")
    kit.refusals.retry(fact.id)
    again = [op for op in _waiting(kit) if op.kind is OpKind.FACT]
    assert [(op.record_id, op.values) for op in again] == [(fact.record_id, fact.values)]
    assert [op.id for op in again] != [fact.id]


def test_an_action_is_sent_again_as_one(kit: Kit, person: Person) -> None:
    settle_all(kit)
    with kit.people._store.writer.action(together=True) as action:  # noqa: SLF001
        action.change(person, phone="2")
        action.delete(person)
    edit, deletion = _waiting(kit)
    settle_all(kit, "refused")
    kit.refusals.retry(deletion.id)
    again = _waiting(kit)
    assert len(again) == 2
    assert {op.of for op in again} == {2}
    (tx,) = {op.tx for op in again}
    assert tx not in (None, edit.tx)
    assert kit.replica.counts().refused == 0


def test_everything_is_sent_again_once(kit: Kit, person: Person) -> None:
    kit.people.edit(person.id, phone="2")
    settle_all(kit, "refused")
    assert kit.refusals.retry_all() == 2
    (op,) = _waiting(kit)
    assert _values(op)["phone"] == "2"
    assert kit.refusals.retry_all() == 0


def test_an_id_that_nothing_refused_has_is_told(kit: Kit, person: Person) -> None:
    del person
    (waiting,) = _waiting(kit)
    for op_id in (waiting.id, "nobody"):
        with pytest.raises(NotFoundError):
            kit.refusals.retry(op_id)


def test_what_was_sent_again_stays_closed_when_a_new_server_refuses_it_once_more(
    kit: Kit, person: Person
) -> None:
    (first,) = _waiting(kit)
    settle_all(kit, "refused")
    kit.refusals.retry(first.id)
    settle_all(kit)
    kit.replica.save_pairing(Pairing("http://localhost", "t", "one"), ())
    kit.replica.save_pairing(Pairing("http://localhost", "t", "two"), ())
    assert kit.replica.counts().pending == 3
    kit.replica.settle([Settled(first.id, "refused", "No.")])
    assert (kit.replica.counts().refused, kit.refusals.all()) == (0, [])
    assert kit.people.get(person.id) == person


def test_nothing_refused_is_ever_deleted(kit: Kit, person: Person) -> None:
    settle_all(kit, "refused")
    kit.refusals.retry_all()
    settle_all(kit, "refused")
    kit.people.delete(person.id)
    settle_all(kit)
    assert "refused" not in _states(kit)
    assert _states(kit).count("retried") == 2


def test_an_export_is_a_table_and_the_exact_operations(kit: Kit, person: Person, tmp_path: Path) -> None:
    kit.people.edit(person.id, commune="=cmd()")
    bodies = [waiting.body for waiting in kit.replica.waiting(10, 10**9)]
    settle_all(kit, "refused")
    target = tmp_path / "papers" / "refused.csv"
    assert kit.refusals.export(target) == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        heading, *lines = csv.reader(file, delimiter=";")
    assert heading[-1] == "id"
    assert {line[2] for line in lines} == {"EXEMPLE Ana"}
    assert [line[3:5] for line in lines][-1] == ["commune", "'=cmd()"]
    assert target.with_suffix(".jsonl").read_text("utf-8").splitlines() == bodies
    assert all(json.loads(body)["op"] for body in bodies)
    assert kit.replica.counts().refused == 2


def test_an_export_that_cannot_be_written_is_one_sentence(kit: Kit, person: Person, tmp_path: Path) -> None:
    del person
    settle_all(kit, "refused")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        kit.refusals.export(tmp_path / "file" / "refused.csv")


def test_what_waits_for_a_newer_server_waits_visibly_and_stays_shown(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="new")
    (op,) = _waiting(kit)
    row = person_row(person.id, 7, OLD, family_name="Exemple", given_name="Ana", phone="theirs")
    kit.replica.settle([Settled(op.id, "needs_upgrade", "Update the server.", row)])
    assert kit.people.get(person.id).phone == "new"
    counts = kit.replica.counts()
    assert (counts.pending, counts.deferred, counts.refused) == (1, 1, 0)
    (entry,) = kit.replica.outbox()
    assert (entry.state, entry.problem) == ("needs_upgrade", "Update the server.")
    assert _waiting(kit) == []


def test_a_refusal_of_another_edit_leaves_what_waits_for_a_newer_server(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="new")
    settle_all(kit, "needs_upgrade")
    kit.people.edit(person.id, commune="Ville")
    _refuse_edit(kit, person, phone="theirs")
    now = kit.people.get(person.id)
    assert (now.phone, now.commune) == ("new", None)


@pytest.mark.parametrize(("newest", "waits"), [(SCHEMA - 1, 0), (SCHEMA, 1), (SCHEMA + 5, 1)])
def test_what_waits_for_a_newer_server_goes_once_the_server_takes_its_schema(
    kit: Kit, person: Person, newest: int, waits: int
) -> None:
    del person
    settle_all(kit, "needs_upgrade")
    kit.replica.note_schema(1, newest)
    assert len(_waiting(kit)) == waits
    assert kit.replica.server_schema() == (1, newest)


def test_a_row_of_a_refused_fact_keeps_the_fact(kit: Kit, meeting_id: str) -> None:
    entry = kit.registrations.roster(meeting_id)[0]
    kit.check_in.admit(meeting_id, entry.person.id)
    fact = next(op for op in _waiting(kit) if op.kind is OpKind.FACT)
    values = {name: (value, "") for name, value in (fact.values or {}).items()}
    row = Row(record="attendance", record_id=fact.record_id, seq=4, fields=values)
    kit.replica.settle([Settled(fact.id, "refused", "No.", row)])
    assert kit.registrations.attendance(meeting_id).present == 1


def test_a_refused_erasure_is_sent_again_and_brings_nothing_back(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="refused")
    _refuse_edit(kit, person, phone="theirs")
    with kit.people._store.writer.action() as action:  # noqa: SLF001
        action.erase(person)
    (erasure,) = _waiting(kit)
    settle_all(kit, "refused")
    # The edit that was refused before has nothing left to say, and needs nobody any more.
    assert kit.refusals.retry_all() == 1
    assert {(op.kind, op.record_id) for op in _waiting(kit)} == {(OpKind.ERASE, person.id)}
    assert erasure.id not in [op.id for op in _waiting(kit)]
    assert kit.people.all() == []
