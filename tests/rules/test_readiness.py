"""Ready for the venue? Each fact that is not as it should be says what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from organiser_kit.rules.readiness import Battery, Check, Machine, Preparation, Standing, checks, title

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PREPARED = Preparation(
    now=NOW,
    expected=25,
    server="https://kit.example.org",
    synced_at=NOW - timedelta(hours=2),
    pending=0,
    refused=0,
    sheet_no="F-ABCD-EFGH",
    sheet_is_current=True,
    kit="Première rencontre",
    clock_offset=1,
    scanned_at=NOW - timedelta(days=2),
)
MACHINE = Machine(("Caméra fictive",), ("Imprimante fictive",), 50_000_000_000, Battery(90, plugged_in=False))


def judged(name: str, machine: Machine = MACHINE, **changed: object) -> Check:
    return next(one for one in checks(replace(PREPARED, **changed), machine) if one.name == name)  # type: ignore[arg-type]


def test_a_prepared_laptop_is_ready() -> None:
    found = checks(PREPARED, MACHINE)
    assert {one.standing for one in found} == {Standing.OK}
    assert len({title(one.name) for one in found}) == len(found) == 12


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("data", {"synced_at": NOW - timedelta(days=4)}, "4 days ago: synchronise"),
        ("data", {"synced_at": None}, "Nothing was ever exchanged"),
        ("people", {"expected": 0}, "Nobody is registered"),
        ("sheet", {"sheet_no": ""}, "print it"),
        ("sheet", {"sheet_is_current": False}, "print it again"),
        ("kit", {"kit": ""}, "install the program again"),
        ("scan", {"scanned_at": None}, "try one"),
        ("scan", {"scanned_at": NOW - timedelta(days=31)}, "try one again"),
        ("clock", {"clock_offset": -600}, "10 minutes fast: set it"),
        ("pending", {"pending": 3}, "3 changes wait: synchronise"),
        ("refused", {"refused": 1}, "1 change was refused: open Synchronisation"),
    ],
)
def test_what_is_missing_says_what_to_do(name: str, changed: dict[str, object], words: str) -> None:
    found = judged(name, MACHINE, **changed)
    assert (found.standing, found.ok) == (Standing.TODO, False)
    assert words in found.detail


@pytest.mark.parametrize(
    ("name", "machine", "words"),
    [
        ("disk", replace(MACHINE, free_bytes=150_000_000), "Only 150 MB"),
        ("battery", replace(MACHINE, battery=Battery(59, plugged_in=False)), "plug the laptop in"),
    ],
)
def test_what_the_machine_lacks_says_what_to_do(name: str, machine: Machine, words: str) -> None:
    found = judged(name, machine)
    assert found.standing is Standing.TODO
    assert words in found.detail


@pytest.mark.parametrize("name", ["camera", "printer", "disk", "battery"])
def test_what_the_system_does_not_tell_is_said_and_holds_nobody_back(name: str) -> None:
    found = judged(name, Machine())
    assert (found.standing, found.ok) == (Standing.UNKNOWN, True)


def test_a_clock_that_was_never_compared_is_unknown() -> None:
    assert judged("clock", clock_offset=None).standing is Standing.UNKNOWN


def test_a_battery_that_does_not_say_how_full_it_is_is_unknown() -> None:
    assert judged("battery", replace(MACHINE, battery=Battery(None, plugged_in=True))).standing is (
        Standing.UNKNOWN
    )


def test_a_low_battery_that_charges_is_no_reason_to_stay() -> None:
    found = judged("battery", replace(MACHINE, battery=Battery(20, plugged_in=True)))
    assert found.ok
    assert "cable" in found.detail


def test_a_laptop_without_camera_reads_by_scanner_and_names() -> None:
    found = judged("camera", replace(MACHINE, cameras=()))
    assert found.ok
    assert "USB scanner" in found.detail


def test_without_a_printer_the_papers_must_be_there() -> None:
    bare = replace(MACHINE, printers=())
    assert judged("printer", bare).ok
    assert not judged("printer", bare, sheet_no="").ok


def test_a_copy_that_works_alone_waits_for_nobody() -> None:
    for name in ("data", "pending"):
        assert judged(name, server=None, synced_at=None, pending=9).ok


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=59), "less than an hour"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_the_age_of_the_data_is_told_in_words(age: timedelta, words: str) -> None:
    found = judged("data", synced_at=NOW - age)
    assert found.ok
    assert words in found.detail
