"""Request bodies: unpacked within bounds, and read as the message they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from organiser_kit.i18n import tr
from sync.packing import READABLE, PackingError, TooLargeError, unpack
from sync.protocol import MAX_BODY_BYTES, ProblemKind
from sync.server.problems import ProblemError, malformed

if TYPE_CHECKING:
    from collections.abc import Mapping

M = TypeVar("M", bound=msgspec.Struct)


def read_message(body: bytes, headers: Mapping[str, str], message: type[M]) -> M:
    """Return the ``message`` in ``body``.

    Raises:
        ProblemError: it is too large, or is not that message.
    """
    body = _unpacked(body, headers.get("content-encoding", "").strip().lower())
    try:
        return msgspec.json.decode(body, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise malformed() from error


def too_large() -> ProblemError:
    """Return the problem of a request that is over the limit."""
    return ProblemError(ProblemKind.BATCH_TOO_LARGE, tr("This request is too large for the server."))


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding not in READABLE:
        raise ProblemError(ProblemKind.PACKING_UNKNOWN, tr("The server cannot unpack this request."))
    try:
        return unpack(body, coding, MAX_BODY_BYTES)
    except PackingError as error:
        raise malformed() from error
    except TooLargeError as error:
        raise too_large() from error
