"""What the server serves: where each scope stands, and the rows after a cursor."""

from __future__ import annotations

import heapq
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from organiser_kit.i18n import tr
from organiser_kit.oplog.merge import row_of_state
from organiser_kit.oplog.op import SCHEMA, encode
from sync.protocol import (
    OLDEST_SCHEMA,
    PAGE_ROWS,
    SHORT_PAGE_ROWS,
    Heads,
    Page,
    PageEnd,
    ProblemKind,
    ScopeHead,
)
from sync.server import records, sql
from sync.server.migrations import epoch
from sync.server.problems import ProblemError
from sync.server.scopes import grant_of, head_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Row
    from sync.server.engines.base import Connection

T = TypeVar("T")


def heads(connection: Connection, device: str, now: datetime) -> Heads:
    """Return where the scopes of ``device`` stand."""
    rows = connection.execute(sql.HEADS_OF, {"device": device}).fetchall()
    return Heads(
        epoch=epoch(connection),
        now=now.isoformat(),
        schema=[OLDEST_SCHEMA, SCHEMA],
        left=[row[0] for row in connection.execute(sql.LEFT_BY, {"device": device})],
        scopes={scope: ScopeHead(*head) for scope, *head in rows},
    )


class PageText(NamedTuple):
    """A page of a scope's feed as NDJSON: rows in the order of the scope's sequence, then ``end``."""

    text: bytes
    end: PageEnd


def changes(connection: Connection, device: str, scope: str, after: int, limit: int) -> PageText:
    """Return the page of a scope that follows ``after``.

    Raises:
        ProblemError: the scope is not this device's, or the cursor comes from another database.
    """
    found = head_of(connection, scope)
    if grant_of(connection, device, scope) is None or found is None:
        raise ProblemError(ProblemKind.SCOPE_DENIED, tr("This device may not see this group's data."))
    if after > found.seq:
        raise epoch_changed(epoch(connection))
    if _is_too_old(found, after):
        sentence = tr("This laptop was away for very long: the group's data will be read again.")
        raise ProblemError(ProblemKind.CURSOR_TOO_OLD, sentence)
    lines, end = _page(connection, scope, found, after, max(1, min(limit, PAGE_ROWS)), encode)
    return PageText(b"\n".join([*lines, encode(end), b""]), end)


def check_places(connection: Connection, device: str, cursors: Mapping[str, int]) -> None:
    """Refuse a device that has read further in its scopes than they reach.

    Raises:
        ProblemError: its cursors come from another database.
    """
    reached = connection.execute(sql.HEADS_OF, {"device": device}).fetchall() if cursors else []
    if any(cursors.get(scope, 0) > seq for scope, seq, *_ in reached):
        raise epoch_changed(epoch(connection))


def rest(
    connection: Connection,
    scope: str,
    heads: Heads,
    cursors: Mapping[str, int],
    written: Sequence[tuple[int, RecordState]] = (),
) -> dict[str, Page]:
    """Return all that follows a device's cursor in ``scope``, by scope; nothing if that is much.

    The caller holds the scope's lock: whatever the database, nothing moves between two statements.

    Args:
        connection: inside the transaction that holds the lock.
        scope: where.
        heads: where the device's scopes stand now.
        cursors: how far the device has read them.
        written: the last records of the scope, with their places, as this transaction wrote them: when they
            are all that follows, nothing is read back.
    """
    head, after = heads.scopes.get(scope), cursors.get(scope, 0)
    if head is None or after <= 0 or _is_too_old(head, after):
        return {}
    if not 0 < head.seq - after <= SHORT_PAGE_ROWS:
        return {}
    if head.seq - after == len(written):
        end = PageEnd(next=head.seq, head=head.seq, done=True, digest=head.digest)
        return {scope: Page([row_of_state(state, seq) for seq, state in written], end)}
    return {scope: Page(*_page(connection, scope, head, after, SHORT_PAGE_ROWS, lambda row: row))}


def _page(
    connection: Connection, scope: str, head: ScopeHead, after: int, limit: int, form: Callable[[Row], T]
) -> tuple[list[T], PageEnd]:
    """Return the rows of a page, each in ``form`` as soon as it is read, and the end of the page."""
    # One lazy feed a kind, woven by seq: no more rows are read than the page holds, give or take one a kind.
    woven = heapq.merge(*records.feeds(connection, scope, after, limit), key=itemgetter(0))
    rows, seq = [], after
    for seq, row in islice(woven, limit):  # noqa: B007 - the last one counts
        rows.append(form(row))
    done = len(rows) < limit or seq == head.seq
    return rows, PageEnd(next=head.seq if done else seq, head=head.seq, done=done, digest=head.digest)


def _is_too_old(head: ScopeHead, after: int) -> bool:
    return 0 < after < head.min_seq


def epoch_changed(present: str) -> ProblemError:
    """Return the problem of a device that remembers another database than this one of epoch ``present``."""
    sentence = tr("The server's data was restored: everything will be read again.")
    return ProblemError(ProblemKind.EPOCH_CHANGED, sentence, epoch=present)
