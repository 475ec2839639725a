"""Gathers the report form, with the figures that are known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.report import ReportFormData
from organiser_kit.model.meetings import RegistrationSource
from organiser_kit.rules import lifecycle

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish
    from organiser_kit.services.views import RosterEntry


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> ReportFormData:
    """Return the form of a meeting; who was present is left open as long as the meeting is not over.

    Raises:
        UserError: the meeting has no date.
    """
    del catalogue, wish
    detail = kit.meetings.detail(meeting_id)
    attendance = kit.registrations.attendance(meeting_id)
    over = detail.meeting.status in lifecycle.OVER
    unannounced = sum(entry.presence.is_present and not _was_awaited(entry) for entry in attendance.entries)
    return ReportFormData(
        kit.paper.details_of(detail),
        expected=sum(map(_was_awaited, attendance.entries)),
        present=max(attendance.present, attendance.headcount or 0) if over else None,
        walk_ins=unannounced if over else None,
        sheet_no=detail.sheet.sheet_no if detail.sheet else "",
    )


def render(data: ReportFormData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import report

    return report.render(data, catalogue, large_print=wish.large_print)


def _was_awaited(entry: RosterEntry) -> bool:
    """Return whether somebody had a seat or a role before coming."""
    seat = entry.registration if entry.is_expected else None
    return bool(entry.roles) or (seat is not None and seat.source is not RegistrationSource.WALK_IN)
