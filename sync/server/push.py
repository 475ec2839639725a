"""One push: a batch of one scope, judged and merged in one transaction."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import Outcome, apply, state_of_op
from organiser_kit.oplog.op import OpKind
from sync.checks import is_deferred, is_id, refusal
from sync.protocol import OpProblem, ProblemKind, PushRequest, Result, Verdict
from sync.server import digests, ledger, records, sql
from sync.server.clashes import Clashes
from sync.server.erasure import Erased, bury, find_erased, spread
from sync.server.incoming import Incoming, is_incomplete, read_batch, units
from sync.server.problems import malformed
from sync.server.scopes import Grant, found, founds_group, grant_of, seq_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Op, Row
    from sync.server.engines.base import Connection

    NoteErased = Callable[[Sequence[Erased]], None]
    Placed = tuple[int, RecordState]
    """A place in a scope's feed, and what stands there."""

_Key = tuple[str, str]
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
    merging.read([item.op for item in batch if item.op], [item.record_id for item in batch if item.record_id])
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


class Merging:
    """The records of one scope that a batch touches: read under the scope's lock, written once at the end."""

    def __init__(self, connection: Connection, scope: str) -> None:
        self._connection = connection
        self._scope = scope
        self._stored: dict[_Key, records.Stored | None] = {}
        self._changed: dict[_Key, RecordState] = {}
        self._gone: set[str] = set()
        self.clashes = Clashes(connection)
        self.written: Sequence[Placed] = ()

    def read(self, ops: Sequence[Op], record_ids: Sequence[str]) -> None:
        """Read the records of ``ops`` as they stand, each once, and which of ``record_ids`` were erased."""
        wanted: dict[str, set[str]] = {}
        for op in ops:
            if op.record in BY_NAME and is_id(op.record_id):
                wanted.setdefault(op.record, set()).add(op.record_id)
        for name, ids in wanted.items():
            stored = records.load_all(self._connection, BY_NAME[name], sorted(ids))
            self._stored |= {(name, record_id): stored.get(record_id) for record_id in ids}
        gone = find_erased(self._connection, sorted(set(record_ids)))
        self._stored |= gone
        self._gone = {record_id for _, record_id in gone}

    def is_gone(self, record_id: str | None) -> bool:
        """Return whether the record was erased, before or by an operation of this batch."""
        return record_id in self._gone

    def try_together(self, ops: Sequence[Op]) -> list[Outcome] | OpProblem:
        """Merge ``ops``, all or none, and return what each did or why they cannot be merged."""
        tried: dict[_Key, RecordState] = {}
        outcomes = []
        for op in ops:
            key = (op.record, op.record_id)
            stored = self._stored[key]
            if stored is not None and stored.scope != self._scope:
                return _denied()
            before = tried.get(key) or self._changed.get(key) or (stored.state if stored else None)
            after, outcome = apply(before, op)
            if before is None:
                # Nothing stood there that it could contradict.
                tried[key] = after
                outcomes.append(outcome)
                continue
            if op.kind is OpKind.FACT and state_of_op(op).registers != before.registers:
                return _rewritten()
            found, clashed = self.clashes.changed_by(op, before, ChainMap(tried, self._changed))
            if outcome is Outcome.APPLIED:
                tried[key] = after
            tried |= found
            outcomes.append(Outcome.CONFLICT if clashed else outcome)
        self._changed |= tried
        self._gone |= {record_id for (_, record_id), state in tried.items() if state.erased}
        return outcomes

    def write(self, now: datetime) -> list[Erased]:
        """Write every changed record at the next places of the scope's sequence, without holes.

        Return what was erased.
        """
        buried: list[Erased] = []
        if not self._changed:
            return buried
        changed = spread(self._connection, self._changed)
        taken = {"scope": self._scope, "count": len(changed)}
        ((end,),) = self._connection.execute(sql.TAKE_SEQS, taken).fetchall()
        numbered = list(enumerate(changed.values(), end - len(changed) + 1))
        with digests.moving(self._connection, self._scope, numbered, self._places()):
            for seq, state in numbered:
                if state.erased:
                    buried.append(bury(self._connection, self._scope, seq, state, now))
                else:
                    records.save(self._connection, self._scope, seq, state)
        self.written = () if buried else numbered
        return buried

    def _places(self) -> dict[_Key, int]:
        """Return where the records stood that were read so far."""
        return {key: stored.seq if stored else 0 for key, stored in self._stored.items()}

    def row(self, op: Op) -> Row | None:
        """Return the record as it now stands in this scope."""
        return records.row_of(self._connection, self._scope, op.record, op.record_id)


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
        fresh = [item for item in unit if not self._let_go(item) and not self._is_answered(item)]
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

    def _let_go(self, item: Incoming) -> bool:
        # Before anything is compared: what was sent about an erased record is kept nowhere.
        if item.device not in self._writers or not self._merging.is_gone(item.record_id):
            return False
        self._note(item, Result(op=item.id, verdict=Verdict.GONE))
        return True

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
            return _denied()
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


def _denied() -> OpProblem:
    return refusal(ProblemKind.SCOPE_DENIED, tr("This device may not change this group's data."))


def _rewritten() -> OpProblem:
    sentence = tr("What was seen at the door is never changed: a correction is added to it.")
    return refusal(ProblemKind.FACT_REWRITTEN, sentence)


def group_refused() -> OpProblem:
    """Return the refusal of what belongs to an action that cannot be taken whole."""
    sentence = tr("Another change of the same action was refused, so none of them took effect.")
    return refusal(ProblemKind.GROUP_REFUSED, sentence)
