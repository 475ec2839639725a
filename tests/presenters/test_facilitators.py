"""Finding a facilitator: the pool, the answers, the letter to the coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from organiser_kit.model.meetings import RoleState
from ui.pages.prepare.facilitators import FacilitatorPresenter

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


def _tell(sentence: str, undo: object = None) -> None:
    del sentence, undo


def test_somebody_joins_the_pool_is_asked_and_accepts(asker: PlainAsker, view: Recorder) -> None:
    meeting = asker.kit.meetings.all()[0].id
    presenter = FacilitatorPresenter(asker, view, _tell)
    presenter.open(meeting)
    before = view.last("show_facilitators")
    name, person = before.others[0]
    presenter.join(person, "Le soir", 15)
    line = next(one for one in view.last("show_facilitators").lines if one.person_id == person)
    assert (line.name, line.state_words, line.available) == (name, "Not asked", "Le soir, up to 15 km")
    presenter.note(person, RoleState.ACCEPTED)
    presenter.record(person, 150)
    line = next(one for one in view.last("show_facilitators").lines if one.person_id == person)
    assert (line.state_words, line.minutes, line.total) == ("Accepted", 150, "2 h 30")
    assert "facilitate" in view.last("show_facilitators").summary
    presenter.record(person, -1)
    assert view.count("refuse") == 1


def test_the_coordinator_gets_the_facts_of_the_meeting(asker: PlainAsker, view: Recorder) -> None:
    meeting = asker.kit.meetings.all()[0].id
    FacilitatorPresenter(asker, view, _tell).open(meeting)
    state = view.last("show_facilitators")
    venue = asker.kit.venues.all()[0]
    assert venue.name in state.letter
    assert venue.name in unquote(state.coordinator_mail)
