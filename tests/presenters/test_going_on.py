"""After the training: what is asked on Today, what is in hand, and how a community plans."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.meetings import GroupStatus, MeetingStatus, Role
from organiser_kit.model.people import Purpose
from ui.pages.groups.presenter import GroupsPresenter, read
from ui.pages.home import presenter as home
from ui.pages.meetings.presenter import MeetingsPresenter, PairWish

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.groups.going_on import GoingOn
    from ui.pages.home.presenter import Need

ASKED = "The group has finished its meetings: go on together?"
OTHER = "Autre groupe inventé"


@pytest.fixture
def group(asker: PlainAsker) -> str:
    """A group whose first meeting is held and whose second is cancelled."""
    first, second = (one.meeting for one in asker.kit.meetings.all())
    asker.kit.sheets.validate(first.id, headcount=8)
    asker.kit.plan.move_to(second.id, MeetingStatus.CANCELLED, reason="Salle fermée")
    return asker.kit.meetings.groups()[0].id


def needs(asker: PlainAsker) -> tuple[Need, ...]:
    return home.read(asker.kit, asker.environment.now()).needs


def asked(asker: PlainAsker) -> list[Need]:
    return [need for need in needs(asker) if need.way == "group"]


def going_on(asker: PlainAsker) -> GoingOn | None:
    group = next(one for one in asker.kit.meetings.groups() if one.name != OTHER)
    state = read(asker.kit, group.id)
    assert state is not None
    return state.going_on


def test_nothing_is_said_while_a_meeting_is_to_come(asker: PlainAsker) -> None:
    first, _ = asker.kit.meetings.all()
    asker.kit.sheets.validate(first.id, headcount=8)
    assert asked(asker) == []
    assert going_on(asker) is None


def test_today_asks_once_the_meetings_are_over_and_no_more_when_answered(
    asker: PlainAsker, group: str
) -> None:
    (need,) = asked(asker)
    name = asker.kit.groups.get(group).name
    assert (need.words, need.about, need.group_id, need.meeting_id) == (ASKED, name, group, "")
    assert not need.urgent
    for answer in (GroupStatus.COMMUNITY, GroupStatus.ENDED):
        asker.kit.groups.edit(group, status=answer)
        assert asked(asker) == []
    assert going_on(asker) is None, "a group that ended is left in peace"


def test_a_meeting_hidden_from_everywhere_keeps_no_training_open(asker: PlainAsker) -> None:
    first, second = (one.meeting for one in asker.kit.meetings.all())
    asker.kit.sheets.validate(first.id, headcount=8)
    asker.kit.plan.delete_meeting(second.id)
    assert len(asked(asker)) == 1


def test_the_card_says_what_is_in_hand(asker: PlainAsker, group: str) -> None:
    kit = asker.kit
    staying = [one for one in kit.groups.members(group) if not one.has_left]
    everybody = [one.person for one in staying]
    state = going_on(asker)
    assert state is not None
    assert state.contacts == "0 people agreed to be on the contact sheet."
    assert (state.can_export, state.next_meeting, state.is_community) == (False, "", False)
    assert state.unasked.endswith(f"and {len(everybody) - 4} more people.")

    kit.consents.give(everybody[0].id, Purpose.GROUP_CONTACT)
    for person in everybody[1:-1]:
        kit.consents.give(person.id, Purpose.GROUP_CONTACT)
        kit.consents.withdraw(person.id, Purpose.GROUP_CONTACT)
    kit.resources.add(group, title="Page inventée")
    other = kit.plan.new_group(OTHER).id
    kit.resources.add(other, title="Ailleurs")
    state = going_on(asker)
    assert state is not None
    assert state.contacts == "1 person agreed to be on the contact sheet."
    assert everybody[-1].family_name.upper() in state.unasked
    assert everybody[1].family_name.upper() not in state.unasked, "who said no is not asked again"
    assert state.resources == "The group shares 1 resource to go further."
    assert state.can_export

    kit.groups.note_leaving(group, everybody[0].id, left=True)
    kit.groups.note_leaving(group, everybody[-1].id, left=True)
    state = going_on(asker)
    assert state is not None
    assert state.contacts == "1 person agreed to be on the contact sheet.", "the sheet has who left, too"
    assert state.unasked == ""


def test_becoming_a_community_has_a_way_back_and_recruits_nobody(
    asker: PlainAsker, view: Recorder, group: str
) -> None:
    back: list[Callable[[], None]] = []
    presenter = GroupsPresenter(asker, view, lambda _, undo=None: back.append(undo) if undo else None)
    presenter.load()
    asker.kit.groups.edit(group, open_seats=3)
    presenter.keep(group, "status", GroupStatus.COMMUNITY)
    shown = view.last("show_group")
    assert shown.going_on.is_community
    assert not any("wanted" in said or "seats" in said for said in shown.openness)
    back[0]()
    shown = view.last("show_group")
    assert shown.group.status is GroupStatus.FORMING
    assert "wanted" in shown.openness[0]


def test_a_community_plans_one_meeting_and_needs_no_facilitator(
    asker: PlainAsker, view: Recorder, group: str
) -> None:
    kit = asker.kit
    presenter = MeetingsPresenter(asker, view)
    presenter.begin_pair(group)
    assert view.last("ask_pair").free_numbers == {}
    kit.groups.edit(group, status=GroupStatus.COMMUNITY)
    presenter.begin_pair(group)
    choices = view.last("ask_pair")
    assert (choices.group_id, choices.free_numbers) == (group, {group: 2})
    venue = kit.meetings.venues()[0].id
    presenter.make_pair(PairWish(group, "", 2, "On se retrouve", choices.first, None, venue))
    made = kit.meetings.get(view.last("pair_made"))
    assert kit.meetings.pair(made.id) == (made,)
    assert made.starts_at is not None
    assert made.starts_at - asker.environment.now() < timedelta(weeks=3)
    assert made.id not in {need.meeting_id for need in needs(asker)}
    state = going_on(asker)
    assert state is not None
    assert state.next_meeting == made.id

    kit.groups.edit(group, status=GroupStatus.ACTIVE)
    assert made.id in {need.meeting_id for need in needs(asker)}, "a training needs its facilitator"
    assert not [role for _, role in kit.meetings.roles(made.id) if role is Role.FACILITATOR]
