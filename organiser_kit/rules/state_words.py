"""The words for how somebody stands with a meeting: expected, registered, there, and how that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from organiser_kit.model.attendance import Method, PresenceState
from organiser_kit.model.meetings import RegistrationSource, RegistrationState, RoleState

if TYPE_CHECKING:
    from organiser_kit.rules.attendance_log import LogCheck


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


def request_words(state: RoleState | None) -> str:
    """Return where the request to take a role stands."""
    if state is None:
        return tr("Not asked")
    return {
        RoleState.CONSIDERED: tr("Thought of"),
        RoleState.ASKED: tr("Asked"),
        RoleState.ACCEPTED: tr("Accepted"),
        RoleState.DECLINED: tr("Declined"),
        RoleState.CAME: tr("Came"),
    }[state]


def method_words(method: Method) -> str:
    """Return how a presence was obtained."""
    return {
        Method.QR: tr("badge"),
        Method.TYPED: tr("by hand"),
        Method.SIGNED_PAPER: tr("signed sheet"),
        Method.IMPORT: tr("from a file"),
    }[method]


def log_words(log: LogCheck) -> str:
    """Return whether what a meeting's log says is what was recorded."""
    if not log.is_whole:
        return tr(
            "The log of this meeting does not fit together: something in it was changed after it was "
            "recorded, or has not come from another laptop yet. Synchronise; if this stays, compare "
            "with the signed paper."
        )
    if log.later:
        return trn(
            "The log is whole; {n} line was added after the sheet was validated.",
            "The log is whole; {n} lines were added after the sheet was validated.",
            log.later,
        )
    return tr("The log is whole: nothing was changed after it was recorded.")


def profession_words(kind: str) -> str:
    """Return the family of professions as a word that an import reads back; any other text as it is."""
    return {
        "education": tr("education"),
        "animation": tr("youth work"),
        "it": tr("IT"),
        "other": tr("other"),
    }.get(kind, kind)
