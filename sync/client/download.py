"""The way down: each scope from this device's cursor to where the server stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sync.client import failures
from sync.protocol import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.client.feed import Page
    from sync.client.local import LocalCopy
    from sync.client.session import Session


def cursors(local: LocalCopy, epoch: str, scopes: Iterable[str]) -> dict[str, int]:
    """Return how far each scope was read in this life of the server's database."""
    found = {scope: local.cursor(scope) for scope in scopes}
    return {scope: cursor.seq if cursor.epoch == epoch else 0 for scope, cursor in found.items()}


def pull(session: Session, epoch: str, scope: str, after: int) -> None:
    """Read a scope from ``after`` to its head; each page and its cursor go in together.

    A server that has let go of deletions since ``after`` is read from the beginning.

    Raises:
        SyncError: it could not be read to the end; what came in whole stays.
    """
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
        with closing(session.api.changes(scope, after)) as feed:
            for page in feed:
                done = page.end.done
                if page.end.next <= after and not done:
                    raise failures.stuck()
                _apply(session, epoch, scope, page)
                after = page.end.next
                session.tally.pulled += len(page.rows)
                session.step()
        if after == start and not done:
            raise failures.cut_off()


def _apply(session: Session, epoch: str, scope: str, page: Page) -> None:
    session.call_db(
        lambda local: local.apply_page(
            scope,
            epoch,
            page.rows,
            page.end.next,
            page.server_now,
            accept_deletions=session.accept_deletions,
        )
    )
