"""The fleet in the wide world: people are erased, laptops meet, folders are copied, backups are put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from organiser_kit.errors import InputFileError
from organiser_kit.oplog.op import SCHEMA
from sync.lan.swap import parcel_to_give
from sync.peers.parcel import take_parcel
from sync.server.engines.sqlite import SqliteEngine
from sync.server.restore import restore
from tests.sync.model import invariants
from tests.sync.model.fleet import LAPTOPS, Fleet, laptops, people, secret
from tests.sync.model.line import PlugPulledError
from tests.sync.model.room import share_and_join

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from organiser_kit.oplog.op import Op
    from sync.peers.message import Parcel
    from sync.server.engines.base import Connection
    from tests.sync.model.laptop import Laptop

STICKS = 3
LOOKS = 20
"""About as many as a guest takes into its copy during a visit."""
sticks = st.integers(0, STICKS - 1)
_IN = ("applied", "superseded", "conflict", "gone")


class WideFleet(Fleet):
    """A fleet to which everything happens that happens to laptops in fifteen years."""

    def __init__(self, database: Callable[[], AbstractContextManager[str | None]]) -> None:
        """Start the server; see :class:`Fleet`."""
        super().__init__(database)
        self._backups: dict[Laptop, bytes] = {}
        self._server_backup: bytes | None = None
        # Written on a disk that was then put back to before.
        self._off_the_disks: list[Op] = []
        self._erased: set[int] = set()
        self._foreign: set[int] = set()
        self._servers_restored = 0

    # what people do ------------------------------------------------------------------------------

    @rule(at=laptops, person=people)
    def undelete(self, at: int, person: int) -> None:
        self._try(lambda: self.at(at).kit.deletions.restore("person", self.people[person]))

    @rule(at=laptops, person=people)
    def erase(self, at: int, person: int) -> None:
        # The older versions could not; and somebody must be left to write about.
        if (
            self.at(at).schema == SCHEMA
            and not self.at(at).is_put_out
            and len(self._erased | {person}) < len(self.people)
        ):
            self._try(lambda: self.at(at).kit.erasure.person(self.people[person], "Demande écrite"))
            self._erased.add(person)

    # between laptops -----------------------------------------------------------------------------

    @rule(one=laptops, two=laptops)
    def meet(self, one: int, two: int) -> None:
        pair = self.at(one), self.at(two)
        if pair[0] is not pair[1] and not any(laptop.is_put_out for laptop in pair):
            self._take(two, self._give(one))
            self._take(one, self._give(two))

    @rule(one=laptops, two=laptops, unplugged_at=st.none() | st.integers(0, LOOKS))
    def meet_in_a_room(self, one: int, two: int, unplugged_at: int | None) -> None:
        """Meet as people do: one shares, the other types the code; its plug may be pulled meanwhile."""
        sharer, guest = self.at(one), self.at(two)
        if sharer is guest or sharer.is_put_out or guest.is_put_out:
            return
        try:
            report = share_and_join(sharer, guest, unplugged_at)
        except PlugPulledError:
            guest.reopen()
        else:
            assert self.scope in report.scopes
            if not report.refused and not sharer.was_refused and not guest.was_refused:
                invariants.i1_both_show_the_same(sharer, guest, report.scopes)
        for laptop in (sharer, guest):
            self._check_on_the_way(laptop)

    @rule(at=laptops, stick=sticks)
    def write_a_stick(self, at: int, stick: int) -> None:
        if not self.at(at).is_put_out:
            self.at(at).service().export_bundle(self._stick(stick))
            self._foreign.discard(stick)

    @rule(at=laptops, stick=sticks)
    def read_a_stick(self, at: int, stick: int) -> None:
        """Read what was written to it, perhaps long ago, perhaps here."""
        file, laptop = self._stick(stick), self.at(at)
        if file.exists() and not laptop.is_put_out:
            try:
                laptop.service().import_bundle(file)
                assert laptop.service().import_bundle(file).new == 0, "I3: what was taken is new again"
            except InputFileError:
                assert stick in self._foreign, "a stick of the laptop's own group was not taken"
            self._check_on_the_way(laptop)

    def _stick(self, number: int) -> Path:
        return self.folder / f"stick{number}.okb"

    def _give(self, at: int) -> Parcel:
        laptop = self.at(at)
        return parcel_to_give(laptop.lane, self.scope, laptop.environment)

    def _take(self, at: int, parcel: Parcel) -> None:
        laptop = self.at(at)
        take_parcel(laptop.lane, parcel)
        assert take_parcel(laptop.lane, parcel).new == 0, "I3: what was taken is new again"
        self._check_on_the_way(laptop)

    # disks and backups ---------------------------------------------------------------------------

    @precondition(lambda self: len(self.laptops) == LAPTOPS)
    @rule(at=laptops, seed=st.integers(1 << 20, 1 << 21))
    def copy_the_folder(self, at: int, seed: int) -> None:
        self.laptops.append(self.at(at).clone(self.folder / "clone", seed))

    @rule(at=laptops)
    def back_up(self, at: int) -> None:
        self._backups[self.at(at)] = self.at(at).back_up()

    @rule(at=laptops)
    def put_back(self, at: int) -> None:
        laptop = self.at(at)
        if laptop in self._backups:
            self._off_the_disks += [written.op for written in laptop.put_back(self._backups[laptop])]

    @precondition(lambda self: isinstance(self.engine, SqliteEngine))
    @rule()
    def back_up_the_server(self) -> None:
        assert isinstance(self.engine, SqliteEngine)
        self.server.stop()
        self._server_backup = self.engine.path.read_bytes()
        self.server.start()

    @precondition(lambda self: self._server_backup is not None)
    @rule()
    def restore_the_server(self) -> None:
        assert self._server_backup is not None
        self.server.stop()
        backup = self.folder / "backup.sqlite3"
        backup.write_bytes(self._server_backup)
        restore(backup, self.engine, self.environment)
        backup.unlink()
        self.server.start()
        self._servers_restored += 1

    @precondition(lambda self: self._server_backup is not None)
    @rule()
    def put_the_server_back_by_hand(self) -> None:
        """Copy the file over, as somebody does who never heard of the command for it."""
        assert self._server_backup is not None
        assert isinstance(self.engine, SqliteEngine)
        self.server.stop()
        self.engine.path.write_bytes(self._server_backup)
        self.server.start()
        self._servers_restored += 1

    # when the dust has settled -------------------------------------------------------------------

    def taken_elsewhere(self, connection: Connection) -> list[Op]:
        """Return what is on no laptop's disk any more, and that the server has."""
        answers = dict(connection.execute("SELECT op_id, verdict FROM op").fetchall())
        emptied = invariants.emptied(self.laptops)
        standing = [op for op in (*self._off_the_disks, *emptied) if answers.get(op.id) in _IN]
        if not self._servers_restored:
            assert {op.id for op in emptied} <= {op.id for op in standing}, "I2: let go of, and in nowhere"
        return standing

    def lost(self, connection: Connection) -> list[Op]:
        """Return what a laptop lost or had to let go of, and then the server with an older database.

        That is gone, and may be: no other machine had it whole.
        """
        kept = {op.id for op in (*invariants.taken(self.laptops), *self.taken_elsewhere(connection))}
        gone = (*self._off_the_disks, *invariants.emptied(self.laptops))
        return [op for op in gone if op.id not in kept]

    def quiesce(self) -> None:
        """See :meth:`Fleet.quiesce`; and nothing is left of whoever was erased."""
        super().quiesce()
        folders = [self.folder / "server", *(laptop.folder for laptop in self.laptops)]
        for person in self._erased:
            for folder in folders:
                invariants.i8_nothing_is_left_of(secret(person).encode(), folder)
