"""Two sessions of one day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ui.pages.reception.presenter import ReceptionPresenter

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


@pytest.fixture
def day(asker: PlainAsker) -> tuple[str, str]:
    """Both meetings of the pair today: two hours each, three hours from start to start."""
    first, second = (one.id for one in asker.kit.meetings.all()[:2])
    start = asker.kit.meetings.get(first).starts_at
    assert start is not None
    asker.kit.plan.edit_meeting(first, starts_at=start - timedelta(hours=6), duration_minutes=120)
    asker.kit.plan.edit_meeting(second, starts_at=start - timedelta(hours=3), duration_minutes=120)
    return first, second


def at(asker: PlainAsker, meeting_id: str, **after: float) -> None:
    """Let it be so long after the start of a meeting."""
    start = asker.kit.meetings.get(meeting_id).starts_at
    assert start is not None
    gap = (start + timedelta(**after) - asker.environment.now()).total_seconds()
    asker.environment.clock.advance(seconds=gap)  # type: ignore[attr-defined]


def test_the_session_that_is_on_is_proposed_and_one_key_opens_its_door(
    asker: PlainAsker, view: Recorder, day: tuple[str, str]
) -> None:
    first, second = day
    at(asker, second, minutes=-20)
    door = ReceptionPresenter(asker, view)
    door.open(first)
    answer = view.last("show_answer")
    assert (answer.words, answer.switch_to) == ("Another session is on", second)
    assert [one.meeting_id for one in view.last("show_door").sessions] == [first, second]
    door.switch_session()
    assert view.last("switch_session") == second
    door.open(second)
    assert view.last("show_answer").face == "waiting", "this is the one that is on"
    door.switch_session()
    assert view.last("switch_session") == first


def test_a_badge_of_the_other_session_says_so_and_comes_along(
    asker: PlainAsker, view: Recorder, day: tuple[str, str]
) -> None:
    first, second = day
    person = asker.kit.people.add(
        asker.kit.meetings.groups()[0].id, family_name="Exemple-Soir", given_name="Noël"
    )
    asker.kit.registrations.register(second, [person.id])
    at(asker, first, minutes=5)
    door = ReceptionPresenter(asker, view)
    door.open(first)
    assert view.last("show_answer").face == "waiting"
    door.scan(asker.kit.badges.codes([person.id])[person.id])
    answer = view.last("show_answer")
    assert (answer.words, answer.switch_to, answer.offer) == ("Other session", second, "admit")
    assert "Registered today for" in answer.detail
    door.switch_session()
    door.open(view.last("switch_session"))
    assert (view.last("show_answer").face, view.last("show_answer").name) == ("ok", "EXEMPLE-SOIR Noël")
    assert asker.kit.check_in.presence(second, person.id).is_present
    assert not asker.kit.check_in.presence(first, person.id).is_present


def test_a_session_alone_offers_no_choice(asker: PlainAsker, view: Recorder) -> None:
    door = ReceptionPresenter(asker, view)
    door.open(asker.kit.meetings.all()[0].id)
    assert view.last("show_door").sessions == ()
    door.switch_session()
    assert view.count("switch_session") == 0
