"""The door: what was scanned or typed becomes an answer, at once, after it was written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import Method
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.services.verdicts import Verdict
from ui.pages.reception import answers
from ui.pages.reception.corrections import NEVER, Corrections, Done
from ui.pages.reception.newcomers import Alike, alike
from ui.pages.reception.recording import Mode, Scanned, come, scan, welcome
from ui.pages.reception.sessions import after, in_progress
from ui.pages.reception.state import find, read

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.pages.asking import Asker
    from ui.pages.reception.answers import Answer
    from ui.pages.reception.newcomers import Newcomer
    from ui.pages.reception.state import Door, Found
    from ui.pages.reception.view import ReceptionView


ECHO = 1.5
"""Seconds: some scanners send each code twice, and a camera may see what a scanner just read."""


class ReceptionPresenter(Corrections):
    """One door at a time."""

    def __init__(self, asker: Asker, view: ReceptionView) -> None:
        super().__init__(asker, view)
        self._offer: Answer | None = None
        self._searched = 0
        self._searching = False
        self._welcoming = False
        self._warned_of: Newcomer | None = None
        self._shown = answers.waiting()
        self.mode: Mode = "rapid"
        self._carried = ""

    # -- the door

    def open(self, meeting_id: str) -> None:
        """Stand at the door of this meeting."""
        if meeting_id != self._meeting_id:
            self._done.clear()
            self._last_code = self._last_in = NEVER
        self._meeting_id = meeting_id
        self._door = None
        self._answer(answers.waiting())
        self.load()
        if self._carried:
            self.scan(self._carried)
            self._carried = ""

    @property
    def meeting_id(self) -> str:
        """Return at which meeting's door we stand."""
        return self._meeting_id

    def load(self) -> None:
        """Read again who is there."""
        meeting_id = self._meeting_id
        if meeting_id:
            self._asker.ask(self._view, lambda kit: read(kit, meeting_id), self._loaded, self._refused)

    def _loaded(self, door: Door) -> None:
        if door.meeting_id != self._meeting_id:
            return
        first = self._door is None
        self._show(door)
        if first and door.locked:
            self._answer(answers.not_done(door.locked))
        elif first:
            self._propose_session(door)

    def _propose_session(self, door: Door) -> None:
        """Say so when the clock would open the door of another session of the day."""
        on = in_progress(door.sessions, self._asker.environment.now())
        if on is not None and on.meeting_id != door.meeting_id and not self._carried:
            told = answers.session_on(on.words)
            self._answer(replace(told, switch_to=on.meeting_id))

    def switch_session(self) -> None:
        """Go to the session that the answer is about, its badge along, or to the next one of the day."""
        door = self._door
        if door is None:
            return
        following = after(door.sessions, door.meeting_id)
        wanted = self._shown.switch_to or (following.meeting_id if following else "")
        if wanted:
            self._carried = self._last_code[0] if self._shown.offer == "admit" else ""
            self._view.switch_session(wanted)

    def _show(self, door: Door) -> None:
        self._door = door
        self._view.show_door(door)

    # -- the field

    def typed(self, text: str) -> None:
        """Look for people while letters are typed; a code is no name."""
        self._searched += 1
        door, number = self._door, self._searched
        if door is None or not text.strip() or answers.looks_like_code(text):
            self._view.show_found(())
            if self._searching and not text.strip():
                self._answer(answers.waiting())
            return

        def show(found: tuple[Found, ...]) -> None:
            if number == self._searched:
                self._view.show_found(found)
                self._answer(answers.searching([one.name for one in found], text.strip()))
                self._searching = True

        self._asker.ask(self._view, lambda kit: find(kit, door, text), show, self._refused)

    def entered(self, text: str) -> None:
        """Answer Enter: a code, a name, or, on an empty field, what the last answer offers."""
        text = text.strip()
        if not text:
            self.accept_offer()
        elif answers.looks_like_code(text):
            self._view.clear_field()
            self.scan(text)
        else:
            self._enter_name(text)

    def _enter_name(self, text: str) -> None:
        door = self._door
        if door is None:
            return
        self._searched += 1

        def found(people: tuple[Found, ...]) -> None:
            if len(people) == 1:
                self.admit(people[0].person_id)
            elif people:
                self._answer(answers.choose())
                self._view.show_found(people)
                self._view.choose_found()
            else:
                self._answer(answers.nobody(text))

        self._asker.ask(self._view, lambda kit: find(kit, door, text), found, self._refused)

    def accept_offer(self) -> None:
        """Do what the last answer offers."""
        offer, self._offer = self._offer, None
        if offer is None:
            return
        if offer.offer in ("admit", "let_in"):
            self.admit(offer.person_id, by_badge=True)
        elif offer.offer == "admit_badge":
            self._admit_badge(offer.token)
        else:
            self._view.ask_walk_in(offer.name)

    def begin_walk_in(self) -> None:
        """Say what the form of somebody new waits for."""
        self._answer(answers.somebody_new())

    # -- what is recorded

    def scan(self, text: str) -> None:
        """Answer a code, whoever read it; its echo is no second scan."""
        meeting_id, mode, last, now = self._meeting_id, self.mode, self._last_code, self._now()
        if text == last[0] and now - last[1] < ECHO:
            return
        self._last_code = (text, now)
        self._searched += 1
        self._asker.ask(
            self._view, lambda kit: scan(kit, meeting_id, text, mode), self._scanned, self._refused
        )

    def admit(self, person_id: str, *, by_badge: bool = False) -> None:
        """Record somebody chosen by name, or whose badge was shown before."""
        meeting_id, mode = self._meeting_id, self.mode
        self._view.clear_field()

        def question(kit: Kit) -> Scanned:
            if mode == "leaving":
                return Scanned(kit.check_in.leave(meeting_id, person_id))
            method = Method.QR if by_badge else Method.TYPED
            return come(kit, meeting_id, kit.check_in.admit(meeting_id, person_id, method=method))

        self._asker.ask(self._view, question, self._scanned, self._refused)

    def _admit_badge(self, token: str) -> None:
        """Record whoever has a badge that is not known here yet."""
        meeting_id = self._meeting_id
        self._asker.ask(
            self._view,
            lambda kit: Scanned(kit.check_in.admit_unknown(meeting_id, token)),
            self._scanned,
            self._refused,
        )

    def newcomer_typed(self, newcomer: Newcomer) -> None:
        """Look who the name in the form may mean."""
        door = self._door
        if door is not None:
            self._asker.ask(
                self._view,
                lambda kit: alike(kit, door, newcomer),
                lambda found: self._view.show_alike(found.found),
                self._refused,
            )

    def is_known(self, person_id: str) -> None:
        """Admit somebody found while a walk-in's name was typed."""
        self._view.walk_in_done()
        self.admit(person_id)

    def walk_in(self, newcomer: Newcomer) -> None:
        """Welcome somebody who is on no list; a badge scanned into the form is a badge all the same.

        A second person of the very same name is made only when Enter is pressed twice.
        """
        door = self._door
        if answers.looks_like_code(newcomer.family_name):
            self._view.walk_in_done()
            self.scan(newcomer.family_name)
            return
        if self._welcoming or door is None:
            return
        self._welcoming = True
        is_confirmed = newcomer == self._warned_of

        def done(result: Scanned | Alike) -> None:
            self._welcoming = False
            if isinstance(result, Alike):
                self._warned_of = newcomer
                self._view.show_alike(result.found)
                self._view.warn_twin()
                return
            self._view.walk_in_done()
            self._view.clear_field()
            self._scanned(result)
            self._view.offer_slip(offered="slips" in PRINTABLES)

        def failed(error: KitError) -> None:
            self._welcoming = False
            self._refused(error)

        self._asker.ask(
            self._view, lambda kit: welcome(kit, door, newcomer, is_confirmed=is_confirmed), done, failed
        )

    def _scanned(self, scanned: Scanned) -> None:
        door, result = self._door, scanned.result
        if door is None:  # another door's list is on its way, and answers keep their order
            return
        if result.verdict is Verdict.ALREADY_IN and self._is_echo(result.person_id):
            return
        told = answers.of_scan(
            result,
            door.own_device,
            scanned.elsewhere,
            door.zone,
            scanned.structure,
            door.starts_at,
            scanned.laptop,
        )
        session = next((one for one in door.sessions if one.meeting_id == result.other_meeting), None)
        if session is not None:
            told = answers.other_session(told, session.words, session.meeting_id)
        self._answer(replace(told, attention=scanned.attention, first_time=result.first_time))
        if result.verdict is Verdict.CHECKED_OUT and result.person_id:
            self._done.append(Done(result.person_id, result.name or "", is_leaving=True))
            self._show(door.departed(result.person_id))
        if result.verdict is Verdict.CHECKED_IN and result.person_id and result.at:
            self._done.append(Done(result.person_id, result.name or ""))
            self._last_in = (result.person_id, self._now())
            self._show(door.arrived(result.person_id, result.name or "", result.at))

    def _is_echo(self, person_id: str | None) -> bool:
        """Tell whether somebody is found here only because of the same showing of the badge."""
        known, at = self._last_in
        return person_id == known and self._now() - at < ECHO

    def _now(self) -> float:
        return self._asker.environment.clock.monotonic()

    # -- answering

    def _answer(self, answer: Answer) -> None:
        self._shown = answer
        self._offer = answer if answer.offer else None
        self._searching = False
        self._view.show_answer(answer)

    def calm(self) -> None:
        """Let the last answer rest: whoever comes next sees a door that waits. A question stays, quietly."""
        last = self._shown
        if last.face == "waiting":
            return
        if last.offer and self._offer is last:
            self._shown = self._offer = replace(last, face="waiting")
            self._view.show_answer(self._shown)
        else:
            self._answer(answers.waiting())

    def _refused(self, error: KitError) -> None:
        """Nothing was written: say so as loudly as any other answer."""
        self._answer(answers.not_done(error.sentence))
