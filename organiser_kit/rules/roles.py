"""The words for what somebody does at a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.model.meetings import Role

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue


def role_label(role: Role, catalogue: Catalogue) -> str:
    """Return the word for ``role``, as it stands by itself: on a badge, in a list."""
    words = role_words(role, catalogue)
    return words[:1].upper() + words[1:]


def role_words(role: Role, catalogue: Catalogue) -> str:
    """Return the word for ``role``, as it stands inside a sentence."""
    match role:
        case Role.ORGANISER:
            return catalogue.tr("organiser")
        case Role.CO_ORGANISER:
            return catalogue.tr("co-organiser")
        case Role.FUTURE_ORGANISER:
            return catalogue.tr("future organiser")
        case Role.FACILITATOR:
            return catalogue.tr("facilitator")
        case Role.TIMEKEEPER:
            return catalogue.tr("timekeeper")
        case Role.HOST_CONTACT:
            return catalogue.tr("host contact")
