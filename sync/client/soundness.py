"""Whether what a server said can be kept: types say what a message is, this says whether it is within reason.

A number beyond what a database holds or a stamp that is none would otherwise stop every exchange that comes
after it, in the middle of the local copy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from organiser_kit.oplog.hlc import ZERO
from sync.checks import is_stamp
from sync.protocol import EnrolAnswer, Heads, PushAnswer

if TYPE_CHECKING:
    import msgspec

    from organiser_kit.oplog.op import Row
    from sync.protocol import Page

_TOKEN = re.compile(r"[!-~]{1,1000}")
_LONGEST_ID = 200
_LAST_PLACE = (1 << 53) - 1
_LAST_SCHEMA = 1_000_000


def is_sound(message: msgspec.Struct) -> bool:
    """Return whether an answer can be kept."""
    match message:
        case EnrolAnswer():
            return _TOKEN.fullmatch(message.token) is not None
        case Heads():
            return _are_heads(message)
        case PushAnswer():
            rows = (result.row for result in message.results if result.row is not None)
            pages = all(map(is_page, message.pages.values()))
            return pages and _are_heads(message.heads) and all(map(is_row, rows))
    return True


def is_row(row: Row) -> bool:
    """Return whether a row can be kept, be it of a kind that only a newer version knows."""
    stamps = {stamp for _, stamp in row.fields.values()}
    if row.alive is not None:
        stamps.add(row.alive[1])
        if not isinstance(row.alive[0], bool):
            return False
    stamps.discard(ZERO)
    return (
        0 < len(row.record) <= _LONGEST_ID
        and 0 < len(row.record_id) <= _LONGEST_ID
        and 0 <= row.seq <= _LAST_PLACE
        and (not stamps or all(map(is_stamp, stamps)))
    )


def is_page(page: Page) -> bool:
    """Return whether a page of a feed can be kept: its rows, and the places that its end says."""
    end = page.end
    if not (_is_place(end.next) and _is_place(end.head) and all(map(is_row, page.rows))):
        return False
    return max((row.seq for row in page.rows), default=0) <= end.next


def _are_heads(heads: Heads) -> bool:
    return all(0 <= schema <= _LAST_SCHEMA for schema in heads.schema) and all(
        _is_place(head.seq) for head in heads.scopes.values()
    )


def _is_place(seq: int) -> bool:
    return 0 <= seq <= _LAST_PLACE
