"""What the server serves: where each scope stands, and the rows after a cursor."""

from __future__ import annotations

import heapq
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.i18n import tr
from organiser_kit.oplog.op import SCHEMA, encode
from sync.protocol import OLDEST_SCHEMA, PAGE_ROWS, Heads, PageEnd, ProblemKind, ScopeHead
from sync.server import records, sql
from sync.server.migrations import epoch
from sync.server.problems import ProblemError
from sync.server.scopes import grant_of, head_of

if TYPE_CHECKING:
    from datetime import datetime

    from sync.server.engines.base import Connection


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


class Page(NamedTuple):
    """A page of a scope's feed.

    Attributes:
        text: NDJSON: rows in the order of the scope's sequence, then ``end``.
    """

    text: bytes
    end: PageEnd


def changes(connection: Connection, device: str, scope: str, after: int, limit: int) -> Page:
    """Return the page of a scope that follows ``after``.

    Raises:
        ProblemError: the scope is not this device's, or the cursor comes from another database.
    """
    found = head_of(connection, scope)
    if grant_of(connection, device, scope) is None or found is None:
        raise ProblemError(ProblemKind.SCOPE_DENIED, tr("This device may not see this group's data."))
    head = found.seq
    if after > head:
        raise epoch_changed(epoch(connection))
    if 0 < after < found.min_seq:
        sentence = tr("This laptop was away for very long: the group's data will be read again.")
        raise ProblemError(ProblemKind.CURSOR_TOO_OLD, sentence)
    limit = max(1, min(limit, PAGE_ROWS))
    # One lazy feed a kind, woven by seq: no more rows are read than the page holds, give or take one a kind.
    woven = heapq.merge(*records.feeds(connection, scope, after, limit), key=itemgetter(0))
    page = list(islice(woven, limit))
    done = len(page) < limit or page[-1][0] == head
    end = PageEnd(next=head if done else page[-1][0], head=head, done=done, digest=found.digest)
    return Page(b"\n".join([*(encode(row) for _, row in page), encode(end), b""]), end)


def epoch_changed(present: str) -> ProblemError:
    """Return the problem of a device that remembers another database than this one of epoch ``present``."""
    sentence = tr("The server's data was restored: everything will be read again.")
    return ProblemError(ProblemKind.EPOCH_CHANGED, sentence, epoch=present)
