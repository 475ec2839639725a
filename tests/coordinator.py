"""What comes from the other side: a coordinator who reads reports, publishes sheets, answers questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.kinds import BY_TYPE, to_wire
from organiser_kit.oplog.op import Row
from tests.core.test_replica import FAR_AHEAD

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.record import Record


def writes(kit: Kit, record: Record, **values: object) -> None:
    """Let a later exchange bring these values of a record, new or known."""
    kind = BY_TYPE[type(record)]
    fields = {name: (to_wire(value), FAR_AHEAD) for name, value in values.items()}
    row = Row(record=kind.name, record_id=record.id, seq=9, fields=fields)
    kit.replica.apply_page(record.scope, "epoch", [row], 9)
