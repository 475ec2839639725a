"""When a laptop lets a group go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from organiser_kit.model.meetings import Meeting, MeetingStatus
from organiser_kit.rules.retention import LAPTOP_DAYS, Lasting

EVENING = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


def meeting(starts_at: datetime | None = EVENING, status: MeetingStatus = MeetingStatus.HELD) -> Meeting:
    return Meeting(id="m", scope="g:g", starts_at=starts_at, status=status, duration_minutes=120)


def lets_go_at(meetings: list[Meeting]) -> datetime | None:
    lasting = Lasting()
    for one in meetings:
        lasting.take(one)
    return lasting.lets_go_at


def test_the_time_runs_from_the_end_of_the_last_meeting() -> None:
    later = EVENING + timedelta(days=14)
    assert lets_go_at([meeting(later), meeting()]) == later + timedelta(hours=2, days=LAPTOP_DAYS)


def test_a_cancelled_meeting_counts_for_nothing() -> None:
    cancelled = meeting(EVENING + timedelta(days=300), MeetingStatus.CANCELLED)
    assert lets_go_at([meeting(), cancelled]) == lets_go_at([meeting()])
    assert lets_go_at([cancelled]) is None


@pytest.mark.parametrize(
    "going_on",
    [[], [meeting(None, MeetingStatus.DRAFT)], [meeting(status=MeetingStatus.POSTPONED)]],
)
def test_while_it_is_not_known_nothing_goes(going_on: list[Meeting]) -> None:
    assert lets_go_at(going_on) is None
    assert lets_go_at([*going_on, meeting(None, MeetingStatus.PROPOSED), meeting()]) is None
