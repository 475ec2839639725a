"""Gathers what each paper shows, as plain data that another thread can turn into a PDF."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from organiser_kit.codes.sheet import together
from organiser_kit.documents.data.badges import BadgeData, BadgesData
from organiser_kit.documents.data.meeting import MeetingDetails, PersonName
from organiser_kit.documents.data.poster import PosterData
from organiser_kit.documents.data.sheet import SheetColumn, SheetRow, SignInSheetData
from organiser_kit.documents.data.statement import StatementData, StatementMeeting
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Role
from organiser_kit.model.places import DEFAULT_RETENTION_YEARS
from organiser_kit.rules.roles import role_label, role_words
from organiser_kit.stocks.library import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from organiser_kit.i18n import Catalogue
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.model.paper import ParticipationStatement
    from organiser_kit.model.people import Person
    from organiser_kit.model.places import Structure, Venue
    from organiser_kit.services.badges import Badges
    from organiser_kit.services.meetings import Meetings
    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.sheets import Sheets
    from organiser_kit.services.views import MeetingDetail, RosterEntry

TRAINING = "Class’Code"
"""The training's name, written the same on every paper."""


class Paper:
    """What goes on paper; recording that a sheet was printed, or a badge given, is part of it."""

    def __init__(
        self, meetings: Meetings, people: People, registrations: Registrations, badges: Badges, sheets: Sheets
    ) -> None:
        self._meetings = meetings
        self._people = people
        self._registrations = registrations
        self._badges = badges
        self._sheets = sheets

    def sheet(self, meeting_id: str, catalogue: Catalogue) -> SignInSheetData:
        """Return the sign-in sheet of a meeting, recording that it was printed.

        A day that hosts both meetings of a pair has one sheet, with a column to sign for each of them.
        """
        return self._sheet_of(self._meetings.same_day(meeting_id), catalogue)

    def recap(self, meeting_id: str, catalogue: Catalogue) -> SignInSheetData:
        """Return the recap sheet of a module: both meetings of the pair, a column to sign for each.

        It replaces no sheet: each meeting keeps its own, whose number stands on it, and is validated by it.

        Raises:
            UserError: the module has one meeting only, or one of them has no date.
        """
        pair = self._meetings.pair(meeting_id)
        if len(pair) == 1 or not all(meeting.starts_at for meeting in pair):
            raise UserError(
                tr("A recap sheet is for the two meetings of a module: plan both, with their dates.")
            )
        return self._sheet_of(pair, catalogue)

    def _sheet_of(self, meetings: Sequence[Meeting], catalogue: Catalogue) -> SignInSheetData:
        details = [self._meetings.detail(meeting.id) for meeting in meetings]
        described = tuple(self.details_of(detail) for detail in details)
        sheets = [self._sheets.prepare(meeting.id) for meeting in meetings]
        structures = self._people.structure_names()
        # Who is expected at the second meeting only comes last: the first one's rows keep their numbers.
        people = dict.fromkeys(person_id for sheet in sheets for person_id in sheet.people)
        host = details[0].structure
        return SignInSheetData(
            meetings=described,
            sheet_id=sheets[0].id if len(sheets) == 1 else together(sheets[0].id, sheets[1].id),
            sheet_no=" · ".join(sheet.sheet_no for sheet in sheets),
            rows=tuple(self._row(n, person_id, structures) for n, person_id in enumerate(people, start=1)),
            printed_at=max(
                _local(sheet.printed_at, detail) or _start(detail)
                for sheet, detail in zip(sheets, details, strict=True)
            ),
            # Whichever sheet is renewed, the paper that carries both has a version of its own.
            revision=sum(sheet.revision for sheet in sheets) - len(sheets) + 1,
            privacy_contact=(host.privacy_contact if host else None) or "",
            retention_text=retention(host, catalogue),
            columns=tuple(SheetColumn(sheet.meeting_id, sheet.sheet_no) for sheet in sheets),
        )

    def _row(self, number: int, person_id: str, structures: Mapping[str, str]) -> SheetRow:
        person = self._people.seen(person_id)
        if person is None:
            # Printed elsewhere, and the person has not come here yet: the lines keep their numbers.
            return SheetRow(number, "", "", "", person_id)
        structure = structures.get(person.structure_id or "", "")
        return SheetRow(number, person.family_name, person.given_name, structure, person_id)

    def badges(
        self, meeting_id: str, catalogue: Catalogue, person_ids: Collection[str] | None = None
    ) -> BadgesData:
        """Return the badges of everybody expected, or of ``person_ids`` only, on plain paper."""
        detail = self._meetings.detail(meeting_id)
        entries = [
            entry
            for entry in self._registrations.roster(meeting_id)
            if (entry.person.id in person_ids if person_ids is not None else entry.is_expected or entry.roles)
        ]
        codes = self._badges.codes(entry.person.id for entry in entries)
        badges = tuple(_badge(entry, codes[entry.person.id], catalogue) for entry in entries)
        return BadgesData(self.details_of(detail), badges, shipped().house)

    def poster(self, meeting_id: str) -> PosterData:
        """Return the poster of a meeting."""
        detail = self._meetings.detail(meeting_id)
        meeting = detail.meeting
        return PosterData(self.details_of(detail), meeting.public_text or "", meeting.public_url or "")

    def statement(self, statement: ParticipationStatement, catalogue: Catalogue) -> StatementData:
        """Return one statement of participation."""
        detail = self._meetings.detail(statement.meeting_id)
        signatory, quality = self._signatory(detail, catalogue)
        person = self._people.get(statement.person_id)
        known = {role.value: role for role in Role}
        # A newer version of the kit may know roles for which this one has no word.
        labels = tuple(role_words(known[role], catalogue) for role in statement.roles if role in known)
        return StatementData(
            number=statement.number,
            person=self._name(person),
            meetings=(
                StatementMeeting(
                    self.details_of(detail), statement.total_minutes, statement.sheet_no, labels
                ),
            ),
            issued_at=_local(statement.issued_at, detail) or _start(detail),
            signatory=signatory,
            signatory_quality=quality,
            issued_in=(detail.venue.commune if detail.venue else None) or "",
            supersedes=statement.supersedes,
        )

    def _signatory(self, detail: MeetingDetail, catalogue: Catalogue) -> tuple[PersonName, str]:
        for person, role in detail.roles:
            if role is Role.ORGANISER:
                return self._name(person), role_words(role, catalogue)
        return PersonName("", ""), role_words(Role.ORGANISER, catalogue)

    def _name(self, person: Person) -> PersonName:
        structure = self._people.structure_names().get(person.structure_id or "", "")
        return PersonName(person.family_name, person.given_name, structure)

    def details(self, meeting_id: str) -> MeetingDetails:
        """Return a meeting as every document describes it."""
        return self.details_of(self._meetings.detail(meeting_id))

    def details_of(self, detail: MeetingDetail) -> MeetingDetails:
        """Return a meeting already read, as every document describes it."""
        venue, structure = detail.venue, detail.structure
        return MeetingDetails(
            title=TRAINING,
            starts_at=_start(detail),
            structure_name=structure.name if structure else detail.group.name,
            is_hosted=structure is not None,
            venue_name=venue.name if venue else "",
            room=detail.meeting.room or (venue.room if venue else None) or "",
            address=_address(venue) if venue else "",
            duration_minutes=detail.meeting.duration_minutes,
            module_number=detail.pair.module_number,
            module_title=detail.module.title,
            sequence=detail.meeting.sequence,
            activity_declaration_no=structure.activity_declaration_no if structure else None,
            logo=_logo(structure) if structure else None,
            organisers=self._names(detail, Role.ORGANISER, Role.CO_ORGANISER),
            facilitators=self._names(detail, Role.FACILITATOR),
        )

    def _names(self, detail: MeetingDetail, *wanted: Role) -> tuple[PersonName, ...]:
        return tuple(self._name(person) for person, role in detail.roles if role in wanted)


