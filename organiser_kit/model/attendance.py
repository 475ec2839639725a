"""What was seen at the door: facts that are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from organiser_kit.model.record import Record, decisive, indexed

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

MERGED = "merged"
"""The reason of a correction that only says the fact is about another record of the same person."""


class FactKind(StrEnum):
    """What a fact says."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    EXCUSED = "excused"
    VOID = "void"


class Method(StrEnum):
    """How a presence was obtained."""

    QR = "qr"
    TYPED = "typed"
    SIGNED_PAPER = "signed_paper"
    IMPORT = "import"


class PresenceState(StrEnum):
    """What the facts about one person at one meeting amount to."""

    EXPECTED = "expected"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFact(Record):
    """One thing seen or corrected. It is never changed: a correction is a ``VOID`` fact naming it.

    Attributes:
        at: when, corrected by the clocks of others.
        device_at: what the laptop's own clock showed, if that was wrong.
        previous: the seal of the fact that the same laptop recorded before at this meeting, hexadecimal.
    """

    meeting_id: str = indexed("")
    person_id: str = indexed("")
    kind: FactKind = decisive(FactKind.CHECK_IN)
    at: datetime = _EPOCH
    method: Method = Method.TYPED
    device_id: str = ""
    voids: str | None = indexed()
    reason: str | None = None
    device_at: datetime | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """What the facts about one person at one meeting amount to.

    Attributes:
        arrived_at: the earliest live check-in.
        left_at: the live check-out after the last check-in, if any.
        scans: how many live check-ins there are; two laptops may both have seen the person.
    """

    state: PresenceState
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    method: Method | None = None
    device_id: str | None = None
    scans: int = 0

    @property
    def is_present(self) -> bool:
        """Return whether the person counts as present, even after leaving."""
        return self.state is PresenceState.PRESENT

    @property
    def is_inside(self) -> bool:
        """Return whether the person came and has not left."""
        return self.is_present and self.left_at is None
