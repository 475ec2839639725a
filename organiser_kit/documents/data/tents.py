"""What table tents show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class TentData:
    """One tent; ``role_label`` is in words."""

    family_name: str
    given_name: str
    structure: str = ""
    role_label: str = ""


@dataclass(frozen=True, slots=True)
class TentsData:
    """The tents of one meeting."""

    meeting: MeetingDetails
    tents: tuple[TentData, ...]
