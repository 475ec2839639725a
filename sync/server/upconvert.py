"""Operations of older versions of the kit, put as this version would have written them.

Each step is a pure function from one schema to the next and is never edited once released. What the server
keeps, and compares when an operation comes again, is the body as its author wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec.structs

from organiser_kit.oplog.op import SCHEMA, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Step = Callable[[Op], Op]


def _nothing_to_convert(op: Op) -> Op:
    """Return ``op``: the next schema only added kinds or fields that may be absent."""
    return op


STEPS: Mapping[int, Step] = {
    # 2 added the kind ``conflict``.
    1: _nothing_to_convert,
    # 3 added what a complete exchange needs: fields that may be absent, and erasure.
    2: _nothing_to_convert,
    # 4 added what papers tell about a meeting and its host, and who signs statements: a kind, and fields
    # that may be absent.
    3: _nothing_to_convert,
    # 5 added what the weeks around a meeting need: kinds, and fields that may be absent.
    4: _nothing_to_convert,
}
"""What leads from each schema that is still taken to the next."""


def upconvert(op: Op, steps: Mapping[int, Step] = STEPS, newest: int = SCHEMA) -> Op:
    """Return ``op`` in the words of schema ``newest``; one that is as new, or newer, as it is."""
    if op.schema >= newest:
        return op
    for schema in range(max(op.schema, min(steps)), newest):
        op = msgspec.structs.replace(steps[schema](op), schema=schema + 1)
    return op
