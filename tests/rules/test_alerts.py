"""What asks for an organiser, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules.alerts import (
    FACILITATOR_AHEAD,
    REPORT_AFTER,
    VENUE_AHEAD,
    Alert,
    Concern,
    CopyFacts,
    MeetingFacts,
    alerts,
    of_meeting,
    sentence,
)

NOW = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
LENGTH = timedelta(hours=2)


def facts(starts: timedelta | None = timedelta(days=3), **changed: object) -> MeetingFacts:
    start = NOW + starts if starts is not None else None
    made = MeetingFacts(
        id="m1",
        status=MeetingStatus.CONFIRMED,
        starts_at=start,
        ends_at=start + LENGTH if start else None,
        has_venue=True,
        has_facilitator=True,
        registered=10,
        capacity=12,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def concerns(meeting: MeetingFacts) -> list[Concern]:
    return [alert.concern for alert in of_meeting(meeting, NOW)]


def test_a_meeting_in_order_asks_for_nothing() -> None:
    assert concerns(facts()) == []


@pytest.mark.parametrize(
    ("meeting", "asked"),
    [
        (facts(VENUE_AHEAD, has_venue=False), [Concern.NO_VENUE]),
        (facts(VENUE_AHEAD + timedelta(minutes=1), has_venue=False), []),
        (facts(FACILITATOR_AHEAD, has_facilitator=False), [Concern.NO_FACILITATOR]),
        (facts(FACILITATOR_AHEAD + timedelta(minutes=1), has_facilitator=False), []),
        (facts(registered=12), []),
        (facts(registered=13), [Concern.OVER_CAPACITY]),
        (facts(registered=999, capacity=None), []),
        (facts(None), [Concern.NO_DATE]),
        (facts(-LENGTH), []),
        (facts(-LENGTH - timedelta(minutes=1)), [Concern.NOT_VALIDATED]),
        (facts(-timedelta(days=9), status=MeetingStatus.DRAFT, has_venue=False), [Concern.NOT_VALIDATED]),
        (facts(-timedelta(days=9), status=MeetingStatus.POSTPONED), [Concern.POSTPONED]),
        (facts(status=MeetingStatus.CANCELLED, has_venue=False), []),
        (facts(-LENGTH - REPORT_AFTER, status=MeetingStatus.HELD), []),
        (facts(-timedelta(days=9), status=MeetingStatus.HELD), [Concern.NOT_REPORTED]),
        (facts(-timedelta(days=9), status=MeetingStatus.REPORTED), []),
        (facts(-timedelta(days=9), status=MeetingStatus.CLOSED), []),
    ],
)  # fmt: skip
def test_what_a_meeting_asks_for(meeting: MeetingFacts, asked: list[Concern]) -> None:
    assert concerns(meeting) == asked


def test_what_loses_something_comes_first() -> None:
    known = (
        facts(has_venue=False, has_facilitator=False),
        facts(-timedelta(days=1), id="m0"),
    )
    found = alerts(known, CopyFacts(refused=2, conflicts=1, clock_offset=-600), NOW)
    assert found == (
        Alert(Concern.NOT_VALIDATED, "m0"),
        Alert(Concern.CLOCK, count=-600),
        Alert(Concern.REFUSED, count=2),
        Alert(Concern.CONFLICTS, count=1),
        Alert(Concern.NO_VENUE, "m1"),
        Alert(Concern.NO_FACILITATOR, "m1"),
    )
    assert [alert.is_urgent for alert in found] == [True, True, True, False, False, False]


def test_the_earlier_comes_first_in_whatever_order_they_pass_by() -> None:
    passing = (facts(timedelta(days=days), id=f"m{days}", has_venue=False) for days in (2, 9, 1))
    found = alerts(passing, CopyFacts(), NOW)
    assert [alert.meeting_id for alert in found] == ["m1", "m2", "m9"]


def test_a_copy_in_order_asks_for_nothing() -> None:
    assert alerts((), CopyFacts(), NOW) == ()


@pytest.mark.parametrize("concern", list(Concern))
def test_every_concern_is_one_sentence(concern: Concern) -> None:
    assert sentence(Alert(concern, count=3)).endswith((".", "?"))


def test_the_excess_is_counted_over_the_seats() -> None:
    (alert,) = of_meeting(facts(registered=15), NOW)
    assert alert.count == 3
    assert sentence(alert) == "3 people more than there are seats."
