"""Equipment and needs of a meeting, as their cards are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.preparation import EquipmentSource
from ui.pages.equipment.presenter import EquipmentPresenter, PieceFields
from ui.pages.needs.presenter import NeedsPresenter

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.equipment.presenter import EquipmentState, PieceLine


def tonight(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


@pytest.fixture
def equipment(asker: PlainAsker, view: Recorder) -> EquipmentPresenter:
    presenter = EquipmentPresenter(asker, view, view.notify)
    presenter.open(tonight(asker))
    return presenter


@pytest.fixture
def needs(asker: PlainAsker, view: Recorder) -> NeedsPresenter:
    presenter = NeedsPresenter(asker, view, view.notify)
    presenter.open(tonight(asker))
    return presenter


def line(state: EquipmentState, key: str) -> PieceLine:
    return next(one for one in state.lines if one.key == key)


def test_the_gap_is_told_in_words_until_somebody_brings_it(
    equipment: EquipmentPresenter, view: Recorder
) -> None:
    state = view.last("show_equipment")
    assert (line(state, "computers").amount, line(state, "computers").standing) == (
        "4 needed",
        "To ask the venue for",
    )
    before = int(state.progress.split()[0])

    equipment.keep("computers", "available", PieceFields(None, 1, None, None))
    lacking = line(view.last("show_equipment"), "computers")
    assert (lacking.standing, lacking.tone) == ("1 there, 3 missing", "warning")

    person = state.bringers[0]
    fields = PieceFields(None, 1, EquipmentSource.LOAN, person.person_id)
    equipment.keep("computers", "source", fields)
    equipment.keep("computers", "brought_by", fields)
    settled = line(view.last("show_equipment"), "computers")
    assert settled.standing == f"1 there, 3 missing · Brought by: {person.name} (A loan)"
    assert settled.tone == "success"
    assert view.last("show_equipment").progress == f"{before - 1} things to settle"

    equipment.keep("computers", "available", PieceFields(None, 4, None, None))
    equipment.keep("computers", "source", PieceFields(None, 4, None, None))
    equipment.keep("computers", "brought_by", PieceFields(None, 4, None, None))
    assert line(view.last("show_equipment"), "computers").standing == "4 there: enough"


def test_a_thing_is_added_and_taken_off_with_a_way_back(
    equipment: EquipmentPresenter, view: Recorder
) -> None:
    equipment.add("Cafetière", 2)
    added = view.last("show_equipment").lines[-1]
    assert (added.name, added.amount, view.count("added")) == ("Cafetière", "2 needed", 1)

    equipment.remove(added)
    assert view.last("show_equipment").lines[-1].key != added.key
    _, undo = next(given for name, given in reversed(view.calls) if name == "notify")
    undo()
    assert view.last("show_equipment").lines[-1].key == added.key
    equipment.add(" ", 1)
    assert view.last("refuse").sentence == "Write what is needed."


def test_a_need_is_voted_for_and_chosen(needs: NeedsPresenter, view: Recorder) -> None:
    assert view.last("show_needs").lines == ()
    needs.add("Boucles")
    needs.add("Réseau")
    second = next(one for one in view.last("show_needs").lines if one.text == "Réseau")

    needs.count(second, second.votes - 1)
    assert {one.votes for one in view.last("show_needs").lines} == {0}, "there is no vote below none"
    needs.count(second, 3)
    first = view.last("show_needs").lines[0]
    assert (first.text, first.votes_words) == ("Réseau", "3 votes")
    needs.choose(view.last("show_needs").lines[1], chosen=True)
    assert view.last("show_needs").lines[0].votes_words == "0 votes"
    state = view.last("show_needs")
    assert (state.lines[0].text, state.summary) == ("Boucles", "2 needs, 1 chosen")
    needs.remove(first)
    assert len(view.last("show_needs").lines) == 1
    _, undo = next(given for name, given in reversed(view.calls) if name == "notify")
    undo()
    assert len(view.last("show_needs").lines) == 2
