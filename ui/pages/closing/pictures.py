"""The pictures of a signed sheet that are kept: what each shows, and the picture where it is here."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import current, tr
from organiser_kit.rules.wording import short_date

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import Attachment
    from organiser_kit.storage.kept_files import SealedFile


PREVIEW_SIDE = 1_400
"""Pixels of the longer side of what is shown."""


@dataclass(frozen=True)
class KeptPicture:
    """One picture.

    Attributes:
        name: what a copy of it is called; it names nobody.
        words: what it shows, and until when it is kept.
        sealed: the file as it is kept; ``None`` when ``problem`` says why it cannot be shown.
        content: the file opened; empty before, and when it cannot be.
        preview: the picture as a small PNG file; empty for what is not a picture.
    """

    name: str
    media_type: str
    words: str
    sealed: SealedFile | None = None
    content: bytes = b""
    preview: bytes = b""
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
        return KeptPicture(one.name, one.media_type, words, kit.evidence.sealed(one))
    except UserError as error:
        return KeptPicture(one.name, one.media_type, words, problem=error.sentence)


def with_previews(pictures: tuple[KeptPicture, ...]) -> tuple[KeptPicture, ...]:
    """Return the pictures opened, with what a dialog shows of them: large photos take long to unpack."""
    return tuple(_with_preview(_opened(one)) for one in pictures)


def _opened(one: KeptPicture) -> KeptPicture:
    if one.sealed is None:
        return one
    try:
        return replace(one, content=one.sealed.open())
    except UserError as error:
        return replace(one, problem=error.sentence)


def _with_preview(one: KeptPicture) -> KeptPicture:
    from PIL import Image

    if one.problem or not one.media_type.startswith("image/"):
        return one
    try:
        return replace(one, preview=_preview(one.content))
    except (OSError, Image.DecompressionBombError):
        return replace(one, problem=tr("This picture is damaged: save a copy to look at what is left of it."))


def _preview(content: bytes) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as picture:
        picture.draft("L", (PREVIEW_SIDE, PREVIEW_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("L")
    upright.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    made = io.BytesIO()
    upright.save(made, "PNG")
    return made.getvalue()
