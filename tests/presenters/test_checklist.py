"""The checklist of a meeting, as its card is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.meetings import Role
from organiser_kit.model.preparation import Phase
from ui.pages.checklist.presenter import WHEN, ChecklistPresenter, when_words

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.checklist.presenter import ChecklistState, TaskLine


def tonight(asker: PlainAsker) -> str:
    return next(one.id for one in asker.kit.meetings.all() if one.meeting.sequence == 1)


@pytest.fixture
def card(asker: PlainAsker, view: Recorder) -> ChecklistPresenter:
    asker.kit.plan.edit_meeting(tonight(asker), starts_at=asker.environment.now() + timedelta(days=30))
    presenter = ChecklistPresenter(asker, view, view.notify)
    presenter.open(tonight(asker))
    return presenter


def line(state: ChecklistState, key: str) -> TaskLine:
    return next(one for phase in state.phases for one in phase.lines if one.key == key)


def test_progress_is_told_in_words(card: ChecklistPresenter, asker: PlainAsker, view: Recorder) -> None:
    state = view.last("show_checklist")
    count = sum(len(phase.lines) for phase in state.phases)
    assert state.progress == f"Done: 0 of {count}."
    assert [phase.title for phase in state.phases] == ["Before", "During the meeting", "After"]

    card.tick("book-room", "", done=True)
    assert view.last("show_checklist").progress == f"Done: 1 of {count}."
    asker.kit.plan.edit_meeting(tonight(asker), starts_at=asker.environment.now() + timedelta(days=19))
    card.load()
    state = view.last("show_checklist")
    assert (state.progress, state.tone) == (f"Done: 1 of {count}, 1 is late.", "warning")
    assert line(state, "find-facilitator").remark.startswith("Late: it was due on ")
    for phase in state.phases:
        for one in phase.lines:
            card.tick(one.key, "", done=True)
    assert view.last("show_checklist").progress == "Everything is done."


def test_a_tick_tells_who_did_it_until_it_is_taken_away(
    card: ChecklistPresenter, asker: PlainAsker, view: Recorder
) -> None:
    ticker = view.last("show_checklist").tickers[0]
    assert ticker.person_id == next(
        person.id
        for person, role in asker.kit.meetings.detail(tonight(asker)).roles
        if role is Role.ORGANISER
    )

    card.tick("remind", ticker.person_id, done=True)
    done = line(view.last("show_checklist"), "remind")
    assert done.done
    assert done.remark.startswith("Done on ")
    assert done.remark.endswith(f" by {ticker.name}")
    card.tick("remind", ticker.person_id, done=False)
    assert not line(view.last("show_checklist"), "remind").done


def test_somebody_erased_has_no_name_any_more(
    card: ChecklistPresenter, asker: PlainAsker, view: Recorder
) -> None:
    ticker = view.last("show_checklist").tickers[0]
    card.tick("remind", ticker.person_id, done=True)
    asker.kit.erasure.person(ticker.person_id, "asked to")

    card.load()

    assert " by " not in line(view.last("show_checklist"), "remind").remark


def test_a_line_is_added_and_taken_off_with_a_way_back(
    card: ChecklistPresenter, asker: PlainAsker, view: Recorder
) -> None:
    card.add("Apporter le café", Phase.BEFORE, -1)
    assert view.count("added") == 1
    added = next(one for one in view.last("show_checklist").phases[0].lines if one.text == "Apporter le café")

    card.remove(added)
    assert all(one.key != added.key for one in view.last("show_checklist").phases[0].lines)
    sentence, undo = next(given for name, given in reversed(view.calls) if name == "notify")
    assert sentence == "Taken off the list: Apporter le café"
    undo()
    assert line(view.last("show_checklist"), added.key).text == "Apporter le café"

    card.remove(line(view.last("show_checklist"), "remind"))
    assert [one.key for one in view.last("show_checklist").removed] == ["remind"]
    card.bring_back("remind")
    assert not view.last("show_checklist").removed


def test_nothing_to_add_is_refused_in_one_sentence(card: ChecklistPresenter, view: Recorder) -> None:
    card.add("   ", Phase.BEFORE, -1)
    assert view.last("refuse").sentence == "Write what is to be done."


def test_every_time_a_line_may_be_due_has_its_own_words() -> None:
    assert len({when_words(*one) for one in WHEN}) == len(WHEN)
