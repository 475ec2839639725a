"""Two versions of a field: which edits make them, who is told, and how they end (I5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.oplog.conflicts import Clash, conflict_id, judge, saw
from organiser_kit.oplog.hlc import Instant
from organiser_kit.oplog.merge import Register, later
from sync.protocol import Verdict
from sync.server.database import transaction
from sync.server.scopes import Grant, grant
from tests.sync.fakes import SCOPE, Author

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.oplog.op import Edit, Op
    from tests.sync.bench import ServerBench

DEVICES = 3
STEPS = st.lists(
    st.tuples(st.integers(0, DEVICES - 1), st.sampled_from(["edit", "push", "pull"]), st.integers(0, 3)),
    max_size=30,
)


@dataclass
class Laptop:
    name: str
    shows: Register | None = None
    instant: Instant = field(default_factory=Instant)
    outbox: list[Edit] = field(default_factory=list)


@dataclass
class Field:
    """One field on a server of a few lines, and the oracle beside it: who had seen what."""

    laptops: list[Laptop] = field(default_factory=lambda: [Laptop(f"{n:012x}") for n in range(DEVICES)])
    standing: Register | None = None
    prevs: dict[str, str | None] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    written: dict[str, str | None] = field(default_factory=dict)

    def edit(self, laptop: Laptop, clock: int) -> None:
        laptop.instant = laptop.instant.next(clock)
        stamp = laptop.instant.stamp(laptop.name)
        prev = laptop.shows.stamp if laptop.shows else None
        laptop.shows = Register(stamp, stamp)  # every value is another
        laptop.outbox.append((stamp, stamp, prev))
        self.written[stamp] = prev

    def push(self, laptop: Laptop) -> None:
        for edit in laptop.outbox:
            self.prevs[edit[1]] = edit[2]
            judgement = judge(edit, self.standing, set(self.open.values()), self.prevs.get)
            self.open = {c: loser for c, loser in self.open.items() if loser not in judgement.settled}
            if judgement.clash:
                self.open[conflict_id("r", "f", judgement.clash)] = judgement.clash.loser.stamp
            self.standing = later(self.standing, Register(edit[0], edit[1]))
        laptop.outbox.clear()

    def pull(self, laptop: Laptop) -> None:
        if self.standing:
            laptop.shows = later(laptop.shows, self.standing)
            ms, counter, _ = self.standing.stamp.split("-")
            laptop.instant = max(laptop.instant, Instant(int(ms, 16), int(counter, 16)))

    def unseen(self) -> set[str]:
        """The versions that no other edit was made upon, however far back: the oracle."""
        overruled = set()
        for prev in self.written.values():
            step = prev
            while step is not None and step not in overruled:
                overruled.add(step)
                step = self.written[step]
        return set(self.written) - overruled


@given(STEPS)
def test_i5_every_version_that_nobody_overruled_stands_or_is_listed_once(
    steps: list[tuple[int, str, int]],
) -> None:
    world = Field()
    for place, what, clock in steps:
        laptop = world.laptops[place]
        if what == "edit":
            world.edit(laptop, clock)
        else:
            getattr(world, what)(laptop)
    for laptop in world.laptops:
        world.push(laptop)
    standing = {world.standing.stamp} if world.standing else set()
    assert sorted(world.open.values()) == sorted(world.unseen() - standing)


@given(st.integers(0, 9), st.integers(0, 9), st.booleans())
def test_i5_two_laptops_apart_make_exactly_one_conflict_and_in_turn_none(
    first: int, second: int, in_turn: bool
) -> None:
    world = Field()
    one, two, _ = world.laptops
    world.edit(one, 0)
    world.push(one)
    world.pull(two)
    world.edit(one, first)
    world.push(one)
    if in_turn:
        world.pull(two)
    world.edit(two, second)
    world.edit(two, second)
    world.push(two)
    assert len(world.open) == (0 if in_turn else 1)


def test_a_forged_chain_ends() -> None:
    assert not saw("b", "a", {"b": "c", "c": "b"}.get)


def test_the_same_value_twice_is_no_conflict() -> None:
    assert judge(("06", "b", None), Register("06", "a"), (), lambda _: None).clash is None


def test_the_id_of_a_conflict_is_the_same_from_either_side() -> None:
    one, two = Register("x", "a"), Register("y", "b")
    assert conflict_id("r", "f", Clash(one, two)) == conflict_id("r", "f", Clash(two, one))


def test_a_version_already_seen_by_a_listed_one_is_not_listed_again() -> None:
    # "a" was relayed to the author of "b" before it came here; "c" stands and "b" is listed.
    judgement = judge(("v", "a", None), Register("w", "c"), ["b"], {"b": "a"}.get)
    assert judgement.clash is None


def _two_versions(bench: ServerBench, author: Author, environment: Environment) -> tuple[Author, Op, Op]:
    """Return a second device, its edit of a phone, and the author's, made without knowing of it."""
    other = Author(environment)
    bench.let_in(other)
    with transaction(bench.connection):
        grant(bench.connection, other.device, SCOPE, Grant.ORGANISER)
    bench.push(author, author.set("person", "p1", {"phone": "0", "commune": "A"}))
    other.seen, other.instant = dict(author.seen), author.instant
    mine = author.set("person", "p1", {"phone": "1", "commune": "B"})
    environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    return other, other.set("person", "p1", {"phone": "2", "commune": "C"}), mine


