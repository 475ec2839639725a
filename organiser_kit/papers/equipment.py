"""Gathers an equipment list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents.data.equipment import EquipmentData, EquipmentLine
from organiser_kit.meeting_kits.content import AtVenue, Per
from organiser_kit.papers.meeting_kit import prepared

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.meeting_kits.content import Material
    from organiser_kit.model.places import Venue
    from organiser_kit.papers.wish import PaperWish


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> EquipmentData:
    """Return what a meeting needs for everybody who has a seat or a role.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    found = prepared(kit, meeting_id)
    ask: list[EquipmentLine] = []
    bring: list[EquipmentLine] = []
    copies: list[EquipmentLine] = []
    for material in found.content.materials:
        lines = copies if material.handout else ask if material.at_venue else bring
        lines.append(_line(material, found.people, found.detail.venue, catalogue.language))
    return EquipmentData(found.meeting, found.people, tuple(ask), tuple(bring), tuple(copies), found.notes)


def render(data: EquipmentData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import equipment

    return equipment.render(data, catalogue, large_print=wish.large_print)


def _line(material: Material, people: int, venue: Venue | None, language: str) -> EquipmentLine:
    return EquipmentLine(
        name=material.name.text(language),
        needed=material.needed(people),
        per={Per.PERSON: 1, Per.GROUP: material.size, Per.MEETING: 0}[material.per],
        each=material.quantity,
        spare=material.spare,
        there=_there(material, venue),
        note=material.note.text(language) if material.note else "",
    )


def _there(material: Material, venue: Venue | None) -> int | None:
    if venue is None:
        return None
    match material.at_venue:
        case AtVenue.COMPUTERS:
            return venue.computers
        case AtVenue.POWER_SOCKETS:
            return venue.power_sockets
        case AtVenue.PROJECTORS:
            return venue.projectors
        case AtVenue.ASKED | None:
            return None
