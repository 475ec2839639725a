"""What a person must know or decide before anything else about the exchange. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.services.views import SyncState
    from ui.pages.syncing.pill import Standing

OLD_DAYS = 30
"""Days without a complete exchange after which a copy is called old: others may have corrected, or erased."""


class Act(StrEnum):
    """What can be done about an alert."""

    SYNC = "sync"
    ACCEPT = "accept"
    KEEP = "keep"
    SEAL = "seal"


@dataclass(frozen=True)
class Alert:
    """A banner; one that cannot be closed stays until its reason is gone."""

    tone: str
    sentence: str
    acts: tuple[Act, ...] = ()
    closable: bool = False


def alerts_of(state: SyncState, standing: Standing, *, revoked: bool) -> tuple[Alert, ...]:
    """Return what there is to say, the most urgent first."""
    found = (
        _held_back(standing),
        _put_out(state, revoked=revoked),
        _old(state, revoked=revoked),
        *_told(standing),
    )
    return tuple(alert for alert in found if alert is not None)


def _held_back(standing: Standing) -> Alert | None:
    held = standing.held_back
    if held is None:
        return None
    sentence = tr(
        "The server asks to remove at least {count} of the {of} people of a group. Is it meant?",
        count=held.count,
        of=held.of,
    )
    return Alert("danger", sentence, (Act.KEEP, Act.ACCEPT))


def _put_out(state: SyncState, *, revoked: bool) -> Alert | None:
    if not revoked:
        return None
    sentence = tr(
        "The server no longer lets this laptop in, and its records were removed from here. "
        "What was never sent is kept: pair it again with a new code."
    )
    return Alert("danger", sentence, (Act.SEAL,) if state.pending else ())


def _old(state: SyncState, *, revoked: bool) -> Alert | None:
    days = state.silent_days
    if revoked or state.server is None or days is None or days < OLD_DAYS:
        return None
    sentence = trn(
        "The last complete exchange was {n} day ago: others may have corrected or erased since.",
        "The last complete exchange was {n} days ago: others may have corrected or erased since.",
        days,
    )
    return Alert("warning", sentence, (Act.SYNC,))


def _told(standing: Standing) -> Iterator[Alert]:
    """Give what was done by itself: said once, and closed by whoever read it."""
    if standing.repaired:
        yield Alert("info", standing.repaired, closable=True)
    for group in standing.left:
        sentence = tr("This laptop no longer belongs to “{group}”: its records were removed.", group=group)
        yield Alert("info", sentence, closable=True)


def act_words(act: Act) -> str:
    """Return the words of a button."""
    return {
        Act.SYNC: tr("Synchronise now"),
        Act.ACCEPT: tr("Remove these people"),
        Act.KEEP: tr("Keep them for now"),
        Act.SEAL: tr("Save what was never sent…"),
    }[act]
