"""What a server turned down: list it, write it again, take it out of the program."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.exports.harmless import harmless
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr
from organiser_kit.oplog.op import OpKind
from organiser_kit.services.record_names import kind_words, name_of
from organiser_kit.storage.records import not_found
from organiser_kit.storage.refused import RefusedOps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.changes import Changes
    from organiser_kit.oplog.op import Op
    from organiser_kit.services.store import Store
    from organiser_kit.storage.refused import Refused


@dataclass(frozen=True, slots=True)
class Refusal:
    """One change that the server turned down.

    Attributes:
        record: the kind of record it is about; ``name`` says in words which one.
        shown: whether this laptop shows it all the same, because the server holds no such record.
        problem: why, in the server's own sentence; ``problem_type`` for programs.
    """

    id: str
    record: str
    record_id: str
    name: str
    shown: bool
    problem: str | None
    problem_type: str | None
    recorded_at: str


class Refusals:
    """Refused changes stay until a person sends them again; the program deletes none."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._refused = RefusedOps(store.database)

    def all(self) -> list[Refusal]:
        """Return every change that was turned down and not sent again, oldest first."""
        return [self._refusal(refused) for refused in self._refused.all()]

    def retry(self, op_id: str) -> Changes:
        """Write a refused change as a new one, with the rest of its action.

        What was written here since stands. The old change is kept, and closed; that of a record which this
        laptop no longer holds, as after leaving its group, stays refused.

        Raises:
            NotFoundError: nothing refused has this id.
        """
        together = len(self._refused.together_with(op_id)) > 1
        with self._store.writer.action(together=together) as action:
            # Read again inside the transaction: another command may have sent it meanwhile.
            found = self._refused.together_with(op_id)
            if not found:
                raise not_found(op_id)
            for refused in found:
                action.say_again(refused)
        return action.changes

    def retry_all(self) -> int:
        """Write everything that was refused as new changes and return how many refusals that closed."""
        waiting = [refused.op.id for refused in self._refused.all()]
        for op_id in waiting:
            if self._refused.together_with(op_id):
                self.retry(op_id)
        return len(waiting) - len(self._refused.all())

    def export(self, path: Path) -> int:
        """Write every refused change as a table to ``path`` and exactly, as JSON lines, beside it.

        Returns:
            How many changes were written.

        Raises:
            UserError: a file cannot be written there, or both would be the same.
        """
        exact = exact_path(path)
        if exact == path:
            sentence = tr(
                "{file} is kept for the exact form: give the table another ending, .csv.", file=path
            )
            raise UserError(sentence)
        found = self._refused.all()
        table = io.StringIO()
        writer = csv.writer(table, delimiter=";")
        writer.writerow(
            (tr("When"), tr("What"), tr("Name"), tr("Field"), tr("Value"), tr("Why it was refused"), "id")
        )
        for refused in found:
            for line in self._lines(refused):
                writer.writerow([harmless(cell) for cell in line])
        # The mark tells spreadsheets that it is UTF-8.
        write_bytes(path, table.getvalue().encode("utf-8-sig"))
        write_bytes(exact, "".join(f"{refused.body}\n" for refused in found).encode())
        return len(found)

    def name_of(self, record: str, record_id: str) -> str:
        """Return which record a change is about, in words; '' when it has none."""
        return name_of(self._store.records, record, record_id)

    def _lines(self, refused: Refused) -> Iterator[tuple[str, ...]]:
        op = refused.op
        start = (refused.recorded_at, kind_words(op.record), self.name_of(op.record, op.record_id))
        for field, value in _content(op):
            yield (*start, field, value, refused.problem or "", op.id)

    def _refusal(self, refused: Refused) -> Refusal:
        op = refused.op
        return Refusal(
            id=op.id,
            record=op.record,
            record_id=op.record_id,
            name=self.name_of(op.record, op.record_id),
            shown=not refused.undone,
            problem=refused.problem,
            problem_type=refused.problem_type,
            recorded_at=refused.recorded_at,
        )


def exact_path(path: Path) -> Path:
    """Return where the exact form of an exported table stands."""
    return path.with_suffix(".jsonl")


def _content(op: Op) -> list[tuple[str, str]]:
    if op.kind is OpKind.LIFE:
        alive = op.alive is not None and op.alive[0]
        return [("", tr("brought back") if alive else tr("deleted"))]
    if op.kind is OpKind.ERASE:
        return [("", tr("erased"))]
    values = {name: edit[0] for name, edit in (op.fields or {}).items()} | (op.values or {})
    return [(name, _text(value)) for name, value in values.items()]


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
