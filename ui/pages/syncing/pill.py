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


class Line(StrEnum):
    """How the last attempt ended, or that one is under way."""

    UNKNOWN = "unknown"
    BUSY = "busy"
    OPEN = "open"
    DOWN = "down"


@dataclass(frozen=True)
class Pill:
    """Colour, icon, words, and the sentence behind them."""

    tone: str
    icon: str
    words: str
    explanation: str


def pill_of(state: SyncState, line: Line, problem: str, now: datetime) -> Pill:
    """Return what the pill says."""
    if state.server is None:
        return Pill(
            "neutral",
            "cloud-off",
            tr("Not paired with a server"),
            tr("Everything is kept on this laptop. Pair it with a server to share it."),
        )
    if line is Line.BUSY:
        return Pill("accent", "refresh-cw", tr("Synchronising…"), tr("You can go on working."))
    last = moment_words(state.last_sync_at, now) if state.last_sync_at else ""
    if line is Line.DOWN:
        return Pill("neutral", "cloud-off", _offline(state.pending, last), problem)
    if state.refused:
        words = trn("{n} refused", "{n} refused", state.refused)
        return Pill("danger", "circle-alert", words, tr("The server refused some changes: see why."))
    if not last:
        return Pill("warning", "cloud-upload", tr("Never synchronised"), _waiting(state.pending))
    if state.pending:
        words = tr("{n} to send · last sync {time}", n=state.pending, time=last)
        return Pill("info", "cloud-upload", words, _waiting(state.pending))
    return Pill("success", "cloud", tr("Up to date · {time}", time=last), tr("The server has everything."))


def _offline(pending: int, last: str) -> str:
    if not last:
        return tr("Offline · {n} to send · never synchronised", n=pending)
    if not pending:
        return tr("Offline · last sync {time}", time=last)
    return tr("Offline · {n} to send · last sync {time}", n=pending, time=last)


def _waiting(pending: int) -> str:
    return trn("{n} change waits on this laptop.", "{n} changes wait on this laptop.", pending)
