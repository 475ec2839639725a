"""The last exchanges, a plain sentence each. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from organiser_kit.storage.rounds import Round, Via
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 30
"""How many of the last exchanges the page lists."""


@dataclass(frozen=True)
class ExchangeLine:
    """One exchange: when, which way, what happened; ``went_well`` chooses its icon."""

    when: str
    way: str
    sentence: str
    went_well: bool


def exchange_lines(rounds: Sequence[Round], now: datetime) -> tuple[ExchangeLine, ...]:
    """Return the exchanges as the page lists them."""
    return tuple(
        ExchangeLine(
            moment_words(datetime.fromisoformat(one.at), now),
            way_words(one.route),
            sentence_of(one, now),
            one.problem is None and not one.refused,
        )
        for one in rounds
    )


def way_words(route: Via) -> str:
    """Return which way an exchange went."""
    return {Via.SERVER: tr("Server"), Via.LAN: tr("In the room"), Via.STICK: tr("USB stick")}[route]


def sentence_of(one: Round, now: datetime) -> str:
    """Return what happened."""
    told = one.problem or _moved(one)
    if one.problem is not None and (one.pushed or one.pulled):
        told = tr("{what} {problem}", what=_moved(one), problem=one.problem)
    if one.times == 1:
        return told
    since = moment_words(datetime.fromisoformat(one.since), now)
    return tr("{sentence} ({n} times since {time})", sentence=told, n=one.times, time=since)


def _moved(one: Round) -> str:
    if not (one.pushed or one.pulled or one.refused):
        return tr("Nothing new on either side.")
    parts = [
        trn("{n} change sent", "{n} changes sent", one.pushed) if one.pushed else "",
        trn("{n} received", "{n} received", one.pulled) if one.pulled else "",
        trn("{n} refused", "{n} refused", one.refused) if one.refused else "",
    ]
    return tr("{facts}.", facts=", ".join(part for part in parts if part))
