"""Whether one operation may be merged at all: its form, its record kind, its values.

The same for the server and for laptops that meet without one.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from organiser_kit.i18n import tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.op import SCHEMA, OpKind
from sync.protocol import OpProblem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from organiser_kit.model.kinds import Field, Kind
    from organiser_kit.oplog.op import Edit, Op

MAX_TEXT = 20_000
MAX_ITEMS = 1_000
MAX_FIELDS = 100
MAX_NAME = 64
MAX_WHOLE = (1 << 53) - 1
"""The largest whole number that every JSON reader keeps exactly."""

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_id(text: str) -> bool:
    """Return whether ``text`` has the form of an identifier."""
    return _ID.fullmatch(text) is not None


def is_stamp(text: str) -> bool:
    """Return whether ``text`` has the form of a stamp."""
    return _STAMP.fullmatch(text) is not None


def refusal(kind: ProblemKind, detail: str) -> OpProblem:
    """Return why an operation is refused."""
    return OpProblem(kind.urn, detail)


def malformed_op() -> OpProblem:
    """Return the refusal of something that is no operation."""
    return refusal(ProblemKind.MALFORMED, tr("The server could not read this change."))


def needs_upgrade() -> OpProblem:
    """Return the refusal of what only a newer server understands."""
    sentence = tr("This change was made with a newer version of the kit: the server must be updated first.")
    return refusal(ProblemKind.SCHEMA_TOO_OLD, sentence)


def check(op: Op) -> OpProblem | None:
    """Return why ``op`` cannot be merged, or ``None``; what the database holds is not looked at."""
    kind = BY_NAME.get(op.record)
    if kind is None:
        sentence = tr("The server does not know the kind of record “{kind}”.", kind=op.record[:MAX_NAME])
        return _newer_or(op, refusal(ProblemKind.UNKNOWN_RECORD, sentence))
    if not is_id(op.record_id) or not _is_moment(op.at):
        return malformed_op()
    return _check_content(kind, op)


def is_deferred(problem: OpProblem) -> bool:
    """Return whether a newer server might take what this one refuses for ``problem``."""
    return problem.type == ProblemKind.SCHEMA_TOO_OLD.urn


def _newer_or(op: Op, problem: OpProblem) -> OpProblem:
    return needs_upgrade() if op.schema > SCHEMA else problem


def _check_content(kind: Kind, op: Op) -> OpProblem | None:
    if op.kind is OpKind.ERASE and op.fields is None and op.values is None and op.alive is None:
        # A bare operation may have taken the place of one about whatever goes along with a person.
        return _kept_for_good() if kind.fact else None
    if kind.fact is not (op.kind is OpKind.FACT):
        return _kept_for_good() if kind.fact else malformed_op()
    match op.kind:
        case OpKind.SET:
            edits = op.fields or {}
            values = {name: edit[0] for name, edit in edits.items()}
            return _check_stamps(edits.values()) or _check_values(kind, op, values)
        case OpKind.FACT:
            return _check_values(kind, op, op.values or {})
        case OpKind.LIFE:
            if op.alive is None or not isinstance(op.alive[0], bool):
                return malformed_op()
            return _check_stamps([op.alive])
        case OpKind.ERASE:
            return malformed_op()


def _kept_for_good() -> OpProblem:
    sentence = tr("What was seen at the door is never changed: a correction is added to it.")
    return refusal(ProblemKind.FACT_REWRITTEN, sentence)


def _check_stamps(edits: Iterable[Edit]) -> OpProblem | None:
    good = all(is_stamp(stamp) and (not prev or is_stamp(prev)) for _, stamp, prev in edits)
    return None if good else malformed_op()


def _check_values(kind: Kind, op: Op, values: dict[str, Any]) -> OpProblem | None:
    if not values or len(values) > MAX_FIELDS:
        return malformed_op()
    fits = _fitting(kind)
    for name, value in values.items():
        if len(name) > MAX_NAME or not fits.get(name, _is_wire)(value):
            sentence = tr("The server cannot keep this value of “{field}”.", field=name[:MAX_NAME])
            return _newer_or(op, refusal(ProblemKind.MALFORMED, sentence))
    return None


@cache
def _fitting(kind: Kind) -> Mapping[str, Callable[[Any], bool]]:
    """Return what tells, for each field of ``kind``, whether a value fits in it."""
    return {name: _test_of(field) for name, field in kind.fields.items()}


def _test_of(field: Field) -> Callable[[Any], bool]:
    test = _test_of_type(field)
    if not field.optional:
        return test
    return lambda value: value is None or test(value)


def _test_of_type(field: Field) -> Callable[[Any], bool]:
    if field.is_list:
        return _is_list
    if field.base is bool:
        return _is_flag
    if field.base is int:
        return _is_whole
    return _is_moment_text if field.base is datetime else _is_text


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and _is_wire(value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_moment_text(value: Any) -> bool:
    return isinstance(value, str) and _is_moment(value)


def _is_wire(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= MAX_ITEMS and all(_is_text(item) for item in value)
    return value is None or isinstance(value, bool) or _is_whole(value) or _is_text(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_WHOLE


def _is_text(value: Any) -> bool:
    # PostgreSQL cannot hold a NUL in a text.
    return isinstance(value, str) and len(value) <= MAX_TEXT and "\0" not in value


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
