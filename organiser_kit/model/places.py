"""Where meetings happen and who hosts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec

from organiser_kit.model.record import Record, indexed, surfaced

DEFAULT_RETENTION_YEARS = 5
"""How long sheets are kept where the structure says nothing: what funders and controls usually ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Record):
    """A French region; overseas ones are regions like the others."""

    name: str = surfaced("")
    insee_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(Record):
    """An organisation that hosts meetings or that people belong to.

    Attributes:
        activity_declaration_no: printed on a sheet only when the structure has one.
        privacy_contact: whom to ask about one's data.
        address: one line, as on a letter.
        dpo_contact: how to reach its data protection officer, when it has one.
        retention_years: how long it keeps sheets as proof; see :data:`DEFAULT_RETENTION_YEARS`.
        logo: a small PNG or JPEG file in base64, so that it reaches every laptop.
    """

    name: str = surfaced("")
    kind: str = "association"
    activity_declaration_no: str | None = None
    privacy_contact: str | None = None
    address: str | None = None
    website: str | None = None
    dpo_contact: str | None = None
    retention_years: int | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Record):
    """A place where a group can meet.

    What it offers is ``None`` until somebody has asked: the counts are of what a meeting may use.

    Attributes:
        internet: ``none``, ``weak`` or ``good``.
        opening: when it opens, who has the key.
        host_list_required: its reception wants the names beforehand.
        verified_at: when somebody last checked all this.
    """

    name: str = surfaced("")
    structure_id: str | None = indexed()
    room: str | None = surfaced()
    address: str | None = None
    postcode: str | None = None
    commune: str | None = None
    capacity: int | None = None
    computers: int | None = None
    power_sockets: int | None = None
    projectors: int | None = None
    printers: int | None = None
    internet: str | None = None
    step_free_access: bool | None = None
    hearing_loop: bool | None = None
    transport: str | None = None
    opening: str | None = None
    offline_software: tuple[str, ...] = ()
    onsite_contact: str | None = None
    host_list_required: bool = False
    notes: str | None = None
    verified_at: datetime | None = None
