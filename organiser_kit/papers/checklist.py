"""Gathers a checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.checklist import ChecklistData, ChecklistTask, RoleHolder
from organiser_kit.meeting_kits.content import Phase, Who
from organiser_kit.model.meetings import Role
from organiser_kit.papers.meeting_kit import prepared
from organiser_kit.rules.roles import role_label

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.meeting_kits.content import ChecklistItem
    from organiser_kit.papers.meeting_kit import Prepared
    from organiser_kit.papers.wish import PaperWish

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
    asked = {item.who for item in found.content.checklist}
    return ChecklistData(
        found.meeting,
        before=_tasks(found, Phase.BEFORE, catalogue),
        during=_tasks(found, Phase.DURING, catalogue),
        after=_tasks(found, Phase.AFTER, catalogue),
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


def _tasks(found: Prepared, phase: Phase, catalogue: Catalogue) -> tuple[ChecklistTask, ...]:
    items = sorted(
        (item for item in found.content.checklist if item.phase is phase), key=lambda item: item.days
    )
    return tuple(_task(found, item, catalogue) for item in items)


def _task(found: Prepared, item: ChecklistItem, catalogue: Catalogue) -> ChecklistTask:
    role = _ROLES.get(item.who)
    return ChecklistTask(
        text=item.text.text(catalogue.language),
        due=item.due(found.meeting.starts_at.date()),
        who=role_label(role, catalogue) if role else catalogue.tr("Everybody"),
        names=found.named(role) if role else (),
    )
