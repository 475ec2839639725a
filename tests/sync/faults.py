"""A group with two laptops and a server, and the ways in which a fault is brought about and survived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import KitError
from organiser_kit.oplog.op import OpKind, decode_op
from organiser_kit.storage.local_copy import DATABASE_NAME
from tests.sync.fakes import Line
from tests.sync.kits import plain, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    import pytest

    from organiser_kit.kit import Kit
    from organiser_kit.storage.database import Database
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops

_FILES = ("", "-wal")


class KilledError(BaseException):
    """The process ends here: nothing of it runs on, not even what catches exceptions."""


@dataclass
class World:
    """One laptop that goes through the fault, another of the same group, and their server.

    Attributes:
        reached: the points that were really reached.
        expected: the ids of the presences that must be on the server at the end, each once.
    """

    server: EmbeddedServer
    laptops: Laptops
    patch: pytest.MonkeyPatch
    folder: Path
    kit: Kit
    other: Kit
    group: str
    meeting: str
    reached: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    @property
    def database(self) -> Database:
        return self.kit.plan._store.database  # noqa: SLF001

    # what people do -----------------------------------------------------------------------------
    def record(self, place: int) -> None:
        """Record somebody's presence; once this returns it must never be lost."""
        person = self.kit.registrations.roster(self.meeting)[place].person
        self.kit.check_in.admit(self.meeting, person.id)
        self.expected |= self._facts_here()

    def work_on_both(self) -> None:
        """Write on both laptops; the other one's work already waits on the server."""
        people = [entry.person for entry in self.other.registrations.roster(self.meeting)]
        self.other.check_in.admit(self.meeting, people[20].id)
        for person in people[10:19]:
            self.other.people.edit(person.id, commune="Ville de l’autre")
        self.expected |= _facts(self.other)
        sync(self.other)
        for place in (0, 1, 2):
            self.record(place)
        self.kit.people.edit(people[3].id, phone="0600000000")

    def _facts_here(self) -> set[str]:
        return _facts(self.kit)

    # how it goes wrong --------------------------------------------------------------------------
    def reach(self, point: str) -> None:
        self.reached.append(point)

    def image(self) -> dict[str, bytes]:
        """Return the files as a power cut would leave them now."""
        paths = {suffix: self.folder / f"{DATABASE_NAME}{suffix}" for suffix in _FILES}
        return {suffix: path.read_bytes() for suffix, path in paths.items() if path.exists()}

    def kill_at(self, point: str, owner: Any, name: str, *, after: bool = False) -> None:
        """Let the process die when ``owner.name`` is called, or right after it."""
        original = getattr(owner, name)

        def hook(*args: Any, **named: Any) -> Any:
            answer = original(*args, **named) if after else None
            if not self.reached:
                self.reach(point)
                self.left = self.image()
                raise KilledError
            return answer if after else original(*args, **named)

        self.patch.setattr(owner, name, hook)

    def start_again(self) -> None:
        """Open the laptop as the dead process left it."""
        self.patch.undo()
        self.laptops.close(self.kit)
        for suffix in ("-wal", "-shm"):
            (self.folder / f"{DATABASE_NAME}{suffix}").unlink(missing_ok=True)
        for suffix, content in self.left.items():
            with (self.folder / f"{DATABASE_NAME}{suffix}").open("wb") as file:
                file.write(content)
        self.kit = self.laptops.open(self.folder)

    def round(self, rule: Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response]) -> str:
        """Exchange over a bad line and return what the person is told."""
        return self.told(lambda: service(self.kit, Line(rule)).run_once().problem)

    def told(self, act: Callable[[], str | None]) -> str:
        """Return the sentence that ``act`` ends with."""
        try:
            sentence = act()
        except KitError as error:
            sentence = error.sentence
        assert sentence is not None
        return sentence

    # how it must end ----------------------------------------------------------------------------
    def converge(self) -> None:
        """One good round each, and everything is everywhere, once."""
        self.patch.undo()
        for kit in (self.kit, self.other, self.kit, self.other):
            report = service(kit).run_once()
            assert report.problem is None
        assert (self.kit.replica.counts().pending, self.kit.replica.counts().refused) == (0, 0)
        scope = f"g:{self.group}"
        on_server = plain(self.server.snapshot(scope))
        assert plain(self.kit.replica.snapshot(scope)) == on_server
        assert plain(self.other.replica.snapshot(scope)) == on_server
        facts = [state.id for state in self.server.snapshot(scope) if state.kind == "attendance"]
        assert sorted(facts) == sorted(self.expected)
        assert self.database.value("PRAGMA integrity_check") == "ok"


def _facts(kit: Kit) -> set[str]:
    database = kit.plan._store.database  # noqa: SLF001
    bodies = database.rows("SELECT body FROM outbox WHERE record = 'attendance'")
    return {op.record_id for op in (decode_op(row["body"]) for row in bodies) if op.kind is OpKind.FACT}


def build(server: EmbeddedServer, laptops: Laptops, patch: pytest.MonkeyPatch) -> World:
    """Return two laptops in step with their server."""
    kit = laptops.make()
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    other = laptops.make()
    service(other).enrol(server.url, server.enrol_code(practice.group_id))
    sync(other)
    folder = kit.plan._store.database.path.parent  # noqa: SLF001
    return World(server, laptops, patch, folder, kit, other, practice.group_id, practice.meeting_ids[0])
