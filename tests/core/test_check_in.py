"""The door: one answer for every code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.oplog.op import Row
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup


@pytest.fixture
def codes(kit: Kit, meeting_id: str) -> list[str]:
    """The codes of everybody's badge, in the order of the roster."""
    return [badge.code for badge in kit.paper.badges(meeting_id, catalogue("en")).badges]


def test_a_badge_is_checked_in_once_and_the_second_time_says_when_and_where(
    kit: Kit, meeting_id: str, codes: list[str], environment: Environment
) -> None:
    first = kit.check_in.scan(meeting_id, codes[0])
    environment.clock.advance(minutes=7)  # type: ignore[attr-defined]
    second = kit.check_in.scan(meeting_id, codes[0])
    assert (first.verdict, second.verdict) == (Verdict.CHECKED_IN, Verdict.ALREADY_IN)
    assert second.at == first.at
    assert second.device_id == kit.replica.identity().device_id
    assert kit.registrations.attendance(meeting_id).present == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("https://example.org/menu", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
        ("OK1SHORT", Verdict.UNREADABLE),
        ("OK1" + "A" * 32, Verdict.UNKNOWN),
    ],
)
def test_what_is_no_badge_of_this_group(kit: Kit, meeting_id: str, text: str, verdict: Verdict) -> None:
    result = kit.check_in.scan(meeting_id, text)
    assert (result.verdict, result.person_id) == (verdict, None)


