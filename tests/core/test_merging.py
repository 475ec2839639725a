"""Two records of one person become one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.model.attendance import FactKind
from organiser_kit.model.meetings import Role, RoleState
from organiser_kit.services.verdicts import Verdict
from tests.core.test_several_laptops import LATER, arrive

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person


@pytest.fixture
def kept(kit: Kit, meeting_id: str) -> Person:
    """Somebody registered."""
    return kit.registrations.roster(meeting_id)[0].person


@pytest.fixture
def duplicate(kit: Kit, kept: Person, meeting_id: str) -> Person:
    """The same, welcomed as a walk-in."""
    kit.environment.clock.advance(minutes=5)  # type: ignore[attr-defined]
    result = kit.check_in.walk_in(
        meeting_id, family_name=kept.family_name, given_name=kept.given_name, contact="06 99 99 99 99"
    )
    return kit.people.get(result.person_id or "")


def test_presence_badge_role_and_contact_go_to_the_person_kept(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    kit.people.edit(kept.id, phone=None)
    badge = kit.badges.codes([duplicate.id])[duplicate.id]
    kit.plan.assign_role(meeting_id, duplicate.id, Role.TIMEKEEPER)
    before = len(kit.registrations.roster(meeting_id))

    kit.merging.merge(kept.id, duplicate.id)

    roster = {entry.person.id: entry for entry in kit.registrations.roster(meeting_id)}
    assert len(roster) == before - 1
    assert duplicate.id not in roster
    entry = roster[kept.id]
    assert entry.presence.is_present
    assert entry.roles == (Role.TIMEKEEPER,)
    assert kit.people.get(kept.id).phone == "06 99 99 99 99"
    again = kit.check_in.scan(meeting_id, badge)
    assert (again.verdict, again.person_id) == (Verdict.ALREADY_IN, kept.id)
    assert kit.people.living(duplicate.id).id == kept.id


def test_what_the_person_kept_has_stays(kit: Kit, kept: Person, duplicate: Person) -> None:
    kit.people.edit(kept.id, phone="01 99 99 99 99")
    kit.merging.merge(kept.id, duplicate.id)
    assert kit.people.get(kept.id).phone == "01 99 99 99 99"


def test_the_moved_presence_is_a_new_fact_and_the_log_says_why(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    arrived = kit.check_in.presence(meeting_id, duplicate.id).arrived_at
    kit.merging.merge(kept.id, duplicate.id)
    assert kit.check_in.presence(meeting_id, kept.id).arrived_at == arrived
    lines = kit.check_in.log.lines(meeting_id)
    assert sorted(line.kind or "" for line in lines) == [FactKind.CHECK_IN, FactKind.CHECK_IN, FactKind.VOID]
    assert [line.reason for line in lines if line.kind is FactKind.VOID] == ["merged"]


def test_a_presence_on_a_validated_sheet_is_not_moved(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    kit.sheets.validate(meeting_id)
    with pytest.raises(UserError, match="reopen the sheet"):
        kit.merging.merge(kept.id, duplicate.id)
    assert {kept.id, duplicate.id} <= {one.id for one in kit.people.all()}
    kit.merging.merge(duplicate.id, kept.id)
    assert kit.check_in.presence(meeting_id, duplicate.id).is_present


def test_two_groups_and_one_person_are_refused(kit: Kit, kept: Person) -> None:
    other = kit.practice.create(people=2)
    stranger = kit.people.all(other.group_id)[0]
    with pytest.raises(UserError, match="different groups"):
        kit.merging.merge(kept.id, stranger.id)
    with pytest.raises(UserError, match="choose two"):
        kit.merging.merge(kept.id, kept.id)


def test_whoever_was_merged_is_erased_with_the_person_kept(kit: Kit, kept: Person, duplicate: Person) -> None:
    kit.merging.merge(kept.id, duplicate.id)
    assert set(kit.erasure.person(kept.id, "asked for it").people) == {kept.id, duplicate.id}


def test_a_merge_is_undone_by_restoring(kit: Kit, kept: Person, duplicate: Person) -> None:
    kit.merging.merge(kept.id, duplicate.id)
    kit.deletions.restore("person", duplicate.id)
    kit.merging.settle()
    assert kit.people.living(duplicate.id).id == duplicate.id


def test_two_laptops_that_kept_the_other_one_each_end_with_the_first_made(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    kit.merging.merge(kept.id, duplicate.id)
    arrive(kit, replace(kit.people.get(kept.id), merged_into=duplicate.id), stamp=LATER)
    kit.people.delete(kept.id)
    kit.merging.settle()
    kit.merging.settle()
    assert kit.people.living(duplicate.id).id == kit.people.living(kept.id).id == min(kept.id, duplicate.id)
    assert kit.check_in.presence(meeting_id, kept.id).is_present


def test_suspects_are_proposed_the_one_that_a_sheet_names_or_that_was_made_first_is_kept(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    (pair,) = kit.suspects.all()
    assert (pair.kept.person.id, pair.duplicate.person.id) == (kept.id, duplicate.id)
    assert (pair.kept.evenings, pair.duplicate.evenings) == (0, 1)
    kit.sheets.validate(meeting_id)
    (pair,) = kit.suspects.all()
    assert pair.kept.person.id == duplicate.id, "a sheet names that record"
    kit.merging.merge(pair.kept.person.id, pair.duplicate.person.id)
    assert kit.suspects.all() == ()


def test_of_two_answers_to_one_request_the_acceptance_stands(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    kit.facilitators.join_pool(kept.id)
    kit.facilitators.note(meeting_id, kept.id, RoleState.DECLINED)
    kit.facilitators.join_pool(duplicate.id)
    kit.facilitators.note(meeting_id, duplicate.id, RoleState.ACCEPTED)
    kit.facilitators.record_minutes(meeting_id, duplicate.id, 90)
    kit.merging.merge(kept.id, duplicate.id)
    assert (kept.id, Role.FACILITATOR) in [(one.id, role) for one, role in kit.meetings.roles(meeting_id)]
    assert kit.facilitators.minutes(kept.id) == 90


def test_nobody_is_written_to_twice_and_who_did_what_follows(
    kit: Kit, kept: Person, duplicate: Person, meeting_id: str
) -> None:
    kit.notices.queue(meeting_id, "moved")
    key = kit.checklists.of(meeting_id, "fr").tasks[0].key
    kit.checklists.tick(meeting_id, key, by=duplicate.id)
    kit.merging.merge(kept.id, duplicate.id)
    letters = [line for line in kit.notices.of(meeting_id) if line.person.id == kept.id]
    assert len(letters) == 1
    assert kit.checklists.of(meeting_id, "fr").tasks[0].done_by == kept.id


def test_somebody_who_declined_is_on_no_list(kit: Kit, meeting_id: str) -> None:
    group = kit.meetings.groups()[0]
    person = kit.people.add(group.id, family_name="Exemple-Ailleurs", given_name="Zoé")
    kit.facilitators.join_pool(person.id)
    kit.facilitators.note(meeting_id, person.id, RoleState.DECLINED)
    assert person.id not in [entry.person.id for entry in kit.registrations.roster(meeting_id)]
    kit.facilitators.note(meeting_id, person.id, RoleState.ACCEPTED)
    assert person.id in [entry.person.id for entry in kit.registrations.roster(meeting_id)]
