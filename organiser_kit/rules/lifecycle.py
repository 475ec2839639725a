"""The life of a meeting: which status may follow which, and what each asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus as Status

_NEXT: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.PROPOSED, Status.ANNOUNCED, Status.CONFIRMED, Status.CANCELLED}),
    Status.PROPOSED: frozenset({Status.ANNOUNCED, Status.CONFIRMED, Status.POSTPONED, Status.CANCELLED}),
    Status.ANNOUNCED: frozenset({Status.CONFIRMED, Status.IN_PROGRESS, Status.POSTPONED, Status.CANCELLED}),
    Status.CONFIRMED: frozenset({Status.IN_PROGRESS, Status.HELD, Status.POSTPONED, Status.CANCELLED}),
    Status.IN_PROGRESS: frozenset({Status.HELD}),
    Status.HELD: frozenset({Status.REPORTED, Status.IN_PROGRESS}),
    Status.REPORTED: frozenset({Status.CLOSED, Status.IN_PROGRESS}),
    Status.CLOSED: frozenset(),
    Status.POSTPONED: frozenset({Status.PROPOSED, Status.ANNOUNCED, Status.CONFIRMED, Status.CANCELLED}),
    # Cancelled from afar while people stand in the room: somebody there may say so.
    Status.CANCELLED: frozenset({Status.IN_PROGRESS}),
}

DOOR_OPEN = frozenset({Status.DRAFT, Status.PROPOSED, Status.ANNOUNCED, Status.CONFIRMED, Status.IN_PROGRESS})
"""Statuses in which people may be received: whoever stands at the door is never turned away by a status."""

OVER = frozenset({Status.HELD, Status.REPORTED, Status.CLOSED})
"""Statuses in which the sheet is validated."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the guards ask about a meeting."""

    has_start: bool
    has_venue: bool
    has_organiser: bool
    present: int = 0
    headcount: int | None = None
    reason: str | None = None


class Gap(StrEnum):
    """What a meeting may still lack for its next step."""

    START = "start"
    VENUE = "venue"
    ORGANISER = "organiser"


_NEEDED: dict[Status, tuple[Gap, ...]] = {
    Status.ANNOUNCED: (Gap.START, Gap.VENUE),
    Status.CONFIRMED: (Gap.START, Gap.VENUE, Gap.ORGANISER),
}


def gaps(then: Status, readiness: Readiness) -> tuple[Gap, ...]:
    """Return what a meeting still lacks to become ``then``."""
    there = {
        Gap.START: readiness.has_start,
        Gap.VENUE: readiness.has_venue,
        Gap.ORGANISER: readiness.has_organiser,
    }
    return tuple(gap for gap in _NEEDED.get(then, ()) if not there[gap])


def label(status: Status) -> str:
    """Return the word a person reads for ``status``."""
    words = {
        Status.DRAFT: tr("Draft"),
        Status.PROPOSED: tr("Proposed"),
        Status.ANNOUNCED: tr("Announced"),
        Status.CONFIRMED: tr("Confirmed"),
        Status.IN_PROGRESS: tr("In progress"),
        Status.HELD: tr("Held"),
        Status.REPORTED: tr("Reported"),
        Status.CLOSED: tr("Closed"),
        Status.POSTPONED: tr("Postponed"),
        Status.CANCELLED: tr("Cancelled"),
    }
    return words[status]


def allowed(status: Status) -> frozenset[Status]:
    """Return the statuses that may follow ``status``."""
    return _NEXT[status]


def check(now: Status, then: Status, readiness: Readiness) -> None:
    """Let a meeting go from ``now`` to ``then``, or say what is missing.

    Raises:
        UserError: the step does not exist, or a guard holds it back.
    """
    if then not in _NEXT[now]:
        raise UserError(
            tr("A meeting that is “{now}” cannot become “{then}”.", now=label(now), then=label(then))
        )
    if then is Status.HELD:
        check_held(readiness.present, readiness.headcount)
    missing = _missing(then, readiness)
    if missing:
        raise UserError(missing)


def check_plan_open(now: Status) -> None:
    """Let the plan and the list of a meeting change, until a validated sheet says who was where and when.

    Raises:
        UserError: the sheet is validated.
    """
    if now in OVER:
        raise UserError(
            tr(
                "This meeting is “{status}”: its date, its venue and its list can no longer change. "
                "Reopen its sheet to correct them.",
                status=label(now),
            )
        )


def check_held(present: int, headcount: int | None) -> None:
    """Let a sheet be validated with this many named and counted, or say what is missing.

    Raises:
        UserError: nobody was there, or the count is below zero.
    """
    if headcount is not None and headcount < 0:
        raise UserError(tr("A number of people cannot be below zero."))
    if not (present or headcount):
        raise UserError(
            tr("Nobody is marked as present: record who came, or a headcount, before validating.")
        )


def _missing(then: Status, readiness: Readiness) -> str | None:
    lacking = gaps(then, readiness)
    if lacking and then is Status.ANNOUNCED:
        return tr("Give the meeting a date and a venue before announcing it.")
    if lacking:
        return tr("Give the meeting a date, a venue and an organiser before confirming it.")
    if then is Status.CANCELLED and not readiness.reason:
        return tr("Say why the meeting is cancelled: people will be told.")
    return None
