"""The words for what somebody does at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import Role

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue


def role_label(role: Role, catalogue: Catalogue) -> str:
    """Return the word for ``role`` in the catalogue's language."""
    match role:
        case Role.ORGANISER:
            return catalogue.tr("Organiser")
        case Role.CO_ORGANISER:
            return catalogue.tr("Co-organiser")
        case Role.FUTURE_ORGANISER:
            return catalogue.tr("Future organiser")
        case Role.FACILITATOR:
            return catalogue.tr("Facilitator")
        case Role.TIMEKEEPER:
            return catalogue.tr("Timekeeper")
        case Role.HOST_CONTACT:
            return catalogue.tr("Host contact")
