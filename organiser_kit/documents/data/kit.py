"""What the cover of a whole kit shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails


@dataclass(frozen=True, slots=True)
class KitEntry:
    """One document of the kit, in words; ``use`` is the heading it stands under."""

    use: str
    title: str
    purpose: str
    copies: str


@dataclass(frozen=True, slots=True)
class KitCover:
    """The cover of one kit.

    Attributes:
        left_out: sentences that say which papers are missing, and why.
        two_sided: whether it was laid out to be printed on both sides.
    """

    meeting: MeetingDetails
    entries: tuple[KitEntry, ...]
    left_out: tuple[str, ...] = ()
    two_sided: bool = False
