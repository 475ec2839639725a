"""The link in the QR code: where the share is, which certificate it must show, and the code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.lan.places import typed_place
from sync.lan.words import CODE_DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.lan.places import Place

_SCHEME = "organiser-kit"
_HOST = "room"
_MOST_PLACES = 5
"""More would make the code hard to scan; the easiest to reach come first."""

_FINGERPRINT = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Link:
    """Everything that joining needs.

    Attributes:
        fingerprint: of the sharing side's certificate; empty when an address was typed.
    """

    places: tuple[Place, ...]
    code: str
    fingerprint: str = ""


def written(places: Sequence[Place], fingerprint: str, code: str) -> str:
    """Return the text of the QR code."""
    query = [("at", f"[{place.host}]:{place.port}") for place in places[:_MOST_PLACES]]
    return f"{_SCHEME}://{_HOST}?" + urlencode([*query, ("key", fingerprint), ("code", code)], safe="[]:")


def read(address: str, code: str) -> Link:
    """Return what a person typed or scanned.

    Args:
        address: an address, or the whole link.
        code: the six digits, however they are grouped; may be empty beside a link.

    Raises:
        UserError: it leads nowhere.
    """
    address = address.strip()
    if not address.startswith(f"{_SCHEME}:"):
        return Link((typed_place(address),), _digits(code))
    query = parse_qs(urlsplit(address).query)
    keys, codes = query.get("key", []), query.get("code", [])
    if not query.get("at") or len(keys) != 1 or not _FINGERPRINT.fullmatch(keys[0]):
        raise UserError(tr("This link does not lead to a shared laptop: scan its QR code again."))
    return Link(tuple(typed_place(at) for at in query["at"]), _digits(code or "".join(codes)), keys[0])


def _digits(code: str) -> str:
    digits = "".join(code.split())
    if not re.fullmatch(f"[0-9]{{{CODE_DIGITS}}}", digits):
        raise UserError(
            tr("The code has {n} digits: read it again on the other laptop's screen.", n=CODE_DIGITS)
        )
    return digits
