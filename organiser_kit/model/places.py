"""Where meetings happen and who hosts them."""

from __future__ import annotations

from dataclasses import dataclass

from organiser_kit.model.record import Record, indexed, surfaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Record):
    """A French region; overseas ones are regions like the others."""

    name: str = surfaced("")
    insee_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(Record):
    """An organisation that hosts meetings or that people belong to.

    ``activity_declaration_no`` is printed on a sheet only when the structure has one.
    """

    name: str = surfaced("")
    kind: str = "association"
    activity_declaration_no: str | None = None
    privacy_contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Record):
    """A place where a group can meet."""

    name: str = surfaced("")
    structure_id: str | None = indexed()
    room: str | None = surfaced()
    address: str | None = None
    postcode: str | None = None
    commune: str | None = None
    capacity: int | None = None
