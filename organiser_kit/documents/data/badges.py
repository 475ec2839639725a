"""What badges show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.stocks.stock import Stock


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One badge; ``code`` is the opaque text of its QR code, ``role_label`` is in words."""

    family_name: str
    given_name: str
    structure: str
    role_label: str
    code: str


@dataclass(frozen=True, slots=True)
class BadgesData:
    """The badges of one meeting.

    Attributes:
        stock: the sheets they are printed on.
        first_label: where on the first sheet they begin, from 1: the labels before are used up.
    """

    meeting: MeetingDetails
    badges: tuple[BadgeData, ...]
    stock: Stock
    first_label: int = 1
