"""One push: a batch of one scope, judged and merged in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from organiser_kit.i18n import tr
from organiser_kit.oplog.merge import Outcome
from sync.checks import is_deferred, refusal
from sync.protocol import OpProblem, ProblemKind, PushRequest, Result, Verdict
from sync.server import ledger, sql
from sync.server.erasure import Erased
from sync.server.incoming import Incoming, is_incomplete, read_batch, units
from sync.server.merging import Merging, denied
from sync.server.problems import malformed
from sync.server.scopes import Grant, found, founds_group, grant_of, seq_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sync.server.engines.base import Connection
    from sync.server.merging import Placed

    NoteErased = Callable[[Sequence[Erased]], None]

_VERDICTS = {outcome: Verdict(outcome.value) for outcome in Outcome}


class Taken(NamedTuple):
    """A batch that was merged: what it was about, and what is said to each of its operations.

    Attributes:
        written: the records that it wrote with their places, the last of the scope; empty when it erased
            any, since others then lost their words.
    """

    scope: str
    results: list[Result]
    written: Sequence[Placed] = ()


def push(
    connection: Connection,
    device: str,
    request: PushRequest,
    now: datetime,
    note_erased: NoteErased = lambda _: None,
) -> Taken:
    """Judge and merge a batch that ``device`` sent; nothing counts before the caller's COMMIT.

    ``note_erased`` is told what the batch erases, before the caller's COMMIT.

    Raises:
        ProblemError: the batch as a whole cannot be taken; it left no trace.
    """
    batch = read_batch(request)
    first = batch[0]
    if first.device != device:
        # Noting another device's operation would use up a number of that device.
        raise malformed(tr("A device may only send its own changes."))
    connection.execute(
        sql.PUSHED_DEVICE,
        {"device": device, "now": now.isoformat(), "incarnation": batch[-1].incarnation},
    )
    before = ledger.last_numbers(connection, batch)
    last = ledger.check_sequence(batch, before)
    role = _role(connection, first.device, first.scope, batch)
    reused = ledger.reused(connection, batch, before)
    taken = take(connection, batch, {first.device: role}, now, note_erased)
    ledger.note_sequence(connection, first.device, last)
    if not reused:
        return taken
    told = [
        msgspec.structs.replace(result, reused=True) if result.op in reused else result
        for result in taken.results
    ]
    return taken._replace(results=told)


def take(
    connection: Connection,
    batch: Sequence[Incoming],
    roles: Mapping[str, Grant | None],
    now: datetime,
    note_erased: NoteErased = lambda _: None,
) -> Taken:
    """Judge and merge operations of one scope, whose authors are known, and note every verdict.

    Args:
        connection: with a transaction open, in which the authors' devices are locked.
        batch: in the order in which it is to be merged.
        roles: what each author may do in the scope.
        now: the server's clock.
        note_erased: told what the batch erases, before the caller's COMMIT.
    """
    scope = batch[0].scope
    if any(roles.values()):
        connection.execute(sql.LOCK_SCOPE, {"scope": scope}).fetchall()
    # Everything that is merged is read from here on, under the scope's lock.
    merging = Merging(connection, scope)
    merging.read(batch)
    judge = _Judge(connection, merging, roles, now, ledger.find(connection, [item.id for item in batch]))
    for item in batch:
        if item.op is not None and item.problem is None and not merging.is_gone(item.record_id):
            # Whatever becomes of it: another edit of the batch may have been made upon it.
            merging.clashes.note(item.op)
    for unit in units(batch):
        judge.take(unit)
    note_erased(merging.write(now))
    return Taken(scope, [judge.answer(item) for item in batch], merging.written)


def _role(connection: Connection, device: str, scope: str, batch: Sequence[Incoming]) -> Grant | None:
    role = grant_of(connection, device, scope)
    if role is None and seq_of(connection, scope) is None and founds_group(scope, batch):
        return found(connection, device, scope)
    return role


class _Judge:
    """Gives every operation of a batch its verdict."""

    def __init__(
        self,
        connection: Connection,
        merging: Merging,
        roles: Mapping[str, Grant | None],
        now: datetime,
        seen: Mapping[str, ledger.Seen],
    ) -> None:
        self._connection = connection
        self._merging = merging
        self._roles = roles
        self._writers = {device for device, role in roles.items() if role is not None and role.may_write}
        self._now = now.isoformat()
        self._seen = seen
        self._results: dict[str, Result] = {}

    def take(self, unit: Sequence[Incoming]) -> None:
        """Judge what takes effect together and note every verdict."""
        fresh = [item for item in unit if not self._is_over(item)]
        if not fresh:
            return
        alone = [self._problem_of(item) for item in unit]
        if any(alone) or is_incomplete(unit):
            self._refuse(unit, alone)
            return
        outcome = self._merging.try_together([item.op for item in fresh if item.op])
        if isinstance(outcome, OpProblem):
            self._refuse(fresh, [outcome] * len(fresh))
            return
        for item, done in zip(fresh, outcome, strict=True):
            self._note(item, Result(op=item.id, verdict=_VERDICTS[done]))

    def _is_over(self, item: Incoming) -> bool:
        """Return whether ``item`` has its verdict: it is about an erased record, or came before."""
        # First, before anything is compared: what was sent about an erased record is kept nowhere.
        if self._merging.is_gone(item.record_id) and item.device in self._writers:
            self._note(item, Result(op=item.id, verdict=Verdict.GONE))
            return True
        return self._is_answered(item)

    def answer(self, item: Incoming) -> Result:
        """Return the verdict on ``item``; a refusal carries the record as it stands."""
        result = self._results[item.id]
        if result.problem is None or item.op is None or self._roles.get(item.device) is None:
            return result
        return msgspec.structs.replace(result, row=self._merging.row(item.op))

    def _is_answered(self, item: Incoming) -> bool:
        seen = self._seen.get(item.id)
        if seen is None or ledger.is_erasure(item):
            # An erasure may stand in the place of an operation that came before, with another content.
            return False
        result = seen.answer(item)
        if result is not None:
            self._results[item.id] = result
        return result is not None

    def _problem_of(self, item: Incoming) -> OpProblem | None:
        if item.device not in self._writers:
            return denied()
        known = self._results.get(item.id)
        return known.problem if known else item.problem

    def _refuse(self, unit: Sequence[Incoming], problems: Sequence[OpProblem | None]) -> None:
        # What belongs to an operation that waits for a newer server waits with it.
        deferred = any(is_deferred(problem) for problem in problems if problem)
        verdict = Verdict.NEEDS_UPGRADE if deferred else Verdict.REFUSED
        for item, problem in zip(unit, problems, strict=True):
            if item.id not in self._results:
                self._note(item, Result(op=item.id, verdict=verdict, problem=problem or group_refused()))

    def _note(self, item: Incoming, result: Result) -> None:
        ledger.note(self._connection, item, result, self._now)
        self._results[item.id] = result


def group_refused() -> OpProblem:
    """Return the refusal of what belongs to an action that cannot be taken whole."""
    sentence = tr("Another change of the same action was refused, so none of them took effect.")
    return refusal(ProblemKind.GROUP_REFUSED, sentence)
