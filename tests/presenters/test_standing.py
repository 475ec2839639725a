"""What a meeting still lacks, said in words on the step where it is prepared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.model.meetings import MeetingStatus, Role
from ui.pages.prepare.standing import StandingPresenter, read

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


def _words(asker: PlainAsker, meeting_id: str) -> list[str]:
    return [line.words for line in read(asker.kit, meeting_id, asker.environment.now()).lines]


def _planned(asker: PlainAsker, *, days: int = 30, venue: bool = True) -> str:
    kit = asker.kit
    start = asker.environment.now() + timedelta(days=days)
    first, _ = kit.plan.plan_pair(
        kit.meetings.groups()[0].id, 4, start, venue_id=kit.venues.all()[0].id if venue else None
    )
    return first.id


def test_what_is_missing_is_named_until_nothing_is(asker: PlainAsker, view: Recorder) -> None:
    meeting = _planned(asker, venue=False)
    StandingPresenter(asker, view).open(meeting)
    said = [line.words for line in view.last("show_standing").lines]
    assert said[:2] == [
        "To announce, still missing: a venue.",
        "To confirm, still missing: a venue and an organiser.",
    ]
    asker.kit.plan.edit_meeting(meeting, venue_id=asker.kit.venues.all()[0].id)
    assert _words(asker, meeting)[0] == "To confirm, still missing: an organiser."
    asker.kit.plan.assign_role(meeting, asker.kit.people.all()[0].id, Role.ORGANISER)
    assert _words(asker, meeting)[0] == "Nothing is missing: the meeting can be confirmed."
    asker.kit.plan.move_to(meeting, MeetingStatus.CONFIRMED)
    assert not any("missing" in words for words in _words(asker, meeting))


def test_a_date_that_is_near_or_past_is_told(asker: PlainAsker) -> None:
    meeting = _planned(asker, days=3)
    assert "The meeting is in 3 days and is not confirmed." in _words(asker, meeting)
    asker.kit.plan.edit_meeting(meeting, starts_at=asker.environment.now() - timedelta(days=1))
    assert any(words.startswith("This date is past") for words in _words(asker, meeting))


def test_a_venue_that_is_too_small_is_told(asker: PlainAsker) -> None:
    meeting = _planned(asker)
    asker.kit.plan.edit_meeting(meeting, capacity=500)
    assert any(words.startswith("The venue takes") for words in _words(asker, meeting))


def test_a_cancelled_meeting_lacks_nothing(asker: PlainAsker) -> None:
    meeting = _planned(asker)
    asker.kit.plan.move_to(meeting, MeetingStatus.CANCELLED, reason="essai")
    assert _words(asker, meeting) == []
