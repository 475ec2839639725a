"""Prepare a meeting: when, where, who does what, and how firm it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol
from zoneinfo import ZoneInfo

from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import MeetingStatus, Role
from organiser_kit.rules import lifecycle
from organiser_kit.rules.roles import role_label
from organiser_kit.rules.wording import display_name
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.places import Venue
    from ui.pages.asking import Asker, Notify

Part = Literal["starts_at", "duration", "venue", "room", "capacity"]
"""What is kept by itself, one at a time: another laptop may be changing the rest."""

_ORDER = (
    MeetingStatus.CONFIRMED,
    MeetingStatus.ANNOUNCED,
    MeetingStatus.PROPOSED,
    MeetingStatus.CLOSED,
    MeetingStatus.POSTPONED,
    MeetingStatus.CANCELLED,
)
"""What is offered first. Starting, validating and reporting have their own screens."""


@dataclass(frozen=True)
class RoleLine:
    """Who does what."""

    role: Role
    words: str
    person_id: str
    name: str


@dataclass(frozen=True)
class PersonChoice:
    """Somebody who may take a role."""

    id: str
    name: str


@dataclass(frozen=True)
class PrepareState:
    """The step's fields. ``starts_at`` is the wall clock of the meeting's place, without a zone."""

    meeting_id: str
    starts_at: datetime | None
    duration_minutes: int
    venue_id: str | None
    room: str
    capacity: int
    venues: tuple[Venue, ...]
    roles: tuple[RoleLine, ...]
    people: tuple[PersonChoice, ...]
    status: MeetingStatus
    next_statuses: tuple[MeetingStatus, ...]

    @property
    def is_over(self) -> bool:
        """Return whether a validated sheet already says when and where it was."""
        return self.status in lifecycle.OVER


@dataclass(frozen=True)
class Plan:
    """What the fields say."""

    starts_at: datetime | None
    duration_minutes: int
    venue_id: str | None
    venue_name: str
    room: str
    capacity: int


class PrepareView(Protocol):
    """The step, as its presenter sees it."""

    def show_plan(self, state: PrepareState) -> None:
        """Fill the fields."""
        ...

    def show_kept(self, part: Part) -> None:
        """Say quietly that a part of the plan is saved."""
        ...

    def show_wrong(self, part: Part, error: KitError) -> None:
        """Say beside its field why a part is not saved."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class PreparePresenter(MeetingEditor[PrepareView, PrepareState]):
    """Reads and writes what was planned."""

    def __init__(self, asker: Asker, view: PrepareView, notify: Notify) -> None:
        super().__init__(asker, view, notify)
        self._busy = False

    def _question(self, meeting_id: str) -> Callable[[Kit], PrepareState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: PrepareState) -> None:
        self._view.show_plan(state)

    def keep(self, part: Part, plan: Plan) -> None:
        """Keep one part of what the fields say; what is kept already is not written again."""
        meeting_id = self.meeting_id

        def done(_: object) -> None:
            if meeting_id == self.meeting_id:
                self._view.show_kept(part)
                self.load()

        def failed(error: KitError) -> None:
            if meeting_id == self.meeting_id:
                self._view.show_wrong(part, error)
            else:
                self._notify(error.sentence)

        self._asker.ask(self._view, lambda kit: _keep(kit, meeting_id, part, plan), done, failed)

    def move_to(self, status: MeetingStatus, reason: str | None = None) -> None:
        """Take the meeting to another status."""
        meeting_id = self.meeting_id
        self._once(
            lambda kit: kit.plan.move_to(meeting_id, status, reason=reason),
            tr("The meeting is now “{status}”.", status=lifecycle.label(status)),
        )

    def give_role(self, person_id: str, role: Role) -> None:
        """Give somebody a role at this meeting."""
        meeting_id = self.meeting_id
        self._once(lambda kit: kit.plan.assign_role(meeting_id, person_id, role), tr("The role was given."))

    def take_role(self, line: RoleLine) -> None:
        """Take a role away from somebody, with a way back."""
        meeting_id = self.meeting_id
        self._once(
            lambda kit: kit.plan.remove_role(meeting_id, line.person_id, line.role),
            tr("{name} no longer has this role.", name=line.name),
            lambda: self.give_role(line.person_id, line.role),
        )

    def _once(
        self, act: Callable[[Kit], object], sentence: str, undo: Callable[[], None] | None = None
    ) -> None:
        """Do one thing at a time: a second click before the answer is the same click."""
        if self._busy:
            return
        self._busy = True

        def done(_: object) -> None:
            self._busy = False
            self._notify(sentence, undo)

        def failed(error: KitError) -> None:
            self._busy = False
            self._view.refuse(error)

        self._do(act, done, failed)


def read(kit: Kit, meeting_id: str) -> PrepareState:
    """Return what the step shows."""
    detail = kit.meetings.detail(meeting_id)
    meeting = detail.meeting
    words = current()
    people = kit.people.all(detail.group.id)
    return PrepareState(
        meeting_id=meeting.id,
        starts_at=_wall(meeting),
        duration_minutes=meeting.duration_minutes,
        venue_id=meeting.venue_id,
        room=meeting.room or "",
        capacity=meeting.capacity or 0,
        venues=tuple(kit.meetings.venues()),
        roles=tuple(
            RoleLine(
                role, role_label(role, words), person.id, display_name(person.family_name, person.given_name)
            )
            for person, role in detail.roles
        ),
        people=tuple(PersonChoice(p.id, display_name(p.family_name, p.given_name)) for p in people),
        status=meeting.status,
        next_statuses=tuple(s for s in _ORDER if s in lifecycle.allowed(meeting.status)),
    )


def _wall(meeting: Meeting) -> datetime | None:
    if meeting.starts_at is None:
        return None
    return meeting.starts_at.astimezone(ZoneInfo(meeting.timezone)).replace(tzinfo=None)


def _keep(kit: Kit, meeting_id: str, part: Part, plan: Plan) -> None:
    detail = kit.meetings.detail(meeting_id)
    values: dict[str, Any]
    match part:
        case "starts_at":
            zone = ZoneInfo(detail.meeting.timezone)
            values = {
                "starts_at": plan.starts_at.replace(tzinfo=zone).astimezone(UTC) if plan.starts_at else None
            }
        case "duration":
            values = {"duration_minutes": plan.duration_minutes}
        case "venue":
            venue_id = plan.venue_id
            if venue_id is None and plan.venue_name:
                venue_id = kit.plan.add_venue(detail.group.id, plan.venue_name).id
            values = {"venue_id": venue_id}
        case "room":
            values = {"room": plan.room.strip() or None}
        case "capacity":
            values = {"capacity": plan.capacity or None}
    kit.plan.edit_meeting(meeting_id, **values)


def action_words(status: MeetingStatus) -> str:
    """Return what one presses to reach ``status``, one of those offered here."""
    return {
        MeetingStatus.PROPOSED: tr("Propose"),
        MeetingStatus.ANNOUNCED: tr("Announce"),
        MeetingStatus.CONFIRMED: tr("Confirm the meeting"),
        MeetingStatus.REPORTED: tr("Mark as reported"),
        MeetingStatus.CLOSED: tr("Close the file"),
        MeetingStatus.POSTPONED: tr("Postpone"),
        MeetingStatus.CANCELLED: tr("Cancel the meeting"),
    }[status]
