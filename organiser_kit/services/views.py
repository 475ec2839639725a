"""Records put together as screens and documents need them: plain data, safe to hand to another thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import PresenceState
from organiser_kit.model.meetings import RegistrationState
from organiser_kit.rules.wording import display_name
from organiser_kit.storage.clock import WRONG

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.model.attendance import Presence
    from organiser_kit.model.meetings import Group, Meeting, MeetingPair, Module, Registration, Role
    from organiser_kit.model.paper import SignInSheet
    from organiser_kit.model.people import Person
    from organiser_kit.model.places import Structure, Venue


@dataclass(frozen=True, slots=True)
class MeetingSummary:
    """One line of the list of meetings."""

    meeting: Meeting
    group_name: str
    module_number: int
    module_title: str
    venue_name: str | None
    registered: int
    waiting: int
    present: int

    @property
    def id(self) -> str:
        """Return the meeting's id."""
        return self.meeting.id


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """Everything a meeting's page and papers show about it."""

    meeting: Meeting
    pair: MeetingPair
    group: Group
    module: Module
    venue: Venue | None
    structure: Structure | None
    roles: tuple[tuple[Person, Role], ...]
    sheet: SignInSheet | None


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person expected at, or seen at, a meeting."""

    person: Person
    structure_name: str | None
    registration: Registration | None
    presence: Presence
    roles: tuple[Role, ...] = ()

    @property
    def name(self) -> str:
        """Return the name as French papers write it: family name first, in capitals."""
        return display_name(self.person.family_name, self.person.given_name)

    @property
    def is_expected(self) -> bool:
        """Return whether the person has a seat."""
        return self.registration is not None and self.registration.state is RegistrationState.REGISTERED

    @property
    def is_awaited(self) -> bool:
        """Return whether a presence or an absence says something: who waits for a seat misses nothing."""
        known = self.presence.state in (PresenceState.PRESENT, PresenceState.EXCUSED)
        return known or self.is_expected or bool(self.roles)


@dataclass(frozen=True, slots=True)
class Attendance:
    """A meeting's people with what is known of their presence.

    Attributes:
        nameless: how many were present and have been erased since.
    """

    entries: tuple[RosterEntry, ...]
    headcount: int | None
    nameless: int = 0

    @property
    def present(self) -> int:
        """Return how many people were present."""
        return self.nameless + sum(entry.presence.is_present for entry in self.entries)


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the sync pill tells.

    Attributes:
        silent_days: whole days since an exchange last went through, ``None`` if none ever did.
        revoked: whether the server put this laptop out, so that its records were removed.
        clock_offset_seconds: what must be added to the laptop's clock; 0 if it is right or nothing is known.
    """

    pending: int
    refused: int
    conflicts: int
    last_sync_at: datetime | None
    server: str | None
    silent_days: int | None = None
    clock_offset_seconds: int = 0
    revoked: bool = False

    @property
    def clock_is_wrong(self) -> bool:
        """Return whether a person should set the clock."""
        return abs(self.clock_offset_seconds) > WRONG.total_seconds()
