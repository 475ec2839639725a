"""Gathers the timeline of a meeting."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from organiser_kit.documents.data.timeline import TimelineActivity, TimelineData
from organiser_kit.meeting_kits.running_order import fitted
from organiser_kit.model.meetings import Role
from organiser_kit.papers.meeting_kit import prepared

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.meeting_kits.content import Activity, MeetingKit, Wording
    from organiser_kit.papers.meeting_kit import Prepared
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> TimelineData:
    """Return the activities of a meeting on its clock, made to last as long as it does.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    return timeline_of(prepared(kit, meeting_id), catalogue)


def timeline_of(found: Prepared, catalogue: Catalogue) -> TimelineData:
    """Return the same of a meeting whose kit is at hand."""
    content, meeting = found.content, found.meeting
    lengths = fitted([activity.minutes for activity in content.activities], meeting.duration_minutes)
    begins = accumulate(lengths, initial=0)
    return TimelineData(
        meeting,
        aim=content.aim.text(catalogue.language),
        activities=tuple(
            _activity(content, activity, meeting.starts_at + timedelta(minutes=begin), length, catalogue)
            for activity, begin, length in zip(content.activities, begins, lengths, strict=False)
        ),
        planned_minutes=content.minutes,
        timekeepers=found.named(Role.TIMEKEEPER),
        source=found.source,
        notes=found.notes,
    )


def render(data: TimelineData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import timeline

    return timeline.render(data, catalogue, large_print=wish.large_print)


def _activity(
    content: MeetingKit, activity: Activity, starts_at: datetime, minutes: int, catalogue: Catalogue
) -> TimelineActivity:
    language = catalogue.language
    names = {material.id: material.name.text(language) for material in content.materials}
    without = activity.without
    return TimelineActivity(
        title=activity.title.text(language),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        minutes=minutes,
        steps=activity.steps.texts(language),
        say=activity.say.text(language),
        material=tuple(names[material] for material in activity.material),
        without_network=_said(without.network, language),
        without_computers=_said(without.computers, language),
        without_facilitator=_said(without.facilitator, language),
    )


def _said(wording: Wording | None, language: str) -> str:
    return wording.text(language) if wording else ""
