"""Whether what another laptop gave has the form of a record: the same checks as the server's."""

from __future__ import annotations

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.hlc import ZERO
from organiser_kit.oplog.op import SCHEMA, Op, OpKind, Row
from sync.checks import check, is_deferred, is_id

_ANY_MOMENT = "2026-01-01T00:00:00+00:00"
_FIRST = "000000000000-0000-000000000000"


def is_sound_op(op: Op) -> bool:
    """Return whether ``op`` can be merged, or only waits for a newer version of the kit."""
    if not all(map(is_id, (op.id, op.device, op.incarnation))) or op.n < 1:
        return False
    problem = check(op)
    return problem is None or is_deferred(problem)


def is_sound_row(row: Row) -> bool:
    """Return whether ``row`` is a record of a kind that this version knows."""
    kind = BY_NAME.get(row.record)
    if kind is None:
        return False
    if kind.fact:
        content = _like(row, OpKind.FACT, values={name: value for name, (value, _) in row.fields.items()})
        return check(content) is None and all(stamp == ZERO for _, stamp in row.fields.values())
    # What was never edited has the empty stamp, which no operation may carry.
    fields = {name: (value, stamp or _FIRST, None) for name, (value, stamp) in row.fields.items()}
    if row.alive is not None and check(_like(row, OpKind.LIFE, alive=(*row.alive, None))) is not None:
        return False
    return not fields or check(_like(row, OpKind.SET, fields=fields)) is None


def _like(row: Row, kind: OpKind, **content: object) -> Op:
    """Return an operation with the content of ``row``, for being checked only."""
    return Op(
        id="row",
        device="row",
        incarnation="row",
        n=1,
        schema=SCHEMA,
        scope="",
        kind=kind,
        record=row.record,
        record_id=row.record_id,
        at=_ANY_MOMENT,
        **content,  # type: ignore[arg-type]
    )
