"""What an exchange does when server and laptop turn out not to know of each other what they thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from sync.client.failures import ServerProblemError
from sync.client.session import StoppedError
from sync.protocol import ProblemKind

if TYPE_CHECKING:
    from sync.client.session import Session
    from sync.protocol import Heads

_MENDABLE = {ProblemKind.EPOCH_CHANGED, ProblemKind.SEQUENCE_GAP}


def mend(session: Session) -> bool:
    """Prepare the local copy for a second try, and return whether that makes sense.

    Whatever is in doubt is read again, and what the server may lack waits again; nothing is dropped.
    """
    tally = session.tally
    if any(isinstance(failure, StoppedError) for failure in tally.failures):
        return False
    kinds = {failure.kind for failure in tally.failures if isinstance(failure, ServerProblemError)}
    mended = _mend_scopes(session)
    if ProblemKind.SEQUENCE_GAP in kinds:
        session.call_db(lambda local: local.recovery.send_again())
    if not mended and not kinds & _MENDABLE and not tally.unseen:
        return False
    tally.failures[:] = [failure for failure in tally.failures if not _is_mendable(failure)]
    return True


def leave_scopes(session: Session, heads: Heads) -> None:
    """Remove what the server says this laptop has left; a scope that is merely absent stays as it is."""
    before = set(session.call_db(lambda local: local.left()))
    told = set(heads.left)
    for scope in sorted(told - before):
        name = session.call_db(lambda local, scope=scope: local.recovery.leave(scope))  # type: ignore[misc]
        session.tally.left.append(name or scope)
    if told != before:
        session.call_db(lambda local: local.save_left(sorted(told)))


def wipe_if_revoked(session: Session) -> None:
    """Remove every record of a laptop that the server put out."""
    failures = [failure for failure in session.tally.failures if isinstance(failure, ServerProblemError)]
    if not any(failure.kind == ProblemKind.DEVICE_REVOKED for failure in failures):
        return
    now = session.environment.now()
    session.call_db(lambda local: local.recovery.wipe(now))
    session.tally.revoked = True
    sentence = tr(
        "This laptop was put out by the person who runs the server: its records were removed from it. What "
        "it never sent is kept, and is sent once a new code lets it in again."
    )
    session.tally.failures[:] = [ServerProblemError(sentence, ProblemKind.DEVICE_REVOKED)]


def report_doubts(session: Session) -> None:
    """Say which way it is when a laptop still differs from the server at the end."""
    if session.tally.doubts:
        session.tally.repaired = tr(
            "What this laptop holds differs from the server even after it was read again; this will be tried "
            "again tomorrow. Nothing is lost: tell the person who runs the server."
        )


def _mend_scopes(session: Session) -> bool:
    now = session.environment.now()
    doubts, session.tally.doubts = session.tally.doubts, set()
    for scope in sorted(doubts):
        if not session.call_db(lambda local, scope=scope: local.recovery.doubt(scope, now)):  # type: ignore[misc]
            session.tally.doubts.add(scope)
    if session.tally.doubts == doubts:
        return False
    session.tally.repaired = tr(
        "What this laptop held differed from the server: it was read again. Nothing was lost."
    )
    return True


def _is_mendable(failure: Exception) -> bool:
    return isinstance(failure, ServerProblemError) and failure.kind in _MENDABLE
