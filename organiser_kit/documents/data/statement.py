"""What a statement of participation shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName


@dataclass(frozen=True, slots=True)
class StatementMeeting:
    """One meeting that a person took part in.

    Attributes:
        minutes: the time the person was there.
        sheet_no: the validated sheet this rests on.
        role_labels: what the person did there, in words; taking part when empty.
    """

    meeting: MeetingDetails
    minutes: int
    sheet_no: str
    role_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementData:
    """One participation statement, for one person.

    Attributes:
        number: its unique reference.
        meetings: in order of time, at least one.
        issued_at: aware, in local time.
        issued_in: the place it is signed at; a line to fill by hand when empty.
        signatory_quality: why this person may sign, in words, e.g. "organiser".
        verify_code: opaque text for a QR code that lets anyone check the statement; none when empty.
        supersedes: the number of the statement that this one replaces.
    """

    number: str
    person: PersonName
    meetings: tuple[StatementMeeting, ...]
    issued_at: datetime
    signatory: PersonName
    signatory_quality: str
    issued_in: str = ""
    verify_code: str = ""
    supersedes: str | None = None

    def __post_init__(self) -> None:
        """Refuse a statement about nothing: a caller's mistake, not a person's.

        Raises:
            ValueError: there is no meeting.
        """
        if not self.meetings:
            raise ValueError("a statement rests on at least one meeting")

    @property
    def total_minutes(self) -> int:
        """Return the time spent in all meetings."""
        return sum(part.minutes for part in self.meetings)
