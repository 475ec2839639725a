"""I16: laptops and servers of different versions work together, and nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from organiser_kit.model.kinds import BY_NAME, Kind
from organiser_kit.oplog.op import SCHEMA, Op, OpKind, decode_op, encode
from sync import checks
from sync.facade import SyncService
from sync.protocol import OLDEST_SCHEMA, ProblemKind, Verdict
from sync.server import incoming, pull, upconvert
from tests.sync.fakes import SCOPE, Author, FakeReplica
from tests.sync.kits import plain, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.bench import ServerBench
    from tests.sync.kits import Laptops

TRAFFIC = Path(__file__).parent.parent / "data" / "traffic"
NEWER = SCHEMA + 1
# Recorded from the versions themselves: an evening of practice, each operation as it went out.
RECORDED = sorted(TRAFFIC.glob("schema_*.jsonl"))


def _update_server(patch: pytest.MonkeyPatch, schema: int) -> None:
    """Let the running server be of the version that writes ``schema``."""
    for module in (checks, incoming, pull):
        patch.setattr(module, "SCHEMA", schema)


def _run(replica: FakeReplica, environment: Environment) -> None:
    report = SyncService(replica.call_db, environment).run_once()
    assert report.problem is None


def test_traffic_of_every_schema_was_recorded_today_s_too() -> None:
    schemas = {decode_op(line).schema for file in RECORDED for line in file.read_bytes().splitlines()}
    assert schemas == set(range(OLDEST_SCHEMA, SCHEMA + 1)), "see tests/sync/golden_traffic.py"


def test_every_schema_that_is_still_taken_has_a_step_to_the_next() -> None:
    assert set(upconvert.STEPS) == set(range(OLDEST_SCHEMA, SCHEMA))


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: file.stem)
def test_recorded_traffic_of_each_version_is_taken_and_shown(
    server: EmbeddedServer, laptops: Laptops, file: Path
) -> None:
    bodies = file.read_bytes().splitlines()
    ops = [decode_op(body) for body in bodies]
    old = laptops.make()
    _become(old, ops[0], bodies)
    service(old).enrol(server.url, server.enrol_code())
    sent = sync(old)
    assert (sent.pushed, sent.refused, sent.pending) == (len(ops), 0, 0)
    group = ops[0].scope.removeprefix("g:")
    new = laptops.make()
    service(new).enrol(server.url, server.enrol_code(group))
    sync(new)
    assert same(server, new, group)
    assert len(new.people.all(group)) == 24
    facts = [op.values for op in ops if op.values]
    assert new.registrations.attendance(facts[0]["meeting_id"]).present == 1


def _become(kit: Kit, first: Op, bodies: list[bytes]) -> None:
    """Let a copy hold the outbox of the laptop that wrote ``bodies``."""
    database = kit.plan._store.database  # noqa: SLF001
    device = kit.plan._store.device  # noqa: SLF001
    with database.transaction():
        device.put("device_id", first.device)
        device.put("incarnation", first.incarnation)
        for body in bodies:
            op = decode_op(body)
            names = "incarnation, n, op_id, scope, record, record_id, body, recorded_at, state"
            values = (op.incarnation, op.n, op.id, op.scope, op.record, op.record_id, body.decode(), op.at)
            database.execute(
                f"INSERT INTO outbox ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending')", values
            )


def test_an_older_operation_is_put_into_today_s_words_and_kept_in_its_own(
    bench: ServerBench, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renamed(op: Op) -> Op:
        fields = {{"telephone": "phone"}.get(name, name): edit for name, edit in (op.fields or {}).items()}
        return msgspec.structs.replace(op, fields=fields)

    monkeypatch.setattr(
        upconvert.upconvert, "__defaults__", ({1: renamed, 2: _same, 3: _same, 4: _same}, SCHEMA)
    )
    op = author.set("person", "p1", {"telephone": "1"}, schema=1)
    assert bench.verdicts(author, op) == [Verdict.APPLIED]
    assert bench.value(author, "p1", "phone") == "1"
    (body,) = bench.connection.execute("SELECT body FROM op WHERE op_id = :op", {"op": op.id}).fetchone()
    assert body == encode(op).decode()
    # It is the same operation to a server that no longer converts.
    monkeypatch.setattr(upconvert.upconvert, "__defaults__", (upconvert.STEPS, SCHEMA))
    assert bench.verdicts(author, op) == [Verdict.KNOWN]


@pytest.mark.parametrize("schema", [-(10**18), 0, 10**18])
def test_a_schema_out_of_any_range_is_no_burden(bench: ServerBench, author: Author, schema: int) -> None:
    op = author.set("person", "p1", {"phone": "1"}, schema=schema)
    assert bench.verdicts(author, op) == [Verdict.APPLIED]


def test_a_form_of_operation_from_the_future_waits_for_an_upgrade(bench: ServerBench, author: Author) -> None:
    op = author.set("person", "p1", {"phone": "1"}, schema=NEWER)
    body = msgspec.json.decode(encode(op)) | {"k": "unite", "with": ["p2"]}
    (result,) = bench.push_raw(author, msgspec.json.encode(body))
    assert result.verdict is Verdict.NEEDS_UPGRADE
    assert result.problem is not None
    assert result.problem.type == ProblemKind.SCHEMA_TOO_OLD.urn
    (older,) = bench.push_raw(
        author, msgspec.json.encode(body | {"sv": SCHEMA, "op": "other", "n": op.n + 1})
    )
    assert older.verdict is Verdict.REFUSED


def test_a_repeat_is_one_even_when_an_upgrade_reads_more_of_it(
    bench: ServerBench, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = msgspec.json.decode(encode(author.set("person", "p1", {"phone": "1"}))) | {"by": "u1"}
    raw = msgspec.json.encode(body)
    assert [result.verdict for result in bench.push_raw(author, raw)] == [Verdict.APPLIED]

    def reads_more(text: bytes) -> Op:
        return msgspec.structs.replace(decode_op(text), tx=None)

    monkeypatch.setattr(incoming, "decode_op", reads_more)
    assert [result.verdict for result in bench.push_raw(author, raw)] == [Verdict.KNOWN]
    forged = msgspec.json.encode(body | {"by": "u2"})
    assert [result.verdict for result in bench.push_raw(author, forged)] == [Verdict.REFUSED]


def test_what_needs_a_newer_server_goes_by_itself_once_the_server_was_updated(
    server: EmbeddedServer, laptops: Laptops, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = laptops.make()
    group = kit.plan.new_group("Groupe d’essai")
    service(kit).enrol(server.url, server.enrol_code())
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    sync(kit)
    _outgrow(kit, person.id)
    assert (sync(kit).pending, kit.replica.counts().deferred) == (1, 1)
    (entry,) = kit.replica.outbox()
    assert (entry.state, entry.problem_type) == ("needs_upgrade", ProblemKind.SCHEMA_TOO_OLD.urn)
    assert "updated" in str(entry.problem)
    # Asking again changes nothing, and sends nothing again.
    assert sync(kit).pushed == 0
    monkeypatch.setitem(BY_NAME, "hologram", Kind("hologram", "people", BY_NAME["person"].type))
    _update_server(monkeypatch, NEWER)
    report = sync(kit)
    # This kind borrows the table of another, so the digests of both sides differ once: more is sent again.
    assert (report.pushed > 0, report.pending, report.refused) == (True, 0, 0)
    assert kit.replica.server_schema() == (OLDEST_SCHEMA, NEWER)


def _outgrow(kit: Kit, record_id: str) -> None:
    """Write an operation about a kind of record that only the next version knows."""
    kit.people.edit(record_id, commune="Ville")
    database = kit.plan._store.database  # noqa: SLF001
    (waiting,) = kit.replica.waiting(10, 10**9)
    op = msgspec.json.decode(waiting.body) | {"sv": NEWER, "t": "hologram", "id": "h1"}
    with database.transaction():
        values = (msgspec.json.encode(op).decode(), waiting.op_id)
        database.execute("UPDATE outbox SET body = ?, record_id = 'h1' WHERE op_id = ?", values)


def test_a_field_of_the_future_round_trips_through_the_oldest_laptop(
    enrol: Callable[[], FakeReplica], laptops: Laptops, server: EmbeddedServer, environment: Environment
) -> None:
    newest, oldest = enrol(), laptops.make()
    group = SCOPE.removeprefix("g:")
    service(oldest).enrol(server.url, server.enrol_code(group))
    newest.write(
        newest.author.set("person", "p1", {"family_name": "Exemple", "aura": ["blue"]}, schema=NEWER)
    )
    newest.write(newest.author.fact("f1", values={"meeting_id": "m", "kind": "check_in", "mood": "good"}))
    _run(newest, environment)
    sync(oldest)
    # The oldest edits, deletes and restores what it only knows in part.
    oldest.people.edit("p1", phone="0600")
    oldest.people.delete("p1")
    with oldest.people._store.writer.action() as action:  # noqa: SLF001
        action.restore(oldest.people.get("p1"))
    sync(oldest)
    _run(newest, environment)
    state, fact = newest.state("person", "p1"), newest.state("attendance", "f1")
    assert state is not None
    assert fact is not None
    assert (state.registers["aura"].value, state.registers["phone"].value) == (["blue"], "0600")
    assert fact.registers["mood"].value == "good"
    assert plain(server.snapshot(SCOPE)) == plain(oldest.replica.snapshot(SCOPE))


@pytest.mark.parametrize("value", ["hybrid", "", "held "])
def test_a_status_of_the_future_reaches_every_laptop_and_stops_none(
    enrol: Callable[[], FakeReplica],
    laptops: Laptops,
    server: EmbeddedServer,
    environment: Environment,
    value: str,
) -> None:
    newest, oldest = enrol(), laptops.make()
    service(oldest).enrol(server.url, server.enrol_code(SCOPE.removeprefix("g:")))
    newest.write(newest.author.set("meeting", "m1", {"status": value, "sequence": 1}))
    _run(newest, environment)
    sync(oldest)
    assert oldest.meetings.get("m1").id == "m1"
    oldest.plan.edit_meeting("m1", room="Salle 2")
    sync(oldest)
    _run(newest, environment)
    state = newest.state("meeting", "m1")
    assert state is not None
    assert (state.registers["status"].value, state.registers["room"].value) == (value, "Salle 2")


def test_a_client_that_is_too_old_is_told(
    enrol: Callable[[], FakeReplica], environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica = enrol()
    replica.write(replica.author.op(OpKind.SET, "person", "p1", fields={"phone": ("1", _stamp(), None)}))
    monkeypatch.setattr("sync.client.http.SCHEMA", OLDEST_SCHEMA - 1)
    report = SyncService(replica.call_db, environment).run_once()
    assert report.pending == 1
    assert report.problem is not None
    assert "update the kit" in report.problem


def _stamp() -> Any:
    return "000000000001-0000-aaaaaaaaaaaa"


def _same(op: Op) -> Op:
    return op
