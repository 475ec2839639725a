"""What an equipment list shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """One thing that is needed.

    Attributes:
        needed: how many.
        per: for how many people there is one set: 1 for each person, 0 for one set for the whole meeting.
        each: how many make a set.
        spare: how many of those needed are there for people who come without having registered.
        there: how many are sure to be there; None where that is to be asked.
        note: a detail; none when empty.
        who: who brings it; nobody yet when empty.
    """

    name: str
    needed: int
    per: int = 0
    each: int = 1
    spare: int = 0
    there: int | None = None
    note: str = ""
    who: str = ""

    @property
    def missing(self) -> int:
        """Return how many are known to be missing."""
        return 0 if self.there is None else max(0, self.needed - self.there)


@dataclass(frozen=True, slots=True)
class EquipmentData:
    """What one meeting needs.

    Attributes:
        people: for how many it is counted.
        ask: what the venue may have.
        bring: what it surely has not.
        copies: sheets for participants to print.
        notes: sentences for the person who prints.
    """

    meeting: MeetingDetails
    people: int
    ask: tuple[EquipmentLine, ...]
    bring: tuple[EquipmentLine, ...]
    copies: tuple[EquipmentLine, ...]
    notes: tuple[str, ...] = ()
