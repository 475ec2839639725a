"""A parcel as it travels: what is in it, and its bytes. Pure."""

from __future__ import annotations

import gzip
import zlib

import msgspec

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.oplog.op import SCHEMA, Row, encode
from sync.protocol import SignedCertificate, SignedOp

FORMAT = 1
MAX_PACKED_BYTES = 64 << 20
MAX_PLAIN_BYTES = 256 << 20
"""The largest parcel that is read, before and after decompression."""

_GZIP = 31
"""zlib's window argument for a gzip header."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """What one laptop knows of one group.

    Attributes:
        epoch: the life of the server's database that its rows come from, empty before any enrolment.
        now: its maker's clock (RFC 3339).
        rows: what a server confirmed, as far as its maker has read.
        ops: what no server has answered yet, its maker's and others'; those of one action stand together.
        certificates: what proves the authors' keys.
    """

    format: int = FORMAT
    schema: int = SCHEMA
    scope: str
    epoch: str
    now: str
    rows: list[Row]
    ops: list[SignedOp]
    certificates: list[SignedCertificate]


def pack(parcel: Parcel) -> bytes:
    """Return a parcel as it travels."""
    return gzip.compress(encode(parcel), 6, mtime=0)


def unpack(packed: bytes) -> Parcel:
    """Return the parcel in ``packed``.

    Raises:
        UserError: it is none, is too large, or a newer version of the kit made it.
    """
    plain = unzipped(packed, MAX_PACKED_BYTES, MAX_PLAIN_BYTES)
    try:
        check_format(msgspec.json.decode(plain, type=_Format).format)
        return msgspec.json.decode(plain, type=Parcel)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise unreadable() from error


def unzipped(packed: bytes, most_packed: int, most_plain: int) -> bytes:
    """Return what gzip packed, never more than ``most_plain`` bytes.

    Raises:
        UserError: it is damaged or too large.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        plain = unpacker.decompress(packed, most_plain) if len(packed) <= most_packed else b""
    except zlib.error as error:
        raise unreadable() from error
    if len(packed) > most_packed or unpacker.unconsumed_tail:
        raise UserError(tr("This is larger than anything the kit writes: nothing was taken from it."))
    if not unpacker.eof or unpacker.unused_data:
        raise unreadable()
    return plain


def unreadable() -> UserError:
    """Return the error for what is no parcel, or only a part of one."""
    return UserError(
        tr("What came from the other laptop is damaged or incomplete: nothing was taken from it.")
    )


class _Format(msgspec.Struct, frozen=True):
    """What is read first, of any version."""

    format: int


def check_format(found: int) -> None:
    """Refuse what a newer version of the kit made.

    Raises:
        UserError: that is what it is.
    """
    if found > FORMAT:
        raise UserError(
            tr("This was written by a newer version of the kit: update this laptop, then try again.")
        )
