"""Which operations the server has seen, and what it said to each; kept for ever."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from organiser_kit.i18n import tr
from organiser_kit.oplog.op import OpKind
from sync.checks import refusal
from sync.protocol import OpProblem, ProblemKind, Result, Verdict
from sync.server import sql
from sync.server.lists import listed
from sync.server.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sync.server.engines.base import Connection
    from sync.server.incoming import Incoming


_log = logging.getLogger(__name__)


class Seen(NamedTuple):
    """What the server remembers of an operation."""

    fingerprint: str
    verdict: Verdict
    problem: OpProblem | None

    def answer(self, item: Incoming) -> Result | None:
        """Return what to say to the same id again, ``None`` if it deserves another look."""
        # What was about an erased record has no fingerprint any more.
        if self.fingerprint and self.fingerprint != item.fingerprint:
            _log.warning("operation %s came again with another content from device %s", item.id, item.device)
            sentence = tr("Another change with the same number was already recorded.")
            return Result(op=item.id, verdict=Verdict.REFUSED, problem=refusal(ProblemKind.FORGED, sentence))
        if self.verdict is Verdict.NEEDS_UPGRADE:
            return None
        if self.verdict is Verdict.REFUSED:
            # Its author may never have had the first answer: "known" would pass for success.
            return Result(op=item.id, verdict=self.verdict, problem=self.problem)
        return Result(op=item.id, verdict=Verdict.KNOWN)


def is_erasure(item: Incoming) -> bool:
    """Return whether ``item`` erases a record, be it in the place of what its author wrote before."""
    return item.op is not None and item.op.kind is OpKind.ERASE


def find(connection: Connection, op_ids: Sequence[str]) -> dict[str, Seen]:
    """Return what is remembered of these operations, by id."""
    return {row[0]: _seen(*row[1:]) for row in listed(connection, sql.FIND_OPS, op_ids)}


def _seen(mark: str, verdict: str, problem: str | None) -> Seen:
    told = None if problem is None else msgspec.json.decode(problem, type=OpProblem)
    return Seen(mark, Verdict(verdict), told)


def last_numbers(connection: Connection, batch: Sequence[Incoming]) -> dict[str, int]:
    """Return the last number that came of each incarnation in this batch."""
    device, last = batch[0].device, {item.incarnation: 0 for item in batch}
    for incarnation in last:
        row = connection.execute(sql.LAST_N, {"device": device, "incarnation": incarnation}).fetchone()
        last[incarnation] = 0 if row is None else row[0]
    return last


def check_sequence(batch: Sequence[Incoming], before: Mapping[str, int]) -> dict[str, int]:
    """Return the last number of each incarnation after this batch, which comes upon those ``before``.

    Raises:
        ProblemError: an operation before one of these never arrived.
    """
    last = dict(before)
    for item in batch:
        expected = last[item.incarnation] + 1
        if item.n > expected:
            sentence = tr(
                "Change number {expected} of this device is missing on the server.", expected=expected
            )
            raise ProblemError(ProblemKind.SEQUENCE_GAP, sentence, expected=expected)
        last[item.incarnation] = max(last[item.incarnation], item.n)
    return last


def reused(connection: Connection, batch: Sequence[Incoming], before: Mapping[str, int]) -> set[str]:
    """Return the operations whose numbers went to others before: two clones write under one name."""
    repeated = {item.id for item in batch if item.n <= before[item.incarnation]}
    found = repeated - find(connection, sorted(repeated)).keys() if repeated else set()
    if found:
        _log.warning("two copies of device %s write under one name; one of them is told", batch[0].device)
    return found


def note_sequence(connection: Connection, device: str, last: dict[str, int]) -> None:
    """Remember the last number of each incarnation."""
    for incarnation, n in last.items():
        connection.execute(sql.SET_LAST_N, {"device": device, "incarnation": incarnation, "n": n})


def note(connection: Connection, item: Incoming, result: Result, now: str) -> None:
    """Remember an operation and its verdict, given at ``now`` (RFC 3339)."""
    problem = None if result.problem is None else msgspec.json.encode(result.problem).decode()
    is_bare = result.verdict is Verdict.GONE or is_erasure(item)
    values = {
        "op": item.id,
        "device": item.device,
        "incarnation": item.incarnation,
        "n": item.n,
        "fingerprint": item.fingerprint,
        "verdict": result.verdict.value,
        "problem": problem,
        "now": now,
        "body": item.body,
        "record_id": item.record_id,
    }
    connection.put(sql.ADD_BARE_OP if is_bare else sql.ADD_OP, values)