def _listed(bench: ServerBench, author: Author) -> list[dict[str, object]]:
    rows = [row for row in bench.page(author)[0] if row.record == "conflict"]
    return [{name: value for name, (value, _) in row.fields.items()} for row in rows]


def test_i5_the_losing_version_is_in_the_feed_of_its_group(
    bench: ServerBench, author: Author, environment: Environment
) -> None:
    other, theirs, mine = _two_versions(bench, author, environment)
    assert bench.verdicts(other, theirs) == [Verdict.APPLIED]
    assert bench.verdicts(author, mine) == [Verdict.CONFLICT]
    (conflict,) = _listed(bench, author)
    wanted = {"record": "person", "record_id": "p1", "field": "phone", "state": "open"}
    assert conflict.items() >= (wanted | {"winner": "2", "loser": "1"}).items()
    assert bench.value(author, "p1", "phone") == "2"
    assert bench.verdicts(author, mine) == [Verdict.KNOWN]
    assert len(_listed(bench, author)) == 1


def test_i5_the_winning_version_may_come_last(
    bench: ServerBench, author: Author, environment: Environment
) -> None:
    other, theirs, mine = _two_versions(bench, author, environment)
    assert bench.verdicts(author, mine) == [Verdict.APPLIED]
    assert bench.verdicts(other, theirs) == [Verdict.CONFLICT]
    (conflict,) = _listed(bench, author)
    assert (conflict["winner"], conflict["loser"]) == ("2", "1")


@pytest.mark.parametrize("winner_first", [True, False])
def test_both_versions_name_the_laptop_that_wrote_them(
    bench: ServerBench, author: Author, environment: Environment, winner_first: bool
) -> None:
    other, theirs, mine = _two_versions(bench, author, environment)
    _rename(bench, author, "Accueil")
    _rename(bench, other, "Bureau")
    both = [(other, theirs), (author, mine)]
    for who, op in both if winner_first else reversed(both):
        bench.push(who, op)
    (conflict,) = _listed(bench, author)
    assert (conflict["winner_laptop"], conflict["loser_laptop"]) == ("Bureau", "Accueil")


def _rename(bench: ServerBench, author: Author, name: str) -> None:
    values = {"name": name, "device": author.device}
    with transaction(bench.connection):
        bench.connection.execute("UPDATE device SET name = :name WHERE id = :device", values)


def test_several_edits_of_one_laptop_in_one_batch_are_one_version(
    bench: ServerBench, author: Author, environment: Environment
) -> None:
    other, theirs, mine = _two_versions(bench, author, environment)
    bench.push(other, theirs)
    again = author.set("person", "p1", {"phone": "3"})
    assert author.instant < other.instant.next(0)
    bench.push(author, mine, again)
    assert sorted((c["loser"], c["state"]) for c in _listed(bench, author)) in (
        [("1", "closed"), ("3", "open")],
        [("1", "closed"), ("2", "open")],
    )


def test_a_refused_edit_between_two_makes_no_conflict(bench: ServerBench, author: Author) -> None:
    bench.push(author, author.set("person", "p1", {"phone": "0"}))
    refused = author.set("person", "p1", {"phone": "1"}, tx="t", of=2)
    bad = author.set("meeting", "m", {"capacity": "bad"}, tx="t", of=2)
    assert bench.verdicts(author, refused, bad) == [Verdict.REFUSED, Verdict.REFUSED]
    assert bench.verdicts(author, author.set("person", "p1", {"phone": "2"})) == [Verdict.APPLIED]
    assert _listed(bench, author) == []


def test_a_bad_previous_stamp_is_refused(bench: ServerBench, author: Author) -> None:
    author.seen["person", "p1", "phone"] = "what?"
    assert bench.verdicts(author, author.set("person", "p1", {"phone": "1"})) == [Verdict.REFUSED]
