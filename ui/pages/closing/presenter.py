"""After the meeting: compare with the paper, count, validate, write the statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.attendance import Method
from organiser_kit.papers.sheet_review import Differs
from organiser_kit.papers.statements import gather_one, render_one
from organiser_kit.papers.wish import PLAIN
from ui.cli.files import write_bytes
from ui.pages.closing import overview
from ui.pages.closing.pictures import KeptPicture, kept_pictures, with_previews
from ui.pages.closing.state import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.documents.data.statement import StatementData
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.papers.sheet_review import PaperSeen
    from ui.jobs import Progress, Step
    from ui.pages.asking import Asker, Notify
    from ui.pages.closing.differences import DifferenceLine
    from ui.pages.closing.overview import Overview
    from ui.pages.closing.state import CloseLine, CloseState, Mark


class CloseView(Protocol):
    """The step, as its presenter sees it."""

    def show_close(self, state: CloseState) -> None:
        """Show the comparison."""
        ...

    def show_progress(self, step: Step) -> None:
        """Show how far the statements are."""
        ...

    def show_pictures(self, pictures: tuple[KeptPicture, ...]) -> None:
        """Show the pictures of the signed sheet."""
        ...

    def show_written(self, sentence: str, folder: Path, notes: tuple[str, ...]) -> None:
        """Say that the statements are written, and what their maker noted."""
        ...

    def show_overview(self, seen: Overview) -> None:
        """Show who gets a statement."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class ClosePresenter:
    """Closes one meeting."""

    def __init__(self, asker: Asker, view: CloseView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._meeting_id = ""
        self._busy = False
        self._papers: dict[str, PaperSeen] = {}
        self._settled: dict[str, set[tuple[str, Differs]]] = {}

    def take_paper(self, meeting_id: str, paper: PaperSeen) -> None:
        """Compare with this paper from now on; what was settled with another reading is asked again."""
        self._papers[meeting_id] = paper
        self._settled[meeting_id] = set()

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self._meeting_id = meeting_id
        self.load()

    def load(self) -> None:
        """Read it again."""
        meeting_id = self._meeting_id
        if meeting_id:
            paper, settled = self._papers.get(meeting_id), frozenset(self._settled.get(meeting_id, ()))
            self._asker.ask(
                self._view, lambda kit: read(kit, meeting_id, paper, settled), self._show, self._view.refuse
            )

    def _show(self, state: CloseState) -> None:
        if state.meeting_id == self._meeting_id:
            self._view.show_close(state)

    def ask_pictures(self) -> None:
        """Look at what is kept of the signed sheet."""
        meeting_id = self._meeting_id

        def found(pictures: tuple[KeptPicture, ...]) -> None:
            self._asker.runner.submit(
                self._view,
                lambda: with_previews(pictures),
                self._view.show_pictures,
                self._view.refuse,
                lane="io",
            )

        self._asker.ask(self._view, lambda kit: kept_pictures(kit, meeting_id), found, self._view.refuse)

    def save_picture(self, picture: KeptPicture, path: Path) -> None:
        """Write a copy that is not encrypted."""
        self._asker.runner.submit(
            self._view,
            lambda: write_bytes(path, picture.content),
            lambda _: self._notify(tr("The copy is saved.")),
            self._view.refuse,
            lane="io",
        )

    def mark(self, line: CloseLine, wanted: Mark) -> None:
        """Correct somebody from the signed paper."""
        meeting_id = self._meeting_id
        if line.mark == wanted or self._busy:
            return

        def question(kit: Kit) -> None:
            if line.mark != "absent":
                kit.check_in.undo(meeting_id, line.person_id, reason=tr("Corrected from the paper"))
            if wanted == "present":
                kit.check_in.admit(meeting_id, line.person_id, method=Method.SIGNED_PAPER)
            elif wanted == "excused":
                kit.check_in.excuse(meeting_id, line.person_id)

        self._do(question)

    def settle(self, line: DifferenceLine, present: bool) -> None:
        """Say of somebody about whom paper and screen differ whether they were there."""
        meeting_id, person_id = self._meeting_id, line.person_id
        if self._busy:
            return
        if present and line.kind is Differs.NOT_ON_SCREEN:
            self._do(lambda kit: kit.check_in.admit(meeting_id, person_id, method=Method.SIGNED_PAPER))
        elif not present and line.kind is not Differs.NOT_ON_SCREEN:
            self._do(
                lambda kit: kit.check_in.undo(meeting_id, person_id, reason=tr("Not signed on the paper"))
            )
        else:  # what the screen says is right
            self._settled.setdefault(meeting_id, set()).add((person_id, line.kind))
            self.load()

    def validate(self, headcount: int) -> None:
        """Lock the sheet."""
        meeting_id = self._meeting_id
        self._do(
            lambda kit: kit.sheets.validate(meeting_id, headcount=headcount or None),
            tr("The sheet is validated."),
        )

    def reopen(self, reason: str) -> None:
        """Open a validated sheet for correction."""
        meeting_id = self._meeting_id
        self._do(
            lambda kit: kit.sheets.reopen(meeting_id, reason=reason), tr("The sheet is open for correction.")
        )

    def _do(self, act: Callable[[Kit], object], sentence: str = "") -> None:
        """Do one thing at a time: a second click before the answer is the same click."""
        if self._busy:
            return
        self._busy = True

        def done(_: object) -> None:
            self._busy = False
            if sentence:
                self._notify(sentence)
            self.load()

        def failed(error: KitError) -> None:
            self._busy = False
            self._view.refuse(error)

        self._asker.ask(self._view, act, done, failed)

    def look_over(self) -> None:
        """Show who gets a statement, and who does not and why."""
        meeting_id = self._meeting_id
        self._asker.ask(
            self._view,
            lambda kit: overview.read(kit, meeting_id),
            self._view.show_overview,
            self._view.refuse,
        )

    def write_statements(self, folder: Path) -> None:
        """Issue the statements and write one PDF a person into ``folder``."""
        meeting_id, catalogue = self._meeting_id, current()

        def gathered(data: list[StatementData]) -> None:
            def job(progress: Progress) -> list[str]:
                notes: list[str] = []
                for done, one in enumerate(data, start=1):
                    progress.stop_if_cancelled()
                    document = render_one(one, catalogue, PLAIN)
                    write_bytes(folder / f"{one.number}.pdf", document.pdf)
                    notes += document.notes
                    progress(done, len(data), trn("{n} statement written", "{n} statements written", done))
                return list(dict.fromkeys(notes))

            def written(notes: list[str]) -> None:
                n = len(data)
                sentence = trn("{n} statement was written.", "{n} statements were written.", n)
                self._view.show_written(sentence, folder, tuple(notes))

            self._asker.runner.submit_with_progress(
                self._view, job, written, self._view.refuse, progressed=self._view.show_progress
            )

        def question(kit: Kit) -> list[StatementData]:
            return [gather_one(kit, one, catalogue, PLAIN) for one in kit.statements.issue(meeting_id)]

        self._asker.ask(self._view, question, gathered, self._view.refuse)
