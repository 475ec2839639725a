"""A batch of operations as it came in: read one by one, so that one bad operation spoils no other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from organiser_kit.oplog.op import SCHEMA, Op, decode_op, fingerprint
from sync.checks import check, is_id, malformed_op, needs_upgrade
from sync.protocol import MAX_BATCH_OPS, OpProblem, ProblemKind
from sync.server.problems import ProblemError, malformed
from sync.server.upconvert import upconvert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.protocol import PushRequest


class _Envelope(msgspec.Struct, frozen=True):
    """What must be readable of any operation, whatever is wrong with the rest."""

    op: str
    dev: str
    inc: str
    n: int
    scope: str
    sv: Any = None
    tx: str | None = None
    id: Any = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One operation of a batch.

    Attributes:
        record_id: what it is about, as far as it could be read.
        op: ``None`` when only the envelope could be read.
        problem: why it cannot be merged, as far as that shows without the database.
    """

    id: str
    device: str
    incarnation: str
    n: int
    scope: str
    tx: str | None
    record_id: str | None
    body: str
    fingerprint: str
    op: Op | None
    problem: OpProblem | None


def read_batch(request: PushRequest) -> list[Incoming]:
    """Return the operations of a push; all of one scope, in the order of their numbers.

    Raises:
        ProblemError: the request as a whole makes no sense.
    """
    batch = read_mixed([bytes(raw) for raw in request.ops])
    if len({item.device for item in batch}) != 1:
        raise malformed()
    return batch


def read_mixed(bodies: Sequence[bytes]) -> list[Incoming]:
    """Return operations of one scope, whoever wrote them, in the order they came.

    Raises:
        ProblemError: the request as a whole makes no sense.
    """
    if len(bodies) > MAX_BATCH_OPS:
        raise ProblemError(ProblemKind.BATCH_TOO_LARGE, f"At most {MAX_BATCH_OPS} operations at a time.")
    batch = [_read(body) for body in bodies]
    if len({item.scope for item in batch}) != 1 or len({item.id for item in batch}) < len(batch):
        raise malformed()
    return batch


def units(batch: Sequence[Incoming]) -> list[list[Incoming]]:
    """Return the batch cut into what takes effect together: the operations of one action, or one alone."""
    grouped: dict[str, list[Incoming]] = {}
    for item in batch:
        # Numbers keep a lone operation apart from any group name a device could choose.
        grouped.setdefault(f"tx {item.tx}" if item.tx else f"n {item.incarnation} {item.n}", []).append(item)
    return list(grouped.values())


def is_incomplete(unit: Sequence[Incoming]) -> bool:
    """Return whether operations are missing from what should take effect together."""
    expected = max((item.op.of or 1) if item.op else 1 for item in unit)
    return len({item.id for item in unit}) < expected


def _read(raw: bytes) -> Incoming:
    try:
        envelope = msgspec.json.decode(raw, type=_Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise malformed() from error
    ids = all(map(is_id, (envelope.op, envelope.dev, envelope.inc)))
    if not ids or envelope.n < 1 or "\0" in envelope.scope:
        raise malformed()
    op, problem = _read_op(raw, envelope.sv)
    return Incoming(
        id=envelope.op,
        device=envelope.dev,
        incarnation=envelope.inc,
        n=envelope.n,
        scope=envelope.scope,
        tx=envelope.tx,
        record_id=envelope.id if isinstance(envelope.id, str) and is_id(envelope.id) else None,
        body=raw.decode(),
        fingerprint=fingerprint(raw),
        op=op,
        problem=problem,
    )


def _read_op(raw: bytes, schema: Any) -> tuple[Op | None, OpProblem | None]:
    try:
        op = upconvert(decode_op(raw))
    except (msgspec.DecodeError, UnicodeDecodeError):
        # What a newer version writes may even have another form.
        newer = isinstance(schema, int) and schema > SCHEMA
        return None, needs_upgrade() if newer else malformed_op()
    return op, check(op)
