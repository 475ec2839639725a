"""What a kit d'animation says, exactly as its file says it."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

import msgspec


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages."""

    fr: str
    en: str

    def text(self, language: str) -> str:
        """Return the text in ``language``: French unless that is English."""
        return self.en if language == "en" else self.fr


class Wordings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of texts in both languages, of the same length."""

    fr: tuple[str, ...]
    en: tuple[str, ...]

    def texts(self, language: str) -> tuple[str, ...]:
        """Return the texts in ``language``: French unless that is English."""
        return self.en if language == "en" else self.fr


class Variants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do where something is missing; ``None`` where the activity needs no change."""

    network: Wording | None = None
    computers: Wording | None = None
    facilitator: Wording | None = None


class Activity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One activity of the timeline.

    Attributes:
        minutes: how long it lasts in a meeting of the kit's own length.
        steps: how to run it, in order.
        material: ids of the kit's materials.
        say: what the timekeeper says when it ends.
    """

    title: Wording
    minutes: int
    steps: Wordings
    say: Wording
    material: tuple[str, ...] = ()
    without: Variants = Variants()


class Per(StrEnum):
    """What a quantity of material is counted by."""

    PERSON = "person"
    GROUP = "group"
    MEETING = "meeting"


class AtVenue(StrEnum):
    """How to know whether a venue has a thing: by asking, or from what its record says."""

    ASKED = "asked"
    COMPUTERS = "computers"
    POWER_SOCKETS = "power_sockets"
    PROJECTORS = "projectors"


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that is needed.

    Attributes:
        quantity: how many for each person, group or meeting.
        size: how many people make a group; 0 unless counted by group.
        spare: how many more, for those who come without having registered.
        at_venue: set for what venues often have, so that nobody carries it for nothing.
        handout: the id of the sheet of this kit to print; empty when it is no paper of the kit.
        note: a detail that saves a second trip; none when empty.
    """

    id: str
    name: Wording
    per: Per
    quantity: int = 1
    size: int = 0
    spare: int = 0
    at_venue: AtVenue | None = None
    handout: str = ""
    note: Wording | None = None

    def needed(self, people: int) -> int:
        """Return how many are needed when ``people`` are expected; a group begun counts as one."""
        if self.per is Per.MEETING:
            return self.quantity + self.spare
        counted = people if self.per is Per.PERSON else -(-people // self.size)
        return counted * self.quantity + self.spare


class Phase(StrEnum):
    """When a thing is to be done."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Who(StrEnum):
    """Who usually does it; a proposal, never a rule."""

    ORGANISER = "organiser"
    TIMEKEEPER = "timekeeper"
    FACILITATOR = "facilitator"
    HOST_CONTACT = "host_contact"
    EVERYBODY = "everybody"


class ChecklistItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to do.

    Attributes:
        days: from the day of the meeting to the day it is due: below zero before, above zero after.
        id: what it is called in every edition, so that a tick outlives a corrected sentence.
    """

    phase: Phase
    days: int
    who: Who
    text: Wording
    id: str = ""

    @property
    def template(self) -> str:
        """Return the name that ticks are kept under: its id, else one made of its words."""
        return self.id or f"text-{sha256(self.text.fr.encode()).hexdigest()[:16]}"

    def due(self, meeting_day: date) -> date:
        """Return the day it is due."""
        return meeting_day + timedelta(days=self.days)


class Handout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sheet for participants.

    Attributes:
        points: what it says, one thing a line.
        blanks: what is to be filled in by hand, each with lines to write on.
        cut_out: whether the points are strips to cut apart.
    """

    id: str
    title: Wording
    intro: Wording
    points: Wordings = Wordings((), ())
    blanks: Wordings = Wordings((), ())
    cut_out: bool = False


class MeetingKit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One kit d'animation.

    Attributes:
        format: the version of this format; see :data:`FORMAT`.
        name: what other kits call it.
        version: counts the editions of this kit; the highest one is used.
        extends: the name of the kit whose checklist and materials come before its own; none when empty.
        module: the module it is for; any when ``None``.
        meeting: which meeting of the module; any when ``None``.
        licence: an SPDX identifier.
    """

    format: int
    name: str
    version: int
    title: Wording
    aim: Wording
    licence: str
    authors: tuple[str, ...]
    activities: tuple[Activity, ...]
    extends: str = ""
    module: int | None = None
    meeting: int | None = None
    materials: tuple[Material, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    handouts: tuple[Handout, ...] = ()

    @property
    def minutes(self) -> int:
        """Return how long its activities last together."""
        return sum(activity.minutes for activity in self.activities)


FORMAT = 1
"""The only version of the format so far."""
