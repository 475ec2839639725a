"""Request bodies: unpacked within bounds, and read as the message they should be."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from organiser_kit.i18n import tr
from sync.protocol import MAX_BODY_BYTES, ProblemKind
from sync.server.problems import ProblemError, malformed

if TYPE_CHECKING:
    from collections.abc import Mapping

M = TypeVar("M", bound=msgspec.Struct)

_GZIP = 31
"""zlib's window argument for a gzip header."""


def read_message(body: bytes, headers: Mapping[str, str], message: type[M]) -> M:
    """Return the ``message`` in ``body``.

    Raises:
        ProblemError: it is too large, or is not that message.
    """
    if headers.get("content-encoding") == "gzip":
        body = _unpack(body)
    try:
        return msgspec.json.decode(body, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise malformed() from error


def too_large() -> ProblemError:
    """Return the problem of a request that is over the limit."""
    return ProblemError(ProblemKind.BATCH_TOO_LARGE, tr("This request is too large for the server."))


def _unpack(body: bytes) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(body, MAX_BODY_BYTES)
    except zlib.error as error:
        raise malformed() from error
    if unpacker.unconsumed_tail:
        raise too_large()
    if not unpacker.eof:
        raise malformed()
    return plain
