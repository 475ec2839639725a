"""What the review of a signed sheet shows, and who shows it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from organiser_kit.codes.sheet import SheetPage
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.errors import KitError
    from organiser_kit.papers.sheet_review import PaperSeen
    from organiser_kit.reading.sheet.files import Looked
    from ui.jobs import Progress, Step
    from ui.pages.reception.state import Found
    from ui.pages.signed_paper.lines import Line


@dataclass(frozen=True)
class ReviewState:
    """What was read and what is said of it so far; nothing of it is recorded yet.

    Attributes:
        lines: the rows shown: all, or only those a person has to look at.
        at: the place of the row in ``lines`` that is chosen; None when there is none.
        open: how many rows still wait for somebody to say.
        signed, empty: how many rows are so, people on blank lines included.
        to_record: how many presences the confirmation adds.
        problems: pictures that could not be used, one sentence each.
        missing: pages that no picture shows, one sentence each.
        headline: where this stands, as a sentence.
        stopped: whether the reading was stopped before its last page.
    """

    lines: tuple[Line, ...]
    at: int | None
    open: int
    signed: int
    empty: int
    to_record: int
    problems: tuple[str, ...]
    missing: tuple[str, ...]
    headline: str
    shows_all: bool
    stopped: bool

    @property
    def line(self) -> Line | None:
        """Return the row that is chosen."""
        return None if self.at is None else self.lines[self.at]


@dataclass(frozen=True)
class Looks:
    """What came of pictures, and whether somebody stopped before the last."""

    looked: tuple[Looked, ...]
    stopped: bool = False


class Hands(Protocol):
    """Opens the files and reads them: on the io lane."""

    def look(
        self,
        files: Sequence[Path],
        known: Callable[[SheetPage], tuple[PageRows, ...]],
        progress: Progress,
    ) -> Looks:
        """Read every page of ``files``."""
        ...


class SignedPaperView(Protocol):
    """The step, as its presenter sees it."""

    def show_start(self, problems: tuple[str, ...]) -> None:
        """Ask for pictures; ``problems`` says why those before were of no use."""
        ...

    def show_reading(self) -> None:
        """Say that pages are being read."""
        ...

    def show_step(self, step: Step) -> None:
        """Show how far the reading is."""
        ...

    def show_review(self, state: ReviewState) -> None:
        """Show what was read."""
        ...

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show people who may be the one whose name is typed."""
        ...

    def show_recorded(self, meeting_id: str, paper: PaperSeen, sentence: str) -> None:
        """Say what was recorded, and hand over what the paper says."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...
