"""The pad of a meeting: needs collected, hands counted, what will be dealt with. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.preparation import Need


@dataclass(frozen=True)
class NeedLine:
    """One need in words."""

    need_id: str
    text: str
    votes: int
    votes_words: str
    chosen: bool


@dataclass(frozen=True)
class NeedsState:
    """The pad."""

    meeting_id: str
    summary: str
    lines: tuple[NeedLine, ...]


class NeedsView(Protocol):
    """The card, as its presenter sees it."""

    def show_needs(self, state: NeedsState) -> None:
        """Show the pad."""
        ...

    def added(self) -> None:
        """Make room for the next need."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class NeedsPresenter(MeetingEditor[NeedsView, NeedsState]):
    """Reads and writes the pad of one meeting."""

    def _question(self, meeting_id: str) -> Callable[[Kit], NeedsState]:
        return lambda kit: describe(meeting_id, kit.needs.of(meeting_id))

    def _show(self, state: NeedsState) -> None:
        self._view.show_needs(state)

    def add(self, text: str) -> None:
        """Add a need."""
        meeting_id = self.meeting_id
        self._do(lambda kit: kit.needs.add(meeting_id, text), lambda _: self._view.added())

    def count(self, line: NeedLine, votes: int) -> None:
        """Write how many hands were raised; below none there is nothing to write."""
        if votes >= 0:
            self._do(lambda kit: kit.needs.count(line.need_id, votes))

    def choose(self, line: NeedLine, *, chosen: bool) -> None:
        """Say whether the meeting will deal with it."""
        self._do(lambda kit: kit.needs.choose(line.need_id, chosen=chosen))

    def remove(self, line: NeedLine) -> None:
        """Take a need off the pad, with a way back."""
        self._tell(
            lambda kit: kit.needs.remove(line.need_id),
            tr("Taken off the list: {text}", text=line.text),
            lambda: self._do(lambda kit: kit.needs.bring_back(line.need_id)),
        )


def describe(meeting_id: str, needs: tuple[Need, ...]) -> NeedsState:
    """Return the pad in words."""
    chosen = sum(need.chosen for need in needs)
    words = trn("{n} need", "{n} needs", len(needs))
    if chosen:
        words = tr("{needs}, {chosen}", needs=words, chosen=trn("{n} chosen", "{n} chosen", chosen))
    return NeedsState(
        meeting_id,
        words if needs else "",
        tuple(
            NeedLine(need.id, need.text, need.votes, trn("{n} vote", "{n} votes", need.votes), need.chosen)
            for need in needs
        ),
    )
