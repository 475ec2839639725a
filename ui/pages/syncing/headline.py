"""What the synchronisation's page says first: how things stand, in one line and one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.wording import grouped
from ui.pages.phrases import moment_words
from ui.pages.syncing.pill import Line, paused_sentence

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.services.views import SyncState
    from ui.jobs import Step
    from ui.pages.syncing.pill import Standing


@dataclass(frozen=True)
class Headline:
    """Colour, icon, one line, the sentence under it, and where and when."""

    tone: str
    icon: str
    title: str
    sentence: str
    caption: str


def headline_of(state: SyncState, standing: Standing, now: datetime) -> Headline:
    """Return how things stand."""
    tone, icon, title, sentence = _words(state, standing)
    return Headline(tone, icon, title, sentence, _caption(state, now))


def _words(state: SyncState, standing: Standing) -> tuple[str, str, str, str]:
    waits = _to_send(state.pending) if state.pending else ""
    if state.server is None:
        kept = tr("Everything is kept on this laptop. Pair it with a server to share it.")
        return "neutral", "cloud-off", tr("No server yet"), kept
    if standing.line is Line.BUSY:
        return "accent", "refresh-cw", tr("Exchanging with the server…"), tr("You can go on working.")
    if standing.paused:
        return "neutral", "circle", tr("Paused"), standing.problem or paused_sentence()
    if standing.line is Line.DOWN:
        return "neutral", "cloud-off", waits or tr("Offline"), standing.problem
    return _online(state, waits)


def _online(state: SyncState, waits: str) -> tuple[str, str, str, str]:
    if state.last_sync_at is None:
        first = tr("The first exchange brings the group's people and meetings to this laptop.")
        return "warning", "cloud-upload", tr("Never synchronised"), first
    if state.refused:
        rest = tr("The server's reasons are below. Everything else goes on.")
        return "danger", "circle-alert", _refused(state.refused), rest
    if state.pending:
        return "info", "cloud-upload", waits, tr("They leave by themselves as soon as the server answers.")
    settled = tr("The server has everything, and so do you.")
    to_choose = trn(
        "{n} choice between two versions is left to you, below.",
        "{n} choices between two versions are left to you, below.",
        state.conflicts,
    )
    return "success", "cloud", tr("Everything is up to date"), to_choose if state.conflicts else settled


def _refused(count: int) -> str:
    return trn("{n} change was refused", "{n} changes were refused", count)


def _to_send(pending: int) -> str:
    count = grouped(pending, current())
    return trn("{count} change to send", "{count} changes to send", pending, count=count)


def _caption(state: SyncState, now: datetime) -> str:
    if state.server is None:
        return ""
    if state.last_sync_at is None:
        return tr("{server} · no exchange has gone through yet", server=state.server)
    last = moment_words(state.last_sync_at, now)
    return tr("{server} · last complete exchange: {time}", server=state.server, time=last)


def progress_words(step: Step) -> str:
    """Return how far a long exchange is, e.g. ``12,400 of 77,000``."""
    return tr("{done} of {total}", done=grouped(step.done, current()), total=grouped(step.total, current()))
