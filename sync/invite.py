"""What lets a laptop in: an address and a code that serves once, as a QR code or a text file holds them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

INVITE_LONGEST = 4_096
"""Bytes: more is no invitation."""
_VERSION = 1


class _Content(msgspec.Struct, frozen=True):
    url: str
    code: str
    v: int


@dataclass(frozen=True, slots=True)
class Invite:
    """Where to knock, and with what."""

    url: str
    code: str


def invite_text(invite: Invite) -> str:
    """Return what a QR code or a file holds."""
    return msgspec.json.encode({"v": _VERSION, "url": invite.url, "code": invite.code}).decode()


def read_invite(text: str) -> Invite:
    """Return what ``text`` invites to.

    Raises:
        UserError: it is no invitation, or one of a newer version.
    """
    try:
        content = msgspec.json.decode(text.strip().removeprefix("\ufeff")[:INVITE_LONGEST], type=_Content)
    except msgspec.DecodeError as error:
        raise UserError(
            tr("This is not an invitation to a server: ask your coordinator for its code or its file.")
        ) from error
    if content.v != _VERSION:
        raise UserError(
            tr("This invitation is of a newer version: install the newest Organiser Kit, then open it again.")
        )
    return Invite(content.url.strip(), content.code.strip())
