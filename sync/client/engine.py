"""One exchange: where the server stands, then everything that waits goes up, then every scope comes down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr
from organiser_kit.storage.pairing import Pairing
from sync.client.certify import certify
from sync.client.download import holdings, pull
from sync.client.http import moment_of
from sync.client.recovery import leave_scopes, mend, report_doubts, wipe_if_revoked
from sync.client.relay import relay_all
from sync.client.session import StoppedError
from sync.client.upload import push_all
from sync.protocol import AckRequest, Heads, heads_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.client.batches import BatchSize
    from sync.client.session import Session

T = TypeVar("T")


def exchange(session: Session, pairing: Pairing, size: BatchSize) -> None:
    """Run one exchange; what it did and what failed is in the session's tally."""
    size.ops = session.call_db(lambda local: local.batch_ops()) or size.ops
    before = size.ops
    _round(session, pairing, size)
    if mend(session):
        # Once: what a second try does not put right, a third would not either.
        _round(session, session.call_db(lambda local: local.pairing()) or pairing, size)
    report_doubts(session)
    wipe_if_revoked(session)
    if not session.tally.failures:
        _attempt(session, partial(_roll, session))
    if size.ops != before:
        session.call_db(lambda local: local.note_batch_ops(size.ops))
    if not session.tally.failures:
        session.call_db(lambda local: local.note_round(session.environment.now()))


def _round(session: Session, pairing: Pairing, size: BatchSize) -> None:
    try:
        heads = _learn_heads(session, pairing)
        session.tally.total = session.call_db(lambda local: local.counts()).pending
        session.call_db(lambda local: local.note_numbers())
        if _attempt(session, partial(certify, session, heads)):
            heads = _learn_heads(session, pairing)
        # Others' first: an edit of this device may have been made upon one of theirs.
        heads = _attempt(session, partial(relay_all, session, heads)) or heads
        # The way down is tried even after a failure on the way up, and one scope after another's.
        heads = _attempt(session, partial(push_all, session, heads.epoch, size)) or heads
        _note_heads(session, pairing, heads)
        # The device may have founded a group.
        _attempt(session, partial(certify, session, heads))
        _pull_all(session, heads)
        # What came back of one's own is acknowledged by the next question's tag.
        if session.tally.pulled > session.tally.pushed:
            session.call_db(lambda local: local.make_durable())
            _attempt(session, partial(_acknowledge, session, heads))
    except SyncError as error:
        session.tally.failures.append(error)


def _roll(session: Session) -> None:
    """Get another token for the next exchanges when the present one was used for long."""
    now = session.environment.now()
    if not session.call_db(lambda local: local.token_is_old(now)):
        return
    token = session.api.roll().token
    session.call_db(lambda local: local.save_token(token, now))


def _attempt(session: Session, part: Callable[[], T | None]) -> T | None:
    """Do ``part``, note its failure, and go on; only a person stops the rest."""
    try:
        return part()
    except StoppedError:
        raise
    except SyncError as error:
        session.tally.failures.append(error)
        return None


def _learn_heads(session: Session, pairing: Pairing) -> Heads:
    held = session.call_db(lambda local: holdings(local, pairing.epoch, local.scopes()))
    # What waits for a newer server needs the whole answer: an update of the server changes no tag.
    deferred = session.call_db(lambda local: local.counts()).deferred
    heads = session.api.heads("" if deferred else heads_tag(pairing.epoch, held))
    _learn_clock(session, heads)
    session.step()
    if heads is not None:
        _note_heads(session, pairing, heads)
        leave_scopes(session, heads)
        session.tally.come_back_in = heads.come_back_in
        return heads
    return Heads(epoch=pairing.epoch, now="", schema=[], scopes=held)


def _learn_clock(session: Session, heads: Heads | None) -> None:
    """Compare clocks; the header of an answer is enough, and exact to a second."""
    told = moment_of(heads.now) if heads is not None else session.api.server_date
    if told is not None:
        session.call_db(lambda local: local.learn_clock(told))


def _note_heads(session: Session, pairing: Pairing, heads: Heads) -> None:
    """Remember what the server lets this device see now."""
    scopes = tuple(sorted(heads.scopes))
    before = session.call_db(lambda local: (local.pairing(), tuple(sorted(local.scopes()))))
    known = Pairing(pairing.url, pairing.token, heads.epoch)
    if len(heads.schema) == 2:
        session.call_db(lambda local: local.note_schema(*heads.schema))
    if before == (known, scopes):
        return
    session.call_db(lambda local: local.save_pairing(known, scopes))
    if before[0] is not None and before[0].epoch != heads.epoch:
        session.tally.repaired = tr(
            "The server's data was restored: everything is read again, and what it lacks is sent again."
        )


def _pull_all(session: Session, heads: Heads) -> None:
    held = session.call_db(lambda local: holdings(local, heads.epoch, tuple(heads.scopes)))
    behind = {scope: head.seq for scope, head in heads.scopes.items() if head.seq != held[scope].seq}
    session.tally.total += sum(max(0, seq - held[scope].seq) for scope, seq in behind.items())
    read = []
    for scope, head in heads.scopes.items():
        failures = len(session.tally.failures)
        if scope in behind:
            _attempt(session, partial(_read_on, session, heads.epoch, scope, held[scope].seq))
        elif head.digest != held[scope].digest:
            session.tally.doubts.add(scope)
        if len(session.tally.failures) == failures:
            read.append(scope)
    session.tally.unseen = session.call_db(lambda local: local.send_unseen(read))


def _read_on(session: Session, epoch: str, scope: str, after: int) -> None:
    """Read a scope from ``after``, or from its beginning if its records were put away here."""
    is_back = session.call_db(lambda local: local.take_back(scope))
    pull(session, epoch, scope, 0 if is_back else after)


def _acknowledge(session: Session, heads: Heads) -> None:
    held = session.call_db(lambda local: holdings(local, heads.epoch, tuple(heads.scopes)))
    cursors = {scope: head.seq for scope, head in held.items()}
    waiting = session.call_db(lambda local: local.counts()).pending
    session.api.acknowledge(AckRequest(epoch=heads.epoch, cursors=cursors, waiting=waiting))
