"""The calendar: read back by a reader of its own, letter for letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.exports.calendar import Event, folded, ics_bytes
from organiser_kit.exports.zones import observances

NOW = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=PARIS)
EVENT = Event(
    uid="01a@organiser-kit",
    starts_at=EVENING,
    ends_at=EVENING + timedelta(hours=2),
    summary="Module 2",
    location="",
    description="",
    url="",
    status="CONFIRMED",
    sequence=7,
    changed_at=NOW,
)


def lines_of(content: bytes) -> list[str]:
    """Return the content lines, put together again as RFC 5545, 3.1 says."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").splitlines()


def told(line: str) -> str:
    """Return the text after the name of a property, with its signs read back."""
    value, read, letters = line.partition(":")[2], "", iter(line.partition(":")[2])
    del value
    for letter in letters:
        following = next(letters) if letter == "\\" else letter
        read += "\n" if letter == "\\" and following in "nN" else following
    return read


def fields(content: bytes) -> dict[str, str]:
    """Return the properties of the last event."""
    lines = lines_of(content)
    inside = lines[len(lines) - lines[::-1].index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    return {line.partition(":")[0]: line for line in inside}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_text_is_cut_into_short_lines_and_read_back(text: str) -> None:
    content = ics_bytes([replace(EVENT, summary=text)], "Calendar", NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode()
    for part in content.split(b"\r\n"):
        part.decode()  # no letter is cut in half
    assert told(fields(content)["SUMMARY"]) == text


def test_a_text_of_several_lines_stays_one_property() -> None:
    content = ics_bytes([replace(EVENT, description="One; two,\r\nthree\\four\nBEGIN:VEVENT")], "C", NOW)
    assert told(fields(content)["DESCRIPTION"]) == "One; two,\nthree\\four\nBEGIN:VEVENT"
    assert lines_of(content).count("BEGIN:VEVENT") == 1


def test_a_link_cannot_begin_a_line_of_its_own() -> None:
    content = ics_bytes([replace(EVENT, url="https://example.org/\r\nATTENDEE:x")], "C", NOW)
    assert not [line for line in lines_of(content) if line.startswith("ATTENDEE")]


@pytest.mark.parametrize("size", [74, 75, 76, 149, 150, 151])
def test_lines_are_cut_at_75_octets(size: int) -> None:
    cut = folded("x" * size)
    assert cut.replace("\r\n ", "") == "x" * size + "\r\n"
    assert max(len(line) for line in cut.split("\r\n")) <= 75


def test_an_event_says_when_in_its_zone_and_in_which_version() -> None:
    found = fields(ics_bytes([EVENT], "C", NOW))
    assert found["UID"] == "UID:01a@organiser-kit"
    assert found["DTSTAMP"] == "DTSTAMP:20261124T172500Z"
    assert found["DTSTART;TZID=Europe/Paris"] == "DTSTART;TZID=Europe/Paris:20261124T183000"
    assert found["DTEND;TZID=Europe/Paris"] == "DTEND;TZID=Europe/Paris:20261124T203000"
    assert (found["SEQUENCE"], found["STATUS"]) == ("SEQUENCE:7", "STATUS:CONFIRMED")


def test_every_zone_is_described_once_with_its_changes_of_the_clock() -> None:
    island = replace(EVENT, starts_at=EVENING.astimezone(ZoneInfo("Indian/Reunion")))
    island = replace(island, ends_at=island.starts_at + timedelta(hours=2))
    lines = lines_of(ics_bytes([EVENT, island, EVENT], "C", NOW))
    assert [line for line in lines if line.startswith("TZID:")] == [
        "TZID:Europe/Paris",
        "TZID:Indian/Reunion",
    ]
    for line in ("DTSTART:20260329T020000", "DTSTART:20261025T030000", "TZOFFSETTO:+0400", "TZNAME:CEST"):
        assert line in lines


@pytest.mark.parametrize(
    "key", ["Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "America/Miquelon", "Pacific/Noumea"]
)
def test_the_described_clock_is_the_real_one(key: str) -> None:
    zone = ZoneInfo(key)
    first = datetime(2026, 1, 5, 12, tzinfo=zone)
    known = list(observances(zone, first, first + timedelta(days=700)))
    for day in range(0, 700, 5):
        moment = (first.astimezone(UTC) + timedelta(days=day)).replace(tzinfo=UTC)
        begun = [one for one in known if one.onset - one.before <= moment.replace(tzinfo=None)]
        assert begun[-1].after == moment.astimezone(zone).utcoffset()


def test_an_empty_calendar_is_one_all_the_same() -> None:
    assert lines_of(ics_bytes([], "C", NOW))[0::6] == ["BEGIN:VCALENDAR", "X-WR-CALNAME:C"]
