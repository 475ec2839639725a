"""A short evening over a line that is late, narrow and cut: everything arrives once, and whole."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.environment import Environment
from organiser_kit.oplog.op import decode_op
from sync.facade import embedded_server
from sync.server.database import opened
from tests.sync.kits import plain, same, service, sync
from tests.sync.slow_line import Cut, SlowLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.kit import Kit
    from tests.sync.conftest import Store
    from tests.sync.kits import Laptops

DELAY_SECONDS, BYTES_A_SECOND = 0.01, 100_000
PEOPLE = 15
CUTS = {
    "in the head of what is sent": Cut(up=True, after=60),
    "in the middle of what is sent": Cut(up=True, after=600),
    "before the answer begins": Cut(up=False, after=0),
    "in the head of the answer": Cut(up=False, after=60),
    "in the middle of the answer": Cut(up=False, after=300),
}
"""Where a connection breaks: once in each exchange."""


@contextmanager
def found_at(kit: Kit, url: str) -> Iterator[None]:
    """Let the laptop find its server at another address."""
    pairing = kit.replica.pairing()
    assert pairing is not None
    kit.replica.save_pairing(replace(pairing, url=url), kit.replica.scopes())
    yield
    kit.replica.save_pairing(pairing, kit.replica.scopes())


def over(line: SlowLine, kit: Kit) -> list[str]:
    """Exchange until it goes through, and return what the person was told meanwhile; the line breaks once."""
    told: list[str] = []
    while (report := service(kit).run_once()).problem is not None:
        told.append(report.problem)
        assert len(told) <= 2
    assert line.cut is None
    return told


def test_what_was_done_at_the_venue_arrives_once_and_whole_over_a_line_that_breaks(
    store: Store, laptops: Laptops, environment: Environment
) -> None:
    with embedded_server(store.folder, environment=environment, database=store.url) as server:
        kit, other = laptops.make(), laptops.make()
        made = kit.practice.create(people=PEOPLE)
        group, meeting = made.group_id, made.meeting_ids[0]
        service(kit).enrol(server.url, server.enrol_code())
        sync(kit)
        service(other).enrol(server.url, server.enrol_code(group))
        sync(other)
        people = [person.id for person in kit.people.all(group)]
        for person in people:
            other.people.edit(person, commune="Ville d’exemple")
        sync(other)

        written: list[str] = []
        told: list[str] = []
        line = SlowLine(server.url, delay_seconds=DELAY_SECONDS, bytes_a_second=BYTES_A_SECOND)
        with line, found_at(kit, line.url):
            for place, cut in enumerate(CUTS.values()):
                for person in people[place :: len(CUTS)]:
                    kit.check_in.admit(meeting, person)
                    kit.people.edit(person, phone="06 00 00 00 01")
                written += [decode_op(one.body).id for one in kit.replica.waiting(1_000, 1 << 30)]
                line.cut = cut
                told += over(line, kit)
        assert 30 <= len(written) <= 60
        assert len(told) >= len(CUTS) - 1, "a request may be asked again at once, unseen"
        assert all(sentence.endswith(".") and "\n" not in sentence for sentence in told)
        assert line.late_seconds > DELAY_SECONDS * len(CUTS)

        assert (kit.replica.counts().pending, kit.replica.counts().refused) == (0, 0)
        with opened(store.engine, Environment()) as connection:
            kept = [row[0] for row in connection.execute("SELECT op_id FROM op ORDER BY op_id").fetchall()]
        assert {op: kept.count(op) for op in written} == dict.fromkeys(written, 1)
        assert len([one for one in server.snapshot(f"g:{group}") if one.kind == "attendance"]) == PEOPLE
        sync(other)
        assert same(server, kit, group)
        assert plain(kit.replica.snapshot(f"g:{group}")) == plain(other.replica.snapshot(f"g:{group}"))
        shown = {person.id: (person.phone, person.commune) for person in kit.people.all(group)}
        assert shown == dict.fromkeys(people, ("06 00 00 00 01", "Ville d’exemple"))
