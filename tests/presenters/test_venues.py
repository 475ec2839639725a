"""The venue directory: the list, one venue, each field kept at once and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from ui.pages.venues.presenter import VenuesPresenter, checked_words, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.presenters.asker import PlainAsker, Recorder


class Told:
    """What was notified, with the way back."""

    def __init__(self) -> None:
        self.undo: Callable[[], None] | None = None
        self.sentences: list[str] = []

    def __call__(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        self.sentences.append(sentence)
        self.undo = undo


def test_the_first_venue_is_open_and_says_how_often_it_serves(asker: PlainAsker, view: Recorder) -> None:
    VenuesPresenter(asker, view, Told()).load()
    state = view.last("show_venues")
    assert state.open.venue.id == state.lines[0].id
    assert state.open.uses == "2 meetings here"
    assert state.open.checked == "Never checked"
    assert state.open.tone == "warning"


def test_a_field_is_kept_at_once_and_can_be_taken_back(asker: PlainAsker, view: Recorder) -> None:
    told = Told()
    presenter = VenuesPresenter(asker, view, told)
    venue = asker.kit.venues.all()[0]
    presenter.keep(venue.id, "opening", "La clé est à la loge")
    assert view.last("show_venues").open.venue.opening == "La clé est à la loge"
    presenter.keep(venue.id, "opening", "La clé est à la loge")
    assert told.sentences == ["Kept."]
    assert told.undo is not None
    told.undo()
    assert asker.kit.venues.get(venue.id).opening == venue.opening


def test_what_makes_no_sense_is_refused_and_shown_as_it_was(asker: PlainAsker, view: Recorder) -> None:
    venue = asker.kit.venues.all()[0]
    VenuesPresenter(asker, view, Told()).keep(venue.id, "name", None)
    assert "name" in view.last("refuse").sentence
    assert view.last("show_venues").open.venue.name == venue.name
    for values in ({"computers": -1}, {"internet": "fast"}, {"badge": 1}, {"notes": "x" * 2_001}):
        with pytest.raises(UserError):
            asker.kit.venues.edit(venue.id, **values)


def test_a_new_venue_is_opened_and_found_by_its_town(asker: PlainAsker, view: Recorder) -> None:
    presenter = VenuesPresenter(asker, view, Told())
    presenter.add(asker.kit.meetings.groups()[0].id, "Salle inventée")
    added = view.last("show_venues").open.venue
    assert added.name == "Salle inventée"
    assert view.count("venue_added") == 1
    asker.kit.venues.edit(added.id, commune="Éxemple-Ville")
    presenter.search("exem")
    assert [line.id for line in view.last("show_venues").lines] == [added.id]
    presenter.search("nowhere")
    assert not view.last("show_venues").lines


def test_what_was_checked_a_year_ago_is_to_be_checked_again(asker: PlainAsker, view: Recorder) -> None:
    venue = asker.kit.venues.all()[0]
    VenuesPresenter(asker, view, Told()).verify(venue.id)
    kept, now = asker.kit.venues.get(venue.id), asker.environment.now()
    assert checked_words(kept, now).startswith("Checked on")
    state = read(asker.kit, "", venue.id, now + timedelta(days=400))
    assert state.open is not None
    assert state.open.checked.endswith("more than a year ago")
    assert state.open.tone == "warning"


def test_a_venue_is_meant_by_its_name(asker: PlainAsker) -> None:
    venue = asker.kit.venues.all()[0]
    assert asker.kit.venues.resolve(venue.name.upper()) == venue.id
    with pytest.raises(NotFoundError):
        asker.kit.venues.resolve("nowhere")
