"""Gathers a checklist."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from organiser_kit.documents.data.checklist import ChecklistData, ChecklistTask, RoleHolder
from organiser_kit.meeting_kits.content import Who
from organiser_kit.model.meetings import Role
from organiser_kit.model.preparation import Phase
from organiser_kit.papers.meeting_kit import prepared
from organiser_kit.rules.roles import role_label

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.meeting_kit import Prepared
    from organiser_kit.papers.wish import PaperWish
    from organiser_kit.services.checklists import Task

_ROLES = {
    Who.ORGANISER: Role.ORGANISER,
    Who.TIMEKEEPER: Role.TIMEKEEPER,
    Who.FACILITATOR: Role.FACILITATOR,
    Who.HOST_CONTACT: Role.HOST_CONTACT,
}


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> ChecklistData:
    """Return what is to be done around a meeting, with the day of each thing and who does it.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    found = prepared(kit, meeting_id)
    listed = kit.checklists.of(meeting_id, catalogue.language)
    asked = {task.who for task in listed.tasks}
    before, during, after = (
        tuple(_task(found, task, catalogue) for task in listed.of(phase)) for phase in Phase
    )
    return ChecklistData(
        found.meeting,
        before=before,
        during=during,
        after=after,
        holders=tuple(
            RoleHolder(role_label(role, catalogue), found.named(role))
            for who, role in _ROLES.items()
            if who in asked
        ),
        notes=found.notes,
    )


def render(data: ChecklistData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import checklist

    return checklist.render(data, catalogue, large_print=wish.large_print)


def _task(found: Prepared, task: Task, catalogue: Catalogue) -> ChecklistTask:
    role = _ROLES.get(task.who) if task.who else None
    everybody = catalogue.tr("Everybody") if task.who else ""
    return ChecklistTask(
        text=task.text,
        due=found.meeting.starts_at.date() + timedelta(days=task.days),
        who=role_label(role, catalogue) if role else everybody,
        names=found.named(role) if role else (),
        done=task.is_done,
    )
