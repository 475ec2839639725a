"""What a meeting still lacks for its next step, and what one should know about its day. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from organiser_kit.calendars.hints import day_hints
from organiser_kit.i18n import tr, trn
from organiser_kit.model.meetings import MeetingStatus as Status
from organiser_kit.rules import lifecycle
from organiser_kit.rules.lifecycle import Gap
from ui.pages.one_meeting import MeetingReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.views import MeetingDetail

SOON = timedelta(days=7)
"""From here on, people arrange their week: a meeting should be confirmed."""


@dataclass(frozen=True)
class StandingLine:
    """One sentence; its tone also says which picture goes with it."""

    tone: str
    words: str


@dataclass(frozen=True)
class StandingState:
    """What the card says."""

    meeting_id: str
    lines: tuple[StandingLine, ...]


class StandingView(Protocol):
    """The card, as its presenter sees it."""

    def show_standing(self, state: StandingState) -> None:
        """Show the sentences."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why they cannot be shown."""
        ...


class StandingPresenter(MeetingReader[StandingView, StandingState]):
    """Reads how far a meeting is."""

    def _question(self, meeting_id: str) -> Callable[[Kit], StandingState]:
        now = self._asker.environment.now()
        return lambda kit: read(kit, meeting_id, now)

    def _show(self, state: StandingState) -> None:
        self._view.show_standing(state)


def read(kit: Kit, meeting_id: str, now: datetime) -> StandingState:
    """Return what is to be said about a meeting; nothing once its sheet is validated."""
    detail = kit.meetings.detail(meeting_id)
    if detail.meeting.status in lifecycle.OVER | {Status.CANCELLED}:
        return StandingState(meeting_id, ())
    readiness = kit.meetings.readiness(detail.meeting)
    expected = sum(entry.is_expected for entry in kit.registrations.roster(meeting_id))
    lines = (*_steps(detail.meeting.status, readiness), *_alerts(detail, expected, now), *_day(detail))
    return StandingState(meeting_id, lines)


def _steps(status: Status, readiness: lifecycle.Readiness) -> Iterator[StandingLine]:
    """Yield what the next steps of a meeting's life still ask for."""
    ahead = lifecycle.allowed(status)
    if Status.CONFIRMED not in ahead:
        return
    confirm = lifecycle.gaps(Status.CONFIRMED, readiness)
    announce = lifecycle.gaps(Status.ANNOUNCED, readiness)
    if announce and Status.ANNOUNCED in ahead and announce != confirm:
        yield StandingLine("warning", tr("To announce, still missing: {things}.", things=_things(announce)))
    if confirm:
        yield StandingLine("warning", tr("To confirm, still missing: {things}.", things=_things(confirm)))
    else:
        yield StandingLine("success", tr("Nothing is missing: the meeting can be confirmed."))


def _things(lacking: Sequence[Gap]) -> str:
    words = {Gap.START: tr("a date"), Gap.VENUE: tr("a venue"), Gap.ORGANISER: tr("an organiser")}
    things = [words[gap] for gap in lacking]
    if len(things) == 1:
        return things[0]
    return tr("{first} and {last}", first=", ".join(things[:-1]), last=things[-1])


def _alerts(detail: MeetingDetail, expected: int, now: datetime) -> Iterator[StandingLine]:
    meeting, venue, group = detail.meeting, detail.venue, detail.group
    start = meeting.starts_at
    unsettled = Status.CONFIRMED in lifecycle.allowed(meeting.status)
    if start is not None and unsettled and now > start:
        yield StandingLine("warning", tr("This date is past: postpone the meeting, or give it another one."))
    elif start is not None and unsettled and start - now < SOON:
        days = max(0, (start - now).days)
        soon = trn(
            "The meeting is in {n} day and is not confirmed.",
            "The meeting is in {n} days and is not confirmed.",
            days,
        )
        yield StandingLine(
            "warning", soon if days else tr("The meeting is within a day and is not confirmed.")
        )
    if venue is not None and venue.capacity and max(expected, meeting.capacity or 0) > venue.capacity:
        yield StandingLine(
            "warning",
            trn(
                "The venue takes {n} person: fewer than the seats or the people registered.",
                "The venue takes {n} people: fewer than the seats or the people registered.",
                venue.capacity,
            ),
        )
    if group.min_size and expected < group.min_size:
        yield StandingLine(
            "info",
            tr("{n} registered; the group wants at least {least}.", n=expected, least=group.min_size),
        )


def _day(detail: MeetingDetail) -> Iterator[StandingLine]:
    start = detail.meeting.starts_at
    if start is not None:
        for sentence in day_hints(start.astimezone(detail.meeting.zone).date()):
            yield StandingLine("info", sentence)
