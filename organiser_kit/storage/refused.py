"""What a server turned down: read again, written again as new operations, and never deleted.

A refused operation is either undone here, when the server sent the record as it holds it, or still shown,
when the server holds no such record. What is still shown and unknown to the server goes along with the
next edit of its record, so that no server ever gets a part of a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from organiser_kit.oplog.op import Op, OpKind, decode_op

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.storage.database import Database

_COLUMNS = "incarnation, n, body, problem, problem_type, recorded_at, undone"


@dataclass(frozen=True, slots=True)
class Refused:
    """An operation that a server turned down.

    Attributes:
        body: its exact wire form.
        problem: why, in the server's own sentence.
        problem_type: why, for programs: the ``type`` of RFC 9457.
        undone: whether this copy shows the server's record instead.
    """

    incarnation: str
    n: int
    body: str
    problem: str | None
    problem_type: str | None
    recorded_at: str
    undone: bool

    @property
    def op(self) -> Op:
        """Return the operation."""
        return decode_op(self.body)


class RefusedOps:
    """Reads and closes refusals. Whatever writes needs an open transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Refused]:
        """Return every refused operation, oldest first."""
        return self._where("TRUE")

    def together_with(self, op_id: str) -> list[Refused]:
        """Return a refused operation with the refused rest of its action, none when it is not refused."""
        found = self._where("op_id = ?", op_id)
        tx = found[0].op.tx if found else None
        return found if tx is None else self._where("json_extract(body, '$.tx') = ?", tx)

    def still_shown(self, record_id: str) -> list[Op]:
        """Return the refused edits of a record that this copy shows all the same."""
        shown = [refused.op for refused in self._where("record_id = ? AND undone = 0", record_id)]
        return [op for op in shown if op.kind is OpKind.SET]

    def rewritten(self, refused: Refused) -> set[str]:
        """Return the fields of its record that this copy wrote after ``refused``."""
        rows = self._database.rows(
            "SELECT body FROM outbox WHERE record_id = ? AND state <> 'refused' AND recorded_at >= ? "
            "AND (incarnation, n) <> (?, ?)",
            (refused.op.record_id, refused.recorded_at, refused.incarnation, refused.n),
        )
        later = [decode_op(row["body"]) for row in rows]
        stamp = max(refused.op.stamps, default="")
        return {name for op in later for name, edit in (op.fields or {}).items() if edit[1] > stamp}

    def close(self, op_ids: Iterable[str], by: str) -> None:
        """Note that operation ``by`` says again what these said; '' when nothing was left to say."""
        for op_id in op_ids:
            self._database.execute(
                "UPDATE outbox SET state = 'retried', retried_by = ? WHERE op_id = ? AND state = 'refused'",
                (by, op_id),
            )

    def _where(self, condition: str, *values: Any) -> list[Refused]:
        rows: Sequence[dict[str, Any]] = self._database.rows(
            f"SELECT {_COLUMNS} FROM outbox WHERE state = 'refused' AND {condition} ORDER BY incarnation, n",
            values,
        )
        return [Refused(**row | {"undone": bool(row["undone"])}) for row in rows]
