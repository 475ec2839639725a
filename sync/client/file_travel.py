"""Files that go with records: after everything else, one after the other, and never in the way of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import SyncError, UserError
from organiser_kit.i18n import tr
from organiser_kit.rules.attached import MAX_FILE_BYTES
from sync.client.failures import PortalError, ServerProblemError, UnreachableError
from sync.client.session import StoppedError
from sync.protocol import MAX_FILES_ASKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.storage.file_errands import Errand
    from sync.client.session import Session

AT_ONCE = 4_000_000
"""Bytes after which one exchange begins no further file, each way: a slow line is soon free for others."""


def carry_files(session: Session) -> None:
    """Send the files that wait and fetch those that are missing, as far as the line lets them.

    What goes wrong is told as the problem of a file: operations and records are through by now.
    """
    if session.tally.revoked or session.api.server_date is None or _is_to_pause(session):
        return
    pairing = session.call_db(lambda local: local.pairing())
    if pairing is None:
        return
    epoch = pairing.epoch
    try:
        errands = session.call_db(lambda local: local.files.errands(epoch, local.scopes()))
        up, down = errands.up, errands.down
        if not up and not down:
            return
        held, wanted = _known(session, [one.digest for one in (*up, *down)])
        session.call_db(
            lambda local: local.files.note_sent([x.digest for x in up if x.digest in held], epoch)
        )
        _each(session, [one for one in up if one.digest in wanted], lambda one: _send(session, one, epoch))
        _each(session, [one for one in down if one.digest in held], lambda one: _fetch(session, one, epoch))
    except SyncError as error:
        # A person who stops it stops nothing else: this comes last.
        session.tally.files_problem = session.tally.files_problem or error.sentence


def _is_to_pause(session: Session) -> bool:
    """Return whether a person stopped the exchange, or the server said when it wants to be asked again."""
    told = (getattr(failure, "retry_after", None) for failure in session.tally.failures)
    return session.cancel() or any(pause is not None for pause in told)


def _known(session: Session, digests: list[str]) -> tuple[set[str], set[str]]:
    """Return which files the server holds, and which it wants; it is asked about so many at a time."""
    held, wanted = set[str](), set[str]()
    for start in range(0, len(digests), MAX_FILES_ASKED):
        answer = session.api.known_files(digests[start : start + MAX_FILES_ASKED])
        held.update(answer.held)
        wanted.update(answer.wanted)
    return held, wanted


def _each(session: Session, errands: list[Errand], carry: Callable[[Errand], None]) -> None:
    """Carry one file after another; one that fails is left, a line that fails ends it."""
    carried = 0
    for one in errands:
        if carried and carried + one.size > AT_ONCE:
            return
        if session.cancel():
            raise StoppedError(tr("The exchange was stopped. What waits is kept."))
        try:
            carry(one)
        except (SyncError, UserError) as error:
            if _is_of_the_line(error):
                raise
            session.tally.files_problem = error.sentence
        else:
            # Only what went through: files that fail each time would keep those behind them for ever.
            carried += one.size


def _is_of_the_line(error: KitError) -> bool:
    """Return whether the next file would fare no better."""
    busy = isinstance(error, ServerProblemError) and error.is_overload
    return busy or isinstance(error, UnreachableError | PortalError)


def _send(session: Session, one: Errand, epoch: str) -> None:
    content = session.call_db(lambda local: local.files.read(one.digest))
    session.api.send_file(one.digest, content)
    session.call_db(lambda local: local.files.note_sent([one.digest], epoch))
    session.tally.files_sent += 1


def _fetch(session: Session, one: Errand, epoch: str) -> None:
    content = session.api.file(one.digest)
    if len(content) > MAX_FILE_BYTES or not session.call_db(
        lambda local: local.files.take(one.digest, content, epoch)
    ):
        raise SyncError(tr("A file came damaged from the server: it will be asked for again."))
    session.tally.files_fetched += 1
