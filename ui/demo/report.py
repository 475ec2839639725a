"""What the evening came to."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class EveningReport:
    """The figures of one evening.

    Attributes:
        scanned: badges of the printed PDF that the door let in.
        badges_decoded: QR codes read from the pictures of the printed badges.
        refused_while_down: what the laptop said when it tried to sync with the server stopped.
        compared: records compared one by one with the server's at the end.
        differences: how many of those differed, or stood on one side only.
    """

    meetings: int = 0
    people: int = 0
    rejected: int = 0
    badges_printed: int = 0
    badges_decoded: int = 0
    scanned: int = 0
    duplicates: int = 0
    forged_refused: int = 0
    walk_ins: int = 0
    undone: int = 0
    offline_minutes: int = 0
    refused_while_down: str = ""
    pending_before_sync: int = 0
    pending_after_sync: int = 0
    present: int = 0
    sheet_no: str = ""
    statements: int = 0
    compared: int = 0
    differences: int = 0
    identical: bool = False
    files: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the figures by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}
