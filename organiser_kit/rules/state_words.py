"""The words for how somebody stands with a meeting: expected, registered, there, and how that is known."""

from __future__ import annotations

from organiser_kit.i18n import tr
from organiser_kit.model.attendance import Method, PresenceState
from organiser_kit.model.meetings import RegistrationSource, RegistrationState


def presence_words(state: PresenceState) -> str:
    """Return whether somebody is there."""
    return {
        PresenceState.EXPECTED: tr("expected"),
        PresenceState.PRESENT: tr("present"),
        PresenceState.ABSENT: tr("absent"),
        PresenceState.EXCUSED: tr("excused"),
    }[state]


def registration_words(state: RegistrationState | None) -> str:
    """Return where a registration stands; ``None`` is none at all."""
    return {
        None: tr("not registered"),
        RegistrationState.REGISTERED: tr("registered"),
        RegistrationState.WAITING: tr("on the waiting list"),
        RegistrationState.WITHDRAWN: tr("withdrawn"),
        RegistrationState.INVITED: tr("invited"),
    }[state]


def source_words(source: RegistrationSource) -> str:
    """Return how somebody came to be registered."""
    return {
        RegistrationSource.DESK: tr("registered by hand"),
        RegistrationSource.IMPORT: tr("from a file"),
        RegistrationSource.WALK_IN: tr("came without registering"),
        RegistrationSource.ONLINE: tr("registered online"),
    }[source]


def method_words(method: Method) -> str:
    """Return how a presence was obtained."""
    return {
        Method.QR: tr("badge"),
        Method.TYPED: tr("by hand"),
        Method.SIGNED_PAPER: tr("signed sheet"),
        Method.IMPORT: tr("from a file"),
    }[method]


def profession_words(kind: str) -> str:
    """Return the family of professions as a word that an import reads back; any other text as it is."""
    return {
        "education": tr("education"),
        "animation": tr("youth work"),
        "it": tr("IT"),
        "other": tr("other"),
    }.get(kind, kind)
