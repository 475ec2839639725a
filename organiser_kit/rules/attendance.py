"""Who was there: derived from the facts each time, never stored.

Two laptops that scanned the same person made two facts and one presence; a correction takes away only
the facts it names; the absence of facts never undoes a presence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact, FactKind, Presence, PresenceState

if TYPE_CHECKING:
    from collections.abc import Iterable


def live(facts: Iterable[AttendanceFact]) -> list[AttendanceFact]:
    """Return the facts that no correction names, first seen first (by moment, then by id)."""
    known = list(facts)
    voided = {fact.voids for fact in known if fact.kind is FactKind.VOID}
    kept = [fact for fact in known if fact.kind is not FactKind.VOID and fact.id not in voided]
    return sorted(kept, key=lambda fact: (fact.at, fact.id))


def presence(facts: Iterable[AttendanceFact], *, sheet_closed: bool = False) -> Presence:
    """Return what the facts about one person at one meeting amount to.

    Once the sheet is closed, somebody expected of whom nothing is known counts as absent.
    """
    standing = live(facts)
    arrivals = [fact for fact in standing if fact.kind is FactKind.CHECK_IN]
    if arrivals:
        first, last = arrivals[0], arrivals[-1]
        leavings = [
            fact
            for fact in standing
            if fact.kind is FactKind.CHECK_OUT and (fact.at, fact.id) > (last.at, last.id)
        ]
        return Presence(
            PresenceState.PRESENT,
            arrived_at=first.at,
            left_at=leavings[-1].at if leavings else None,
            method=first.method,
            device_id=first.device_id,
            scans=len(arrivals),
        )
    if any(fact.kind is FactKind.EXCUSED for fact in standing):
        return Presence(PresenceState.EXCUSED)
    return Presence(PresenceState.ABSENT if sheet_closed else PresenceState.EXPECTED)
