"""The invariants of the exchange, checked on real files; each raises with its own number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from organiser_kit.model.kinds import BY_NAME
from organiser_kit.oplog.merge import RecordState, merge, state_of_row
from sync.server import records
from tests.sync.model.laptop import TURNED_DOWN, plain
from tests.sync.model.oracle import Versions, erased, expected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from organiser_kit.oplog.op import Op, Row
    from sync.server.engines.base import Connection
    from tests.sync.model.laptop import Laptop

_EVERYTHING = (1 << 63) - 1
_States = Mapping[tuple[str, str], RecordState]


def feed(connection: Connection, scope: str) -> list[Row]:
    """Return every row that the server serves of a scope, in the order of its sequence."""
    rows = [row for arm in records.feeds(connection, scope, 0, _EVERYTHING) for _, row in arm]
    return sorted(rows, key=lambda row: row.seq)


def taken(laptops: Iterable[Laptop]) -> list[Op]:
    """Return the operations that count: committed somewhere, still there and turned down by nobody."""
    return [
        written.op
        for laptop in laptops
        for written in laptop.written()
        if written.state not in TURNED_DOWN and not written.is_emptied
    ]


def emptied(laptops: Iterable[Laptop]) -> list[Op]:
    """Return the operations of which the laptops had to let go, as they were."""
    return [written.op for laptop in laptops for written in laptop.written() if written.is_emptied]


def i1_everybody_agrees(
    connection: Connection, laptops: Iterable[Laptop], scope: str, lost: Iterable[Op] = ()
) -> None:
    """Check that laptops and server hold the same.

    Args:
        connection: to the server's database.
        laptops: those who have read everything.
        scope: what is compared.
        lost: operations that neither a laptop nor the server has any more. Who had read what came of
            them goes on showing it.
    """
    served = {(row.record, row.record_id): state_of_row(row) for row in feed(connection, scope)}
    lost = list(lost)
    for laptop in laptops:
        held = without(laptop.records(scope), served, lost)
        assert plain(held) == plain(served), "I1"


def i1_both_show_the_same(one: Laptop, other: Laptop, scopes: Iterable[str]) -> None:
    for scope in scopes:
        assert plain(one.records(scope)) == plain(other.records(scope)), "I1: two screens in one room differ"


def without(held: _States, served: _States, lost: Iterable[Op]) -> _States:
    """Return what is ``held``, with what is ``served`` in the place of all that came of ``lost`` ones."""
    records = {(op.record, op.record_id) for op in lost}
    stamps = {stamp for op in lost for stamp in op.stamps}
    kept: dict[tuple[str, str], RecordState] = {}
    for key, mine in held.items():
        theirs = served.get(key)
        if key[0] == "conflict" and _versions_of(mine) & stamps:
            # A server that does not know one of the two versions may list others, or none.
            kept |= {key: theirs} if theirs else {}
        elif theirs or key not in records:
            kept[key] = _known_of(mine, theirs or RecordState(*key), stamps)
    return kept


def _known_of(mine: RecordState, theirs: RecordState, lost: set[str]) -> RecordState:
    fields = {
        name: theirs.registers.get(name) if register.stamp in lost else register
        for name, register in mine.registers.items()
    }
    registers = {name: register for name, register in fields.items() if register is not None}
    alive = theirs.alive if mine.alive.stamp in lost else mine.alive
    return replace(mine, registers=registers, alive=alive)


def _versions_of(conflict: RecordState) -> set[object]:
    named = (conflict.registers.get(name) for name in ("winner_stamp", "loser_stamp"))
    return {register.value for register in named if register}


def i2_i3_what_was_written_stands_once(connection: Connection, ops: list[Op], scope: str) -> None:
    known = {row[0] for row in connection.execute("SELECT op_id FROM op").fetchall()}
    assert {op.id for op in ops} <= known, "I2: an operation never reached the server"
    wanted = expected(op for op in ops if op.scope == scope)
    held = {
        (row.record, row.record_id): {
            **{name: value for name, (value, _) in row.fields.items()},
            **({"alive!": row.alive[0]} if row.alive else {}),
        }
        for row in feed(connection, scope)
        if not row.erased
    }
    for key, fields in wanted.items():
        if key[0] != "conflict":
            assert held.get(key) == fields, f"I2, I3: {key} is {held.get(key)} and should be {fields}"
    made = {key for key in held if key[0] != "conflict"}
    assert made == {key for key in wanted if key[0] != "conflict"}, "I3: nobody wrote this"


def i5_no_silent_loss(connection: Connection, ops: list[Op], scope: str) -> None:
    by_field: dict[tuple[str, str, str], list[Op]] = defaultdict(list)
    gone = erased(ops)
    for op in ops:
        if (op.record, op.record_id) in gone:
            continue
        for name in op.fields or {}:
            if BY_NAME[op.record].fields[name].column.surfaced:
                by_field[op.record, op.record_id, name].append(op)
    listed: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in feed(connection, scope):
        if row.record == "conflict" and "loser_stamp" in row.fields:
            values = {name: value for name, (value, _) in row.fields.items()}
            key = (values["record"], values["record_id"], values["field"])
            listed[key] |= {values["loser_stamp"], values["winner_stamp"]}
    for key, written in by_field.items():
        lost = Versions(written, key[2]).overruled_unseen()
        assert lost <= listed[key], f"I5: {key} lost {lost - listed[key]} silently"


def i6_nothing_before_the_cursor_is_missing(connection: Connection, laptop: Laptop, scope: str) -> None:
    read_to = laptop.cursors().get(scope)
    epoch = connection.execute("SELECT value FROM meta WHERE name = 'server_epoch'").fetchone()[0]
    if read_to is None or read_to[0] != epoch:
        return
    held = laptop.records(scope)
    for row in feed(connection, scope):
        if row.seq <= read_to[1]:
            theirs = state_of_row(row)
            mine = held.get((row.record, row.record_id))
            assert mine is not None, f"I6: {row.record} is missing"
            assert merge(mine, theirs) == mine, f"I6: {row.record} is older than the cursor"


def i7_the_feed_has_no_hole_at_its_end(connection: Connection, scope: str) -> None:
    seqs = [row.seq for row in feed(connection, scope)]
    head = connection.execute("SELECT seq FROM scope WHERE id = :id", {"id": scope}).fetchone()[0]
    assert len(seqs) == len(set(seqs)), "I7: two rows at one place"
    assert max(seqs) == head, "I7: the head is at no row"


def i19_digests_agree(connection: Connection, laptops: Iterable[Laptop], scope: str) -> None:
    held = connection.execute("SELECT digest FROM scope WHERE id = :id", {"id": scope}).fetchone()[0]
    for laptop in laptops:
        assert laptop.kit.replica.digest(scope) == held, "I19"


def i10_no_other_group(laptop: Laptop, scopes: set[str]) -> None:
    assert {seen for seen in laptop.cursors() if seen.startswith("g:")} <= scopes, "I10"
    tables = {kind.table for kind in BY_NAME.values()}
    for table in tables:
        assert laptop.scopes_in(table) <= scopes, f"I10: {table} holds another group's rows"


def i10_no_byte_of(canary: str, folder: Path) -> None:
    """Look for it as it was written, and as the words to search by are kept."""
    for file in folder.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            for form in (canary, canary.lower()):
                assert form.encode() not in held, f"I10: {file.name} tells of another group"


def i20_nobody_is_left_on(laptop: Laptop) -> None:
    for kind in BY_NAME.values():
        assert not laptop.scopes_in(kind.table), f"I20: {kind.table} can be read on a laptop that was put out"


def i8_nothing_is_left_of(secret: bytes, folder: Path) -> None:
    for file in folder.rglob("*"):
        # A database that a restore put aside stays until a person throws it away.
        if file.is_file() and ".before-" not in file.name:
            assert secret not in file.read_bytes(), f"I8: {file.name} still tells who was erased"


def i9_whoever_was_erased_stays_erased(
    connection: Connection, laptops: Iterable[Laptop], ops: list[Op]
) -> None:
    for kind, record_id in erased(ops):
        for laptop in laptops:
            assert laptop.is_erased(kind, record_id), "I9"
        for row in feed(connection, next(op.scope for op in ops if op.record_id == record_id)):
            assert row.erased or row.record_id != record_id, "I9"


def i11_actions_are_whole(ops: list[Op], held: _States) -> None:
    groups: dict[str, list[Op]] = defaultdict(list)
    gone = erased(ops)
    for op in ops:
        if op.tx and (op.record, op.record_id) not in gone:
            groups[op.tx].append(op)
    for members in groups.values():
        states = [(op, held.get((op.record, op.record_id))) for op in members]
        shown = [op for op, state in states if _is_shown(op, state)]
        assert not shown or not any(_is_missing(op, state) for op, state in states), "I11: half an action"


def i13_what_was_turned_down_is_listed(connection: Connection, laptop: Laptop) -> None:
    """Check that whoever wrote what the server refused is shown it with the reason; the rest went through."""
    verdicts = dict(connection.execute("SELECT op_id, verdict FROM op").fetchall())
    listed = {entry.op_id for entry in laptop.kit.replica.outbox(refused_only=True) if entry.problem}
    for written in laptop.written():
        if verdicts.get(written.op.id) == "refused" and not written.is_emptied:
            assert written.state == "retried" or written.op.id in listed, "I13: refused, and nobody is told"


def _is_shown(op: Op, state: RecordState | None) -> bool:
    """Return whether what is held can only come from this operation."""
    if state is None:
        return False
    standing = {register.stamp for register in (*state.registers.values(), state.alive)}
    return not op.stamps or not standing.isdisjoint(op.stamps)


def _is_missing(op: Op, state: RecordState | None) -> bool:
    """Return whether what is held cannot know of this operation: all of it is older."""
    if state is None:
        return True
    fields = (op.fields or {}).items()
    older = [name not in state.registers or state.registers[name].stamp < edit[1] for name, edit in fields]
    if op.alive:
        older.append(state.alive.stamp < op.alive[1])
    return bool(older) and all(older)
