"""Groups, modules, the pair of meetings a module asks for, and who does what at each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from organiser_kit.model.record import Record, decisive, indexed, surfaced

MAINLAND = "Europe/Paris"


class Formation(StrEnum):
    """How a group came together."""

    COOPTATION = "cooptation"
    CONTAMINATION = "contamination"


class GroupStatus(StrEnum):
    """The life of a group."""

    FORMING = "forming"
    ACTIVE = "active"
    ENDED = "ended"
    COMMUNITY = "community"


class Cadence(StrEnum):
    """How a group spreads its meetings."""

    MODULE = "module"
    YEAR = "year"
    FREE = "free"


class MeetingStatus(StrEnum):
    """The life of a meeting, from an idea to a closed file."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    IN_PROGRESS = "in_progress"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Role(StrEnum):
    """What somebody does at one meeting; roles belong to meetings, never to people."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    FUTURE_ORGANISER = "future_organiser"
    FACILITATOR = "facilitator"
    TIMEKEEPER = "timekeeper"
    HOST_CONTACT = "host_contact"


class RoleState(StrEnum):
    """What somebody answered who was asked to take a role."""

    CONSIDERED = "considered"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CAME = "came"


HOLDING = frozenset({RoleState.ACCEPTED, RoleState.CAME})
"""States in which somebody has the role: whoever was only asked, or declined, has none."""


class RegistrationState(StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    INVITED = "invited"


class RegistrationSource(StrEnum):
    """How somebody came to be registered."""

    DESK = "desk"
    IMPORT = "import"
    WALK_IN = "walk_in"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Record):
    """The people who follow modules together and share the same laptops' data.

    ``badge_key`` (64 hexadecimal digits) signs the group's first badges, and seals what laptops carry to each
    other; every laptop of the group holds it. Keys that replaced it for badges are records of their own.

    Attributes:
        open_seats: seats that the group keeps for people of other structures.
        session_label: which round of the training, for instance "2026-2".
        pad_url: the group's pad on the network.
        coordinator: whom to turn to, as one would write to them.
        predecessor: the id of the person who handed the group over to today's organiser.
    """

    name: str = surfaced("")
    region_id: str | None = indexed()
    formation: Formation = Formation.CONTAMINATION
    host_structure_id: str | None = None
    target_size: int = 25
    badge_key: str = ""
    min_size: int | None = None
    open_seats: int | None = None
    status: GroupStatus = GroupStatus.FORMING
    cadence: Cadence = Cadence.MODULE
    session_label: str | None = None
    pad_url: str | None = None
    coordinator: str | None = None
    predecessor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Record):
    """One online module; titles are data, for they change from one edition to the next."""

    number: int = indexed(0)
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPair(Record):
    """The two meetings that a group holds for one module."""

    group_id: str = indexed("")
    module_number: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One local meeting. ``starts_at`` is an instant; ``timezone`` is where its wall clock hangs.

    ``public_url`` is the page that anybody may see; ``public_text`` is what its poster says beside the facts.
    """

    pair_id: str = indexed("")
    sequence: int = 1
    status: MeetingStatus = MeetingStatus.DRAFT
    starts_at: datetime | None = surfaced()
    timezone: str = MAINLAND
    duration_minutes: int = 120
    venue_id: str | None = indexed()
    room: str | None = surfaced()
    capacity: int | None = None
    headcount: int | None = None
    cancel_reason: str | None = None
    public_url: str | None = None
    public_text: str | None = None
    registration_closed: bool | None = None
    facilitator_wanted: bool | None = None
    kit_version: int | None = None
    warned_at: datetime | None = None

    @property
    def ends_at(self) -> datetime | None:
        """Return the instant the meeting ends, when it has a start."""
        return self.starts_at + timedelta(minutes=self.duration_minutes) if self.starts_at else None

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of its wall clock; a name that this machine does not know counts as Paris."""
        return zone_named(self.timezone) or ZoneInfo(MAINLAND)


def zone_named(name: str) -> ZoneInfo | None:
    """Return the time zone of this IANA name, ``None`` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A folder of the time zone database, "Europe", is an OSError.
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRole(Record):
    """What one person does at one meeting, or was asked to do: only who accepted or came has the role.

    Attributes:
        minutes: how long it took them, preparation included.
        mentored_by: the organiser who helps a future organiser.
    """

    meeting_id: str = indexed("")
    person_id: str = indexed("")
    role: Role = decisive(Role.ORGANISER)
    state: RoleState = RoleState.ACCEPTED
    minutes: int | None = None
    mentored_by: str | None = indexed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Record):
    """One person expected at one meeting. ``attention`` is what the organiser alone should think of."""

    meeting_id: str = indexed("")
    person_id: str = indexed("")
    state: RegistrationState = decisive(RegistrationState.REGISTERED)
    source: RegistrationSource = RegistrationSource.DESK
    requested_at: datetime | None = None
    attention: str | None = None
