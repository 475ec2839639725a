"""Bodies made small for the way, and unpacked within bounds: zstd where both ends have it, gzip otherwise."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ZSTD, GZIP = "zstd", "gzip"
ACCEPTED = f"{ZSTD}, {GZIP}"
"""What an end of this build reads, in a header ``Accept-Encoding``."""

READABLE = ("", "identity", ZSTD, GZIP)
"""What a header ``Content-Encoding`` may say."""

WORTH_PACKING = 200
"""Bytes below which packing saves nothing that matters."""

_ZSTD_LEVEL = 3
"""Higher levels take three times as long for one hundredth less."""
_GZIP_LEVEL = 6
_GZIP_WINDOW = 31
"""zlib's window argument for a gzip header."""
_WINDOW_LOG_MAX = 23
"""A sender may make the reader hold 8 MiB of what came before, not more."""


class PackingError(Exception):
    """A body is not packed as it says, or was cut off."""


class TooLargeError(Exception):
    """A body is larger, once unpacked, than the reader takes."""


def wanted(accepted: str) -> str | None:
    """Return the best way to pack for who sent this ``Accept-Encoding``, ``None`` for not at all."""
    named = {
        name.strip().lower()
        for name, _, weight in (part.partition(";") for part in accepted.split(","))
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return next((coding for coding in (ZSTD, GZIP) if coding in named), None)


def pack(body: bytes, coding: str) -> bytes:
    """Return ``body`` packed in one of the two ways."""
    if coding == ZSTD:
        return zstd.compress(body, _ZSTD_LEVEL)
    packer = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WINDOW)
    return packer.compress(body) + packer.flush()


class Packer:
    """Packs a body piece by piece; each piece can be read as soon as it arrives."""

    def __init__(self, coding: str | None) -> None:
        self._zstd = zstd.ZstdCompressor(_ZSTD_LEVEL) if coding == ZSTD else None
        self._gzip = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WINDOW) if coding == GZIP else None

    def pack(self, piece: bytes) -> bytes:
        """Return what to send for ``piece``."""
        if self._zstd is not None:
            return self._zstd.compress(piece, self._zstd.FLUSH_BLOCK)
        if self._gzip is not None:
            return self._gzip.compress(piece) + self._gzip.flush(zlib.Z_SYNC_FLUSH)
        return piece

    def end(self) -> bytes:
        """Return what to send after the last piece."""
        if self._zstd is not None:
            return self._zstd.flush(self._zstd.FLUSH_FRAME)
        return b"" if self._gzip is None else self._gzip.flush()


def unpack(body: bytes, coding: str, limit: int) -> bytes:
    """Return at most ``limit`` bytes that were packed.

    Raises:
        PackingError: it is not what ``coding`` says, or not whole.
        TooLargeError: more than ``limit`` bytes would come out.
    """
    found = bytearray()
    for piece in unpacked([body], coding):
        found += piece
        if len(found) > limit:
            raise TooLargeError
    return bytes(found)


def unpacked(pieces: Iterable[bytes], coding: str, step: int = 1 << 16) -> Iterator[bytes]:
    """Unpack a body as it arrives, at most ``step`` bytes at a time, whatever the packed bytes claim.

    Raises:
        PackingError: it is not what ``coding`` says, or ends too early.
    """
    reader = _reader(coding)
    for piece in pieces:
        if reader is None:
            yield piece
            continue
        rest = piece
        while not reader.eof and (rest or not reader.needs_input):
            try:
                found = reader.decompress(rest, step)
            except (zlib.error, zstd.ZstdError) as error:
                raise PackingError from error
            rest = b""
            if found:
                yield found
    if reader is not None and not reader.eof:
        raise PackingError


class _Reader(Protocol):
    """What undoes a packing, in the manner of :class:`bz2.BZ2Decompressor`."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _GzipReader:
    """zlib's reader in the manner of the others."""

    def __init__(self) -> None:
        self._reader = zlib.decompressobj(_GZIP_WINDOW)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._reader.eof

    @property
    def needs_input(self) -> bool:
        return not self._full

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        found = self._reader.decompress(self._reader.unconsumed_tail + data, max_length)
        # A full answer may have left something behind, even with nothing left to read.
        self._full = len(found) == max_length
        return found


def _reader(coding: str) -> _Reader | None:
    """Return the reader of ``coding``, ``None`` when nothing was packed.

    Raises:
        PackingError: nobody here knows ``coding``.
    """
    if coding in ("", "identity"):
        return None
    if coding == GZIP:
        return _GzipReader()
    if coding != ZSTD:
        raise PackingError
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG_MAX})
