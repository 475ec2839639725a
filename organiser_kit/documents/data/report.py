"""What the report form of a meeting shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class ReportFormData:
    """A form to fill in by hand.

    Attributes:
        expected: people registered; filled in by hand when ``None``, like the two that follow.
        present: people who came.
        walk_ins: those of them who came without registering.
        sheet_no: the reference of the sign-in sheet; empty when none was printed.
    """

    meeting: MeetingDetails
    expected: int | None = None
    present: int | None = None
    walk_ins: int | None = None
    sheet_no: str = ""
