"""Undoing an edit is one more edit: it gives back what was there, and never over somebody else's change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.imports.people_rows import PersonRow
from organiser_kit.model.meetings import MeetingStatus, RegistrationState, Role
from organiser_kit.oplog.op import decode_op
from organiser_kit.storage import trail

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


@pytest.fixture(autouse=True)
def _session_begins(kit: Kit, meeting_id: str) -> None:
    """Begin after the practice group was made, as the window does."""
    del meeting_id
    kit.undoing.forget()


def edit(kit: Kit) -> None:
    """End one act of a person, as the window does after each."""
    kit.take_changes()


def test_the_fields_of_a_meeting_come_back(kit: Kit, meeting_id: str) -> None:
    before = kit.meetings.get(meeting_id)
    kit.plan.edit_meeting(meeting_id, room="Salle fictive", capacity=99)
    edit(kit)
    kit.plan.edit_meeting(meeting_id, room="Autre salle")
    edit(kit)
    assert kit.undoing.undo() == "Room (meeting of 24/11/2026 18:30)"
    assert kit.meetings.get(meeting_id).room == "Salle fictive"
    assert kit.undoing.undo() == "Room, Seats (meeting of 24/11/2026 18:30)"
    assert kit.meetings.get(meeting_id) == before
    with pytest.raises(UserError, match="nothing to undo"):
        kit.undoing.undo()


def test_what_was_undone_is_done_again_until_something_else_is_written(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, room="Une")
    edit(kit)
    kit.plan.edit_meeting(meeting_id, room="Deux")
    edit(kit)
    said = [kit.undoing.undo(), kit.undoing.undo()]
    assert [kit.undoing.redo(), kit.undoing.redo()] == said
    assert kit.meetings.get(meeting_id).room == "Deux"
    kit.undoing.undo()
    kit.plan.edit_meeting(meeting_id, capacity=50)
    edit(kit)
    with pytest.raises(UserError, match="nothing to do again"):
        kit.undoing.redo()


def test_an_undo_is_a_new_change_for_others(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, room="Salle fictive")
    waiting = len(kit.replica.waiting(10_000, 100_000_000))
    kit.undoing.undo()
    after = kit.replica.waiting(10_000, 100_000_000)
    assert len(after) == waiting + 1, "nothing that was written is taken out"
    last = decode_op(after[-1].body)
    assert last.fields is not None
    assert last.fields["room"][0] is None


def test_a_person_a_role_a_registration(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[0]
    kit.people.edit(person.id, phone="+33600000001")
    edit(kit)
    kit.plan.assign_role(meeting_id, person.id, Role.TIMEKEEPER)
    edit(kit)
    kit.registrations.withdraw(meeting_id, person.id)
    edit(kit)
    given = (kit.people.get(person.id), Role.TIMEKEEPER)

    assert kit.undoing.undo().startswith("Registration of ")
    stands = kit.registrations.of(meeting_id, person.id)
    assert stands is not None
    assert stands.state is RegistrationState.REGISTERED
    assert kit.undoing.undo().startswith("Role of ")
    assert given not in kit.meetings.roles(meeting_id)
    assert kit.undoing.undo().startswith("Telephone (")
    assert kit.people.get(person.id) == person


def test_a_role_taken_away_comes_back(kit: Kit, meeting_id: str) -> None:
    person, role = kit.meetings.roles(meeting_id)[0]
    kit.plan.remove_role(meeting_id, person.id, role)
    kit.undoing.undo()
    assert (person, role) in kit.meetings.roles(meeting_id)


def test_what_was_deleted_is_shown_again(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[0]
    kit.people.delete(person.id)
    edit(kit)
    kit.plan.delete_meeting(meeting_id)
    edit(kit)
    assert kit.undoing.undo() == "Deleted: meeting of 24/11/2026 18:30"
    assert kit.meetings.all()[0].meeting.id == meeting_id
    kit.undoing.undo()
    assert person in kit.people.all()


def test_what_was_added_goes_with_all_that_was_written_with_it(kit: Kit, meeting_id: str) -> None:
    group = kit.meetings.groups()[0]
    everybody = kit.people.all()
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana", structure="Lieu inventé")
    kit.registrations.register(meeting_id, [person.id])
    edit(kit)
    assert "Lieu inventé" in kit.people.structure_names().values()
    assert kit.undoing.undo() == "New: EXEMPLE Ana"
    assert kit.people.all() == everybody
    assert kit.registrations.of(meeting_id, person.id) is None
    assert "Lieu inventé" in kit.people.structure_names().values(), "others may have come to use it"
    kit.undoing.redo()
    assert kit.registrations.of(meeting_id, person.id) is not None


def test_who_moved_up_goes_back_to_the_waiting_list(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, capacity=1)
    late = kit.people.add(kit.meetings.groups()[0].id, family_name="Fictif", given_name="Zoé")
    kit.registrations.register(meeting_id, [late.id])
    edit(kit)
    kit.plan.edit_meeting(meeting_id, capacity=200)
    edit(kit)
    kit.undoing.undo()
    stands = kit.registrations.of(meeting_id, late.id)
    assert stands is not None
    assert stands.state is RegistrationState.WAITING
    assert kit.meetings.get(meeting_id).capacity == 1


def test_a_change_of_somebody_else_is_never_overwritten(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, capacity=60)
    edit(kit)
    kit.plan.edit_meeting(meeting_id, room="La mienne", duration_minutes=90)
    edit(kit)
    kit.plan.edit_meeting(meeting_id, room="La leur")
    kit.plan._store.writer.take_trail()  # noqa: SLF001 - as if another laptop had written it
    with pytest.raises(UserError, match=r"changed again since.* another laptop"):
        kit.undoing.undo()
    meeting = kit.meetings.get(meeting_id)
    assert (meeting.room, meeting.duration_minutes) == ("La leur", 90), "all of it, or nothing"
    assert kit.undoing.undo().startswith("Seats"), "the edit before is not held back"


def test_who_was_welcomed_since_is_not_hidden(kit: Kit, meeting_id: str) -> None:
    person = kit.people.add(kit.meetings.groups()[0].id, family_name="Exemple", given_name="Ana")
    edit(kit)
    kit.check_in.admit(meeting_id, person.id)
    edit(kit)
    with pytest.raises(UserError, match="presence was recorded"):
        kit.undoing.undo()
    assert person in kit.people.all()


def test_attendance_and_sheets_have_their_own_way_back(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[0]
    kit.plan.edit_meeting(meeting_id, room="Salle fictive")
    edit(kit)
    kit.check_in.admit(meeting_id, person.id)
    edit(kit)
    kit.sheets.validate(meeting_id)
    edit(kit)
    with pytest.raises(UserError, match="Reopen its sheet"):
        kit.undoing.undo()
    assert kit.meetings.get(meeting_id).status is MeetingStatus.HELD
    assert kit.meetings.get(meeting_id).room == "Salle fictive"


def test_nothing_of_who_was_erased_is_kept_in_mind(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[0]
    kit.people.edit(person.id, phone="+33600000001")
    kit.registrations.withdraw(meeting_id, person.id)
    edit(kit)
    kit.erasure.person(person.id, "demande du 24 novembre")
    edit(kit)
    with pytest.raises(UserError, match="nothing to undo"):
        kit.undoing.undo()


def test_who_was_erased_elsewhere_does_not_come_back(kit: Kit) -> None:
    person = kit.people.all()[0]
    kit.people.edit(person.id, phone="+33600000001")
    edit(kit)
    kit.erasure.person(person.id, "demande du 24 novembre")
    kit.plan._store.writer.take_trail()  # noqa: SLF001 - as if another laptop had written it
    with pytest.raises(UserError, match="nothing is left of it"):
        kit.undoing.undo()


def test_a_status_goes_back_before_the_door(kit: Kit, meeting_id: str) -> None:
    kit.plan.move_to(meeting_id, MeetingStatus.POSTPONED)
    assert kit.undoing.undo().startswith("Status")
    assert kit.meetings.get(meeting_id).status is MeetingStatus.CONFIRMED


def test_only_the_last_edits_are_kept(kit: Kit, meeting_id: str) -> None:
    for seats in range(100, 160):
        kit.plan.edit_meeting(meeting_id, capacity=seats)
        edit(kit)
    for _ in range(50):
        kit.undoing.undo()
    with pytest.raises(UserError, match="nothing to undo"):
        kit.undoing.undo()
    assert kit.meetings.get(meeting_id).capacity == 109


def test_an_act_too_large_to_keep_in_mind_is_not_undone_by_half(
    kit: Kit, meeting_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "MOST_STEPS", 3)
    group = kit.meetings.groups()[0]
    for number in range(5):
        kit.people.add(group.id, family_name="Exemple", given_name=f"Ana {number}")
    edit(kit)
    with pytest.raises(UserError, match="nothing to undo"):
        kit.undoing.undo()
    kit.plan.edit_meeting(meeting_id, room="Salle fictive")
    edit(kit)
    assert kit.undoing.undo().startswith("Room"), "what comes after is undone as ever"


def test_a_walk_in_is_taken_back_at_the_door_only(kit: Kit, meeting_id: str) -> None:
    for given_name in ("Ana", "Zélie"):
        kit.check_in.walk_in(meeting_id, family_name="Imprévu", given_name=given_name)
        edit(kit)
    with pytest.raises(UserError, match="nothing to undo"):
        kit.undoing.undo()


def test_what_a_file_brought_goes_as_one_edit(kit: Kit, meeting_id: str) -> None:
    everybody = kit.people.all()
    rows = [PersonRow(2, "Exemple", "Ana"), PersonRow(3, "Exemple", "Zélie", structure="Lieu inventé")]
    kit.import_people.run(rows, group_id=kit.meetings.groups()[0].id, meeting_id=meeting_id)
    edit(kit)
    assert len(kit.people.all()) == len(everybody) + 2
    kit.undoing.undo()
    assert kit.people.all() == everybody


def test_two_records_with_badges_that_were_merged_come_apart(kit: Kit, meeting_id: str) -> None:
    del meeting_id
    kept, other = kit.people.all()[:2]
    codes = kit.badges.codes([kept.id, other.id])
    edit(kit)
    kit.merging.merge(kept.id, other.id)
    edit(kit)
    assert kit.undoing.undo().startswith("Merged: ")
    assert {kept, other} <= set(kit.people.all())
    assert kit.badges.codes([kept.id, other.id]) == codes


def test_what_follows_an_exchange_is_nobody_s_edit(kit: Kit, meeting_id: str) -> None:
    kept, other = kit.people.all()[:2]
    kit.merging.merge(kept.id, other.id)
    edit(kit)
    kit.undoing.forget()
    kit.needs.add(meeting_id, "Besoin inventé")
    kit.replica.after_round()
    with pytest.MonkeyPatch.context() as patch:
        group = kit.meetings.groups()[0].id
        patch.setattr(kit.merging, "settle", lambda: kit.groups.edit(group, name="Suite inventée"))
        kit.replica.after_round()
    assert kit.meetings.groups()[0].name == "Suite inventée"
    assert kit.undoing.undo() == "New: need of the group “Besoin inventé”"
