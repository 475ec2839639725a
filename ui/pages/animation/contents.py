"""What the kit of one meeting says, as its page shows it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.papers.handouts import sheets_of
from organiser_kit.papers.meeting_kit import prepared
from organiser_kit.papers.timeline import timeline_of
from organiser_kit.rules.running_clock import Plan, Running
from organiser_kit.rules.wording import duration

if TYPE_CHECKING:
    from datetime import timedelta

    from organiser_kit.documents.data.handouts import HandoutSheet
    from organiser_kit.documents.data.timeline import TimelineActivity, TimelineData
    from organiser_kit.kit import Kit
    from organiser_kit.papers.meeting_kit import Prepared


@dataclass(frozen=True)
class KitContents:
    """One meeting's kit and its clock as it was left.

    Attributes:
        kit: the kit's own name.
        edition: which edition it is, under which licence, by whom.
        remarks: sentences about why this kit, and about kits that could not be used.
        activities: on the wall clock of the meeting.
        plan: the same on the clock that runs.
        correction: what is to be added to this laptop's clock.
    """

    meeting_id: str
    kit: str
    title: str
    aim: str
    edition: str
    remarks: tuple[str, ...]
    activities: tuple[TimelineActivity, ...]
    sheets: tuple[HandoutSheet, ...]
    plan: Plan
    running: Running
    correction: timedelta


def read_contents(kit: Kit, meeting_id: str) -> KitContents:
    """Return the kit of a meeting in the language of the screen, with its clock.

    Raises:
        UserError: the meeting has no date.
    """
    found = prepared(kit, meeting_id)
    timeline = timeline_of(found, current())
    content = found.content
    return KitContents(
        meeting_id=meeting_id,
        kit=content.name,
        title=content.title.text(current().language),
        aim=timeline.aim,
        edition=tr("Edition {version} · {source}", version=content.version, source=found.source),
        remarks=(*_remarks(found, timeline), *found.notes),
        activities=timeline.activities,
        sheets=sheets_of(found, current()),
        plan=Plan(
            found.meeting.starts_at.astimezone(UTC),
            tuple(activity.minutes for activity in timeline.activities),
        ),
        running=kit.running.resume(meeting_id, content.name, len(timeline.activities)),
        correction=kit.running.correction(),
    )


def _remarks(found: Prepared, timeline: TimelineData) -> tuple[str, ...]:
    told = []
    if found.content.module is None:
        told.append(
            tr(
                "No kit is made for module {module}, meeting {meeting}: this one suits any meeting.",
                module=found.detail.pair.module_number,
                meeting=found.meeting.sequence,
            )
        )
    if timeline.planned_minutes != found.meeting.duration_minutes:
        told.append(
            tr(
                "The kit is made for {planned}; here every activity keeps its share of {length}.",
                planned=duration(timeline.planned_minutes, current()),
                length=duration(found.meeting.duration_minutes, current()),
            )
        )
    return tuple(told)
