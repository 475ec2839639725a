"""People, and the badges that speak for them at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec
from enum import StrEnum

from organiser_kit.model.record import Record, indexed, surfaced


class Purpose(StrEnum):
    """What somebody agrees to, one consent each."""

    GROUP_CONTACT = "group_contact"
    NEWS = "news"
    IMAGE_INTERNAL = "image_internal"
    IMAGE_WEB = "image_web"
    IMAGE_PRESS = "image_press"


class Origin(StrEnum):
    """How somebody came to a group."""

    WEBSITE = "website"
    COOPTATION = "cooptation"
    STRUCTURE = "structure"
    CAMPAIGN = "campaign"
    WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who takes part; only what organising a meeting needs is kept.

    Attributes:
        twin_of: the record of the same person in the group that this one was taken from.
        merged_into: the person that this record turned out to be as well; it is then deleted.
        is_it_professional: may be asked to facilitate, with ``availability`` in their own words and how far
            they would travel.
    """

    family_name: str = surfaced("")
    given_name: str = surfaced("")
    email: str | None = surfaced()
    phone: str | None = surfaced()
    structure_id: str | None = indexed()
    commune: str | None = None
    profession_kind: str | None = None
    external_ref: str | None = None
    twin_of: str | None = indexed()
    merged_into: str | None = indexed()
    is_it_professional: bool | None = None
    availability: str | None = None
    travel_km: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge(Record):
    """An opaque token that stands for a person at the door; a person may have had several."""

    person_id: str = indexed("")
    token: str = indexed("")
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeKey(Record):
    """A key that takes the place of earlier ones, for instance because a laptop was lost. Written once.

    Attributes:
        key: 64 hexadecimal digits, like the group's first key.
        replaces: the ids of the records that hold the replaced keys; the first key is the group's own.
        earlier_until: how long badges made with the replaced keys still count; not at all when ``None``.
    """

    key: str = ""
    made_at: datetime | None = None
    replaces: tuple[str, ...] = ()
    earlier_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """What one person agreed to or refused, for one purpose.

    Attributes:
        text_version: the edition of the words that they read.
        channel: ``paper``, ``app`` or ``web``.
    """

    person_id: str = indexed("")
    purpose: Purpose = Purpose.GROUP_CONTACT
    given: bool = False
    text_version: str = ""
    at: datetime | None = None
    channel: str = "paper"
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """Somebody's time in the group of this scope."""

    person_id: str = indexed("")
    origin: Origin | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
