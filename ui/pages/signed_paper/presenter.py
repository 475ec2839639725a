"""From pictures of the signed sheet to presences: read, go through what is in doubt, confirm once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from organiser_kit.papers.sheet_review import Decided, WalkIn, record_decided
from organiser_kit.papers.signed_sheets import former_rows
from ui.jobs import JobCancelledError
from ui.pages.reception import state as door
from ui.pages.signed_paper.lines import Line, Sheets, lines_of, read_again
from ui.pages.signed_paper.view import ReviewState
from ui.pages.signed_paper.words import headline, missing_words, recorded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.errors import KitError
    from organiser_kit.papers.sheet_review import PaperSeen, Place
    from organiser_kit.papers.signed_sheets import Recorded
    from organiser_kit.reading.sheet.files import Looked
    from organiser_kit.services.sheets import SheetPaper
    from ui.jobs import CancelToken
    from ui.pages.asking import Asker
    from ui.pages.reception.state import Found
    from ui.pages.signed_paper.view import Hands, Looks, SignedPaperView


class SignedPaperPresenter:
    """Reads the sheets of one meeting; nothing is written before :meth:`confirm`."""

    def __init__(self, asker: Asker, view: SignedPaperView, hands: Hands) -> None:
        self._asker = asker
        self._view = view
        self._hands = hands
        self._meeting_id = ""
        self._run = 0
        self._begin()

    def _begin(self) -> None:
        self._run += 1  # answers to what was asked before are dropped
        self._looked: tuple[Looked, ...] = ()
        self._sheets: Sheets | None = None
        self._cells: dict[Place, bool] = {}
        self._walk_ins: dict[Place, WalkIn] = {}
        self._at: Place | None = None
        self._shows_all = False
        self._stopped = False
        self._searched = 0
        self._reading: CancelToken | None = None
        self._is_reading = False
        self._stop_asked = False
        self._is_confirming = False

    def open(self, meeting_id: str) -> None:
        """Show this meeting; what was read of it and not yet confirmed is still there."""
        if meeting_id != self._meeting_id:
            self.stop()
            self._begin()
        self._meeting_id = meeting_id
        if not self._is_reading:
            self._return()

    def start_over(self) -> None:
        """Forget everything that was read and said."""
        self._begin()
        self._view.show_start(())

    # -- reading

    def read(self, files: Sequence[Path]) -> None:
        """Read these files too; pages of several readings come together."""
        if self._is_reading or self._is_confirming or not files:
            return
        self._is_reading, self._stop_asked = True, False
        run, meeting_id = self._run, self._meeting_id
        self._view.show_reading()

        def known(papers: Mapping[str, SheetPaper]) -> None:
            if run == self._run:
                self._look(tuple(files), partial(former_rows, papers))

        self._asker.ask(
            self._view,
            lambda kit: kit.sheets.papers(meeting_id),
            known,
            lambda error: self._not_read(run, error),
        )

    def _look(self, files: tuple[Path, ...], known: Callable[[SheetPage], tuple[PageRows, ...]]) -> None:
        run, hands = self._run, self._hands

        def seen(looks: Looks) -> None:
            if run == self._run:
                self._is_reading = False
                # What was refused before may be in these pictures: its sentence is not repeated.
                self._looked = (*(one for one in self._looked if one.reading), *looks.looked)
                self._stopped = looks.stopped
                self._at = None
                self._return()

        self._reading = self._asker.runner.submit_with_progress(
            self._view,
            lambda progress: hands.look(files, known, progress),
            seen,
            lambda error: self._not_read(run, error),
            progressed=self._view.show_step,
            lane="io",
        )
        if self._stop_asked:
            self._reading.cancel()

    def stop(self) -> None:
        """Read no further page; those read so far stay."""
        self._stop_asked = True
        if self._reading is not None:
            self._reading.cancel()

    def _not_read(self, run: int, error: KitError) -> None:
        if run != self._run:
            return
        self._is_reading = False
        self._return()
        if not isinstance(error, JobCancelledError):
            self._view.refuse(error)

    def _return(self) -> None:
        """Show what there is to show when nothing is being read."""
        if self._looked:
            self._put_together()
        else:
            self._view.show_start(())

    def reload(self) -> None:
        """Look again at what the screen says: somebody may have come in meanwhile."""
        if self._looked and not self._is_reading and not self._is_confirming:
            self._put_together()

    def _put_together(self) -> None:
        run, meeting_id, looked = self._run, self._meeting_id, self._looked

        def show(sheets: Sheets) -> None:
            if run == self._run and looked is self._looked:
                self._sheets = sheets
                self._show() if sheets.signed.pages else self._nothing_read(sheets)

        self._asker.ask(self._view, lambda kit: read_again(kit, meeting_id, looked), show, self._view.refuse)

    def _nothing_read(self, sheets: Sheets) -> None:
        self._begin()
        self._view.show_start(tuple(sentence for _, sentence in sheets.signed.problems))

    # -- going through it

    @property
    def walk_ins(self) -> Mapping[Place, WalkIn]:
        """Return who was named on blank lines so far."""
        return self._walk_ins

    def choose(self, place: Place) -> None:
        """Look at one row."""
        if place != self._at:
            self._at = place
            self._show()

    def show_all(self, wanted: bool) -> None:
        """Show every row, or only those that a person has to look at."""
        self._shows_all = wanted
        self._show()

    def decide(self, signed: bool) -> None:
        """Say whether the chosen row is signed and go to the next in doubt; a blank line needs a name."""
        line = self._chosen()
        if line is None or self._is_confirming or (line.is_walk_in and signed):
            return
        self._walk_ins.pop(line.place, None)
        self._cells[line.place] = signed
        self.next_open()

    def name(self, guest: WalkIn) -> None:
        """Say whose name stands on the chosen blank line."""
        line = self._chosen()
        if line is None or self._is_confirming or not line.is_walk_in:
            return
        self._cells.pop(line.place, None)
        self._walk_ins[line.place] = guest
        self.next_open()

    def next_open(self) -> None:
        """Go to the next row in doubt, from the top again after the last; stay where there is none."""
        lines = self._all_lines()
        places = [line.place for line in lines]
        start = places.index(self._at) + 1 if self._at in places else 0
        after = next((line for line in lines[start:] + lines[:start] if line.answer == "open"), None)
        if after is not None:
            self._at = after.place
        self._show()

    def search(self, text: str) -> None:
        """Look for people whom a typed name may mean, so that nobody is entered twice."""
        self._searched += 1
        number, meeting_id, text = self._searched, self._meeting_id, text.strip()
        if not text:
            self._view.show_found(())
            return

        def show(found: tuple[Found, ...]) -> None:
            if number == self._searched:
                self._view.show_found(found)

        self._asker.ask(
            self._view, lambda kit: door.find(kit, door.read(kit, meeting_id), text), show, self._view.refuse
        )

    # -- recording it

    def confirm(self) -> None:
        """Record who signed, once: the only place where something is written."""
        sheets, meeting_id, run = self._sheets, self._meeting_id, self._run
        if sheets is None or self._is_confirming or self._is_reading:
            return
        self._is_confirming = True
        signed, said = sheets.signed, Decided(dict(self._cells), dict(self._walk_ins))

        def done(answer: tuple[Recorded, PaperSeen]) -> None:
            recorded, paper = answer
            if run == self._run:
                self._begin()
            self._view.show_recorded(meeting_id, paper, recorded_words(recorded, len(paper.open)))

        def failed(error: KitError) -> None:
            if run == self._run:
                self._is_confirming = False
            self._view.refuse(error)

        self._asker.ask(self._view, lambda kit: record_decided(kit, meeting_id, signed, said), done, failed)

    # -- showing it

    def _all_lines(self) -> tuple[Line, ...]:
        if self._sheets is None:
            return ()
        return lines_of(self._meeting_id, self._sheets, Decided(self._cells, self._walk_ins))

    def _chosen(self) -> Line | None:
        return next((line for line in self._all_lines() if line.place == self._at), None)

    def _show(self) -> None:
        if self._sheets is None:
            return
        every = self._all_lines()
        lines = every if self._shows_all else tuple(line for line in every if line.is_asked)
        places = [line.place for line in lines]
        if self._at not in places:
            first = next((line for line in lines if line.answer == "open"), lines[0] if lines else None)
            self._at = first.place if first else None
        open_, signed, empty = (
            sum(line.answer == answer for line in every) for answer in ("open", "signed", "empty")
        )
        read = self._sheets.signed
        self._view.show_review(
            ReviewState(
                lines=lines,
                at=places.index(self._at) if self._at in places else None,
                open=open_,
                signed=signed,
                empty=empty,
                to_record=self._to_record(every, self._sheets.present),
                problems=tuple(sentence for _, sentence in read.problems),
                missing=missing_words(read),
                headline=headline(open_, signed, empty),
                shows_all=self._shows_all,
                stopped=self._stopped,
            )
        )

    def _to_record(self, lines: Sequence[Line], present: frozenset[str]) -> int:
        """Count the presences that the confirmation adds: each person once, those on the screen left out."""
        signed = [line for line in lines if line.answer == "signed"]
        guests = [self._walk_ins[line.place] for line in signed if line.is_walk_in]
        known = {line.person_id for line in signed} | {guest.person_id for guest in guests}
        return len(known - present - {None}) + sum(guest.person_id is None for guest in guests)
