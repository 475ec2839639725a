"""The machine: a few laptops and one server, on which anything happens in any order.

Hypothesis chooses what happens. After every run the dust settles (:meth:`Fleet.quiesce`) and the
invariants are checked on the files themselves.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from organiser_kit.environment import Environment
from organiser_kit.errors import KitError
from organiser_kit.model.record import group_scope
from organiser_kit.oplog.merge import state_of_row
from organiser_kit.oplog.op import SCHEMA
from sync.facade import embedded_server
from sync.server.database import opened
from sync.server.engines import engine_for
from sync.server.tokens import unknown_device
from tests.sync.model import invariants
from tests.sync.model.laptop import Laptop, imitate
from tests.sync.model.line import Fault, faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from organiser_kit.oplog.op import Op
    from sync.server.engines.base import Connection

START = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
SCHEMAS = (SCHEMA, 2, 1)
"""The versions of the kit with which the laptops begin."""
LAPTOPS = len(SCHEMAS)
PEOPLE = 3
ROUNDS = 3
"""After how many rounds of everybody, with a good line, all must be said and done."""

laptops = st.integers(0, LAPTOPS)
people = st.integers(0, PEOPLE - 1)
meetings = st.integers(0, 1)
fields = st.sampled_from(["phone", "email", "given_name", "commune"])
values = st.sampled_from(["a", "b", "c"])


class Fleet(RuleBasedStateMachine):
    """Several laptops of one group, and a server of their own."""

    def __init__(self, database: Callable[[], AbstractContextManager[str | None]]) -> None:
        """Start the server.

        Args:
            database: gives an empty place for its data: the address of a PostgreSQL database, or ``None``
                for a file in the run's own folder.
        """
        super().__init__()
        self.laptops: list[Laptop] = []
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="kit-fleet-")))
        self.environment = Environment.seeded(START)
        url = self._stack.enter_context(database())
        self.engine = engine_for(self.folder / "server", url)
        self.server = self._stack.enter_context(
            embedded_server(self.folder / "server", environment=self.environment, database=url)
        )

    @initialize(seed=st.integers(0, 1 << 16))
    def found(self, seed: int) -> None:
        self.laptops = [
            Laptop(self.folder / str(number), START, seed * LAPTOPS + number, schema)
            for number, schema in enumerate(SCHEMAS)
        ]
        first, *others = self.laptops
        practice = first.kit.practice.create(people=PEOPLE)
        self.group, self.meetings = practice.group_id, practice.meeting_ids
        self.scope = group_scope(self.group)
        self.people = [person.id for person in first.kit.people.all(self.group)]
        first.service().enrol(self.server.url, self.server.enrol_code())
        self._good_round(first)
        for other in others:
            other.service().enrol(self.server.url, self.server.enrol_code(self.group))
            self._good_round(other)
        self.found_more(seed)

    def found_more(self, seed: int) -> None:
        """Set up what else there is, once the laptops know each other."""

    def at(self, number: int) -> Laptop:
        """Return one of the laptops, however many there are."""
        return self.laptops[number % len(self.laptops)]

    def teardown(self) -> None:
        try:
            if self.laptops:
                self.quiesce()
        finally:
            for laptop in self.laptops:
                laptop.close()
            imitate(SCHEMA)
            self._stack.close()

    # what people do ------------------------------------------------------------------------------

    @rule(at=laptops, person=people, field=fields, value=values)
    def edit(self, at: int, person: int, field: str, value: str) -> None:
        laptop, person_id = self.at(at), self.people[person]
        before = _stamp(laptop, self.scope, person_id, field)
        # An address tells whose it is: nothing of it may be left of somebody who was erased.
        written = f"{value}.{secret(person)}@example.org" if field == "email" else value
        self._try(lambda: laptop.kit.people.edit(person_id, **{field: written}))
        assert _stamp(laptop, self.scope, person_id, field) >= before, "I4: an edit lost to what it saw"

    @rule(at=laptops, person=people)
    def edit_what_no_server_takes(self, at: int, person: int) -> None:
        self._try(lambda: self.at(at).kit.people.edit(self.people[person], commune="x" * 20_001))

    @rule(at=laptops, person=people, meeting=meetings)
    def check_in(self, at: int, person: int, meeting: int) -> None:
        self._try(lambda: self.at(at).kit.check_in.admit(self.meetings[meeting], self.people[person]))

    @rule(at=laptops, person=people, meeting=meetings)
    def undo(self, at: int, person: int, meeting: int) -> None:
        self._try(lambda: self.at(at).kit.check_in.undo(self.meetings[meeting], self.people[person]))

    @rule(at=laptops, meeting=meetings)
    def walk_in(self, at: int, meeting: int) -> None:
        door = self.at(at).kit.check_in
        self._try(lambda: door.walk_in(self.meetings[meeting], family_name="Exemple", given_name="Venu"))

    @rule(at=laptops, person=people)
    def delete(self, at: int, person: int) -> None:
        self._try(lambda: self.at(at).kit.people.delete(self.people[person]))

    @rule(at=laptops, meeting=meetings, room=values)
    def change_room(self, at: int, meeting: int, room: str) -> None:
        self._try(lambda: self.at(at).kit.plan.edit_meeting(self.meetings[meeting], room=room))

    @rule(at=laptops, side=st.sampled_from(["mine", "theirs"]))
    def choose_a_version(self, at: int, side: Any) -> None:
        for two in self.at(at).kit.conflicts.all()[:1]:
            self.at(at).kit.conflicts.keep(two.id, side)

    # what happens to them ------------------------------------------------------------------------

    @rule(at=laptops)
    def exchange(self, at: int) -> None:
        report = self.at(at).sync()
        assert report is not None
        self._check_on_the_way(self.at(at))

    @rule(at=laptops, message=st.integers(0, 6), fault=st.sampled_from(Fault))
    def exchange_on_a_bad_line(self, at: int, message: int, fault: Fault) -> None:
        self.at(at).sync(faulty(message, fault))
        self._check_on_the_way(self.at(at))

    @rule(at=laptops)
    def close_and_open(self, at: int) -> None:
        self.at(at).reopen()

    @rule(at=laptops)
    def update_the_kit(self, at: int) -> None:
        self.at(at).update()

    @rule(at=laptops, days=st.sampled_from([-30_000, -400, -1, 1, 400, 25_000]))
    def set_the_clock(self, at: int, days: int) -> None:
        laptop = self.at(at)
        wanted = laptop.clock.now().year + days / 365
        if 1975 < wanted < 2120:
            laptop.clock.advance(days=days)

    @rule()
    def restart_the_server(self) -> None:
        self.server.stop()
        self.server.start()

    # when the dust has settled -------------------------------------------------------------------

    def quiesce(self) -> None:
        """Let everybody exchange until nothing moves, then check everything."""
        for _ in range(ROUNDS):
            for laptop in self.laptops:
                self._good_round(laptop)
        for laptop in self.laptops:
            report = laptop.sync()
            assert report is not None
            assert (report.pending, report.pushed, report.pulled, report.requests) == (0, 0, 0, 1), "I12"
            assert laptop.is_sound(), "I14"
            self._check_on_the_way(laptop)
        with opened(self.engine, self.environment) as connection:
            ops = self.taken(connection)
            invariants.i1_everybody_agrees(connection, self.laptops, self.scope, self.lost(connection))
            invariants.i2_i3_what_was_written_stands_once(connection, ops, self.scope)
            invariants.i5_no_silent_loss(connection, ops, self.scope)
            invariants.i9_whoever_was_erased_stays_erased(connection, self.laptops, ops)
            invariants.i19_digests_agree(connection, self.laptops, self.scope)
            invariants.i7_the_feed_has_no_hole_at_its_end(connection, self.scope)
            for laptop in self.laptops:
                invariants.i13_what_was_turned_down_is_listed(connection, laptop)

    def taken(self, connection: Connection) -> list[Op]:
        """Return the operations about the group that count."""
        ops = [*invariants.taken(self.laptops), *self.taken_elsewhere(connection)]
        return [op for op in ops if op.scope == self.scope]

    def scopes_of(self, laptop: Laptop) -> set[str]:
        """Return the groups of which the laptop may hold something."""
        del laptop
        return {self.scope}

    def taken_elsewhere(self, connection: Connection) -> list[Op]:
        """Return the operations that count and that no laptop has in its own outbox any more."""
        del connection
        return []

    def lost(self, connection: Connection) -> list[Op]:
        """Return the operations that nobody has any more, neither laptop nor server."""
        del connection
        return []

    def _good_round(self, laptop: Laptop, group: str | None = None) -> None:
        report = laptop.sync()
        if report is not None and (report.revoked or report.problem == unknown_device().sentence):
            # It was put out, a clone of it got another token, or the server's file is from before its own.
            laptop.service().enrol(self.server.url, self.server.enrol_code(group or self.group))
            report = laptop.sync()
        assert report is not None
        assert report.problem is None, report.problem

    def _check_on_the_way(self, laptop: Laptop) -> None:
        with opened(self.engine, self.environment) as connection:
            ops = self.taken(connection)
            invariants.i6_nothing_before_the_cursor_is_missing(connection, laptop, self.scope)
            rows = invariants.feed(connection, self.scope)
            served = {(row.record, row.record_id): state_of_row(row) for row in rows}
        invariants.i10_no_other_group(laptop, self.scopes_of(laptop))
        invariants.i11_actions_are_whole(ops, laptop.records(self.scope))
        invariants.i11_actions_are_whole(ops, served)

    def _try(self, action: Callable[[], object]) -> None:
        """Do what a person does; the kit may say no (nobody there to undo, a deleted person)."""
        with suppress(KitError):
            action()


def secret(person: int) -> str:
    """Return what stands in the address of one person and nowhere else."""
    return f"canary{person}bird"


def _stamp(laptop: Laptop, scope: str, person_id: str, field: str) -> str:
    state = laptop.records(scope).get(("person", person_id))
    register = state.registers.get(field) if state else None
    return register.stamp if register else ""
