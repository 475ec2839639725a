"""Today: which meeting is next, the one thing to do about it, and what else needs somebody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.meetings import MeetingStatus, Role
from ui.pages.home.presenter import HomePresenter, HomeState, act_for, read

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


def shown(asker: PlainAsker, after: timedelta = timedelta()) -> HomeState:
    return read(asker.kit, asker.environment.now() + after)


def test_this_evening_is_next_and_one_opens_its_door(asker: PlainAsker, view: Recorder) -> None:
    HomePresenter(asker, view).load()
    state: HomeState = view.last("show_home")
    assert state.next is not None
    assert (state.next.moment, state.next.act) == ("Today", "welcome")
    assert state.day == "Tuesday 24 November 2026"
    assert len(state.later) == 1


def test_the_one_thing_to_do_follows_the_day(asker: PlainAsker) -> None:
    meeting = asker.kit.meetings.all()[0].meeting
    assert meeting.starts_at is not None
    assert meeting.ends_at is not None
    assert act_for(meeting, meeting.starts_at - timedelta(days=1)) == "prepare"
    assert act_for(meeting, meeting.starts_at - timedelta(hours=10)) == "welcome"
    assert act_for(meeting, meeting.ends_at) == "welcome"
    assert act_for(meeting, meeting.ends_at + timedelta(minutes=1)) == "close"


def test_how_near_the_next_meeting_is(asker: PlainAsker) -> None:
    moments = {
        days: state.next.moment
        for days in (-5, -1)
        if (state := shown(asker, timedelta(days=days))).next is not None
    }
    assert moments == {-5: "In 5 days", -1: "Tomorrow"}
    during = shown(asker, timedelta(hours=1)).next
    assert during is not None
    assert during.moment == "Now"


def test_what_the_card_asks_is_not_asked_twice(asker: PlainAsker) -> None:
    asker.environment.clock.advance(seconds=3 * 3600)  # type: ignore[attr-defined]
    state = shown(asker)
    assert state.next is not None
    assert state.next.act == "close"
    assert not any(need.way == "close" for need in state.needs)

    asker.environment.clock.advance(seconds=24 * 3600)  # type: ignore[attr-defined]
    later = shown(asker)
    assert [need.way for need in later.needs if need.urgent] == ["close"]
    assert later.needs[0].about.startswith("Module ")


def test_needs_go_where_they_are_dealt_with_and_then_away(asker: PlainAsker) -> None:
    kit = asker.kit
    second = kit.meetings.all()[1].meeting
    for person, role in kit.meetings.roles(second.id):
        kit.plan.remove_role(second.id, person.id, role)
    kit.plan.edit_meeting(second.id, venue_id=None)
    ways = {(need.way, need.meeting_id, need.words) for need in shown(asker).needs}
    assert ("prepare", second.id, "The meeting has no venue yet.") in ways
    assert ("prepare", second.id, "The meeting has no facilitator yet.") in ways

    kit.plan.assign_role(second.id, kit.people.all()[0].id, Role.FACILITATOR)
    kit.plan.edit_meeting(second.id, venue_id=kit.meetings.venues()[0].id)
    assert not [need for need in shown(asker).needs if need.meeting_id == second.id]


def test_a_copy_without_meetings_teaches(asker: PlainAsker) -> None:
    kit = asker.kit
    for summary in kit.meetings.all():
        kit.plan.delete_meeting(summary.meeting.id)
    state = shown(asker)
    assert (state.has_meetings, state.has_group, state.next, state.needs) == (False, True, None, ())


def test_without_a_meeting_to_come_nothing_is_next(asker: PlainAsker) -> None:
    kit = asker.kit
    for summary in kit.meetings.all():
        kit.plan.move_to(summary.meeting.id, MeetingStatus.CANCELLED, reason="Exemple")
    state = shown(asker)
    assert state.next is None
    assert state.summary == "Nothing is planned, and nothing needs you."


def test_the_moment_counts_days_where_the_meeting_is_held(asker: PlainAsker) -> None:
    kit = asker.kit
    first = kit.meetings.all()[0].meeting
    kit.plan.edit_meeting(first.id, starts_at=datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    # Half past midnight in London is still half past one in Paris: tomorrow in both.
    state = read(kit, datetime(2026, 11, 24, 23, 30, tzinfo=UTC))
    assert state.next is not None
    assert state.next.moment == "Today", "in Paris it is the 25th already"
