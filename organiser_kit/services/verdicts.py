"""What the door answers to one code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.attendance import Method


class Verdict(StrEnum):
    """The door's answer to one code."""

    EXPECTED = "expected"
    """Only where a badge is looked at before anything is recorded."""
    CHECKED_IN = "checked_in"
    ALREADY_IN = "already_in"
    CHECKED_OUT = "checked_out"
    NOT_REGISTERED = "not_registered"
    WRONG_MEETING = "wrong_meeting"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    FORGED = "forged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """One answer at the door.

    Attributes:
        at: when the presence was recorded: now, or, for ``ALREADY_IN``, the first time.
        device_id: for ``ALREADY_IN``, the laptop that saw the person first.
        other_meeting: for ``WRONG_MEETING``, the meeting the person is registered at.
        method: for ``ALREADY_IN``, how the first presence was obtained.
        first_time: for ``CHECKED_IN``, whether the group met before, and without this person.
        genuine: for ``UNKNOWN``, whether the badge is one of ours: given since the last exchange; for
            ``CHECKED_IN``, whether such a badge was admitted, so that its person is still to be named.
        token: for ``UNKNOWN``, what such a badge is admitted by; ``None`` when it may not be.
    """

    verdict: Verdict
    person_id: str | None = None
    name: str | None = None
    at: datetime | None = None
    device_id: str | None = None
    other_meeting: str | None = None
    method: Method | None = None
    first_time: bool = False
    genuine: bool = False
    token: str | None = None

    @property
    def recorded(self) -> bool:
        """Return whether something was written."""
        return self.verdict in (Verdict.CHECKED_IN, Verdict.CHECKED_OUT)
