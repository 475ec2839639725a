"""One exchange: where the server stands, then everything that waits goes up, then every scope comes down."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr
from organiser_kit.storage.pairing import Pairing
from sync.client.certify import certify
from sync.client.download import holdings, pull
from sync.client.failures import AwayError
from sync.client.file_travel import carry_files
from sync.client.http import moment_of
from sync.client.recovery import leave_scopes, mend, report_doubts, wipe_if_revoked
from sync.client.relay import relay_all
from sync.client.session import StoppedError
from sync.client.upload import push_all
from sync.protocol import AckRequest, Heads, heads_tag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sync.client.batches import BatchSize
    from sync.client.local import LocalCopy
    from sync.client.session import Session
    from sync.client.upload import Sent
    from sync.protocol import Page

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
    carry_files(session)
    if not session.tally.failures:
        _roll(session)
    if size.ops != before:
        session.call_db(lambda local: local.note_batch_ops(size.ops))


def _round(session: Session, pairing: Pairing, size: BatchSize) -> None:
    try:
        session.tally.total, at_once = session.call_db(lambda local: _begin(local, pairing.epoch))
        sent = _push_at_once(session, pairing, size) if at_once else None
        heads = _ask(session, pairing) if sent is None else sent.heads
        if not at_once:
            # The way down is tried even after a failure on the way up, and one scope after another's.
            sent = _attempt(session, partial(push_all, session, heads.epoch, size))
        if sent is not None:
            heads = sent.heads
            _take_heads(session, pairing, heads)
        # The device may have founded a group.
        _attempt(session, partial(certify, session, heads))
        _pull_all(session, heads, sent)
        # What came back of one's own is acknowledged by the next question's tag.
        if session.tally.pulled > session.tally.pushed:
            session.call_db(lambda local: local.make_durable())
            _attempt(session, partial(_acknowledge, session, heads))
    except SyncError as error:
        session.tally.failures.append(error)


def _push_at_once(session: Session, pairing: Pairing, size: BatchSize) -> Sent | None:
    """Send everything without asking first where the server stands: its answers tell that as well."""
    session.step()
    return _attempt(session, partial(push_all, session, pairing.epoch, size))


def _ask(session: Session, pairing: Pairing) -> Heads:
    """Ask where the server stands, and bring it what must be there before anything of this device."""
    heads = _learn_heads(session, pairing)
    if _attempt(session, partial(certify, session, heads)):
        heads = _learn_heads(session, pairing)
    # Others' first: an edit of this device may have been made upon one of theirs.
    return _attempt(session, partial(relay_all, session, heads)) or heads


def _roll(session: Session) -> None:
    """Get another token for the next exchanges when the present one was used for long."""
    now = session.environment.now()
    if not session.call_db(lambda local: local.token_is_old(now)):
        return
    try:
        token = session.api.roll().token
    except SyncError as error:
        session.tally.failures.append(error)
        return
    session.call_db(lambda local: local.save_token(token, now))


def _begin(local: LocalCopy, epoch: str) -> tuple[int, bool]:
    """Return how much waits, and whether it may be sent before anything is asked.

    Not when others' operations must be there before, nor when it has to be learnt first what the server is: a
    new one, or one that was updated.
    """
    local.note_numbers()
    counts, scopes, parcels = local.counts(), local.scopes(), local.parcels
    return counts.pending, (
        counts.pending > 0
        and not counts.deferred
        and all((cursor := local.cursor(scope)).epoch == epoch and cursor.seq > 0 for scope in scopes)
        and not any(parcels.errand(scope).carried for scope in scopes)
        and not parcels.trust.needs_certificate(epoch, scopes)
    )


def _attempt(session: Session, part: Callable[[], T | None]) -> T | None:
    """Do ``part``, note its failure, and go on; only a person stops the rest, or a server that is away.

    Away is one that nobody could connect to so far: after an answer, a lost line may be back a moment later.
    """
    try:
        return part()
    except StoppedError:
        raise
    except SyncError as error:
        if isinstance(error, AwayError) and session.api.server_date is None:
            raise
        session.tally.failures.append(error)
        return None


def _learn_heads(session: Session, pairing: Pairing) -> Heads:
    held = session.call_db(lambda local: holdings(local, pairing.epoch, local.scopes()))
    # What waits for a newer server needs the whole answer: an update of the server changes no tag.
    deferred = session.call_db(lambda local: local.counts()).deferred
    heads = session.api.heads("" if deferred else heads_tag(pairing.epoch, held))
    if heads is None:
        # The header of an answer is exact to a second, and that is enough.
        _learn_clock(session, session.api.server_date)
        session.step()
        return Heads(epoch=pairing.epoch, now="", schema=[], scopes=held)
    _take_heads(session, pairing, heads)
    session.step()
    return heads


def _take_heads(session: Session, pairing: Pairing, heads: Heads) -> None:
    """Learn all that the server says of itself and of this device."""
    _learn_clock(session, moment_of(heads.now))
    _note_heads(session, pairing, heads)
    leave_scopes(session, heads)
    session.tally.come_back_in = heads.come_back_in or session.tally.come_back_in


def _learn_clock(session: Session, told: datetime | None) -> None:
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


def _pull_all(session: Session, heads: Heads, sent: Sent | None) -> None:
    held = session.call_db(lambda local: holdings(local, heads.epoch, tuple(heads.scopes)))
    behind = {scope: head.seq for scope, head in heads.scopes.items() if head.seq != held[scope].seq}
    session.tally.total += sum(max(0, seq - held[scope].seq) for scope, seq in behind.items())
    read = []
    for scope, head in heads.scopes.items():
        failures = len(session.tally.failures)
        if scope in behind:
            after = held[scope].seq
            came = sent.pages.get(scope) if sent and sent.cursors.get(scope) == after else None
            _attempt(session, partial(_read_on, session, heads.epoch, scope, after, came))
        elif head.digest != held[scope].digest:
            session.tally.doubts.add(scope)
        if len(session.tally.failures) == failures:
            read.append(scope)
    session.tally.unseen = session.call_db(lambda local: local.send_unseen(read))


def _read_on(session: Session, epoch: str, scope: str, after: int, came: Page | None) -> None:
    """Read a scope from ``after``, or from its beginning if its records were put away here.

    ``came`` is the page after ``after`` that came with the answer to a push, if any.
    """
    if session.call_db(lambda local: local.take_back(scope)):
        pull(session, epoch, scope, 0)
    else:
        pull(session, epoch, scope, after, came)


def _acknowledge(session: Session, heads: Heads) -> None:
    held = session.call_db(lambda local: holdings(local, heads.epoch, tuple(heads.scopes)))
    cursors = {scope: head.seq for scope, head in held.items()}
    waiting = session.call_db(lambda local: local.counts()).pending
    session.api.acknowledge(AckRequest(epoch=heads.epoch, cursors=cursors, waiting=waiting))
