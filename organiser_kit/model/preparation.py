"""What a group gets ready before a meeting: things to do, things to bring, needs, editions of the kit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec
from enum import StrEnum

from organiser_kit.model.record import Record, indexed, surfaced


class Phase(StrEnum):
    """When something on a checklist is to be done."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class EquipmentSource(StrEnum):
    """Who brings a piece of equipment."""

    VENUE = "venue"
    STRUCTURE = "structure"
    PARTICIPANT = "participant"
    LOAN = "loan"


class HandoverState(StrEnum):
    """Where something that passes from one hand to another stands."""

    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem(Record):
    """One line of a meeting's checklist that somebody ticked, or added to what the kit proposes.

    Attributes:
        template: the name of the kit's own line; ``None`` for an organiser's, whose words are ``text``.
        due_days: days from the meeting, negative before it.
    """

    meeting_id: str = indexed("")
    template: str | None = None
    text: str | None = None
    phase: Phase = Phase.BEFORE
    due_days: int | None = None
    done_at: datetime | None = None
    done_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentLine(Record):
    """What is known of one piece of equipment of a meeting.

    Attributes:
        material: the name of the kit's own line; ``None`` for an organiser's, whose words are ``text``.
        needed: how many, where the organiser changed what the kit computes.
        brought_by: the person who brings it.
    """

    meeting_id: str = indexed("")
    material: str | None = None
    text: str | None = None
    needed: int | None = None
    available: int | None = None
    source: EquipmentSource | None = None
    brought_by: str | None = indexed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Record):
    """Something that the group would like a meeting to deal with.

    ``votes`` counts the hands raised; ``chosen`` says that the meeting will deal with it.
    """

    meeting_id: str = indexed("")
    text: str = surfaced("")
    person_id: str | None = indexed()
    votes: int = 0
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KitEdition(Record):
    """An edition of a kit d'animation that came with an exchange.

    Attributes:
        body: the kit's TOML file, in pieces, each no longer than a text of a record may be.
        digest: SHA-256 of the whole file, hexadecimal.
    """

    name: str = indexed("")
    version: int = 1
    licence: str = ""
    body: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Record):
    """One message that one person is to be sent about a meeting; its words are written when it leaves.

    Attributes:
        purpose: ``invitation``, ``reminder``, ``moved``, ``postponed``, ``cancelled``, ``seat``.
        done_at: when the organiser handed it to the mail program, or said that the person knows.
    """

    meeting_id: str = indexed("")
    person_id: str = indexed("")
    purpose: str = "invitation"
    state: HandoverState = HandoverState.WAITING
    queued_at: datetime | None = None
    done_at: datetime | None = None
