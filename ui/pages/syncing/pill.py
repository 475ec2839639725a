"""What the pill says of the exchange with the server: always the truth, in a few words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.services.views import SyncState
    from sync.facade import HeldBack
    from ui.jobs import Step

LONG = 500
"""How many changes and rows make an exchange long enough to say how far it is."""


class Line(StrEnum):
    """How the last attempt ended, or that one is under way."""

    UNKNOWN = "unknown"
    BUSY = "busy"
    OPEN = "open"
    DOWN = "down"


@dataclass(frozen=True)
class Standing:
    """Where the exchange with the server stands.

    Attributes:
        problem: why the last one did not go through, '' when it did.
        paused: whether a person asked for no exchange until further notice.
        step: how far the one under way is.
        held_back: people that the server asks to take away, until somebody says whether it is meant.
        repaired: what was put right by itself, until it was read.
        left: the groups that this laptop was let out of, until it was read.
    """

    line: Line = Line.UNKNOWN
    problem: str = ""
    paused: bool = False
    step: Step | None = None
    held_back: HeldBack | None = None
    repaired: str = ""
    left: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        """Return whether the exchange under way is worth a bar."""
        return self.line is Line.BUSY and self.step is not None and self.step.total >= LONG

    @property
    def percent(self) -> int:
        """Return how far a long exchange is, 100 only at its end."""
        return self.step.done * 100 // self.step.total if self.step is not None and self.step.total else 0


@dataclass(frozen=True)
class Pill:
    """Colour, icon, words, and the sentence behind them."""

    tone: str
    icon: str
    words: str
    explanation: str


def pill_of(state: SyncState, standing: Standing, now: datetime) -> Pill:
    """Return what the pill says."""
    if state.server is None:
        return Pill(
            "neutral",
            "cloud-off",
            tr("Not paired with a server"),
            tr("Everything is kept on this laptop. Pair it with a server to share it."),
        )
    if standing.line is Line.BUSY:
        return Pill("accent", "refresh-cw", _busy(standing), tr("You can go on working."))
    last = moment_words(state.last_sync_at, now) if state.last_sync_at else ""
    if standing.held_back is not None:
        words = tr("Removals to confirm")
        return Pill("danger", "circle-question-mark", words, standing.problem)
    if standing.paused:
        return Pill("neutral", "circle", _paused(state.pending), paused_sentence())
    if standing.line is Line.DOWN:
        return Pill("neutral", "cloud-off", _offline(state.pending, last), standing.problem)
    return _for_a_person(state) or _at_peace(state, last)


def _for_a_person(state: SyncState) -> Pill | None:
    """Return what waits for somebody to look at it."""
    if state.refused:
        words = trn("{n} refused", "{n} refused", state.refused)
        return Pill("danger", "circle-alert", words, tr("The server refused some changes: see why."))
    if state.conflicts:
        words = trn("{n} choice to make", "{n} choices to make", state.conflicts)
        sentence = tr("Two versions of a field were written: choose which one stays.")
        return Pill("warning", "circle-question-mark", words, sentence)
    return None


def _at_peace(state: SyncState, last: str) -> Pill:
    if not last:
        return Pill("warning", "cloud-upload", tr("Never synchronised"), waiting_words(state.pending))
    if state.pending:
        words = tr("{n} to send · last sync {time}", n=state.pending, time=last)
        return Pill("info", "cloud-upload", words, waiting_words(state.pending))
    return Pill("success", "cloud", tr("Up to date · {time}", time=last), tr("The server has everything."))


def _busy(standing: Standing) -> str:
    if standing.is_long:
        return tr("Synchronising… {percent} %", percent=standing.percent)
    return tr("Synchronising…")


def _paused(pending: int) -> str:
    return tr("Paused · {n} to send", n=pending) if pending else tr("Paused")


def _offline(pending: int, last: str) -> str:
    if not last:
        return tr("Offline · {n} to send · never synchronised", n=pending)
    if not pending:
        return tr("Offline · last sync {time}", time=last)
    return tr("Offline · {n} to send · last sync {time}", n=pending, time=last)


def waiting_words(pending: int) -> str:
    """Return how much waits, as a sentence."""
    return trn("{n} change waits on this laptop.", "{n} changes wait on this laptop.", pending)


def paused_sentence() -> str:
    """Return what a pause means."""
    return tr("Nothing leaves or arrives until you resume. Everything you do is kept here.")
