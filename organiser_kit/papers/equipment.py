"""Gathers an equipment list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.documents import phrases
from organiser_kit.documents.data.equipment import EquipmentData, EquipmentLine
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.papers.meeting_kit import prepared
from organiser_kit.rules.bringing import source_words
from organiser_kit.services.equipment import people_in_one_set

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.i18n import Catalogue
    from organiser_kit.kit import Kit
    from organiser_kit.papers.wish import PaperWish
    from organiser_kit.services.equipment import Piece


def gather(kit: Kit, meeting_id: str, catalogue: Catalogue, wish: PaperWish) -> EquipmentData:
    """Return what a meeting needs for everybody who has a seat or a role, and who brings it.

    Raises:
        UserError: the meeting has no date.
    """
    del wish
    found = prepared(kit, meeting_id)
    equipment = kit.equipment.of(meeting_id, catalogue.language)
    ask: list[EquipmentLine] = []
    bring: list[EquipmentLine] = []
    copies: list[EquipmentLine] = []
    for piece in equipment.pieces:
        material = piece.material
        lines = bring
        if material is not None:
            lines = copies if material.handout else ask if material.at_venue else bring
        lines.append(_line(kit, piece, catalogue))
    return EquipmentData(
        found.meeting, equipment.people, tuple(ask), tuple(bring), tuple(copies), found.notes
    )


def render(data: EquipmentData, catalogue: Catalogue, wish: PaperWish) -> RenderedDocument:
    """Draw them. The drawing library is loaded here, not before."""
    from organiser_kit.documents import equipment

    return equipment.render(data, catalogue, large_print=wish.large_print)


def _line(kit: Kit, piece: Piece, catalogue: Catalogue) -> EquipmentLine:
    material = piece.material
    is_counted = material is not None and piece.needed == piece.counted
    return EquipmentLine(
        name=piece.name,
        needed=piece.needed,
        # What an organiser changed no longer comes about as the kit says.
        per=people_in_one_set(material) if material and is_counted else 0,
        each=material.quantity if material else 1,
        spare=material.spare if material and is_counted else 0,
        there=piece.there,
        note=material.note.text(catalogue.language) if material and material.note else "",
        who=_who(kit, piece, catalogue),
    )


def _who(kit: Kit, piece: Piece, catalogue: Catalogue) -> str:
    person = kit.people.seen(piece.brought_by) if piece.brought_by else None
    if person is not None:
        return phrases.full_name(PersonName(person.family_name, person.given_name))
    return source_words(piece.source, catalogue) if piece.source else ""
