"""About whom the signed paper and the screen differ, in words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.papers.sheet_review import Differs, differences

if TYPE_CHECKING:
    from collections.abc import Set

    from organiser_kit.papers.sheet_review import PaperSeen
    from organiser_kit.services.views import RosterEntry


@dataclass(frozen=True)
class DifferenceLine:
    """Somebody about whom paper and screen differ."""

    person_id: str
    name: str
    kind: Differs
    words: str


def lines_of(
    paper: PaperSeen, entries: tuple[RosterEntry, ...], settled: Set[tuple[str, Differs]]
) -> tuple[DifferenceLine, ...]:
    """Return the differences that nobody has settled, in the order of the list."""
    names = {entry.person.id: entry.name for entry in entries}
    return tuple(
        DifferenceLine(one.person_id, names[one.person_id], one.kind, _words(one.kind))
        for one in differences(paper, entries)
        if (one.person_id, one.kind) not in settled
    )


def _words(kind: Differs) -> str:
    return {
        Differs.NOT_ON_SCREEN: tr("Signed on the paper, not on the screen"),
        Differs.NOT_SIGNED: tr("Present on the screen, did not sign"),
        Differs.ON_NO_ROW: tr("Present on the screen, on no row of the paper"),
    }[kind]
