"""What a sign-in sheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.documents.data.meeting import MeetingDetails

BLANK_ROWS = 5
"""Lines for people who come without registering; as many slips for what else they say are printed."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One expected person; ``number`` is printed, ``person_id`` only goes to the geometry."""

    number: int
    family_name: str
    given_name: str
    structure: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What one column to sign belongs to: the meeting and the number of its sheet, for the geometry only."""

    meeting_id: str
    sheet_no: str


@dataclass(frozen=True, slots=True)
class SignInSheetData:
    """One sign-in sheet.

    Attributes:
        meetings: one; or two for a day that hosts both, or a module's recap: two columns to sign.
        sheet_id: the sheet's UUID, carried by its QR code.
        sheet_no: the reference that people read; of two meetings, the numbers of both their sheets.
        printed_at: aware, in local time.
        privacy_contact: whom to ask about one's data.
        retention_text: how long the sheet is kept, e.g. "5 years".
        columns: what each column belongs to, in the order of ``meetings``.
        trainer: whether a trainer signs too; these meetings ordinarily have none.
    """

    meetings: tuple[MeetingDetails, ...]
    sheet_id: str
    sheet_no: str
    rows: tuple[SheetRow, ...]
    printed_at: datetime
    revision: int = 1
    blank_rows: int = BLANK_ROWS
    privacy_contact: str = ""
    retention_text: str = ""
    columns: tuple[SheetColumn, ...] = ()
    trainer: bool = False

    def __post_init__(self) -> None:
        """Refuse a sheet that cannot be laid out: a caller's mistake, not a person's.

        Raises:
            ValueError: there is no meeting, or more than two.
        """
        if not 1 <= len(self.meetings) <= 2:
            raise ValueError(f"a sheet is for one or two meetings, not {len(self.meetings)}")

    @property
    def is_recap(self) -> bool:
        """Return whether the sheet gathers meetings of several days."""
        return len({meeting.starts_at.date() for meeting in self.meetings}) > 1
