"""The way down: each scope from this device's cursor to where the server stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sync.client import failures
from sync.collecting import seldom_collecting
from sync.protocol import ProblemKind, ScopeHead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.client.local import LocalCopy
    from sync.client.session import Session
    from sync.protocol import Page


def holdings(local: LocalCopy, epoch: str, scopes: Iterable[str]) -> dict[str, ScopeHead]:
    """Return how far each scope was read in this life of the server's database, and what is held of it."""
    found: dict[str, ScopeHead] = {}
    for scope in scopes:
        cursor = local.cursor(scope)
        read = cursor.epoch == epoch and cursor.seq > 0
        found[scope] = ScopeHead(cursor.seq, local.digest(scope)) if read else ScopeHead(0)
    return found


def pull(session: Session, epoch: str, scope: str, after: int, came: Page | None = None) -> None:
    """Read a scope from ``after`` to its head; each page and its cursor go in together.

    Nothing is asked for when all of it ``came`` with the answer to a push. A server that has let go of
    deletions since ``after`` is read from the beginning. What is held at the end is compared with what the
    server holds; a difference goes into the tally.

    Raises:
        SyncError: it could not be read to the end; what came in whole stays.
    """
    if came is not None and came.end.done:
        _take(session, epoch, scope, came)
        return
    try:
        _pull(session, epoch, scope, after)
    except failures.ServerProblemError as error:
        if error.kind != ProblemKind.CURSOR_TOO_OLD or not after:
            raise
        session.call_db(lambda local: local.start_again(scope))
        _pull(session, epoch, scope, 0)


def _pull(session: Session, epoch: str, scope: str, after: int) -> None:
    done = False
    while not done:
        start = after
        # Closed at once when a person stops the exchange, so that the server stops as well.
        with seldom_collecting(), closing(session.api.changes(scope, after, epoch)) as feed:
            for page in feed:
                done = page.end.done
                if page.end.next <= after and not done:
                    raise failures.stuck()
                _take(session, epoch, scope, page)
                after = page.end.next
        if after == start and not done:
            raise failures.cut_off()


def _take(session: Session, epoch: str, scope: str, page: Page) -> None:
    """Write a page and its cursor; at the end of the feed, compare what is held."""
    session.call_db(
        lambda local: local.apply_page(
            scope, epoch, page.rows, page.end.next, accept_deletions=session.accept_deletions
        )
    )
    session.tally.pulled += len(page.rows)
    session.step()
    if page.end.done:
        compare(session, epoch, scope, ScopeHead(page.end.head, page.end.digest))


def compare(session: Session, epoch: str, scope: str, theirs: ScopeHead) -> None:
    """Note a doubt if this laptop holds something else than the server at the same place."""
    mine = session.call_db(lambda local: holdings(local, epoch, [scope]))[scope]
    if (mine.seq, mine.digest) != (theirs.seq, theirs.digest) and mine.seq == theirs.seq:
        session.tally.doubts.add(scope)
