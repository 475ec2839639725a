"""The log of a meeting between laptops: one chain each, whole on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sync.kits import same, sync
from tests.sync.test_erasure import pair

if TYPE_CHECKING:
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops


def test_two_laptops_at_one_door_make_two_chains_that_both_hold(
    server: EmbeddedServer, laptops: Laptops
) -> None:
    one, two, group, meeting = pair(server, laptops)
    people = [entry.person.id for entry in one.registrations.roster(meeting)]
    for kit, chosen in ((one, people[:3]), (two, people[2:5])):
        for person in chosen:
            kit.check_in.admit(meeting, person)
    one.check_in.undo(meeting, people[0], reason="Erreur")
    sync(one)
    sync(two)
    sync(one)
    sheet = one.sheets.validate(meeting)
    assert sheet.log_seal is not None
    assert len(sheet.log_seal.split()) == 2
    sync(one)
    sync(two)
    assert same(server, one, group)
    for kit in (one, two):
        log = kit.sheets.log(meeting)
        assert (log.facts, log.is_whole, log.later) == (7, True, 0)
