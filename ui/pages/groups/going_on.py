"""What a group has in hand to go on after its training; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from organiser_kit.model.meetings import GroupStatus
from organiser_kit.model.people import Purpose
from organiser_kit.rules.wording import display_name
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group
    from organiser_kit.services.groups import Member

FEW = 4
"""How many names are said of those who were not asked: the others are counted."""


@dataclass(frozen=True)
class GoingOn:
    """What the card says: one sentence for where the group is, one for each thing in hand."""

    is_community: bool
    standing: str
    contacts: str
    unasked: str
    meeting: str
    resources: str
    can_export: bool
    next_meeting: str = ""
    """The id of the next meeting, '' when none is planned."""


def read_going_on(kit: Kit, group: Group, members: Sequence[Member]) -> GoingOn | None:
    """Return what is ready for going on, ``None`` while the training lasts, or where the group ended."""
    is_community = group.status is GroupStatus.COMMUNITY
    if not is_community and group.id not in {one.id for one in kit.community.finished()}:
        return None
    people = [one.person for one in members if not one.has_left]
    agreed = kit.consents.agreed(Purpose.GROUP_CONTACT)
    refused = kit.consents.refused(Purpose.GROUP_CONTACT)
    # Whoever left and still agrees is on the sheet too.
    sharing = sum(one.person.id in agreed for one in members)
    unasked = [
        display_name(one.family_name, one.given_name) for one in people if one.id not in agreed | refused
    ]
    coming = kit.groups.coming(group.id)
    resources = sum(one.scope == group.scope for one in kit.resources.all())
    return GoingOn(
        is_community=is_community,
        standing=tr("The group goes on as a community: it meets when it likes.")
        if is_community
        else tr("All the meetings planned for this group are over."),
        contacts=trn(
            "{n} person agreed to be on the contact sheet.",
            "{n} people agreed to be on the contact sheet.",
            sharing,
        ),
        unasked=_unasked(unasked),
        meeting=tr("Next meeting: {when}.", when=phrases.when(coming[0]))
        if coming
        else tr("No meeting is planned."),
        resources=trn(
            "The group shares {n} resource to go further.",
            "The group shares {n} resources to go further.",
            resources,
        ),
        can_export=sharing > 0,
        next_meeting=coming[0].id if coming else "",
    )


def _unasked(names: Sequence[str]) -> str:
    """Return who was not asked yet, '' when everybody answered."""
    said = ", ".join(names[:FEW])
    more = len(names) - FEW
    if not names:
        return ""
    if more <= 0:
        return tr("Not asked yet: {names}.", names=said)
    return trn(
        "Not asked yet: {names}, and {n} more person.",
        "Not asked yet: {names}, and {n} more people.",
        more,
        names=said,
    )
