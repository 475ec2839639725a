"""The words for who brings a piece of equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.preparation import EquipmentSource

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue


def source_words(source: EquipmentSource, catalogue: Catalogue) -> str:
    """Return who brings it, in general."""
    match source:
        case EquipmentSource.VENUE:
            return catalogue.tr("The venue")
        case EquipmentSource.STRUCTURE:
            return catalogue.tr("The structure")
        case EquipmentSource.PARTICIPANT:
            return catalogue.tr("A participant")
        case EquipmentSource.LOAN:
            return catalogue.tr("A loan")
