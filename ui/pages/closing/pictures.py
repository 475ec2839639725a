"""The pictures of a signed sheet that are kept: what each shows, and the picture where it is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import current, tr
from organiser_kit.rules.wording import short_date

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import Attachment


@dataclass(frozen=True)
class KeptPicture:
    """One picture.

    Attributes:
        name: what a copy of it is called; it names nobody.
        words: what it shows, and until when it is kept.
        content: the file; empty when ``problem`` says why it cannot be shown.
    """

    name: str
    media_type: str
    words: str
    content: bytes = b""
    problem: str = ""


def kept_pictures(kit: Kit, meeting_id: str) -> tuple[KeptPicture, ...]:
    """Return every picture of a meeting's sheets, page by page."""
    return tuple(_picture(kit, one) for one in kit.evidence.of_meeting(meeting_id))


def _picture(kit: Kit, one: Attachment) -> KeptPicture:
    words = tr(
        "Page {page}, kept until {day}",
        page=one.page or 1,
        day=short_date(one.keep_until, current()) if one.keep_until else "",
    )
    try:
        return KeptPicture(one.name, one.media_type, words, kit.evidence.read(one))
    except UserError as error:
        return KeptPicture(one.name, one.media_type, words, problem=error.sentence)
