"""The local copy as the sync sees it: what waits, what was answered, what comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.oplog.hlc import read
from organiser_kit.oplog.op import Row, decode_op
from organiser_kit.storage.feed import Cursor
from organiser_kit.storage.outbox import Settled
from organiser_kit.storage.pairing import Pairing
from organiser_kit.storage.rereading import read_again

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person

FAR_AHEAD = "0fffffffffff-0000-aaaaaaaaaaaa"


def person_row(person_id: str, seq: int, stamp: str, **fields: Any) -> Row:
    """Return a person's row as a server serves it."""
    return Row(
        record="person", record_id=person_id, seq=seq, fields={k: (v, stamp) for k, v in fields.items()}
    )


@pytest.fixture
def person(kit: Kit) -> Person:
    """Somebody of this copy."""
    group = kit.plan.new_group("Groupe d’essai")
    return kit.people.add(group.id, family_name="Exemple", given_name="Ana", phone="1")


def settle_all(kit: Kit, verdict: str = "applied") -> None:
    """Answer everything that waits."""
    kit.replica.settle([Settled(waiting.op_id, verdict) for waiting in kit.replica.waiting(1000, 10**9)])


def test_waiting_gives_the_oldest_within_both_bounds_and_at_least_one(kit: Kit, person: Person) -> None:
    del person
    everything = kit.replica.waiting(1000, 10**9)
    assert len(everything) == 2
    assert kit.replica.waiting(1, 10**9) == everything[:1]
    assert kit.replica.waiting(1000, 1) == everything[:1]


def test_an_answer_takes_an_operation_out_of_what_waits(kit: Kit, person: Person) -> None:
    del person
    first, second = kit.replica.waiting(1000, 10**9)
    kit.replica.settle([Settled(first.op_id, "applied"), Settled(second.op_id, "refused", "Because.")])
    counts = kit.replica.counts()
    assert (counts.pending, counts.refused) == (0, 1)
    (refused,) = kit.replica.outbox(refused_only=True)
    assert refused.problem == "Because."


def test_a_refused_edit_gives_way_to_what_the_server_holds_under_what_still_waits(
    kit: Kit, person: Person
) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="refused")
    (edit,) = kit.replica.waiting(10, 10**9)
    kit.people.edit(person.id, email="still-waiting@example.org")
    stamp = decode_op(edit.body).stamps[0]
    row = person_row(person.id, 7, stamp, family_name="Exemple", given_name="Ana", phone="theirs")
    kit.replica.settle([Settled(edit.op_id, "refused", "No.", row)])
    now = kit.people.get(person.id)
    assert (now.phone, now.email) == ("theirs", "still-waiting@example.org")


def test_a_record_refused_at_its_creation_stays_visible(kit: Kit, person: Person) -> None:
    settle_all(kit, "refused")
    assert kit.people.get(person.id) == person
    assert kit.replica.counts().refused == 2


def test_a_page_brings_rows_and_cursor_together(kit: Kit, person: Person) -> None:
    row = person_row(
        "01a20e96-0000-7000-8000-000000000001", 3, FAR_AHEAD, family_name="Fictif", given_name="Bo"
    )
    changes = kit.replica.apply_page(person.scope, "epoch", [row], 3)
    assert changes.ids == {row.record_id}
    assert kit.replica.cursor(person.scope) == Cursor("epoch", 3)
    assert [found.given_name for found in kit.people.search("fict")] == ["Bo"]


def test_a_page_that_fails_moves_no_cursor(kit: Kit, person: Person) -> None:
    good = person_row("01a20e96-0000-7000-8000-000000000001", 3, FAR_AHEAD, family_name="Fictif")
    bad = Row(record="person", record_id="x", seq=4, fields={"family_name": ("F", "no stamp at all")})
    with pytest.raises(ValueError, match="unpack"):
        kit.replica.apply_page(person.scope, "epoch", [good, bad], 4)
    assert kit.replica.cursor(person.scope) == Cursor()
    assert kit.people.search("fict") == []


def test_a_pulled_row_never_overwrites_a_later_edit(kit: Kit, person: Person) -> None:
    kit.people.edit(person.id, phone="mine, later")
    stale = person_row(
        person.id, 9, "000000000001-0000-aaaaaaaaaaaa", phone="theirs, older", commune="Villefictive"
    )
    kit.replica.apply_page(person.scope, "epoch", [stale], 9)
    now = kit.people.get(person.id)
    assert (now.phone, now.commune) == ("mine, later", "Villefictive")


def test_what_is_written_after_a_pull_wins_over_it_however_far_ahead_the_other_clock(
    kit: Kit, person: Person
) -> None:
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, FAR_AHEAD, phone="theirs")], 9)
    kit.people.edit(person.id, phone="mine, having seen theirs")
    last = decode_op(kit.replica.waiting(1000, 10**9)[-1].body)
    assert read(last.stamps[0]) > read(FAR_AHEAD)
    row = person_row(person.id, 9, FAR_AHEAD, phone="theirs")
    kit.replica.apply_page(person.scope, "epoch", [row], 9)
    assert kit.people.get(person.id).phone == "mine, having seen theirs"


