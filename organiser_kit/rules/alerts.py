"""What asks for an organiser: computed from what is known, never kept, gone as soon as it is dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules.clock_wording import clock_warning

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEVER = datetime.max.replace(tzinfo=UTC)

VENUE_AHEAD = timedelta(weeks=6)
"""How long before a meeting its venue is asked for: a room takes time to book."""
FACILITATOR_AHEAD = timedelta(weeks=3)
BACKUP_AFTER = timedelta(days=7)
"""How long a change may be on no server and in no backup before it is said."""
REPORT_AFTER = timedelta(days=2)
"""How long after a meeting its report may take before it is asked for."""


class Concern(StrEnum):
    """What is asked about, the most pressing first."""

    NOT_VALIDATED = "not_validated"
    CLOCK = "clock"
    REFUSED = "refused"
    CONFLICTS = "conflicts"
    NO_BACKUP = "no_backup"
    POSTPONED = "postponed"
    NO_DATE = "no_date"
    NO_VENUE = "no_venue"
    OVER_CAPACITY = "over_capacity"
    NO_FACILITATOR = "no_facilitator"
    NOT_REPORTED = "not_reported"
    TRAINING_OVER = "training_over"


URGENT = frozenset({Concern.NOT_VALIDATED, Concern.CLOCK, Concern.REFUSED})
"""What loses something, or records something wrong, for as long as it waits."""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What the rules ask about one meeting. Moments are instants.

    Attributes:
        of_community: whether its group goes on after the training, where nobody need facilitate.
    """

    id: str
    status: MeetingStatus
    starts_at: datetime | None
    ends_at: datetime | None
    has_venue: bool
    has_facilitator: bool
    registered: int = 0
    capacity: int | None = None
    of_community: bool = False


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What the rules ask about this laptop's copy.

    Attributes:
        clock_offset: seconds, 0 for a clock that will do.
        unsaved: how many changes have been for long on no server and in no backup.
    """

    refused: int = 0
    conflicts: int = 0
    clock_offset: int = 0
    unsaved: int = 0


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that asks for somebody.

    Attributes:
        meeting_id: the meeting it is about, '' for the laptop itself or a group.
        count: how many people, changes or fields, or by how many seconds; 0 where there is nothing to count.
        group_id: the group it is about, '' for a meeting or the laptop.
    """

    concern: Concern
    meeting_id: str = ""
    count: int = 0
    group_id: str = ""

    @property
    def is_urgent(self) -> bool:
        """Return whether waiting makes it worse."""
        return self.concern in URGENT


def alerts(
    meetings: Iterable[MeetingFacts], copy: CopyFacts, now: datetime, finished: Iterable[str] = ()
) -> tuple[Alert, ...]:
    """Return everything that asks for somebody at ``now``, the most pressing first, then by date.

    The meetings may come in any order, one by one: nothing is kept of those that ask for nothing.
    ``finished`` are the ids of the groups whose training is over.
    """
    pressing = {concern: place for place, concern in enumerate(Concern)}
    found = [
        (pressing[alert.concern], meeting.starts_at or _NEVER, meeting.id, alert)
        for meeting in meetings
        for alert in of_meeting(meeting, now)
    ]
    found.extend((pressing[alert.concern], _NEVER, "", alert) for alert in of_copy(copy))
    over = Concern.TRAINING_OVER
    found.extend((pressing[over], _NEVER, group, Alert(over, group_id=group)) for group in finished)
    return tuple(alert for *_, alert in sorted(found, key=lambda one: one[:3]))


def of_meeting(meeting: MeetingFacts, now: datetime) -> tuple[Alert, ...]:
    """Return what one meeting asks for."""
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.REPORTED, MeetingStatus.CLOSED):
        return ()
    if meeting.status is MeetingStatus.HELD:
        late = meeting.ends_at is not None and meeting.ends_at + REPORT_AFTER < now
        return (Alert(Concern.NOT_REPORTED, meeting.id),) if late else ()
    if meeting.status is MeetingStatus.POSTPONED:
        return (Alert(Concern.POSTPONED, meeting.id),)
    if meeting.starts_at is None or meeting.ends_at is None:
        return (Alert(Concern.NO_DATE, meeting.id),)
    if meeting.ends_at < now:
        return (Alert(Concern.NOT_VALIDATED, meeting.id),)
    return _ahead(meeting, meeting.starts_at - now)


def _ahead(meeting: MeetingFacts, left: timedelta) -> tuple[Alert, ...]:
    found = []
    if not meeting.has_venue and left <= VENUE_AHEAD:
        found.append(Alert(Concern.NO_VENUE, meeting.id))
    beyond = meeting.registered - meeting.capacity if meeting.capacity is not None else 0
    if beyond > 0:
        found.append(Alert(Concern.OVER_CAPACITY, meeting.id, beyond))
    if not meeting.has_facilitator and not meeting.of_community and left <= FACILITATOR_AHEAD:
        found.append(Alert(Concern.NO_FACILITATOR, meeting.id))
    return tuple(found)


def of_copy(copy: CopyFacts) -> tuple[Alert, ...]:
    """Return what this laptop asks for."""
    found = []
    if copy.clock_offset:
        found.append(Alert(Concern.CLOCK, count=copy.clock_offset))
    if copy.refused:
        found.append(Alert(Concern.REFUSED, count=copy.refused))
    if copy.conflicts:
        found.append(Alert(Concern.CONFLICTS, count=copy.conflicts))
    if copy.unsaved:
        found.append(Alert(Concern.NO_BACKUP, count=copy.unsaved))
    return tuple(found)


def sentence(alert: Alert) -> str:
    """Return in one sentence what is the matter; which meeting it is about is said beside it."""
    if alert.concern is Concern.OVER_CAPACITY:
        return trn(
            "{n} person more than there are seats.", "{n} people more than there are seats.", alert.count
        )
    if alert.concern is Concern.REFUSED:
        return trn(
            "The server turned down {n} change of this laptop.",
            "The server turned down {n} changes of this laptop.",
            alert.count,
        )
    if alert.concern is Concern.CONFLICTS:
        return trn(
            "{n} field has two versions: choose one.",
            "{n} fields have two versions: choose.",
            alert.count,
        )
    if alert.concern is Concern.NO_BACKUP:
        return trn(
            "{n} change is on this laptop alone: no server and no backup has it.",
            "{n} changes are on this laptop alone: no server and no backup has them.",
            alert.count,
        )
    if alert.concern is Concern.CLOCK:
        return clock_warning(alert.count)
    return {
        Concern.NOT_VALIDATED: tr("The meeting is over, and its sign-in sheet is not validated yet."),
        Concern.POSTPONED: tr("The meeting is postponed and waits for a new date."),
        Concern.NO_DATE: tr("The meeting has no date yet."),
        Concern.NO_VENUE: tr("The meeting has no venue yet."),
        Concern.NO_FACILITATOR: tr("The meeting has no facilitator yet."),
        Concern.NOT_REPORTED: tr("The report of the meeting has not been sent yet."),
        Concern.TRAINING_OVER: tr("The group has finished its meetings: go on together?"),
    }[alert.concern]
