"""What one sealed section holds: a signed manifest, then operations, rows and certificates, packed.

Layout: the length of the manifest (4 bytes), the manifest (JSON), its author's signature (64 bytes), then the
parts in the order of the manifest.
"""

from __future__ import annotations

import gzip
import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import msgspec

from organiser_kit.errors import UserError
from organiser_kit.oplog.op import SCHEMA, Row, decode_op, encode
from sync.peers.message import MAX_PLAIN_BYTES, Parcel, unzipped
from sync.peers.sealing import SealError
from sync.peers.trust import BUNDLE, sign, verify
from sync.protocol import SignedCertificate, SignedOp

if TYPE_CHECKING:
    from collections.abc import Sequence

M = TypeVar("M", bound=msgspec.Struct)

_LENGTH = struct.Struct(">I")
_SIGNATURE_BYTES = 64


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part as it is written: its packed and plain lengths, and the SHA-256 of its packed bytes."""

    size: int
    plain: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a section says of itself, signed by its author.

    Attributes:
        author: the device that wrote the section; it need not have written every operation.
        ranges: for each incarnation the first and the last number of its operations here.
    """

    scope: str
    epoch: str
    author: str
    schema: int
    created_at: str
    ops: int
    rows: int
    ranges: dict[str, tuple[int, int]]
    parts: dict[str, Part]


@dataclass(frozen=True, slots=True)
class Content:
    """An opened section whose parts are whole; who wrote it is still to be proved."""

    manifest: Manifest
    parcel: Parcel
    _text: str
    _signature: str

    def is_signed_by(self, key: str) -> bool:
        """Return whether the owner of ``key`` signed it."""
        return verify(key, BUNDLE, self._text, self._signature)


def write_content(parcel: Parcel, author: str, seed: bytes) -> bytes:
    """Return ``parcel`` as the content of a section, signed with the private key ``seed`` of ``author``."""
    plain = {
        "certificates": _lines(parcel.certificates),
        "ops": _lines(parcel.ops),
        "rows": _lines(parcel.rows),
    }
    packed = {name: gzip.compress(text, 6, mtime=0) for name, text in plain.items()}
    manifest = Manifest(
        scope=parcel.scope,
        epoch=parcel.epoch,
        author=author,
        schema=SCHEMA,
        created_at=parcel.now,
        ops=len(parcel.ops),
        rows=len(parcel.rows),
        ranges=_ranges(parcel.ops),
        parts={
            name: Part(size=len(data), plain=len(plain[name]), sha256=hashlib.sha256(data).hexdigest())
            for name, data in packed.items()
        },
    )
    text = encode(manifest).decode()
    signature = bytes.fromhex(sign(seed, BUNDLE, text))
    # The order in which the manifest itself is written.
    parts = [packed[name] for name in sorted(packed)]
    return b"".join([_LENGTH.pack(len(text.encode())), text.encode(), signature, *parts])


def read_content(content: bytes) -> Content:
    """Return what a section holds.

    Raises:
        SealError: it is not whole, or more than this version reads.
    """
    try:
        (length,) = _LENGTH.unpack_from(content)
        start = _LENGTH.size + length
        text = content[_LENGTH.size : start].decode()
        manifest = msgspec.json.decode(text, type=Manifest)
        signature = content[start : start + _SIGNATURE_BYTES].hex()
        parts = _parts(manifest, content[start + _SIGNATURE_BYTES :])
        parcel = Parcel(
            schema=manifest.schema,
            scope=manifest.scope,
            epoch=manifest.epoch,
            now=manifest.created_at,
            rows=_read_lines(parts["rows"], Row),
            ops=_read_lines(parts["ops"], SignedOp),
            certificates=_read_lines(parts["certificates"], SignedCertificate),
        )
    except (struct.error, msgspec.DecodeError, UnicodeError, RecursionError, KeyError, UserError) as error:
        raise SealError from error
    if (len(parcel.ops), len(parcel.rows)) != (manifest.ops, manifest.rows):
        raise SealError
    return Content(manifest, parcel, text, signature)


def _parts(manifest: Manifest, written: bytes) -> dict[str, bytes]:
    parts = [(name, manifest.parts[name]) for name in sorted(manifest.parts)]
    if sum(part.plain for _, part in parts) > MAX_PLAIN_BYTES or any(part.plain < 0 for _, part in parts):
        raise SealError
    found, place = {}, 0
    for name, part in parts:
        packed = written[place : place + max(0, part.size)]
        place += len(packed)
        if hashlib.sha256(packed).hexdigest() != part.sha256:
            raise SealError
        # One byte more is asked for than there may be: what is longer shows, and is not unpacked.
        found[name] = unzipped(packed, len(packed), part.plain + 1)
        if len(found[name]) != part.plain:
            raise SealError
    if place != len(written):
        raise SealError
    return found


def _lines(items: Sequence[msgspec.Struct]) -> bytes:
    return b"".join(encode(item) + b"\n" for item in items)


def _read_lines(text: bytes, kind: type[M]) -> list[M]:
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(line) for line in text.splitlines()]


def _ranges(ops: Sequence[SignedOp]) -> dict[str, tuple[int, int]]:
    ranges: dict[str, tuple[int, int]] = {}
    for signed in ops:
        op = decode_op(signed.body)
        first, last = ranges.get(op.incarnation, (op.n, op.n))
        ranges[op.incarnation] = (min(first, op.n), max(last, op.n))
    return ranges
