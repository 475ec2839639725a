"""Somebody known in two groups: two records of one human, the second naming the first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from organiser_kit.imports.people_rows import PersonRow
from organiser_kit.model.meetings import Role
from organiser_kit.oplog.op import decode_op
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from organiser_kit.services.practice import PracticeGroup


@pytest.fixture
def guest(kit: Kit) -> Person:
    """Somebody of another group."""
    group = kit.plan.new_group("Autre groupe")
    return kit.people.add(
        group.id, family_name="Exemple", given_name="Voisine", structure="Chez elle", email="v@example.org"
    )


def in_group(kit: Kit, practice: PracticeGroup) -> list[Person]:
    """Return the people called Voisine in the practice group."""
    return [person for person in kit.people.all(practice.group_id) if person.given_name == "Voisine"]


def test_registering_a_guest_makes_one_twin_without_contacts(
    kit: Kit, meeting_id: str, practice: PracticeGroup, guest: Person
) -> None:
    kit.registrations.register(meeting_id, [guest.id])
    kit.registrations.register(meeting_id, [guest.id])
    (twin,) = in_group(kit, practice)
    assert (twin.twin_of, twin.email) == (guest.id, None)
    assert kit.people.structure_names()[twin.structure_id or ""] == "Chez elle"
    registration = kit.registrations.of(meeting_id, guest.id)
    assert registration
    assert registration.person_id == twin.id
    assert sum(entry.person.id == twin.id for entry in kit.registrations.roster(meeting_id)) == 1


def test_the_badge_of_the_one_opens_the_door_of_the_other(kit: Kit, meeting_id: str, guest: Person) -> None:
    own = kit.registrations.roster(meeting_id)[0].person.id
    kit.check_in.scan(meeting_id, kit.badges.codes([own])[own])  # the keys known so far are loaded
    newest = kit.plan.new_group("Groupe tout neuf")
    stranger = kit.people.add(newest.id, family_name="Exemple", given_name="Neuve")
    code = kit.badges.codes([stranger.id])[stranger.id]
    assert kit.check_in.scan(meeting_id, code).verdict is Verdict.NOT_REGISTERED
    code = kit.badges.codes([guest.id])[guest.id]
    assert kit.check_in.scan(meeting_id, code).verdict is Verdict.NOT_REGISTERED
    admitted = kit.check_in.admit(meeting_id, guest.id)
    assert admitted.verdict is Verdict.CHECKED_IN
    again = kit.check_in.scan(meeting_id, code)
    assert (again.verdict, again.person_id) == (Verdict.ALREADY_IN, admitted.person_id)
    assert kit.check_in.presence(meeting_id, guest.id).is_present
    kit.check_in.undo(meeting_id, guest.id)
    assert not kit.check_in.presence(meeting_id, guest.id).is_present


def test_a_twin_leads_back_to_the_first_and_makes_no_third(
    kit: Kit, meeting_id: str, practice: PracticeGroup, guest: Person
) -> None:
    kit.registrations.register(meeting_id, [guest.id])
    (twin,) = in_group(kit, practice)
    home = kit.plan.add_meeting(guest.scope[2:], 1, 1, datetime(2026, 12, 1, 17, 30, tzinfo=UTC))
    kit.registrations.register(home.id, [twin.id])
    assert [entry.person.id for entry in kit.registrations.roster(home.id)] == [guest.id]
    assert len(kit.people.selves(twin)) == 2


def test_what_is_written_about_a_meeting_stays_in_its_scope(
    kit: Kit, meeting_id: str, practice: PracticeGroup, guest: Person
) -> None:
    before = len(kit.replica.waiting(10_000, 10**9))
    kit.plan.assign_role(meeting_id, guest.id, Role.FACILITATOR)
    kit.check_in.excuse(meeting_id, guest.id)
    kit.check_in.admit(meeting_id, guest.id)
    kit.import_people.run([PersonRow(2, "Fictif", "Autre")], group_id=guest.scope[2:], meeting_id=meeting_id)
    written = [decode_op(one.body) for one in kit.replica.waiting(10_000, 10**9)[before:]]
    people = {person.id for person in kit.people.all(practice.group_id)}
    about = [op for op in written if op.record in ("registration", "attendance", "meeting_role")]
    assert len(about) == 5
    for op in about:
        values = op.values or {name: edit[0] for name, edit in (op.fields or {}).items()}
        assert values["person_id"] in people


def test_a_guest_expected_at_home_is_at_the_wrong_meeting(kit: Kit, meeting_id: str, guest: Person) -> None:
    kit.registrations.register(meeting_id, [guest.id])
    kit.registrations.withdraw(meeting_id, guest.id)
    home = kit.plan.add_meeting(guest.scope[2:], 1, 1, datetime(2026, 12, 1, 17, 30, tzinfo=UTC))
    kit.registrations.register(home.id, [guest.id])
    code = kit.badges.codes([guest.id])[guest.id]
    scanned = kit.check_in.scan(meeting_id, code)
    assert (scanned.verdict, scanned.other_meeting) == (Verdict.WRONG_MEETING, home.id)
