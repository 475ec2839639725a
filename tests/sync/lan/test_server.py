"""What was written in a room reaches the server once, whoever brings it, and in any order."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.record import group_scope
from sync.lan.failures import RoomError
from tests.sync.kits import plain
from tests.sync.rooms import Laptop, admit, present

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.services.practice import PracticeGroup
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def three(laptop: Callable[[], Laptop]) -> list[Laptop]:
    """Anne, Bob and Claire."""
    return [laptop() for _ in range(3)]


@pytest.fixture
def evening(three: list[Laptop], server: EmbeddedServer) -> PracticeGroup:
    """Anne and Bob are paired with a server; Claire never met anybody."""
    anne, bob, _ = three
    evening = anne.do(lambda kit: kit.practice.create())
    anne.enrol(server.url, server.enrol_code())
    anne.sync()
    bob.enrol(server.url, server.enrol_code(evening.group_id))
    bob.sync()
    return evening


def held(server: EmbeddedServer, scope: str) -> list[tuple[object, ...]]:
    return plain(server.snapshot(scope))


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_three_laptops_are_alike_before_the_server_and_with_it_afterwards(
    three: list[Laptop], evening: PracticeGroup, server: EmbeddedServer, order: tuple[int, ...]
) -> None:
    anne, bob, claire = three
    scope = group_scope(evening.group_id)
    server.stop()
    with anne.share() as share:
        claire.join(share)
        for number, one in enumerate(three):
            admit(one, evening, number * 4, number * 4 + 6)
        for one in (bob, claire, bob):
            one.join(share)
    room = anne.rows(scope)
    assert room == bob.rows(scope) == claire.rows(scope)
    assert [present(one, evening) for one in three] == [14, 14, 14]
    server.start()
    for index in order:
        three[index].sync()
    anne.sync()
    assert held(server, scope) == room == anne.rows(scope) == bob.rows(scope)

    claire.enrol(server.url, server.enrol_code(evening.group_id))
    claire.sync()
    assert claire.rows(scope) == held(server, scope) == room
    for one in three:
        report = one.sync()
        assert (report.pushed, report.pending, report.refused) == (0, 0, 0)


def test_one_laptop_brings_what_all_wrote(
    three: list[Laptop], evening: PracticeGroup, server: EmbeddedServer
) -> None:
    """Claire goes home and never comes back: what she wrote is not lost."""
    anne, bob, claire = three
    scope = group_scope(evening.group_id)
    with anne.share() as share:
        claire.join(share)
        admit(claire, evening, 0, 5)
        claire.join(share)
        bob.join(share)
    bob.sync()
    assert held(server, scope) == anne.rows(scope) == claire.rows(scope)
    anne.sync()
    assert held(server, scope) == anne.rows(scope)


def test_a_laptop_of_another_group_is_told_so_and_gets_nothing(
    three: list[Laptop], evening: PracticeGroup, server: EmbeddedServer
) -> None:
    anne, _, claire = three
    claire.do(lambda kit: kit.practice.create())
    claire.enrol(server.url, server.enrol_code())
    with anne.share() as share:
        with pytest.raises(RoomError, match="no group in common"):
            claire.visit(share)
        assert share.joined == 0
    assert claire.rows(group_scope(evening.group_id)) == []
