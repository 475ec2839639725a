"""What documents are made from: plain frozen values, gathered beforehand by whoever prints.

Every moment is aware and already in the venue's local time. Words for roles come in the language of the
document. Nothing here holds an e-mail address or a telephone number of a participant.
"""

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
        structure_name: the host.
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

    @property
    def ends_at(self) -> datetime:
        """Return the moment the meeting is due to end."""
        return self.starts_at + timedelta(minutes=self.duration_minutes)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One expected person; ``number`` is printed, ``person_id`` only goes to the geometry."""

    number: int
    family_name: str
    given_name: str
    structure: str = ""
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheetData:
    """One sign-in sheet.

    Attributes:
        meetings: one; or two for a day that hosts both, or a module's recap: two columns to sign.
        sheet_id: the sheet's UUID, carried by its QR code.
        sheet_no: the reference that people read.
        printed_at: aware, in local time.
        privacy_contact: whom to ask about one's data.
        retention_text: how long the sheet is kept, e.g. "5 years".
    """

    meetings: tuple[MeetingDetails, ...]
    sheet_id: str
    sheet_no: str
    rows: tuple[SheetRow, ...]
    printed_at: datetime
    revision: int = 1
    blank_rows: int = 5
    privacy_contact: str = ""
    retention_text: str = ""

    def __post_init__(self) -> None:
        """Refuse a sheet that cannot be laid out: a caller's mistake, not a person's.

        Raises:
            ValueError: there is no meeting, or more than two.
        """
        if not 1 <= len(self.meetings) <= 2:
            raise ValueError(f"a sheet is for one or two meetings, not {len(self.meetings)}")


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One badge; ``code`` is the opaque text of its QR code, ``role_label`` is in words."""

    family_name: str
    given_name: str
    structure: str
    role_label: str
    code: str


@dataclass(frozen=True, slots=True)
class BadgesData:
    """The badges of one meeting."""

    meeting: MeetingDetails
    badges: tuple[BadgeData, ...]


@dataclass(frozen=True, slots=True)
class StatementMeeting:
    """One meeting that a person took part in.

    Attributes:
        minutes: the time the person was there.
        sheet_no: the validated sheet this rests on.
        role_labels: what the person did there, in words; taking part when empty.
    """

    meeting: MeetingDetails
    minutes: int
    sheet_no: str
    role_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementData:
    """One participation statement, for one person.

    Attributes:
        number: its unique reference.
        meetings: in order of time, at least one.
        issued_at: aware, in local time.
        issued_in: the place it is signed at; a line to fill by hand when empty.
        signatory_quality: why this person may sign, in words, e.g. "organiser".
        verify_code: opaque text for a QR code that lets anyone check the statement; none when empty.
        supersedes: the number of the statement that this one replaces.
    """

    number: str
    person: PersonName
    meetings: tuple[StatementMeeting, ...]
    issued_at: datetime
    signatory: PersonName
    signatory_quality: str
    issued_in: str = ""
    verify_code: str = ""
    supersedes: str | None = None

    def __post_init__(self) -> None:
        """Refuse a statement about nothing: a caller's mistake, not a person's.

        Raises:
            ValueError: there is no meeting.
        """
        if not self.meetings:
            raise ValueError("a statement rests on at least one meeting")

    @property
    def total_minutes(self) -> int:
        """Return the time spent in all meetings."""
        return sum(part.minutes for part in self.meetings)


@dataclass(frozen=True, slots=True)
class PosterData:
    """One poster; ``public_url`` is the page to register on, without any personal code."""

    meeting: MeetingDetails
    public_text: str = ""
    public_url: str = ""
