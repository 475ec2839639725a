"""Somebody who is on no list: half a minute, one hand, and nobody doubled or mixed up by a name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.presenters.test_reception import door, people, tonight
from ui.pages.reception import presenter
from ui.pages.reception.newcomers import Newcomer

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.reception.presenter import ReceptionPresenter

__all__ = ["door"]


def test_a_contact_goes_where_it_belongs(door: ReceptionPresenter, asker: PlainAsker, view: Recorder) -> None:
    door.walk_in(Newcomer("Exemple-Neuve", "Ida", contact="ida@example.org"))
    door.walk_in(Newcomer("Exemple-Neuf", "Ari", contact=" 02 99 00 00 00 "))
    known = {one.given_name: (one.email, one.phone) for one in asker.kit.people.all()}
    assert known["Ida"] == ("ida@example.org", None)
    assert known["Ari"] == (None, "02 99 00 00 00")


def test_people_whose_names_begin_alike_are_proposed_and_taken_by_one_click(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    somebody = people(asker)[0]
    before = len(asker.kit.people.all())
    door.newcomer_typed(Newcomer(somebody.family_name[:4].lower(), ""))
    proposed = view.last("show_alike")
    assert 1 <= len(proposed) <= 3
    assert somebody.id in [one.person_id for one in proposed]
    door.is_known(somebody.id)
    assert view.last("show_answer").face == "ok"
    assert view.count("walk_in_done") == 1
    assert len(asker.kit.people.all()) == before


def test_one_letter_proposes_nobody(door: ReceptionPresenter, asker: PlainAsker, view: Recorder) -> None:
    door.newcomer_typed(Newcomer(people(asker)[0].family_name[:1], ""))
    assert view.last("show_alike") == ()


def test_the_very_same_name_is_asked_about_once(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    somebody = people(asker)[0]
    before = len(asker.kit.people.all())
    twin = Newcomer(somebody.family_name.upper(), somebody.given_name)
    door.walk_in(twin)
    assert view.count("warn_twin") == 1
    assert len(asker.kit.people.all()) == before, "nothing is written before the second Enter"
    other = Newcomer(people(asker)[1].family_name, people(asker)[1].given_name)
    door.walk_in(other)
    assert view.count("warn_twin") == 2, "another name is another question"
    door.walk_in(other)
    assert view.last("show_answer").face == "ok"
    assert len(asker.kit.people.all()) == before + 1
    assert not asker.kit.check_in.presence(tonight(asker), people(asker)[0].id).is_present


def test_a_new_name_needs_one_enter(door: ReceptionPresenter, asker: PlainAsker, view: Recorder) -> None:
    door.walk_in(Newcomer("", "Prénom-Seul"))
    assert view.count("warn_twin") == 0
    assert view.last("show_answer").face == "ok"


@pytest.mark.parametrize("there", [True, False])
def test_a_slip_is_offered_where_there_is_one(
    door: ReceptionPresenter, view: Recorder, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(presenter, "PRINTABLES", {"slips": object()} if there else {})
    offered: list[bool] = []
    view.offer_slip = lambda **how: offered.append(how["offered"])  # type: ignore[attr-defined]
    door.walk_in(Newcomer("Exemple-Neuve", "Ida"))
    assert offered == [there]
