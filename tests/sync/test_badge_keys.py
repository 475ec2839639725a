"""Badges between laptops: given after the last exchange, lost, and made with a key that came by sync."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.services.verdicts import Verdict
from tests.sync.kits import same, sync
from tests.sync.test_erasure import pair

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer
    from tests.sync.kits import Laptops


def scan(kit: Kit, meeting: str, code: str) -> Verdict:
    return kit.check_in.scan(meeting, code).verdict


def test_badges_travel_before_and_after_an_exchange(server: EmbeddedServer, laptops: Laptops) -> None:
    one, two, group, meeting = pair(server, laptops)
    first, second, third = (entry.person.id for entry in one.registrations.roster(meeting)[:3])
    codes = one.badges.codes([first, second, third])
    # Nothing was exchanged since: the enrolment brought the key and the people, not the badges.
    assert scan(two, meeting, codes[first]) is Verdict.CHECKED_IN
    forged = codes[second][:-1] + ("A" if codes[second][-1] != "A" else "B")
    assert scan(two, meeting, forged) is Verdict.FORGED

    new = one.badges.reissue(second)
    sync(one)
    sync(two)
    assert scan(two, meeting, codes[second]) is Verdict.REVOKED
    assert scan(two, meeting, new) is Verdict.CHECKED_IN

    one.badges.keys.replace(group, one.environment.now() + timedelta(days=1))
    newest = one.badges.codes([third])[third]
    assert scan(two, meeting, newest) is Verdict.UNKNOWN, "the key has not come yet"
    for kit in (one, two):
        assert sync(kit).refused == 0
    assert scan(two, meeting, newest) is Verdict.CHECKED_IN
    assert scan(two, meeting, codes[third]) is Verdict.ALREADY_IN, "on record, and the day is not over"
    sync(two)
    sync(one)
    assert same(server, one, group)
    assert same(server, two, group)
