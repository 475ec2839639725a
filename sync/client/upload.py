"""The way up: everything that waits, oldest first, in batches that fit the line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from organiser_kit.storage.outbox import Settled
from sync.client import batches, failures
from sync.protocol import BATCH_BYTES, MAX_BATCH_OPS, MAX_BODY_BYTES, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.storage.outbox import Waiting
    from sync.client.batches import BatchSize
    from sync.client.local import LocalCopy
    from sync.client.session import Session
    from sync.protocol import Heads, Page, PushAnswer, Result

_TURNED_DOWN = frozenset({Verdict.REFUSED, Verdict.NEEDS_UPGRADE})


class Sent(NamedTuple):
    """How it was when everything was sent.

    Attributes:
        heads: where the server stood.
        cursors: how far scopes were read here, of those whose rest was asked for with the last batch.
        pages: what followed them, as far as it came with the answer.
    """

    heads: Heads
    cursors: Mapping[str, int]
    pages: Mapping[str, Page]


def push_all(session: Session, epoch: str, size: BatchSize) -> Sent | None:
    """Send everything that waits; return how it was at the end, ``None`` if nothing waited.

    Raises:
        SyncError: some of it could not be sent; what was answered is settled, the rest still waits.
    """
    done: Sent | None = None
    sent: set[str] = set()
    while batch := _next_batch(session, size):
        ids = {item.op_id for item in batch}
        if ids & sent:
            raise failures.stuck()
        # What comes down, it comes once everything is up: it is what the batches before it brought about.
        is_last = len(sent) + len(batch) >= session.tally.total
        cursors = _cursor(session, epoch, batch[0].scope) if is_last else {}
        answer = _push(session, epoch, batch, cursors, size)
        if answer is None:
            continue
        sent |= ids
        done = Sent(answer.heads, cursors, answer.pages)
        session.step()
    return done


def _next_batch(session: Session, size: BatchSize) -> list[Waiting]:
    ops, room = size.ops, BATCH_BYTES
    while True:
        waiting = session.call_db(partial(_waiting, ops=ops, room=room))
        batch = batches.cut(waiting)
        if batch or not waiting or (ops, room) == (MAX_BATCH_OPS, MAX_BODY_BYTES):
            return batch
        # One action may be larger than a batch, and must not be cut.
        ops, room = min(2 * ops, MAX_BATCH_OPS), min(2 * room, MAX_BODY_BYTES)


def _waiting(local: LocalCopy, ops: int, room: int) -> list[Waiting]:
    return local.waiting(ops, room)


def _cursor(session: Session, epoch: str, scope: str) -> dict[str, int]:
    """Return how far ``scope`` was read in this life of the server's database, nothing if never."""
    cursor = session.call_db(lambda local: local.cursor(scope))
    return {scope: cursor.seq} if cursor.epoch == epoch and cursor.seq > 0 else {}


def _push(
    session: Session, epoch: str, batch: list[Waiting], cursors: Mapping[str, int], size: BatchSize
) -> PushAnswer | None:
    """Send one batch and settle its answers; ``None`` when the next try will be smaller."""
    try:
        answer = session.api.push(epoch, [item.body for item in batch], cursors)
    except failures.ServerProblemError as error:
        if error.is_about_size and len(batch) > 1 and size.shrink(len(batch)):
            return None
        if error.is_overload:
            size.shrink(len(batch))
        raise
    except failures.UnreachableError as error:
        if error.slow:
            size.shrink(len(batch))
        raise
    if {result.op for result in answer.results} != {item.op_id for item in batch}:
        raise failures.cut_off()
    size.grow(len(batch))
    session.call_db(lambda local: local.settle([settled(result) for result in answer.results]))
    if any(result.reused for result in answer.results):
        session.call_db(lambda local: local.recovery.begin_incarnation())
    turned_down = sum(result.verdict in _TURNED_DOWN for result in answer.results)
    session.tally.refused += turned_down
    session.tally.pushed += len(batch) - turned_down
    return answer


def settled(result: Result) -> Settled:
    """Return a server's answer as the local copy notes it."""
    detail, kind = (result.problem.detail, result.problem.type) if result.problem else (None, None)
    return Settled(result.op, result.verdict.value, detail, result.row, kind)
