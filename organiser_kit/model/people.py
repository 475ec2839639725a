"""People, and the badges that speak for them at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec

from organiser_kit.model.record import Record, indexed, surfaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who takes part; only what organising a meeting needs is kept."""

    family_name: str = surfaced("")
    given_name: str = surfaced("")
    email: str | None = surfaced()
    phone: str | None = surfaced()
    structure_id: str | None = indexed()
    commune: str | None = None
    profession_kind: str | None = None
    external_ref: str | None = None
    twin_of: str | None = indexed()


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
