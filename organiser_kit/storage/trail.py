"""What an action did to each record: the value before, the value after. Kept in memory, for undoing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.oplog.op import OpKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from organiser_kit.model.kinds import Wire
    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.oplog.op import Op


MOST_STEPS = 10_000
"""Beyond these an act is too large to be kept in mind: it lasts."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one operation did to one record.

    Attributes:
        before: the fields that changed, with the values they had, as on the wire.
        after: the same fields with the values they were given.
        alive: whether the record was shown before and is shown now; ``None`` when that did not change.
        made: whether the record was not there before.
    """

    kind: str
    record_id: str
    before: Mapping[str, Wire] = field(default_factory=dict)
    after: Mapping[str, Wire] = field(default_factory=dict)
    alive: tuple[bool, bool] | None = None
    made: bool = False


@dataclass(slots=True)
class Trail:
    """The steps of one action, in order.

    Attributes:
        lasts: it holds something that is never taken back so.
        erases: it holds an erasure, of which nothing may be remembered.
    """

    steps: list[Step] = field(default_factory=list)
    lasts: bool = False
    erases: bool = False

    def note(self, kind: str, record_id: str, state: RecordState | None, op: Op) -> None:
        """Add what ``op`` did to the record that was in ``state``."""
        match op.kind:
            case OpKind.SET:
                self._note_fields(kind, record_id, state, op)
            case OpKind.LIFE:
                was = bool(state.alive.value) if state else True
                shown = bool(op.alive and op.alive[0])
                if was is not shown:
                    self.steps.append(Step(kind, record_id, alive=(was, shown)))
            case OpKind.FACT:
                self.lasts = True
            case OpKind.ERASE:
                self.lasts = self.erases = True

    def take_in(self, other: Trail) -> None:
        """Add what another action did, of the same act."""
        self.steps += other.steps
        self.lasts |= other.lasts
        self.erases |= other.erases
        self._bound()

    def _bound(self) -> None:
        if len(self.steps) > MOST_STEPS:
            self.steps.clear()
            self.lasts = True

    def _note_fields(self, kind: str, record_id: str, state: RecordState | None, op: Op) -> None:
        after = {name: edit[0] for name, edit in (op.fields or {}).items()}
        seen = state.registers if state else {}
        before = {name: seen[name].value if name in seen else None for name in after}
        changed = [name for name in after if state is None or before[name] != after[name]]
        if changed or state is None:
            self.steps.append(
                Step(
                    kind,
                    record_id,
                    before={name: before[name] for name in changed},
                    after={name: after[name] for name in changed},
                    made=state is None,
                )
            )
            self._bound()
