"""A meeting and the people who hold it, as documents describe them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; ``structure`` is whom they come from, shown in brackets where there is room."""

    family_name: str
    given_name: str
    structure: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """One meeting as documents describe it.

    Attributes:
        title: the training's name, the same on every document, e.g. "Class'Code".
        module_number: None when the meeting belongs to no module.
        sequence: which meeting of the module this is, out of ``sequence_total``.
        starts_at: aware, in local time.
        room: empty when the venue has only one.
        address: one line.
        structure_name: the host; the group itself where no structure hosts it.
        is_hosted: whether a structure hosts it.
        activity_declaration_no: printed only when the host has one.
        logo: the bytes of a PNG or JPEG file.
    """

    title: str
    starts_at: datetime
    structure_name: str
    venue_name: str
    room: str = ""
    address: str = ""
    duration_minutes: int = 120
    module_number: int | None = None
    module_title: str = ""
    sequence: int = 1
    sequence_total: int = 2
    activity_declaration_no: str | None = None
    logo: bytes | None = field(default=None, repr=False)
    organisers: tuple[PersonName, ...] = ()
    facilitators: tuple[PersonName, ...] = ()
    is_hosted: bool = True

    @property
    def ends_at(self) -> datetime:
        """Return the moment the meeting is due to end."""
        return self.starts_at + timedelta(minutes=self.duration_minutes)