def test_a_forged_badge_is_refused(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    forged = codes[0][:-1] + ("A" if codes[0][-1] != "A" else "B")
    assert kit.check_in.scan(meeting_id, forged).verdict is Verdict.FORGED
    assert kit.registrations.attendance(meeting_id).present == 0


def test_a_revoked_badge_is_refused_and_the_new_one_is_good(
    kit: Kit, meeting_id: str, codes: list[str]
) -> None:
    person_id = kit.check_in.scan(meeting_id, codes[0]).person_id
    assert person_id
    kit.check_in.undo(meeting_id, person_id)
    kit.badges.revoke(person_id)
    assert kit.check_in.scan(meeting_id, codes[0]).verdict is Verdict.REVOKED
    new = kit.badges.codes([person_id])[person_id]
    assert kit.check_in.scan(meeting_id, new).verdict is Verdict.CHECKED_IN


def test_somebody_of_the_group_who_is_not_registered(kit: Kit, practice: PracticeGroup) -> None:
    one, two = practice.meeting_ids
    person = kit.people.add(practice.group_id, family_name="Exemple", given_name="Nouvelle")
    code = kit.badges.codes([person.id])[person.id]
    assert kit.check_in.scan(one, code).verdict is Verdict.NOT_REGISTERED
    kit.registrations.register(two, [person.id])
    wrong = kit.check_in.scan(one, code)
    assert (wrong.verdict, wrong.other_meeting) == (Verdict.WRONG_MEETING, two)
    assert kit.check_in.admit(one, person.id).verdict is Verdict.CHECKED_IN
    assert kit.check_in.scan(one, code).verdict is Verdict.ALREADY_IN


def test_a_withdrawn_person_who_comes_all_the_same(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    person_id = kit.registrations.roster(meeting_id)[0].person.id
    kit.registrations.withdraw(meeting_id, person_id)
    assert kit.check_in.scan(meeting_id, codes[0]).verdict is Verdict.WRONG_MEETING
    kit.check_in.admit(meeting_id, person_id)
    registration = kit.registrations.of(meeting_id, person_id)
    assert registration
    assert registration.state.value == "registered"


def test_leaving_and_coming_back(
    kit: Kit, meeting_id: str, codes: list[str], environment: Environment
) -> None:
    arrived = kit.check_in.scan(meeting_id, codes[0])
    environment.clock.advance(minutes=30)  # type: ignore[attr-defined]
    left = kit.check_in.scan(meeting_id, codes[0], leaving=True)
    assert left.verdict is Verdict.CHECKED_OUT
    assert left.person_id
    presence = kit.check_in.presence(meeting_id, left.person_id)
    assert presence.is_present
    assert not presence.is_inside
    assert presence.left_at == left.at
    environment.clock.advance(minutes=2)  # type: ignore[attr-defined]
    again = kit.check_in.scan(meeting_id, codes[0], leaving=True)
    assert (again.verdict, again.at) == (Verdict.CHECKED_OUT, left.at)
    environment.clock.advance(minutes=5)  # type: ignore[attr-defined]
    assert kit.check_in.scan(meeting_id, codes[0]).verdict is Verdict.CHECKED_IN
    assert kit.check_in.presence(meeting_id, left.person_id).arrived_at == arrived.at


def test_undo_is_a_fact_and_a_new_scan_counts_again(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    person_id = kit.check_in.scan(meeting_id, codes[0]).person_id
    assert person_id
    kit.check_in.undo(meeting_id, person_id, reason="Wrong person")
    assert kit.registrations.attendance(meeting_id).present == 0
    database = kit.plan._store.database  # noqa: SLF001
    assert database.value("SELECT count(*) FROM attendance_facts") == 2
    assert database.value("SELECT reason FROM attendance_facts WHERE kind = 'void'") == "Wrong person"
    assert kit.check_in.scan(meeting_id, codes[0]).verdict is Verdict.CHECKED_IN


def test_undoing_nothing_is_one_sentence(kit: Kit, meeting_id: str) -> None:
    person_id = kit.registrations.roster(meeting_id)[0].person.id
    with pytest.raises(UserError, match="nothing to take back"):
        kit.check_in.undo(meeting_id, person_id)


def test_a_walk_in_is_known_registered_and_present_at_once(kit: Kit, meeting_id: str) -> None:
    result = kit.check_in.walk_in(
        meeting_id, family_name="Imprévu", given_name="Zélie", structure="Chez elle"
    )
    assert result.verdict is Verdict.CHECKED_IN
    (entry,) = [
        entry for entry in kit.registrations.roster(meeting_id) if entry.person.id == result.person_id
    ]
    assert entry.presence.is_present
    assert entry.is_expected
    assert entry.registration
    assert entry.registration.source.value == "walk_in"
    assert entry.structure_name == "Chez elle"


def test_a_walk_in_without_a_name_is_refused_whole(kit: Kit, meeting_id: str) -> None:
    before = kit.sync_state().pending
    with pytest.raises(UserError, match="name"):
        kit.check_in.walk_in(meeting_id, family_name="  ", given_name="", structure="Nouvelle structure")
    assert kit.sync_state().pending == before
    assert "Nouvelle structure" not in kit.people.structure_names().values()


def test_the_first_arrival_begins_the_meeting(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    kit.check_in.scan(meeting_id, codes[0])
    assert kit.meetings.get(meeting_id).status.value == "in_progress"


def test_after_validation_the_door_is_closed(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    kit.check_in.scan(meeting_id, codes[0])
    kit.sheets.validate(meeting_id)
    with pytest.raises(UserError, match="Reopen"):
        kit.check_in.scan(meeting_id, codes[1])


def test_a_past_or_cancelled_meeting_is_no_reason_to_send_anybody_elsewhere(
    kit: Kit, practice: PracticeGroup, environment: Environment
) -> None:
    one, two = practice.meeting_ids
    person = kit.people.add(practice.group_id, family_name="Exemple", given_name="Nouvelle")
    code = kit.badges.codes([person.id])[person.id]
    kit.registrations.register(one, [person.id])
    environment.clock.advance(days=14)  # type: ignore[attr-defined]
    assert kit.check_in.scan(two, code).verdict is Verdict.NOT_REGISTERED
    third = kit.plan.add_meeting(practice.group_id, 2, 1, environment.now() + timedelta(days=30))
    fourth = kit.plan.add_meeting(practice.group_id, 2, 2, environment.now() + timedelta(days=2))
    kit.registrations.register(third.id, [person.id])
    kit.registrations.register(fourth.id, [person.id])
    assert kit.check_in.scan(two, code).other_meeting == fourth.id
    kit.plan.move_to(fourth.id, MeetingStatus.CANCELLED, reason="La salle est fermée")
    assert kit.check_in.scan(two, code).other_meeting == third.id
    kit.registrations.withdraw(third.id, person.id)
    assert kit.check_in.scan(two, code).verdict is Verdict.NOT_REGISTERED
    kit.registrations.register(third.id, [person.id])
    kit.plan.delete_meeting(third.id)
    assert kit.check_in.scan(two, code).verdict is Verdict.NOT_REGISTERED


def test_nobody_leaves_who_never_came(kit: Kit, meeting_id: str, codes: list[str]) -> None:
    before = kit.sync_state().pending
    with pytest.raises(UserError, match="arrival first"):
        kit.check_in.scan(meeting_id, codes[0], leaving=True)
    with pytest.raises(UserError, match="arrival first"):
        kit.check_in.leave(meeting_id, kit.registrations.roster(meeting_id)[0].person.id)
    assert kit.sync_state().pending == before


def test_somebody_on_the_waiting_list_who_is_there_gets_a_seat(kit: Kit, meeting_id: str) -> None:
    kit.plan.edit_meeting(meeting_id, capacity=25)
    group_id = kit.meetings.detail(meeting_id).group.id
    person = kit.people.add(group_id, family_name="Exemple", given_name="Nouvelle")
    kit.registrations.register(meeting_id, [person.id])
    code = kit.badges.codes([person.id])[person.id]
    assert kit.check_in.scan(meeting_id, code).verdict is Verdict.CHECKED_IN
    registration = kit.registrations.of(meeting_id, person.id)
    assert registration
    assert registration.state.value == "registered"
    assert registration.source.value == "desk"


def test_a_correction_of_something_unknown_changes_nothing(kit: Kit, meeting_id: str) -> None:
    person_id = kit.registrations.roster(meeting_id)[0].person.id
    kit.check_in.admit(meeting_id, person_id)
    meeting = kit.meetings.get(meeting_id)
    void = {
        "meeting_id": (meeting_id, ""),
        "person_id": (person_id, ""),
        "kind": ("void", ""),
        "at": ("2026-11-24T17:30:00+00:00", ""),
        "voids": ("01a20e96-0000-7000-8000-00000000dead", ""),
    }
    row = Row(record="attendance", record_id="01a20e96-0000-7000-8000-000000000001", seq=1, fields=void)
    kit.replica.apply_page(meeting.scope, "epoch", [row], 1)
    assert kit.check_in.presence(meeting_id, person_id).is_present
    assert kit.registrations.attendance(meeting_id).present == 1
    assert kit.meetings.all()[0].present == 1


def test_a_late_entry_keeps_the_moment_it_tells(kit: Kit, meeting_id: str) -> None:
    person_id = kit.registrations.roster(meeting_id)[0].person.id
    paris = datetime(2026, 11, 24, 18, 31, tzinfo=ZoneInfo("Europe/Paris"))
    kit.check_in.admit(meeting_id, person_id, at=paris)
    assert kit.check_in.presence(meeting_id, person_id).arrived_at == paris


def test_an_excuse_begins_no_meeting(kit: Kit, meeting_id: str) -> None:
    kit.check_in.excuse(meeting_id, kit.registrations.roster(meeting_id)[0].person.id)
    assert kit.meetings.get(meeting_id).status is MeetingStatus.CONFIRMED
