"""Devices that edit, cut their line and exchange in any order: what holds when the dust has settled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organiser_kit.model.record import group_scope
from sync.facade import SyncService
from tests.sync.fakes import Author, FakeReplica, Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from sync.server.embed import EmbeddedServer

DEVICES = 3
PEOPLE = ("p0", "p1")
FIELDS = ("phone", "email", "a_later_field")

EDIT = st.tuples(st.just("edit"), st.sampled_from(PEOPLE), st.sampled_from(FIELDS), st.text("ab", max_size=2))
LIFE = st.tuples(st.just("life"), st.sampled_from(PEOPLE), st.booleans(), st.none())
FACT = st.tuples(st.just("fact"), st.none(), st.none(), st.none())
CLOCK = st.tuples(st.just("clock"), st.integers(-400, 400), st.none(), st.none())
SYNC = st.tuples(st.just("sync"), st.none() | st.integers(0, 5), st.booleans(), st.none())
STEPS = st.lists(st.tuples(st.integers(0, DEVICES - 1), EDIT | LIFE | FACT | CLOCK | SYNC), max_size=40)


class Fleet:
    """Three devices of a group of their own."""

    def __init__(self, server: EmbeddedServer, environment: Environment) -> None:
        self.environment = environment
        self.group = environment.new_id()
        self.scope = group_scope(self.group)
        founder = Author(environment)
        server.seed([founder.set("group", self.group, {"name": "Groupe"}, scope=self.scope)])
        self.devices = [FakeReplica(Author(environment)) for _ in range(DEVICES)]
        for device in self.devices:
            self.service(device).enrol(server.url, server.enrol_code(self.group))

    def service(self, device: FakeReplica, line: Line | None = None) -> SyncService:
        return SyncService(device.call_db, self.environment, line)

    def do(self, place: int, step: tuple[object, ...]) -> None:
        device = self.devices[place]
        match step:
            case ("edit", str(person), str(name), value):
                values = {name: value}
                device.write(device.author.set("person", f"{self.group}-{person}", values, scope=self.scope))
            case ("life", str(person), bool(alive), _):
                device.write(
                    device.author.life("person", f"{self.group}-{person}", alive=alive, scope=self.scope)
                )
            case ("fact", *_):
                device.write(device.author.fact(self.environment.new_id(), scope=self.scope))
            case ("clock", int(days), *_):
                self.environment.clock.advance(days=days)  # type: ignore[attr-defined]
            case ("sync", cut, bool(after_commit), _):
                self.service(device, Line(_cutter(cut, after_commit))).run_once()

    def settle(self) -> None:
        for _ in range(2):
            for device in self.devices:
                report = self.service(device).run_once()
                assert (report.problem, report.pending) == (None, 0)


def _cutter(
    cut: object, after_commit: object
) -> Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]:
    """Cut the line at one request: before it leaves, or before its answer arrives."""
    count = Counter[str]()

    def rule(_: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        count["requests"] += 1
        if count["requests"] - 1 != cut:
            return send()
        if after_commit:
            send()
        message = "cut"
        raise httpx.ReadError(message)

    return rule


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(STEPS)
def test_i1_i2_i3_i6_all_devices_and_the_server_agree_and_nothing_is_lost_or_doubled(
    server: EmbeddedServer, environment: Environment, steps: list[tuple[int, tuple[object, ...]]]
) -> None:
    fleet = Fleet(server, environment)
    for place, step in steps:
        fleet.do(place, step)
    fleet.settle()
    held = {(state.kind, state.id): state for state in server.snapshot(fleet.scope)}
    for device in fleet.devices:
        assert device.confirmed == held
        assert {key: device.state(*key) for key in held} == held
        assert {answer.verdict for answer in device.answers.values()} <= {
            *("applied", "known", "superseded", "conflict")
        }
    written = {op.record_id for device in fleet.devices for op in device.outbox if op.record == "attendance"}
    assert {record_id for kind, record_id in held if kind == "attendance"} == written
