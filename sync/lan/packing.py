"""Messages as they travel: JSON, packed, unpacked within bounds."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

M = TypeVar("M", bound=msgspec.Struct)

_WORTH_PACKING = 400
_GZIP = 31
"""zlib's window argument for a gzip header."""


class BadMessageError(Exception):
    """The bytes are not the message they should be; ``too_large`` when there are too many of them."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__()
        self.too_large = too_large


def pack(message: msgspec.Struct) -> tuple[bytes, dict[str, str]]:
    """Return the body of a message and the headers that say how it is packed."""
    body = msgspec.json.encode(message)
    if len(body) <= _WORTH_PACKING:
        return body, {}
    return gzip.compress(body, 6), {"content-encoding": "gzip"}


def unpack(body: bytes, headers: Mapping[str, str], message: type[M], limit: int) -> M:
    """Return the ``message`` in ``body``.

    Raises:
        BadMessageError: it is not that message, or larger than ``limit`` bytes.
    """
    if len(body) > limit:
        raise BadMessageError(too_large=True)
    plain = _unzip(body, limit) if headers.get("content-encoding") == "gzip" else body
    try:
        return msgspec.json.decode(plain, type=message)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessageError from error


def _unzip(body: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(body, limit)
    except zlib.error as error:
        raise BadMessageError from error
    if unpacker.unconsumed_tail:
        raise BadMessageError(too_large=True)
    if not unpacker.eof:
        raise BadMessageError
    return plain
