"""The last exchanges are remembered, and idle ones do not push the others out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.storage.rounds import KEPT, Round, Via

if TYPE_CHECKING:
    from organiser_kit.kit import Kit

EIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
AWAY = "The server cannot be reached."


def minutes(n: int) -> datetime:
    """Return ``n`` minutes past eight."""
    return EIGHT + timedelta(minutes=n)


def test_what_an_exchange_did_is_remembered_newest_first(kit: Kit) -> None:
    kit.replica.add_round(minutes(0), Via.SERVER, pushed=3, pulled=2, refused=1)
    kit.replica.add_round(minutes(1), Via.STICK, problem="Too small.")
    first, second = minutes(0).isoformat(), minutes(1).isoformat()
    assert kit.replica.rounds() == [
        Round(at=second, since=second, route=Via.STICK, problem="Too small."),
        Round(at=first, since=first, pushed=3, pulled=2, refused=1),
    ]
    assert [one.route for one in kit.replica.rounds(1)] == [Via.STICK]


def test_a_night_without_a_network_is_one_line(kit: Kit) -> None:
    for n in range(90):
        kit.replica.add_round(minutes(n), Via.SERVER, problem=AWAY)
    (night,) = kit.replica.rounds()
    assert (night.since, night.at, night.times) == (minutes(0).isoformat(), minutes(89).isoformat(), 90)


def test_another_way_another_end_or_anything_moved_is_a_line_of_its_own(kit: Kit) -> None:
    kit.replica.add_round(minutes(0), Via.SERVER)
    kit.replica.add_round(minutes(1), Via.LAN)
    kit.replica.add_round(minutes(2), Via.LAN, problem=AWAY)
    kit.replica.add_round(minutes(3), Via.LAN)
    kit.replica.add_round(minutes(4), Via.LAN, pulled=1)
    kit.replica.add_round(minutes(5), Via.LAN)
    assert [one.times for one in kit.replica.rounds()] == [1] * 6


def test_only_the_last_ones_are_kept(kit: Kit) -> None:
    for n in range(KEPT + 5):
        kit.replica.add_round(minutes(n), Via.SERVER, pushed=n + 1)
    kept = kit.replica.rounds()
    assert [one.pushed for one in kept] == list(range(KEPT + 5, 5, -1))
