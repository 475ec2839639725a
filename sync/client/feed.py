"""A scope's feed as it arrives: lines gathered into pages, each with its last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.op import Row
from sync.client import failures
from sync.client.soundness import is_page
from sync.protocol import Page, PageEnd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_PAGE_BYTES = 64 << 20
"""Beyond this a page is no page, and is not waited for in memory."""

_END = b'{"next":'
"""How the last line of a page begins: a row has no such field."""

_row = msgspec.json.Decoder(Row)
_end = msgspec.json.Decoder(PageEnd)


def pages(text: Iterable[bytes]) -> Iterator[Page]:
    """Yield each page once its last line is there.

    Raises:
        SyncError: the text ends in the middle of a page, or says what no page says.
    """
    rows: list[Row] = []
    size = 0
    for line in _lines(text):
        size += len(line)
        if size > LONGEST_PAGE_BYTES:
            raise failures.cut_off()
        try:
            if not line.startswith(_END):
                rows.append(_row.decode(line))
                continue
            end = _end.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise failures.cut_off() from error
        page = Page(rows, end)
        if not is_page(page):
            raise failures.cut_off()
        yield page
        rows, size = [], 0
    if rows:
        raise failures.cut_off()


def _lines(text: Iterable[bytes]) -> Iterator[bytes]:
    """Yield whole lines; what follows the last line break is missing its own."""
    begun = b""
    for piece in text:
        *lines, begun = (begun + piece).split(b"\n")
        yield from lines
        if len(begun) > LONGEST_PAGE_BYTES:
            raise failures.cut_off()
    if begun:
        raise failures.cut_off()
