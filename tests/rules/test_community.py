"""When a training is over, and which groups meet freely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from organiser_kit.model.meetings import Cadence, Group, GroupStatus, MeetingStatus
from organiser_kit.rules.community import meets_freely, training_is_over


@pytest.mark.parametrize(
    ("group", "meetings", "over"),
    [
        ("active", {"held"}, True),
        ("forming", {"held"}, True),
        ("active", {"held", "reported", "closed", "cancelled"}, True),
        ("active", {"cancelled"}, False),
        ("active", set(), False),
        ("ended", {"closed"}, False),
        ("community", {"closed"}, False),
        ("active", {"held", "of a newer version"}, False),
        *[
            ("active", {"held", one.value}, False)
            for one in MeetingStatus
            if one.value not in {"held", "reported", "closed", "cancelled"}
        ],
    ],
)
def test_a_training_is_over_once_everything_was_held_or_cancelled(
    group: str, meetings: set[str], over: bool
) -> None:
    assert training_is_over(GroupStatus(group), meetings) is over


def test_a_community_and_a_free_rhythm_meet_freely() -> None:
    group = Group(id="a", scope="g:a", name="Groupe inventé")
    assert not meets_freely(group)
    assert not meets_freely(replace(group, cadence=Cadence.YEAR, status=GroupStatus.ENDED))
    assert meets_freely(replace(group, cadence=Cadence.FREE))
    assert meets_freely(replace(group, status=GroupStatus.COMMUNITY))
