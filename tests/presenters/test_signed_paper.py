"""Reading a signed sheet back without a window: nothing is written before the one confirmation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.codes.sheet import together
from organiser_kit.errors import UserError
from organiser_kit.model.attendance import AttendanceFact, Method
from organiser_kit.model.people import Person
from organiser_kit.papers.sheet_review import Differs, WalkIn
from organiser_kit.reading.sheet.files import Looked
from tests.papers.read_pages import EMPTY, REVIEW, SIGNED, GivenHands, read_page
from ui.jobs import CancelToken, JobCancelledError
from ui.pages.closing.presenter import ClosePresenter
from ui.pages.signed_paper.presenter import SignedPaperPresenter
from ui.pages.signed_paper.view import Looks, ReviewState

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder

PHOTO = (Path("photo.jpg"),)
ROWS = (SIGNED, EMPTY, REVIEW, SIGNED, REVIEW, SIGNED, EMPTY, EMPTY, SIGNED, EMPTY)
"""Eight people of whom two are in doubt, then two blank lines of which one is used."""


class Desk:
    """A presenter over a practice copy, with hands that were given what they read."""

    def __init__(self, asker: PlainAsker, view: Recorder, hands: GivenHands | None = None) -> None:
        self.asker, self.view, self.kit = asker, view, asker.kit
        self.meeting = asker.kit.meetings.all()[0].id
        self.sheet = asker.kit.sheets.prepare(self.meeting)
        self.hands = hands or GivenHands(read_page(self.sheet.id, ROWS, blank=2, written=(9,)))
        self.presenter = SignedPaperPresenter(asker, view, self.hands)
        self.presenter.open(self.meeting)

    @property
    def state(self) -> ReviewState:
        state: ReviewState = self.view.last("show_review")
        return state

    def rows(self) -> list[int]:
        return [line.place.row for line in self.state.lines]

    def answers(self) -> list[str]:
        return [line.answer for line in self.state.lines]

    def told(self) -> list[str]:
        return [*self.state.problems, *self.state.missing]

    def chosen(self) -> int:
        assert self.state.line is not None
        return self.state.line.place.row

    def present(self) -> dict[str, Method | None]:
        roster = self.kit.registrations.roster(self.meeting)
        return {entry.person.id: entry.presence.method for entry in roster if entry.presence.is_present}

    def written(self) -> tuple[int, int, int]:
        """Count everything that a review could write: facts, people, operations that wait."""
        store = self.kit.check_in._store  # noqa: SLF001 - nothing public counts them
        return (
            len(store.records.find(AttendanceFact, "1 = 1", ())),
            len(store.records.find(Person, "1 = 1", ())),
            self.kit.sync_state().pending,
        )


@pytest.fixture
def desk(asker: PlainAsker, view: Recorder) -> Desk:
    made = Desk(asker, view)
    made.presenter.read(PHOTO)
    return made


class TestReading:
    """From files to rows."""

    def test_it_asks_for_pictures_first(self, asker: PlainAsker, view: Recorder) -> None:
        desk = Desk(asker, view)
        assert view.last("show_start") == ()
        desk.presenter.read(())
        assert (desk.hands.asked, view.count("show_reading")) == ([], 0)
        desk.presenter.read(PHOTO)
        assert (desk.hands.asked, view.count("show_reading")) == ([PHOTO], 1)
        assert view.last("show_step").done == 1

    def test_only_what_is_in_doubt_is_asked(self, desk: Desk) -> None:
        assert desk.rows() == [3, 5, 9]
        assert desk.answers() == ["open", "open", "open"]
        state = desk.state
        assert (state.open, state.signed, state.empty, state.to_record) == (3, 3, 3, 3)
        assert desk.chosen() == 3
        assert state.line is not None
        assert state.line.doubt == "There is little ink: a tick, initials, or a dot?"
        assert "3 rows are to be looked at" in state.headline

    def test_every_row_is_shown_on_demand_but_unused_blank_lines(self, desk: Desk) -> None:
        desk.presenter.show_all(True)
        assert desk.rows() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
        names = [entry.name for entry in desk.kit.registrations.roster(desk.meeting)]
        assert [line.person for line in desk.state.lines[:8]] == names
        assert desk.chosen() == 3
        desk.presenter.show_all(False)
        assert desk.rows() == [3, 5, 9]

    def test_refused_pictures_and_missing_pages_are_told_beside_what_was_read(
        self, asker: PlainAsker, view: Recorder
    ) -> None:
        desk = Desk(asker, view)
        page = read_page(desk.sheet.id, ROWS[:2], pages=2)
        desk.hands.looks = GivenHands(page, Looked("dark.jpg", problem="It is too dark.")).looks
        desk.presenter.read(PHOTO)
        missing = f"Page 2 of sheet {desk.sheet.sheet_no} is missing: photograph it too."
        assert desk.told() == ["It is too dark.", missing]

        desk.hands.looks = GivenHands(read_page(desk.sheet.id, ROWS[2:8], page=2, pages=2, first=3)).looks
        desk.presenter.read(PHOTO)
        assert desk.told() == []
        assert desk.rows() == [3, 5]

    def test_pictures_of_which_none_can_be_used_ask_for_others(
        self, asker: PlainAsker, view: Recorder
    ) -> None:
        desk = Desk(asker, view, GivenHands(Looked("wall.jpg", problem="No sheet is to be seen.")))
        desk.presenter.read(PHOTO)
        assert view.last("show_start") == ("No sheet is to be seen.",)
        assert view.count("show_review") == 0
        desk.presenter.confirm()
        assert view.count("show_recorded") == 0

    def test_what_was_read_before_stopping_stays(self, asker: PlainAsker, view: Recorder) -> None:
        desk = Desk(asker, view)
        desk.hands.looks = Looks(desk.hands.looks.looked, stopped=True)
        desk.presenter.read(PHOTO)
        assert desk.state.stopped
        assert desk.rows() == [3, 5, 9]

    def test_stopping_before_the_first_page_is_no_error(
        self, asker: PlainAsker, view: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = Desk(asker, view)
        failing: list[Any] = []
        token = CancelToken()

        def submit(_owner: Any, _job: Any, _done: Any, failed: Any, **_: Any) -> CancelToken:
            failing.append(failed)
            return token

        monkeypatch.setattr(asker.runner, "submit_with_progress", submit)
        desk.presenter.read(PHOTO)
        desk.presenter.read(PHOTO)
        assert len(failing) == 1
        desk.presenter.stop()
        assert token.cancelled
        failing[0](JobCancelledError("Stopped."))
        assert (view.count("show_start"), view.count("refuse")) == (2, 0)
        desk.presenter.read(PHOTO)
        failing[1](UserError("Install it."))
        assert view.last("refuse").sentence == "Install it."

    def test_stopping_while_the_sheets_are_looked_up_stops_the_reading(
        self, asker: PlainAsker, view: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = Desk(asker, view)
        late: list[Any] = []
        token = CancelToken()
        monkeypatch.setattr(asker, "ask", lambda _owner, question, done, *_: late.append((question, done)))
        monkeypatch.setattr(asker.runner, "submit_with_progress", lambda *_, **__: token)
        desk.presenter.read(PHOTO)
        desk.presenter.stop()
        assert not token.cancelled
        for question, done in late:
            done(question(asker.kit))
        assert token.cancelled

    def test_pages_that_arrive_after_another_meeting_was_opened_are_dropped(
        self, asker: PlainAsker, view: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = Desk(asker, view)
        late: list[Any] = []

        def submit(_owner: Any, _job: Any, done: Any, _failed: Any, **_: Any) -> CancelToken:
            late.append(done)
            return CancelToken()

        monkeypatch.setattr(asker.runner, "submit_with_progress", submit)
        desk.presenter.read(PHOTO)
        desk.presenter.open(asker.kit.meetings.all()[1].id)
        desk.presenter.open(desk.meeting)
        late[0](desk.hands.looks)
        assert view.count("show_review") == 0


class TestGoingThrough:
    """Answers, one key each."""

    def test_each_answer_leads_to_the_next_in_doubt(self, desk: Desk) -> None:
        desk.presenter.decide(True)
        assert desk.chosen() == 5
        desk.presenter.decide(False)
        assert desk.chosen() == 9
        assert desk.answers() == ["signed", "empty", "open"]
        assert [line.words for line in desk.state.lines[:2]] == ["Signed, as you said", "Empty, as you said"]
        assert (desk.state.signed, desk.state.empty, desk.state.open) == (4, 4, 1)

    def test_an_answer_can_be_changed_and_the_reader_overruled(self, desk: Desk) -> None:
        desk.presenter.decide(True)
        desk.presenter.choose(desk.state.lines[0].place)
        desk.presenter.decide(False)
        assert desk.answers()[0] == "empty"
        desk.presenter.show_all(True)
        desk.presenter.choose(desk.state.lines[0].place)
        desk.presenter.decide(False)
        assert desk.answers()[0] == "empty"
        assert desk.state.to_record == 2

    def test_next_goes_round_and_stays_when_nothing_is_left(self, desk: Desk) -> None:
        desk.presenter.next_open()
        assert desk.chosen() == 5
        desk.presenter.next_open()
        desk.presenter.next_open()
        assert desk.chosen() == 3
        for _ in range(3):
            desk.presenter.decide(False)
        assert desk.state.open == 0
        last = desk.chosen()
        desk.presenter.next_open()
        assert desk.chosen() == last
        assert "Nothing is left in doubt." in desk.state.headline

    def test_a_blank_line_needs_a_name_or_nobody(self, desk: Desk) -> None:
        desk.presenter.choose(desk.state.lines[2].place)
        desk.presenter.decide(True)
        assert desk.answers()[2] == "open"
        desk.presenter.name(WalkIn(family_name="Fictif", given_name="Noé"))
        desk.presenter.choose(desk.state.lines[2].place)
        assert (desk.state.lines[2].words, desk.state.to_record) == ("FICTIF Noé", 4)
        desk.presenter.decide(False)
        assert (desk.state.lines[2].words, desk.state.to_record) == ("Nobody", 3)
        desk.presenter.choose(desk.state.lines[0].place)
        desk.presenter.name(WalkIn(family_name="Fictif"))
        assert desk.answers()[0] == "open"

    def test_typing_a_name_proposes_people_known_already(self, desk: Desk) -> None:
        entry = desk.kit.registrations.roster(desk.meeting)[0]
        desk.presenter.search(entry.person.family_name)
        found = desk.view.last("show_found")
        assert entry.person.id in {one.person_id for one in found}
        desk.presenter.search("  ")
        assert desk.view.last("show_found") == ()

    def test_who_is_on_the_screen_already_is_not_counted_as_new(self, desk: Desk) -> None:
        first, second = desk.sheet.people[0], desk.sheet.people[1]
        desk.kit.check_in.admit(desk.meeting, first)
        desk.kit.check_in.admit(desk.meeting, second)
        desk.presenter.reload()
        assert desk.state.to_record == 2
        desk.presenter.choose(desk.state.lines[2].place)
        desk.presenter.name(WalkIn(person_id=second, known_as="Somebody"))
        assert desk.state.to_record == 2
        desk.presenter.show_all(True)
        assert desk.state.lines[0].screen.startswith("On the screen: present since")

    def test_somebody_withdrawn_or_deleted_still_has_their_row(self, desk: Desk) -> None:
        desk.kit.registrations.withdraw(desk.meeting, desk.sheet.people[2])
        desk.kit.people.delete(desk.sheet.people[4])
        desk.presenter.reload()
        assert desk.rows() == [3, 5, 9]
        assert all(line.person for line in desk.state.lines)

    def test_a_name_in_the_other_column_of_two_meetings_is_not_asked_here(
        self, asker: PlainAsker, view: Recorder
    ) -> None:
        desk = Desk(asker, view)
        other = desk.kit.sheets.prepare(desk.kit.meetings.all()[1].id)
        paper = together(desk.sheet.id, other.id)
        page = read_page(paper, (*(SIGNED,) * 8, EMPTY), blank=1, written=(9,), columns=2)
        desk.hands.looks = GivenHands(page).looks
        desk.presenter.read(PHOTO)
        assert desk.rows() == []


class TestConfirming:
    """One confirmation, and nothing before it."""

    def test_nothing_is_written_before_the_confirmation(self, asker: PlainAsker, view: Recorder) -> None:
        desk = Desk(asker, view)
        before = desk.written()
        presenter = desk.presenter
        presenter.read(PHOTO)
        presenter.show_all(True)
        for line in desk.state.lines:
            presenter.choose(line.place)
            presenter.decide(True)
            presenter.name(WalkIn(family_name="Fictif", given_name="Noé"))
        presenter.search("Fictif")
        presenter.next_open()
        presenter.reload()
        presenter.open(asker.kit.meetings.all()[1].id)
        presenter.open(desk.meeting)
        assert desk.written() == before
        presenter.read(PHOTO)
        presenter.start_over()
        assert desk.written() == before
        assert desk.present() == {}

        presenter.read(PHOTO)
        presenter.confirm()
        assert desk.written() != before
        assert len(desk.present()) == 3

    def test_what_was_said_is_recorded_as_from_paper(self, desk: Desk) -> None:
        desk.kit.check_in.admit(desk.meeting, desk.sheet.people[0])
        desk.presenter.decide(True)
        desk.presenter.decide(False)
        desk.presenter.name(WalkIn(family_name="Fictif-Visite", given_name="Noé"))
        desk.presenter.confirm()

        meeting, paper, sentence = next(
            arguments for name, arguments in reversed(desk.view.calls) if name == "show_recorded"
        )
        one, _, three, four, five, six, *_ = desk.sheet.people
        assert meeting == desk.meeting
        present = desk.present()
        assert {person for person, how in present.items() if how is Method.SIGNED_PAPER} >= {three, four, six}
        assert present[one] is Method.TYPED
        assert five not in present
        assert len(present) == 5
        assert paper.signed == frozenset(present)
        assert sentence == "4 presences recorded from the paper. 1 was on the screen already."

    def test_rows_left_in_doubt_are_left_out_and_told(self, desk: Desk) -> None:
        desk.presenter.confirm()
        sentence = next(a[2] for name, a in reversed(desk.view.calls) if name == "show_recorded")
        assert len(desk.present()) == 3
        assert sentence.endswith("2 rows stay in doubt: nothing was recorded for them.")

    def test_a_second_confirmation_is_the_same_one(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Any] = []
        monkeypatch.setattr(desk.asker, "ask", lambda *arguments: asked.append(arguments))
        desk.presenter.confirm()
        desk.presenter.confirm()
        desk.presenter.decide(True)
        desk.presenter.name(WalkIn(family_name="Fictif"))
        assert len(asked) == 1

    def test_after_it_everything_begins_anew(self, desk: Desk) -> None:
        desk.presenter.confirm()
        desk.presenter.open(desk.meeting)
        assert desk.view.last("show_start") == ()
        shown = desk.view.count("show_recorded")
        desk.presenter.confirm()
        assert desk.view.count("show_recorded") == shown

    def test_a_refusal_loses_nothing_that_was_said(self, desk: Desk) -> None:
        desk.presenter.decide(True)
        desk.kit.check_in.admit(desk.meeting, desk.sheet.people[7])
        desk.kit.sheets.validate(desk.meeting)
        desk.presenter.confirm()
        assert "Reopen its sheet" in desk.view.last("refuse").sentence
        desk.kit.sheets.reopen(desk.meeting, reason="La feuille n’était pas lue")
        desk.presenter.reload()
        assert desk.answers() == ["signed", "open", "open"]
        desk.presenter.confirm()
        assert desk.sheet.people[2] in desk.present()


class TestReconciling:
    """Paper against screen on the closing step, one key each."""

    @pytest.fixture
    def closing(self, desk: Desk) -> ClosePresenter:
        """The paper was confirmed; on the screen are two more, of whom one stood in doubt, and one less."""
        desk.presenter.decide(True)
        desk.presenter.decide(False)
        for row in (1, 4):
            desk.kit.check_in.admit(desk.meeting, desk.sheet.people[row])
        desk.presenter.confirm()
        paper = next(a[1] for name, a in reversed(desk.view.calls) if name == "show_recorded")
        desk.kit.check_in.undo(desk.meeting, desk.sheet.people[5])
        made = ClosePresenter(desk.asker, desk.view, lambda *_: None)
        made.take_paper(desk.meeting, paper)
        made.open(desk.meeting)
        return made

    def kinds(self, desk: Desk) -> dict[str, Differs]:
        return {line.person_id: line.kind for line in desk.view.last("show_close").differences}

    def settle(self, desk: Desk, closing: ClosePresenter, person: str, *, present: bool) -> None:
        lines = desk.view.last("show_close").differences
        closing.settle(next(line for line in lines if line.person_id == person), present)

    def test_they_are_listed_until_each_is_settled(self, desk: Desk, closing: ClosePresenter) -> None:
        two, five, six = (desk.sheet.people[row] for row in (1, 4, 5))
        assert self.kinds(desk) == {
            two: Differs.NOT_SIGNED,
            five: Differs.NOT_SIGNED,
            six: Differs.NOT_ON_SCREEN,
        }
        self.settle(desk, closing, two, present=False)
        assert two not in desk.present()
        self.settle(desk, closing, five, present=True)
        assert desk.present()[five] is Method.TYPED
        self.settle(desk, closing, six, present=True)
        assert desk.present()[six] is Method.SIGNED_PAPER
        assert self.kinds(desk) == {}
        assert desk.view.last("show_close").paper_read

    def test_a_signature_that_does_not_count_leaves_the_screen_as_it_is(
        self, desk: Desk, closing: ClosePresenter
    ) -> None:
        six = desk.sheet.people[5]
        before = desk.written()
        self.settle(desk, closing, six, present=False)
        assert six not in self.kinds(desk)
        assert desk.written() == before

    def test_a_settled_difference_does_not_come_back(self, desk: Desk, closing: ClosePresenter) -> None:
        five = desk.sheet.people[4]
        self.settle(desk, closing, five, present=True)
        closing.load()
        assert five not in self.kinds(desk)
        desk.kit.check_in.undo(desk.meeting, five)
        closing.load()
        assert five not in self.kinds(desk)

    def test_another_reading_asks_again(self, desk: Desk, closing: ClosePresenter) -> None:
        five = desk.sheet.people[4]
        paper = next(a[1] for name, a in reversed(desk.view.calls) if name == "show_recorded")
        self.settle(desk, closing, five, present=True)
        closing.take_paper(desk.meeting, paper)
        closing.load()
        assert five in self.kinds(desk)

    def test_the_other_meeting_and_a_validated_sheet_show_none(
        self, desk: Desk, closing: ClosePresenter
    ) -> None:
        closing.open(desk.kit.meetings.all()[1].id)
        assert not desk.view.last("show_close").paper_read
        closing.open(desk.meeting)
        assert self.kinds(desk) != {}
        closing.validate(0)
        state = desk.view.last("show_close")
        assert (state.differences, state.paper_read, state.can_read) == ((), False, False)

    def test_a_presence_from_paper_does_not_say_since_when(self, desk: Desk, closing: ClosePresenter) -> None:
        words = {line.person_id: line.words for line in desk.view.last("show_close").lines}
        assert words[desk.sheet.people[0]] == "Present, by the signed paper"
        assert words[desk.sheet.people[1]].startswith("Present since")
