"""A meeting as it is run: what the page and the wall are told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.i18n import use
from organiser_kit.rules.running_clock import Running
from ui.pages.animation.presenter import AnimationPresenter

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.animation.contents import KitContents
    from ui.pages.animation.face import Face


@pytest.fixture
def page(asker: PlainAsker, view: Recorder) -> AnimationPresenter:
    """Tonight's meeting at 18:30, its hour."""
    later(asker, 5)
    presenter = AnimationPresenter(asker, view)
    presenter.open(tonight(asker))
    return presenter


def tonight(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


def later(asker: PlainAsker, minutes: float) -> None:
    asker.environment.clock.advance(minutes=minutes)  # type: ignore[attr-defined]


def wait(page: AnimationPresenter, asker: PlainAsker, minutes: float) -> None:
    later(asker, minutes)
    page.tick()


def face(view: Recorder) -> Face:
    shown: Face = view.last("show_face")
    return shown


def said(view: Recorder) -> list[Any]:
    return [arguments[0] for name, arguments in view.calls if name == "say"]


def test_the_kit_is_there_in_the_language_of_the_screen(page: AnimationPresenter, view: Recorder) -> None:
    contents: KitContents = view.last("show_kit")
    assert contents.title == "Discovering creative programming — first meeting"
    assert contents.edition == "Edition 1 · Organiser Kit · CC-BY-4.0"
    assert contents.remarks == ()
    assert len(contents.activities) == len(contents.plan.lengths) == 8
    assert {"The robot’s cards", "The living card"} <= {sheet.title for sheet in contents.sheets}
    use("fr")
    page.load()
    assert view.last("show_kit").activities[3].title == "Pause"


def test_a_module_without_a_kit_is_run_by_the_one_for_any_meeting(asker: PlainAsker, view: Recorder) -> None:
    group = asker.kit.meetings.groups()[0]
    moment = asker.environment.now() + timedelta(days=3)
    asker.kit.plan.add_module(group.id, 4, "Un module fictif")
    first, _ = asker.kit.plan.plan_pair(group.id, 4, moment)
    AnimationPresenter(asker, view).open(first.id)
    contents: KitContents = view.last("show_kit")
    assert contents.title == "A meeting, whatever the module"
    assert contents.remarks == ("No kit is made for module 4, meeting 1: this one suits any meeting.",)


def test_a_meeting_without_a_date_says_so(asker: PlainAsker, view: Recorder) -> None:
    second = asker.kit.meetings.all()[1].id
    asker.kit.plan.edit_meeting(second, starts_at=None)
    presenter = AnimationPresenter(asker, view)
    presenter.open(second)
    assert "date" in view.last("show_none").sentence
    presenter.next()
    presenter.tick()
    assert view.count("show_face") == 0


def test_before_the_start_the_wall_tells_the_hour(page: AnimationPresenter, view: Recorder) -> None:
    shown = face(view)
    assert (shown.phase, shown.title, shown.number) == ("waiting", "The meeting begins at", "18:30")
    assert (shown.following, shown.end, shown.lateness) == ("Welcome and introductions", "20:30", "")
    assert said(view) == []


def test_an_activity_runs_down_and_says_so_once(
    page: AnimationPresenter, asker: PlainAsker, view: Recorder
) -> None:
    page.next()
    shown = face(view)
    assert (shown.place, shown.number, shown.unit) == ("Activity 1 of 8", "15", "minutes left")
    assert (shown.status, shown.following, shown.material) == (
        "Until 18:45",
        "The barometer: where do we stand?",
        "Rolls of masking tape",
    )
    assert said(view)[0].startswith("Now: “Welcome and introductions”, 15 min. Material: Badges")
    wait(page, asker, 12.5)
    assert (face(view).phase, face(view).number) == ("running", "3")
    wait(page, asker, 0.5)
    assert (face(view).phase, face(view).number, face(view).status) == ("soon", "2", "Time to finish")
    wait(page, asker, 1.5)
    assert (face(view).number, face(view).unit) == ("1", "minute left")
    wait(page, asker, 0.5)
    assert (face(view).phase, face(view).number, face(view).status) == ("over", "0", "Time is up")
    wait(page, asker, 3)
    assert (face(view).number, face(view).unit, face(view).left) == ("+3", "minutes over", "over by 3 min")
    assert (face(view).lateness, face(view).is_late) == ("3 min late", True)
    assert said(view)[1:] == ["2 min left: time to finish.", "Time is up"]


def test_colour_is_never_alone(page: AnimationPresenter, asker: PlainAsker, view: Recorder) -> None:
    page.next()
    looks = [(face(view).tone, face(view).icon, face(view).status)]
    for minutes in (13, 2):
        wait(page, asker, minutes)
        looks.append((face(view).tone, face(view).icon, face(view).status))
    page.pause()
    looks.append((face(view).tone, face(view).icon, face(view).status))
    assert all(len(set(column)) == 4 for column in zip(*looks, strict=True))


def test_an_alarm_is_for_the_two_moments_that_matter(asker: PlainAsker) -> None:
    alarms: list[bool] = []

    class View:
        def __getattr__(self, name: str) -> Any:
            return lambda *_, **named: alarms.append(named["alarm"]) if name == "say" else None

    page = AnimationPresenter(asker, View())
    page.open(tonight(asker))
    page.next()
    wait(page, asker, 13)
    wait(page, asker, 3)
    page.pause()
    assert alarms == [False, True, True, False]


def test_more_minutes_move_the_end_and_are_taken_back(
    page: AnimationPresenter, asker: PlainAsker, view: Recorder
) -> None:
    page.next()
    page.extend()
    assert (face(view).number, face(view).status, face(view).extended) == ("20", "Until 18:50", 5)
    assert (face(view).end, face(view).lateness) == ("20:35", "5 min late")
    assert said(view)[-1] == "This activity was given 5 minutes more."
    page.extend(-5)
    assert (face(view).number, face(view).end, face(view).lateness) == ("15", "20:30", "on time")
    before = view.count("say")
    page.extend(-5)
    assert view.count("say") == before, "there was nothing to take back"


def test_the_last_activity_ends_the_meeting(
    page: AnimationPresenter, asker: PlainAsker, view: Recorder
) -> None:
    page.begin(7)
    assert (face(view).is_last, face(view).following, face(view).material) == (True, "End of the meeting", "")
    wait(page, asker, 118)
    page.next()
    shown = face(view)
    assert (shown.phase, shown.number, shown.status) == ("ended", "20:28", "2 min early")
    assert said(view)[-1] == "Thank you! The meeting is over."
    page.back()
    assert face(view).activity == 7


def test_a_pause_holds_the_minutes(page: AnimationPresenter, asker: PlainAsker, view: Recorder) -> None:
    page.next()
    wait(page, asker, 5)
    page.pause()
    wait(page, asker, 10)
    assert (face(view).phase, face(view).number, face(view).lateness) == ("paused", "10", "10 min late")
    page.pause()
    assert (face(view).phase, face(view).status) == ("running", "Until 18:55")
    assert said(view)[-2:] == ["Paused", "The clock is running: 10 min left."]


def test_far_from_its_hours_a_meeting_is_neither_late_nor_early(asker: PlainAsker, view: Recorder) -> None:
    presenter = AnimationPresenter(asker, view)
    presenter.open(asker.kit.meetings.all()[1].id)
    presenter.next()
    assert (face(view).lateness, face(view).is_late) == ("", False)


def test_another_window_takes_up_the_clock_where_it_was(
    page: AnimationPresenter, asker: PlainAsker, view: Recorder
) -> None:
    page.next()
    page.next()
    later(asker, 4)
    AnimationPresenter(asker, view).open(tonight(asker))
    assert (face(view).place, face(view).number) == ("Activity 2 of 8", "6")
    assert said(view)[-1].startswith("Now: “The barometer"), "what runs already is not announced again"


def test_what_was_read_before_a_move_does_not_take_it_back(
    page: AnimationPresenter, asker: PlainAsker, view: Recorder
) -> None:
    page.next()
    asker.kit.running.keep(tonight(asker), "module-1-meeting-1", 8, Running())
    page.load()
    assert face(view).activity == 0


def test_the_same_moment_is_shown_once(page: AnimationPresenter, view: Recorder) -> None:
    before = view.count("show_face")
    page.tick()
    assert view.count("show_face") == before
    page.show_again()
    assert view.count("show_face") == before + 1


def test_french_reads_as_french_does(page: AnimationPresenter, asker: PlainAsker, view: Recorder) -> None:
    use("fr")
    page.load()
    page.next()
    wait(page, asker, 18)
    shown = face(view)
    assert (shown.number, shown.unit) == ("+3", "minutes de dépassement")
    assert shown.left == "dépassé de 3\u00a0min"
    assert (shown.status, shown.lateness) == ("C’est l’heure", "3\u00a0min de retard")
