"""Asking facilitators: a role counts once it is accepted, and its time is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.model.meetings import Role, RoleState

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


def _roles(kit: Kit, meeting_id: str) -> list[tuple[str, Role]]:
    return [(person.id, role) for person, role in kit.meetings.roles(meeting_id)]


def test_a_role_counts_once_it_is_accepted(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[4]
    kit.facilitators.join_pool(person.id, availability="Le soir", travel_km=20)
    candidate = next(one for one in kit.facilitators.pool(meeting_id) if one.person.id == person.id)
    assert candidate.state is None
    assert candidate.person.availability == "Le soir"

    kit.facilitators.note(meeting_id, person.id, RoleState.ASKED)
    assert (person.id, Role.FACILITATOR) not in _roles(kit, meeting_id)
    kit.facilitators.note(meeting_id, person.id, RoleState.ACCEPTED)
    assert (person.id, Role.FACILITATOR) in _roles(kit, meeting_id)
    kit.facilitators.note(meeting_id, person.id, RoleState.DECLINED)
    assert (person.id, Role.FACILITATOR) not in _roles(kit, meeting_id)


def test_giving_the_role_to_somebody_who_was_asked_is_their_acceptance(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[4]
    kit.facilitators.note(meeting_id, person.id, RoleState.ASKED)
    kit.plan.assign_role(meeting_id, person.id, Role.FACILITATOR)
    assert (person.id, Role.FACILITATOR) in _roles(kit, meeting_id)


def test_time_is_added_up_over_meetings(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[4]
    other = next(one.id for one in kit.meetings.all() if one.id != meeting_id)
    for meeting, minutes in ((meeting_id, 150), (other, 90)):
        kit.facilitators.note(meeting, person.id, RoleState.CAME)
        kit.facilitators.record_minutes(meeting, person.id, minutes)
    assert kit.facilitators.minutes(person.id) == 240
    kit.facilitators.note(other, person.id, RoleState.DECLINED)
    assert kit.facilitators.minutes(person.id) == 150


def test_what_makes_no_sense_is_refused(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[4]
    with pytest.raises(UserError, match="Ask this person first"):
        kit.facilitators.record_minutes(meeting_id, person.id, 60)
    with pytest.raises(UserError, match="between 0"):
        kit.facilitators.record_minutes(meeting_id, person.id, -5)
    with pytest.raises(UserError, match="below zero"):
        kit.facilitators.join_pool(person.id, travel_km=-1)


def test_joining_the_pool_again_keeps_what_was_known(kit: Kit, meeting_id: str) -> None:
    person = kit.people.all()[4]
    kit.facilitators.join_pool(person.id, availability="Le soir", travel_km=20)
    kit.facilitators.join_pool(person.id, travel_km=5)
    kit.facilitators.join_pool(person.id)
    candidate = next(one for one in kit.facilitators.pool(meeting_id) if one.person.id == person.id)
    assert (candidate.person.availability, candidate.person.travel_km) == ("Le soir", 5)
