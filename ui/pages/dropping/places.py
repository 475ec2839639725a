"""Where files may go: the meeting or the group that is open, what a sheet says of itself, or a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules import lifecycle
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit
    from organiser_kit.services.views import MeetingSummary

_GONE = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
MOST_MEETINGS = 12
"""How many meetings are offered, those nearest to now: the others are one page away."""


@dataclass(frozen=True)
class Here:
    """What is open in the window: a meeting, a group, or neither."""

    meeting_id: str = ""
    group_id: str = ""


@dataclass(frozen=True)
class Place:
    """Where files may go; without a meeting, people join the group alone.

    Attributes:
        when: the day of a meeting, or that there is none.
        words: which meeting, or which group.
    """

    when: str
    words: str
    group_id: str = ""
    meeting_id: str = ""


def for_people(kit: Kit, here: Here) -> tuple[Place, ...]:
    """Return where a list of people may go; a single place needs no question.

    Raises:
        UserError: the list of the meeting that is open can no longer change.
    """
    if here.meeting_id:
        detail = kit.meetings.detail(here.meeting_id)
        lifecycle.check_plan_open(detail.meeting.status)
        return (Place("", detail.group.name, detail.group.id, here.meeting_id),)
    groups = {group.id: group.name for group in kit.meetings.groups()}
    if here.group_id in groups:
        return (_alone(groups[here.group_id], here.group_id),)
    if not groups:
        group = kit.plan.home_group(tr("My group"))
        return (_alone(group.name, group.id),)
    meetings = [one for one in kit.meetings.all() if one.meeting.status not in (*lifecycle.OVER, *_GONE)]
    return (
        *(_at(one, kit.meetings.detail(one.id).group.id) for one in _nearest(kit, meetings)),
        *(_alone(name, group_id) for group_id, name in groups.items()),
    )


def for_sheet(kit: Kit, papers: Sequence[str], here: Here) -> tuple[Place, ...]:
    """Return the meetings that a sheet may be of; ``papers`` are what its codes say, nothing if unread.

    Raises:
        UserError: no meeting can be the one.
    """
    of_paper = [meeting for paper in papers for meeting in kit.sheets.meetings_of(paper)]
    if here.meeting_id and (here.meeting_id in of_paper or not of_paper):
        return (Place("", "", meeting_id=here.meeting_id),)
    if papers and not of_paper:
        raise UserError(
            tr("This sheet is not known on this computer: exchange with the laptop that printed it first.")
        )
    all_meetings = [one for one in kit.meetings.all() if one.meeting.status not in _GONE]
    meetings = [one for one in all_meetings if one.id in of_paper] or _nearest(kit, all_meetings)
    if not meetings:
        raise UserError(tr("There is no meeting yet whose sheet this could be: plan one first."))
    return tuple(map(_at, meetings))


def _nearest(kit: Kit, meetings: Sequence[MeetingSummary]) -> list[MeetingSummary]:
    now = kit.environment.now()

    def distance(one: MeetingSummary) -> float:
        starts = one.meeting.starts_at
        return abs((starts - now).total_seconds()) if starts else float("inf")

    return sorted(meetings, key=distance)[:MOST_MEETINGS]


def _alone(group: str, group_id: str) -> Place:
    return Place(tr("At no meeting yet"), group, group_id)


def _at(one: MeetingSummary, group_id: str = "") -> Place:
    # The rank first: a long title may end outside the list.
    which = tr(
        "{rank} · {title}",
        rank=phrases.rank(one.meeting.sequence),
        title=one.module_title or one.group_name,
    )
    return Place(phrases.day(one.meeting), which, group_id, one.id)
