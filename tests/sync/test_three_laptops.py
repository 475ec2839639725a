"""An evening with three laptops, no network, a stick and one room: in the end all hold the same, row for row.

This test is the exchange in one page. It is written to be read from top to bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope
from tests.sync.kits import plain
from tests.sync.rooms import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def laptop(tmp_path: Path, environment: Environment) -> Iterator[Callable[[str], Laptop]]:
    made: list[Laptop] = []

    def new(name: str) -> Laptop:
        made.append(Laptop(tmp_path / name, environment))
        return made[-1]

    yield new
    for each in made:
        each.close()


def test_an_evening_with_three_laptops(
    laptop: Callable[[str], Laptop], server: EmbeddedServer, tmp_path: Path
) -> None:
    # The week before: Ana prepares the evening at home and sends it to the server. Bo and Zoé read it.
    ana, bo, zoe = laptop("ana"), laptop("bo"), laptop("zoe")
    evening = ana.do(lambda kit: kit.practice.create(people=6))
    group, meeting = evening.group_id, evening.meeting_ids[0]
    ana.enrol(server.url, server.enrol_code())
    ana.sync()
    for other in (bo, zoe):
        other.enrol(server.url, server.enrol_code(group))
        other.sync()
    people = [person.id for person in ana.do(lambda kit: kit.people.all(group))]

    # The evening: the hall has no network at all.
    server.stop()
    for person in people[:3]:
        ana.do(lambda kit, person=person: kit.check_in.admit(meeting, person))  # type: ignore[misc]
    # Two people at two doors see the same person come in: two facts, one presence.
    bo.do(lambda kit: kit.check_in.admit(meeting, people[2]))
    bo.do(lambda kit: kit.check_in.admit(meeting, people[3]))
    bo.do(lambda kit: kit.check_in.walk_in(meeting, family_name="Exemple", given_name="Venue à Pied"))
    # Ana and Zoé write down two phone numbers of one person.
    ana.do(lambda kit: kit.people.edit(people[0], phone="06 00 00 00 01"))
    zoe.do(lambda kit: kit.people.edit(people[0], phone="06 00 00 00 02"))
    # Zoé corrects a mistake of her own.
    zoe.do(lambda kit: kit.check_in.admit(meeting, people[5]))
    zoe.do(lambda kit: kit.check_in.undo(meeting, people[5]))

    # The break: Ana shares in the room, Bo types the six digits. Both now see what either wrote.
    with ana.share() as share:
        bo.join(share)
    assert ana.rows(group_scope(group)) == bo.rows(group_scope(group))
    assert present(bo, meeting) == present(ana, meeting) == 5

    # Zoé sits too far away: Bo carries everything to her on a stick.
    stick = tmp_path / "evening.okb"
    bo.service().export_bundle(stick)
    carried = zoe.service().import_bundle(stick)
    assert carried.new == carried.ops > 0
    assert present(zoe, meeting) == 5
    # The stick once more, by mistake: nothing is new.
    assert zoe.service().import_bundle(stick).new == 0

    # The next morning only Zoé finds a network. What Ana and Bo wrote reaches the server with her.
    server.start()
    zoe.sync()
    assert server_rows(server, group) == zoe.rows(group_scope(group))
    assert all(presence_on_server(server, group, person) for person in people[:4])

    # Ana and Bo come home one after the other: the server knows what they bring, and takes nothing twice.
    for other in (ana, bo, zoe, ana, bo, zoe):
        report = other.sync()
        assert (report.pending, report.refused) == (0, 0)
    held = server_rows(server, group)
    for each in (ana, bo, zoe):
        assert each.rows(group_scope(group)) == held
        assert present(each, meeting) == 5
        # Of the two phone numbers one stands, and everybody is shown the other one beside it.
        (two,) = each.do(lambda kit: kit.conflicts.all())
        assert two.field == "phone"
        # Nothing is left to say.
        assert each.sync().requests == 1


def present(laptop: Laptop, meeting: str) -> int:
    def count(kit: Kit) -> int:
        return next(found.present for found in kit.meetings.all() if found.meeting.id == meeting)

    return laptop.do(count)


def server_rows(server: EmbeddedServer, group: str) -> list[tuple[object, ...]]:
    return plain(server.snapshot(group_scope(group)))


def presence_on_server(server: EmbeddedServer, group: str, person: str) -> bool:
    facts = [state for state in server.snapshot(group_scope(group)) if state.kind == "attendance"]
    return any(fact.registers["person_id"].value == person for fact in facts)