def retention(structure: Structure | None, catalogue: Catalogue) -> str:
    """Return how long a structure keeps sheets, in words."""
    years = (structure and structure.retention_years) or DEFAULT_RETENTION_YEARS
    return catalogue.trn("{n} year", "{n} years", years)


def _badge(entry: RosterEntry, code: str, catalogue: Catalogue) -> BadgeData:
    roles = [role_label(role, catalogue) for role in entry.roles] or [catalogue.tr("Participant")]
    return BadgeData(
        family_name=entry.person.family_name,
        given_name=entry.person.given_name,
        structure=entry.structure_name or "",
        role_label=" · ".join(roles),
        code=code,
    )


def _logo(structure: Structure) -> bytes | None:
    """Return the logo's file; one that came mangled is none."""
    try:
        return base64.b64decode(structure.logo or "", validate=True) or None
    except ValueError:
        return None


def _address(venue: Venue) -> str:
    town = " ".join(filter(None, (venue.postcode, venue.commune)))
    return ", ".join(filter(None, (venue.address, town)))


def _local(moment: datetime | None, detail: MeetingDetail) -> datetime | None:
    return moment.astimezone(detail.meeting.zone) if moment else None


def _start(detail: MeetingDetail) -> datetime:
    local = _local(detail.meeting.starts_at, detail)
    if local is None:
        raise UserError(tr("Give the meeting a date before printing anything for it."))
    return local
