"""The chain of seals through a meeting's log."""

from __future__ import annotations

import pytest

from organiser_kit.rules.attendance_log import SEALED, Told, check, ends, seal


def _fact(number: int, previous: Told | None, device: str = "d1") -> Told:
    told: Told = dict.fromkeys(SEALED)
    return told | {
        "id": f"f{number}",
        "meeting_id": "m",
        "person_id": f"p{number}",
        "kind": "check_in",
        "at": f"2026-11-24T17:2{number}:00+00:00",
        "method": "qr",
        "device_id": device,
        "previous": seal(previous) if previous else None,
    }


def _chain(length: int, device: str = "d1", start: int = 0) -> list[Told]:
    facts: list[Told] = []
    for number in range(start, start + length):
        facts.append(_fact(number, facts[-1] if facts else None, device))
    return facts


def test_what_was_recorded_is_whole() -> None:
    facts = _chain(3) + _chain(2, "d2", 5)
    found = check(reversed(facts), ends(facts))
    assert found.is_whole
    assert (found.facts, found.later) == (5, 0)
    assert len(ends(facts)) == 2, "one chain a laptop"


@pytest.mark.parametrize("name", [name for name in SEALED if name != "previous"])
def test_a_change_of_anything_sealed_shows(name: str) -> None:
    facts = _chain(3)
    facts[1] = facts[1] | {name: "changed"}
    assert check(facts).loose == ("f2",)


def test_a_change_of_the_last_fact_shows_once_the_sheet_is_validated() -> None:
    facts = _chain(3)
    kept = ends(facts)
    facts[2] = facts[2] | {"person_id": "somebody else"}
    assert check(facts).is_whole, "nothing follows it yet"
    assert check(facts, kept).lost == 1


def test_a_fact_taken_away_shows() -> None:
    facts = _chain(3)
    kept = ends(facts)
    assert check([facts[0], facts[2]]).loose == ("f2",)
    assert check(facts[:2], kept).lost == 1
    assert check([], kept).lost == 1


def test_facts_added_after_the_validation_are_told_apart_and_change_nothing() -> None:
    facts = _chain(3)
    kept = ends(facts[:2])
    found = check(facts + _chain(1, "d2", 7), kept)
    assert found.is_whole
    assert found.later == 2


def test_a_laptop_put_back_to_an_earlier_state_goes_on_from_there() -> None:
    first, second = _chain(2)
    other = _fact(8, first)
    assert check([first, second, other], ends([first, second, other])).is_whole
