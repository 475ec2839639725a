"""What follows a training: when it is over, and how a group that goes on meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import Cadence, GroupStatus, MeetingStatus
from organiser_kit.rules.lifecycle import OVER

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from organiser_kit.model.meetings import Group

IN_TRAINING = frozenset({GroupStatus.FORMING, GroupStatus.ACTIVE})
"""A group whose status nobody ever touched is still "forming" when its last meeting is held."""

_SETTLED = OVER | {MeetingStatus.CANCELLED}


def training_is_over(group: GroupStatus, meetings: AbstractSet[str]) -> bool:
    """Return whether a group in training has nothing more to hold.

    ``meetings`` are the statuses of all its meetings as they are kept: at least one was held, and each was
    held or cancelled. A status that a newer version wrote settles nothing.
    """
    return group in IN_TRAINING and bool(meetings & OVER) and meetings <= _SETTLED


def meets_freely(group: Group) -> bool:
    """Return whether a group meets when it likes, one meeting at a time."""
    return group.status is GroupStatus.COMMUNITY or group.cadence is Cadence.FREE
