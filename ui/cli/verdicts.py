"""The door's answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.rules.wording import clock_time
from organiser_kit.services.verdicts import ScanResult, Verdict

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def verdict_sentence(result: ScanResult, zone: ZoneInfo) -> str:
    """Return what to say to the person at the door; times are those of ``zone``."""
    if result.name is None:
        return _about_a_code(result)
    name, at = result.name, clock_time(result.at.astimezone(zone), current()) if result.at else ""
    match result.verdict:
        case Verdict.CHECKED_IN:
            return _is_in(result, name)
        case Verdict.ALREADY_IN:
            return tr("{name} is already in, since {time}.", name=name, time=at)
        case Verdict.CHECKED_OUT:
            return tr("{name} has left.", name=name)
        case Verdict.NOT_REGISTERED:
            return tr("{name} is not registered for this meeting.", name=name)
        case Verdict.WRONG_MEETING:
            return tr("{name} is registered for another meeting.", name=name)
    return tr("This badge of {name} was replaced: ask for the newer one.", name=name)


def _is_in(result: ScanResult, name: str) -> str:
    if result.genuine:
        return tr("{name} is in: the next exchange tells whose badge it is.", name=name)
    return tr("{name} is in.", name=name)


def verdict_words(verdict: Verdict) -> str:
    """Return the few words that name an answer of the door."""
    return {
        Verdict.EXPECTED: tr("expected"),
        Verdict.CHECKED_IN: tr("let in"),
        Verdict.ALREADY_IN: tr("already in"),
        Verdict.CHECKED_OUT: tr("has left"),
        Verdict.NOT_REGISTERED: tr("not registered"),
        Verdict.WRONG_MEETING: tr("registered for another meeting"),
        Verdict.REVOKED: tr("replaced badge"),
        Verdict.UNKNOWN: tr("unknown badge"),
        Verdict.FORGED: tr("forged badge"),
        Verdict.UNREADABLE: tr("unreadable badge"),
    }[verdict]


def _about_a_code(result: ScanResult) -> str:
    if result.token:
        return tr(
            "This badge is real, and its holder not on this laptop yet: synchronise, or admit it with "
            "--admit-unknown."
        )
    if result.genuine:
        return tr("This badge is real, and its holder not on this laptop yet: synchronise, or add a walk-in.")
    match result.verdict:
        case Verdict.FORGED:
            return tr("This badge is forged: nobody was marked.")
        case Verdict.UNREADABLE:
            return tr("No code could be read: try again, or look the name up.")
    return tr("This code is not one of this group's badges.")
