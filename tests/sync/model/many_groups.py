"""The wide fleet beside another group: laptops are let into it and out of it, or put out altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from organiser_kit.model.record import group_scope
from sync.lan.failures import RoomError
from sync.server.database import opened
from sync.server.scopes import grant_of
from tests.sync.model import invariants
from tests.sync.model.fleet import LAPTOPS, ROUNDS, START, laptops, values
from tests.sync.model.laptop import Laptop
from tests.sync.model.room import share_and_join
from tests.sync.model.wide_fleet import WideFleet, sticks

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from organiser_kit.oplog.op import Op
    from sync.server.engines.base import Connection

CANARY = "Zygomatique"
"""A name of the other group that stands nowhere else."""


class ManyGroups(WideFleet):
    """A wide fleet, and a laptop at home in another group of the same server."""

    def __init__(self, database: Callable[[], AbstractContextManager[str | None]]) -> None:
        """Start the server; see :class:`Fleet`."""
        super().__init__(database)
        # By device, as the server has it: a copied folder is let in with the first.
        self._ever_let_in: set[str] = set()
        self._never_sent: set[str] = set()

    def found_more(self, seed: int) -> None:
        """See :meth:`Fleet.found_more`."""
        self.home = Laptop(self.folder / "home", START, (1 << 22) + seed * LAPTOPS)
        self._stack.callback(self.home.close)
        self.other = self.home.kit.plan.new_group("Un autre groupe").id
        self.other_scope = group_scope(self.other)
        person = self.home.kit.people.add(self.other, family_name=CANARY, given_name="Ana")
        self.stranger = person.id
        self.home.service().enrol(self.server.url, self.server.enrol_code())
        self._good_round(self.home, self.other)
        # One is in both from the beginning: to be let out is what has to happen often enough.
        self.let_in(LAPTOPS - 1)
        self._good_round(self.laptops[-1])

    # who is let in and out -----------------------------------------------------------------------

    @rule(at=laptops)
    def let_in(self, at: int) -> None:
        laptop = self.at(at)
        laptop.service().enrol(self.server.url, self.server.enrol_code(self.other))
        self._ever_let_in.add(laptop.device)

    @rule(at=laptops)
    def let_out(self, at: int) -> None:
        self.server.leave(self.at(at).device, self.other)

    @rule(at=laptops)
    def put_out(self, at: int) -> None:
        """Put a laptop out; it hears of it when it next asks, and may write until then."""
        self.server.revoke(self.at(at).device)

    @rule(at=laptops)
    def let_in_again(self, at: int) -> None:
        self._note_what_was_never_sent(self.at(at))
        self.at(at).service().enrol(self.server.url, self.server.enrol_code(self.group))

    @precondition(lambda self: bool(self._ever_let_in))
    @rule(at=laptops, value=values)
    def edit_the_other_group(self, at: int, value: str) -> None:
        self._try(lambda: self.at(at).kit.people.edit(self.stranger, phone=value))

    @rule(value=st.sampled_from(["d", "e"]))
    def edit_at_home(self, value: str) -> None:
        self.home.kit.people.edit(self.stranger, phone=value, commune=f"{CANARY}-{value}")
        self._good_round(self.home, self.other)

    @rule(stick=sticks)
    def write_a_stick_at_home(self, stick: int) -> None:
        self.home.service().export_bundle(self._stick(stick))
        self._foreign.add(stick)

    @rule(at=laptops)
    def join_from_home(self, at: int) -> None:
        """Join a room from a laptop of the other group: it leaves with that group alone, or with nothing."""
        laptop = self.at(at)
        if laptop.is_put_out:
            return
        try:
            report = share_and_join(laptop, self.home)
        except RoomError:
            assert self.other_scope not in laptop.cursors(), "two laptops of one group did not meet"
        else:
            assert report.scopes == (self.other_scope,), "I10: a room led into another group"
        invariants.i10_no_other_group(self.home, {self.other_scope})
        self._check_on_the_way(laptop)

    def _note_what_was_never_sent(self, laptop: Laptop) -> None:
        waiting = (written.op for written in laptop.written() if written.state == "pending")
        self._never_sent |= {op.id for op in waiting if op.scope == self.scope}

    # what must be so -----------------------------------------------------------------------------

    def scopes_of(self, laptop: Laptop) -> set[str]:
        """See :meth:`Fleet.scopes_of`."""
        return {self.scope, self.other_scope} if laptop.device in self._ever_let_in else {self.scope}

    def _check_on_the_way(self, laptop: Laptop) -> None:
        super()._check_on_the_way(laptop)
        if laptop.is_put_out:
            self._note_what_was_never_sent(laptop)
            invariants.i20_nobody_is_left_on(laptop)
        if laptop.device not in self._ever_let_in or laptop.is_put_out:
            invariants.i10_no_byte_of(CANARY, laptop.folder)

    def quiesce(self) -> None:
        """See :meth:`Fleet.quiesce`; and each laptop holds the other group whole, or nothing of it.

        Every run ends in a room, however few it takes.
        """
        self.meet_in_a_room(0, 1, None)
        for laptop in self.laptops:
            # Whoever was put out hears of it here, before it is let in again.
            self.exchange(self.laptops.index(laptop))
        for _ in range(ROUNDS):
            for laptop in self.laptops:
                self._good_round(laptop)
            self._good_round(self.home, self.other)
        super().quiesce()
        with opened(self.engine, self.environment) as connection:
            self._check_who_holds_what(connection)
            self._check_what_was_never_sent(connection)

    def _check_who_holds_what(self, connection: Connection) -> None:
        inside = [self.home]
        invariants.i10_no_other_group(self.home, {self.other_scope})
        for laptop in self.laptops:
            if grant_of(connection, laptop.device, self.other_scope) is not None:
                inside.append(laptop)
            elif not self._servers_restored or laptop.device not in self._ever_let_in:
                # A server put back to before it let the laptop in knows nothing of it: nothing is dropped.
                invariants.i10_no_other_group(laptop, {self.scope})
                invariants.i10_no_byte_of(CANARY, laptop.folder)
        invariants.i1_everybody_agrees(connection, inside, self.other_scope, self.lost(connection))
        invariants.i19_digests_agree(connection, inside, self.other_scope)
        invariants.i7_the_feed_has_no_hole_at_its_end(connection, self.other_scope)
        ops = self._taken_of_the_other(connection)
        invariants.i2_i3_what_was_written_stands_once(connection, ops, self.other_scope)

    def _taken_of_the_other(self, connection: Connection) -> list[Op]:
        ops = [*invariants.taken([*self.laptops, self.home]), *self.taken_elsewhere(connection)]
        return [op for op in ops if op.scope == self.other_scope]

    def _check_what_was_never_sent(self, connection: Connection) -> None:
        known = {row[0] for row in connection.execute("SELECT op_id FROM op").fetchall()}
        kept = {written.op.id for laptop in self.laptops for written in laptop.written()}
        lost = {op.id for op in self._off_the_disks}
        assert self._never_sent <= known | kept | lost, "I20: what was never sent is lost"
