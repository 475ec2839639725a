"""A batch of operations as it came in: read one by one, so that one bad operation spoils no other."""

from __future__ import annotations

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


class _Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """What must be readable of any operation, whatever is wrong with the rest."""

    id: str = msgspec.field(name="op")
    device: str = msgspec.field(name="dev")
    incarnation: str = msgspec.field(name="inc")
    n: int
    scope: str
    schema: Any = msgspec.field(name="sv", default=None)
    tx: str | None = None
    record_id: Any = msgspec.field(name="id", default=None)


_envelopes = msgspec.json.Decoder(_Envelope)


class Incoming(msgspec.Struct, frozen=True):
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
    ids = {item.id for item in batch}
    names = {name for item in batch for name in (item.device, item.incarnation)}
    if len({item.scope for item in batch}) != 1 or len(ids) < len(batch):
        raise malformed()
    if not all(map(is_id, ids | names)):
        raise malformed()
    return batch


def units(batch: Sequence[Incoming]) -> list[list[Incoming]]:
    """Return the batch cut into what takes effect together: the operations of one action, or one alone."""
    grouped: dict[str | tuple[str, int], list[Incoming]] = {}
    for item in batch:
        # A number is no text: a lone operation is apart from any group name a device could choose.
        grouped.setdefault(item.tx or (item.incarnation, item.n), []).append(item)
    return list(grouped.values())


def is_incomplete(unit: Sequence[Incoming]) -> bool:
    """Return whether operations are missing from what should take effect together."""
    expected = max([(item.op.of or 1) if item.op else 1 for item in unit])
    return expected > 1 and len({item.id for item in unit}) < expected


def _read(raw: bytes) -> Incoming:
    try:
        op = decode_op(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _incoming(_read_envelope(raw), raw, None)
    return _incoming(op, raw, upconvert(op))


def _read_envelope(raw: bytes) -> _Envelope:
    try:
        return _envelopes.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise malformed() from error


def _incoming(envelope: Op | _Envelope, raw: bytes, op: Op | None) -> Incoming:
    if envelope.n < 1 or "\0" in envelope.scope:
        raise malformed()
    record_id = envelope.record_id
    return Incoming(
        id=envelope.id,
        device=envelope.device,
        incarnation=envelope.incarnation,
        n=envelope.n,
        scope=envelope.scope,
        tx=envelope.tx,
        record_id=record_id if isinstance(record_id, str) and is_id(record_id) else None,
        body=raw.decode(),
        fingerprint=fingerprint(raw),
        op=op,
        problem=_unreadable(envelope.schema) if op is None else check(op),
    )


def _unreadable(schema: Any) -> OpProblem:
    # What a newer version writes may even have another form.
    newer = isinstance(schema, int) and schema > SCHEMA
    return needs_upgrade() if newer else malformed_op()
