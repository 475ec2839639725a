"""What the door answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.meetings import RegistrationState
from ui.pages.reception.answers import looks_like_code
from ui.pages.reception.newcomers import Newcomer
from ui.pages.reception.presenter import ReceptionPresenter

if TYPE_CHECKING:
    from organiser_kit.model.people import Person
    from tests.presenters.asker import PlainAsker, Recorder


def people(asker: PlainAsker) -> list[Person]:
    return [entry.person for entry in asker.kit.registrations.roster(tonight(asker))]


def tonight(asker: PlainAsker) -> str:
    return asker.kit.meetings.all()[0].id


def code(asker: PlainAsker, person: Person) -> str:
    return asker.kit.badges.codes([person.id])[person.id]


@pytest.fixture
def door(asker: PlainAsker, view: Recorder) -> ReceptionPresenter:
    presenter = ReceptionPresenter(asker, view)
    presenter.open(tonight(asker))
    return presenter


def test_it_opens_ready_with_nobody_in(door: ReceptionPresenter, view: Recorder) -> None:
    assert view.last("show_answer").face == "waiting"
    assert view.last("show_door").count == "0 / 8"


def test_a_badge_is_welcomed_once_and_then_told_when(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    badge = code(asker, people(asker)[0])
    door.entered(badge)
    assert view.last("show_answer").face == "ok"
    assert view.last("show_door").count == "1 / 8"

    asker.environment.clock.advance(minutes=5)  # type: ignore[attr-defined]
    door.entered(badge)
    answer = view.last("show_answer")
    assert answer.face == "already"
    assert answer.detail == "Arrived at 18:25, on this laptop (badge)."
    assert view.last("show_door").count == "1 / 8"


def test_a_badge_typed_on_the_wrong_keyboard_is_a_badge(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    badge = code(asker, people(asker)[1])
    azerty = badge.lower().translate(str.maketrans("qwazm1234567", "azqw,&é\"'(-è"))
    door.entered(azerty)
    assert view.last("show_answer").face == "ok"


def test_a_forged_badge_is_refused_in_words(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    badge = code(asker, people(asker)[0])
    door.entered(badge[:-1] + ("A" if badge[-1] != "A" else "B"))
    answer = view.last("show_answer")
    assert (answer.face, answer.words, answer.offer) == ("refused", "False badge", "")


def test_the_echo_of_a_refused_code_is_not_told_again(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    before = view.count("show_answer")
    for _ in range(2):
        door.scan("3760123456789")
    assert view.count("show_answer") == before + 1
    asker.environment.clock.advance(seconds=2)  # type: ignore[attr-defined]
    door.scan("3760123456789")
    assert view.count("show_answer") == before + 2


@pytest.mark.parametrize("typed", ["https://example.org/x", "OK1SHORT", "3760123456789"])
def test_any_other_code_gets_an_answer(door: ReceptionPresenter, view: Recorder, typed: str) -> None:
    door.entered(typed)
    assert view.last("show_answer").face == "refused"


def test_somebody_not_registered_is_admitted_by_enter(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    group = asker.kit.meetings.groups()[0]
    person = asker.kit.people.add(group.id, family_name="Imprévu", given_name="Inès")
    door.entered(code(asker, person))
    assert view.last("show_answer").offer == "admit"
    assert not asker.kit.check_in.presence(tonight(asker), person.id).is_present

    door.entered("")
    assert view.last("show_answer").face == "ok"
    registration = asker.kit.registrations.of(tonight(asker), person.id)
    assert registration is not None
    assert registration.state is RegistrationState.REGISTERED


def test_somebody_of_the_other_meeting_is_told_which(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    group = asker.kit.meetings.groups()[0]
    person = asker.kit.people.add(group.id, family_name="Ailleurs", given_name="Noël")
    asker.kit.registrations.register(asker.kit.meetings.all()[1].id, [person.id])
    door.entered(code(asker, person))
    answer = view.last("show_answer")
    assert answer.words == "Another meeting"
    assert "8 December 2026" in answer.detail


def test_an_offer_does_not_outlive_the_next_answer(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    group = asker.kit.meetings.groups()[0]
    person = asker.kit.people.add(group.id, family_name="Imprévu", given_name="Inès")
    door.entered(code(asker, person))
    door.entered(code(asker, people(asker)[0]))
    door.entered("")
    assert not asker.kit.check_in.presence(tonight(asker), person.id).is_present


def test_names_are_found_from_the_first_letter(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    door.typed(people(asker)[0].family_name[0])
    assert view.last("show_found")
    assert view.last("show_answer").face == "waiting", "typing alone admits nobody"


def test_enter_on_several_names_asks_which(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    group = asker.kit.meetings.groups()[0]
    for given in ("Ali", "Zoé"):
        asker.kit.people.add(group.id, family_name="Homonyme", given_name=given)
    door.entered("homonyme")
    assert view.count("choose_found") == 1
    assert view.last("show_door").count == "0 / 8"


def test_enter_on_one_name_admits(door: ReceptionPresenter, asker: PlainAsker, view: Recorder) -> None:
    group = asker.kit.meetings.groups()[0]
    asker.kit.people.add(group.id, family_name="Seule", given_name="Ana")
    door.entered("seul an")
    assert view.last("show_answer").face == "ok"


def test_a_name_nobody_has_offers_a_walk_in(door: ReceptionPresenter, view: Recorder) -> None:
    door.entered("Inconnue")
    assert view.last("show_answer").offer == "walk_in"
    door.entered("")
    assert view.last("ask_walk_in") == "Inconnue"


def test_a_walk_in_is_registered_and_present(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    door.walk_in(Newcomer("Exemple-Neuve", "Ida", "Fablab inventé"))
    assert view.last("show_answer").face == "ok"
    assert view.last("show_door").count == "1 / 9"
    assert view.count("walk_in_done") == 1


def test_a_badge_scanned_into_the_walk_in_form_is_a_badge(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    before = len(asker.kit.people.all())
    door.walk_in(Newcomer(code(asker, people(asker)[0]), ""))
    assert view.last("show_answer").words == "Welcome!"
    assert len(asker.kit.people.all()) == before


def test_undo_takes_back_the_last_one_only(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    for person in people(asker)[:2]:
        door.entered(code(asker, person))
    door.undo_last()
    assert view.last("show_answer").words == "Taken back"
    assert view.last("show_door").count == "1 / 8"
    assert asker.kit.registrations.attendance(tonight(asker)).present == 1
    door.undo_last()
    assert view.last("show_door").count == "0 / 8"
    shown = view.count("show_answer")
    door.undo_last()
    assert view.count("show_answer") == shown, "nothing left to take back"


def test_a_closed_door_says_so(asker: PlainAsker, view: Recorder) -> None:
    first = people(asker)[0]
    asker.kit.check_in.admit(tonight(asker), first.id)
    asker.kit.sheets.validate(tonight(asker))
    door = ReceptionPresenter(asker, view)
    door.open(tonight(asker))
    assert "Held" in view.last("show_answer").detail
    door.entered(code(asker, first))
    assert view.last("show_answer").words == "Not recorded"


@pytest.mark.parametrize(
    "name", ["Zoé", "d’Exemple", "Jean-Luc de La Fiction", "O'Test", "Éléonore-Anne-Sophie-Charlotte"]
)
def test_names_are_no_codes(name: str) -> None:
    assert not looks_like_code(name)


@pytest.mark.parametrize("text", ["OK1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "ok&qsd", "123456", "WIFI:S:x;;"])
def test_codes_are_no_names(text: str) -> None:
    assert looks_like_code(text)


def test_typing_a_name_calms_what_was_said_before(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    door.entered("CC1-AUCUN-BADGE-12345")
    assert view.last("show_answer").face == "refused"
    first = people(asker)[0]
    door.typed(first.family_name)
    assert view.last("show_answer").face == "waiting"
    door.typed("")
    assert view.last("show_answer").words == "Ready"


def test_an_empty_field_leaves_the_last_answer_alone(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    door.entered(code(asker, people(asker)[0]))
    door.typed("")
    assert view.last("show_answer").face == "ok"


def test_a_welcome_says_where_somebody_comes_from(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    names = asker.kit.people.structure_names()
    somebody = next(person for person in people(asker) if person.structure_id)
    door.entered(code(asker, somebody))
    assert view.last("show_answer").detail == names[somebody.structure_id or ""]
