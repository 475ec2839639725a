"""At the door: confirm first, say goodbye and come back, count, rest; and what the organiser is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.badge import code_of, token_of
from organiser_kit.errors import UserError
from organiser_kit.model.attendance import AttendanceFact, FactKind, Method
from organiser_kit.model.meetings import RegistrationSource
from tests.presenters.test_reception import code, door, people, tonight
from ui.pages.reception.state import find, read

if TYPE_CHECKING:
    from organiser_kit.model.people import Person
    from tests.presenters.asker import PlainAsker, Recorder
    from ui.pages.reception.presenter import ReceptionPresenter

__all__ = ["door"]


def later(asker: PlainAsker, **by: float) -> None:
    asker.environment.clock.advance(**by)  # type: ignore[attr-defined]


def facts(asker: PlainAsker, person: Person) -> list[AttendanceFact]:
    return asker.kit.check_in._facts(tonight(asker), person.id)  # noqa: SLF001


def unregistered(asker: PlainAsker) -> Person:
    group = asker.kit.meetings.groups()[0]
    return asker.kit.people.add(group.id, family_name="Imprévu", given_name="Inès", commune="Villefictive")


class TestConfirmFirst:
    @pytest.fixture(autouse=True)
    def confirming(self, door: ReceptionPresenter) -> None:
        door.mode = "confirm"

    def test_a_badge_asks_and_enter_records_it_as_a_badge(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        somebody = people(asker)[0]
        door.scan(code(asker, somebody))
        answer = view.last("show_answer")
        assert (answer.face, answer.words, answer.offer) == ("attention", "Admit?", "let_in")
        assert facts(asker, somebody) == [], "nothing is written before Enter"
        door.entered("")
        assert view.last("show_answer").face == "ok"
        assert [fact.method for fact in facts(asker, somebody)] == [Method.QR]

    def test_somebody_already_in_is_no_question(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        somebody = people(asker)[0]
        asker.kit.check_in.admit(tonight(asker), somebody.id)
        door.scan(code(asker, somebody))
        assert view.last("show_answer").face == "already"
        assert "typed name" in view.last("show_answer").detail

    def test_what_lets_nobody_in_is_told_as_ever(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        door.scan("3760123456789")
        assert view.last("show_answer").face == "refused"


class TestLeaving:
    def test_somebody_goes_and_comes_back(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        somebody = people(asker)[0]
        door.scan(code(asker, somebody))
        later(asker, minutes=40)
        door.mode = "leaving"
        door.scan(code(asker, somebody))
        assert (view.last("show_answer").words, view.last("show_door").left) == (
            "Goodbye!",
            frozenset({somebody.id}),
        )
        assert view.last("show_door").count == "1 / 8", "who left was there all the same"
        later(asker, minutes=5)
        door.mode = "rapid"
        door.scan(code(asker, somebody))
        assert view.last("show_answer").words == "Welcome!"
        assert view.last("show_door").left == frozenset()
        assert asker.kit.check_in.presence(tonight(asker), somebody.id).is_inside

    def test_a_name_leaves_as_a_badge_does(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        somebody = people(asker)[0]
        door.admit(somebody.id)
        later(asker, minutes=1)
        door.mode = "leaving"
        door.admit(somebody.id)
        assert view.last("show_answer").words == "Goodbye!"
        assert read(asker.kit, tonight(asker)).left == frozenset({somebody.id})

    def test_a_departure_is_taken_back_alone_and_the_arrivals_stay(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        first, second = people(asker)[:2]
        door.admit(first.id)
        later(asker, minutes=1)
        door.admit(second.id)
        later(asker, minutes=30)
        door.mode = "leaving"
        door.admit(first.id)
        later(asker, minutes=1)
        door.admit(first.id)  # told again, written once
        door.undo_last()
        answer = view.last("show_answer")
        assert (answer.words, answer.detail) == ("Taken back", "Marked as here again.")
        assert view.last("show_door").left == read(asker.kit, tonight(asker)).left == frozenset()
        assert asker.kit.registrations.attendance(tonight(asker)).present == 2
        assert FactKind.VOID in {fact.kind for fact in facts(asker, first)}, "a new fact, no deletion"
        door.undo_last()
        assert view.last("show_door").present == frozenset({first.id})

    def test_a_departure_that_was_none_is_one_sentence(self, asker: PlainAsker) -> None:
        somebody = people(asker)[0]
        asker.kit.check_in.admit(tonight(asker), somebody.id)
        with pytest.raises(UserError, match="not marked as gone"):
            asker.kit.check_in.undo_leaving(tonight(asker), somebody.id)
        assert asker.kit.check_in.presence(tonight(asker), somebody.id).is_inside

    def test_whoever_never_came_cannot_leave(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        door.mode = "leaving"
        door.scan(code(asker, people(asker)[0]))
        assert view.last("show_answer").words == "Not recorded"
        assert "record the arrival first" in view.last("show_answer").detail


class TestFigures:
    def test_each_arrival_moves_them(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        asker.kit.plan.edit_meeting(tonight(asker), capacity=10)
        door.load()
        assert view.last("show_door").figures == "8 still expected · 2 seats left"
        door.scan(code(asker, people(asker)[0]))
        stranger = unregistered(asker)
        door.scan(code(asker, stranger))
        door.entered("")
        told = view.last("show_door")
        assert told.figures == "7 still expected · 1 walk-in · 1 seat left"
        assert told.count == "2 / 9"
        again = read(asker.kit, tonight(asker))
        assert (again.figures, again.count) == (told.figures, told.count), "read anew, they are the same"
        registration = asker.kit.registrations.of(tonight(asker), stranger.id)
        assert registration is not None
        assert registration.source is RegistrationSource.WALK_IN
        door.undo(stranger.id, "")
        assert "walk-in" not in view.last("show_door").figures

    def test_a_headcount_is_kept_and_the_larger_number_shown(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        door.scan(code(asker, people(asker)[0]))
        door.count(12)
        assert view.last("show_door").count == "12 / 8"
        assert asker.kit.meetings.get(tonight(asker)).headcount == 12
        assert asker.kit.registrations.attendance(tonight(asker)).present == 1, "names alone attest"
        door.count(None)
        assert view.last("show_door").count == "1 / 8"
        assert asker.kit.meetings.get(tonight(asker)).headcount is None

    def test_the_same_headcount_writes_nothing(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        door.count(5)
        waiting = asker.kit.sync_state().pending
        door.count(5)
        assert asker.kit.sync_state().pending == waiting


class TestWhatTheOrganiserIsTold:
    def test_first_time_only_in_a_group_that_met_before(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        first, second = people(asker)[:2]
        door.scan(code(asker, first))
        assert not view.last("show_answer").first_time, "it is everybody’s first time"
        other = asker.kit.meetings.all()[1].id
        asker.kit.registrations.register(other, [first.id, second.id])
        door.open(other)
        door.scan(code(asker, first))
        assert not view.last("show_answer").first_time
        door.scan(code(asker, second))
        assert view.last("show_answer").first_time
        assert "First" not in view.last("show_answer").detail, "for the organiser alone"

    def test_a_note_goes_with_every_answer_about_its_person_and_with_no_other(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        first, second = people(asker)[:2]
        asker.kit.registrations.note(tonight(asker), first.id, " Place près de la porte ")
        door.scan(code(asker, second))
        assert view.last("show_answer").attention == ""
        door.scan(code(asker, first))
        assert (view.last("show_answer").face, view.last("show_answer").attention) == (
            "ok",
            "Place près de la porte",
        )
        later(asker, minutes=1)
        door.scan(code(asker, first))
        assert view.last("show_answer").face == "already"
        assert view.last("show_answer").attention == "Place près de la porte"
        door.calm()
        assert view.last("show_answer").attention == ""
        asker.kit.registrations.note(tonight(asker), first.id, "")
        assert asker.kit.registrations.attention(tonight(asker), first.id) == ""

    def test_whoever_comes_well_after_the_start_is_late(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        start = asker.kit.meetings.get(tonight(asker)).starts_at
        assert start is not None
        first, second = people(asker)[:2]
        later(asker, seconds=(start + timedelta(minutes=15) - asker.environment.now()).total_seconds())
        door.scan(code(asker, first))
        assert "after the start" not in view.last("show_answer").detail
        later(asker, minutes=10)
        door.scan(code(asker, second))
        assert "25 min after the start" in view.last("show_answer").detail

    def test_a_badge_given_elsewhere_lets_in_at_once_and_once(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        key = bytes.fromhex(asker.kit.meetings.groups()[0].badge_key)
        badge = code_of(token_of(key, "somebody registered on another laptop"), key)
        door.scan(badge)
        assert view.last("show_answer").face == "ok"
        later(asker, minutes=1)
        door.scan(badge)
        assert view.last("show_answer").face == "already"
        door.undo_last()
        assert view.last("show_door").count == "0 / 9"

    def test_a_badge_drawn_with_a_key_that_was_replaced_is_never_admitted_by_itself(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        group = asker.kit.meetings.groups()[0]
        key = bytes.fromhex(group.badge_key)
        asker.kit.badges.keys.replace(group.id)
        door.scan(code_of(token_of(key, "whoever found the laptop"), key))
        answer = view.last("show_answer")
        assert (answer.face, answer.words, answer.offer) == ("attention", "Old badge", "walk_in")
        assert view.last("show_door").count == "0 / 8"

    def test_a_badge_given_elsewhere_is_told_from_a_stranger_s(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        key = bytes.fromhex(asker.kit.meetings.groups()[0].badge_key)
        badge = code_of(token_of(key, "somebody registered on another laptop"), key)
        door.mode = "confirm"
        door.scan(badge)
        answer = view.last("show_answer")
        assert (answer.face, answer.words) == ("attention", "Badge not known yet")
        assert "the next one" in answer.detail
        assert view.last("show_door").count == "0 / 8", "a person confirms first"
        door.entered("")
        answer = view.last("show_answer")
        assert (answer.face, answer.words) == ("ok", "Welcome!")
        assert answer.name.startswith("BADGE ")
        assert "the next one" in answer.detail
        assert view.last("show_door").count == "1 / 9"
        strange = bytes(32)
        door.scan(code_of(token_of(strange, "somebody"), strange))
        assert (view.last("show_answer").words, view.last("show_answer").face) == ("Unknown code", "refused")


def test_homonyms_are_told_apart_by_where_they_come_from(asker: PlainAsker) -> None:
    group = asker.kit.meetings.groups()[0]
    for structure, commune in (("Fablab inventé", "Villefictive"), (None, "Bourg-Exemple")):
        asker.kit.people.add(
            group.id, family_name="Homonyme", given_name="Ali", structure=structure, commune=commune
        )
    notes = {one.note for one in find(asker.kit, read(asker.kit, tonight(asker)), "homonyme")}
    assert notes == {"Fablab inventé · Villefictive · not registered", "Bourg-Exemple · not registered"}


def test_a_reason_is_kept_beside_what_was_taken_back(
    door: ReceptionPresenter, asker: PlainAsker, view: Recorder
) -> None:
    somebody = people(asker)[0]
    door.scan(code(asker, somebody))
    door.undo(somebody.id, "", "Mauvais badge")
    (void,) = [fact for fact in facts(asker, somebody) if fact.kind is FactKind.VOID]
    assert void.reason == "Mauvais badge"


class TestRest:
    def test_a_welcome_gives_way_to_a_door_that_waits(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        door.scan(code(asker, people(asker)[0]))
        door.calm()
        assert view.last("show_answer").words == "Ready"
        shown = view.count("show_answer")
        door.calm()
        assert view.count("show_answer") == shown

    def test_a_question_stays_in_a_low_voice(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        stranger = unregistered(asker)
        door.scan(code(asker, stranger))
        door.calm()
        answer = view.last("show_answer")
        assert (answer.face, answer.words, answer.offer) == ("waiting", "Not registered", "admit")
        door.entered("")
        assert asker.kit.check_in.presence(tonight(asker), stranger.id).is_present


class TestExcuses:
    def test_somebody_excused_is_waited_for_no_more_and_welcome_all_the_same(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        person = people(asker)[0]
        door.excuse(person.id, "EXEMPLE Alix", "Grève des trains")
        assert view.last("show_answer").words == "Excused"
        assert view.last("show_door").figures.startswith("7 still expected · 1 excused")
        assert read(asker.kit, tonight(asker)) == view.last("show_door"), "read anew, it is the same"
        (found,) = find(asker.kit, view.last("show_door"), f"{person.family_name} {person.given_name}")
        assert (found.excused, found.present) == (True, False)
        assert found.note.endswith("excused")
        door.scan(code(asker, person))
        assert view.last("show_answer").face == "ok"
        assert view.last("show_door").excused == frozenset()

    def test_an_excuse_is_taken_back(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        person = people(asker)[0]
        door.excuse(person.id, "EXEMPLE Alix")
        door.unexcuse(person.id, "EXEMPLE Alix")
        assert view.last("show_answer").detail == "No longer excused."
        assert view.last("show_door").figures.startswith("8 still expected")
        assert read(asker.kit, tonight(asker)).excused == frozenset()

    def test_a_reason_that_names_the_person_is_refused_in_words(
        self, door: ReceptionPresenter, asker: PlainAsker, view: Recorder
    ) -> None:
        person = people(asker)[0]
        door.excuse(person.id, "EXEMPLE Alix", f"{person.family_name} est malade")
        assert (view.last("show_answer").face, view.last("show_answer").words) == ("refused", "Not recorded")