def test_a_kind_from_the_future_is_kept(kit: Kit, person: Person) -> None:
    row = Row(record="hologram", record_id="h1", seq=2, fields={"colour": ("blue", FAR_AHEAD)})
    kit.replica.apply_page(person.scope, "epoch", [row], 2)
    database = kit.plan._store.database  # noqa: SLF001
    assert database.value("SELECT record_id FROM parked") == "h1"


def test_what_was_parked_is_taken_in_once_its_kind_is_known(kit: Kit, person: Person) -> None:
    row = person_row("p9", 4, FAR_AHEAD, family_name="Exemple")
    database = kit.plan._store.database  # noqa: SLF001
    with database.transaction():
        kit.replica._feed.park(person.scope, row)  # noqa: SLF001 - as a version that did not know people would
    kit.replica.take_parked()
    assert kit.people.get("p9").family_name == "Exemple"
    assert database.value("SELECT count(*) FROM parked") == 0


def test_a_field_from_the_future_is_kept_and_served_again(kit: Kit, person: Person) -> None:
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, FAR_AHEAD, aura="green")], 9)
    kit.people.edit(person.id, phone="2")
    (state,) = [state for state in kit.replica.snapshot(person.scope) if state.id == person.id]
    assert state.registers["aura"] == ("green", FAR_AHEAD)


def test_a_pairing_is_remembered(kit: Kit) -> None:
    assert kit.replica.pairing() is None
    pairing = Pairing("http://127.0.0.1:1", "token", "epoch")
    kit.replica.save_pairing(pairing, ["g:2", "g:1"])
    assert kit.replica.pairing() == pairing
    assert kit.replica.scopes() == ("g:1", "g:2")
    assert kit.sync_state().server == pairing.url


def test_what_is_written_after_a_refusal_wins_over_what_the_refusal_showed(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="refused")
    (edit,) = kit.replica.waiting(10, 10**9)
    row = person_row(person.id, 7, FAR_AHEAD, family_name="Exemple", given_name="Ana", phone="theirs")
    kit.replica.settle([Settled(edit.op_id, "refused", "No.", row)])
    kit.people.edit(person.id, phone="mine, having seen theirs")
    kit.replica.apply_page(person.scope, "epoch", [row], 7)
    assert kit.people.get(person.id).phone == "mine, having seen theirs"


def test_what_a_server_changed_is_told_like_what_a_person_changed(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.take_changes()
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, FAR_AHEAD, phone="theirs")], 9)
    assert kit.take_changes().ids == {person.id}
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, FAR_AHEAD, phone="theirs")], 9)
    assert not kit.take_changes()
    kit.people.edit(person.id, phone="refused")
    kit.take_changes()
    (edit,) = kit.replica.waiting(10, 10**9)
    row = person_row(person.id, 7, FAR_AHEAD, family_name="Exemple", given_name="Ana", phone="theirs")
    kit.replica.settle([Settled(edit.op_id, "refused", "No.", row)])
    assert kit.take_changes().ids == {person.id}


def test_a_batch_is_measured_in_bytes(kit: Kit, person: Person) -> None:
    del person
    first, second = kit.replica.waiting(1000, 10**9)
    size = len(first.body.encode()) + len(second.body.encode())
    assert size > len(first.body) + len(second.body)
    assert len(kit.replica.waiting(1000, size)) == 2
    assert len(kit.replica.waiting(1000, size - 1)) == 1


def test_an_edit_keeps_the_place_that_the_server_gave_the_record(kit: Kit, person: Person) -> None:
    database = kit.plan._store.database  # noqa: SLF001
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, FAR_AHEAD, phone="theirs")], 9)
    kit.people.edit(person.id, phone="mine")
    assert database.value("SELECT seq FROM people WHERE id = ?", (person.id,)) == 9


def test_a_fall_back_keeps_the_place_that_the_server_gave_the_record(kit: Kit, person: Person) -> None:
    settle_all(kit)
    kit.people.edit(person.id, phone="refused")
    (edit,) = kit.replica.waiting(10, 10**9)
    row = person_row(person.id, 7, FAR_AHEAD, family_name="Exemple", phone="theirs")
    kit.replica.settle([Settled(edit.op_id, "refused", "No.", row)])
    database = kit.plan._store.database  # noqa: SLF001
    assert database.value("SELECT seq FROM people WHERE id = ?", (person.id,)) == 7


def test_a_deletion_from_afar_counts_for_the_clock_too(kit: Kit, person: Person) -> None:
    deleted = Row(record="person", record_id=person.id, seq=9, fields={}, alive=(False, FAR_AHEAD))
    kit.replica.apply_page(person.scope, "epoch", [deleted], 9)
    assert kit.people.all() == []
    kit.people.edit(person.id, phone="2")
    last = decode_op(kit.replica.waiting(1000, 10**9)[-1].body)
    assert read(last.stamps[0]) > read(FAR_AHEAD)


def test_forgotten_cursors_begin_again(kit: Kit, person: Person) -> None:
    kit.replica.apply_page(person.scope, "epoch", [], 9)
    database = kit.plan._store.database  # noqa: SLF001
    with database.transaction():
        read_again(database)
    assert kit.replica.cursor(person.scope) == Cursor()
    assert kit.replica.counts().pending == 2
