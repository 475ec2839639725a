"""Whom a paper is for: everybody expected at a meeting, or those who were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.rules.roles import role_label

if TYPE_CHECKING:
    from collections.abc import Sized

    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish
    from organiser_kit.services.views import RosterEntry


def guests(kit: Kit, meeting_id: str, wish: PaperWish) -> tuple[RosterEntry, ...]:
    """Return who has a seat or a role at a meeting, or who is in ``wish.people``, in alphabetical order."""
    return tuple(
        entry
        for entry in kit.registrations.roster(meeting_id)
        if (
            entry.person.id in wish.people
            if wish.people is not None
            else entry.is_expected or entry.presence.is_present or entry.roles
        )
    )


def refuse_nobody(people: Sized) -> None:
    """Refuse a paper that is made of names where there are none: its pages would be blank.

    Raises:
        UserError: ``people`` is empty.
    """
    if not people:
        raise UserError(
            tr("Nobody is registered for this meeting yet: there is no name to print. Register people first.")
        )


def role_text(entry: RosterEntry, catalogue: Catalogue) -> str:
    """Return what somebody does at the meeting, in words; taking part is a role too."""
    labels = [role_label(role, catalogue) for role in entry.roles] or [catalogue.tr("Participant")]
    return " · ".join(labels)
