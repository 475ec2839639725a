"""The parts of a person's file, each with what the data serve and until when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.exports.person_page import Section
from organiser_kit.exports.tables import Coded, Column, Table
from organiser_kit.i18n import current, tr
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.conflicts import Conflict
from organiser_kit.model.meetings import Group, Meeting, MeetingPair, MeetingRole, Registration
from organiser_kit.model.paper import ParticipationStatement, SignInSheet
from organiser_kit.model.people import Badge, Consent
from organiser_kit.model.record import group_of
from organiser_kit.oplog.op import decode_op
from organiser_kit.rules.attendance import live
from organiser_kit.rules.roles import role_label
from organiser_kit.rules.state_words import (
    method_words,
    profession_words,
    registration_words,
    request_words,
    source_words,
)
from organiser_kit.services.person_words import (
    contact_kept,
    fact_words,
    laptop_kept,
    meeting_columns,
    proof_kept,
    purpose_words,
    yes_or_no,
)
from organiser_kit.services.record_names import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from organiser_kit.exports.tables import Cell
    from organiser_kit.model.people import Person
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store

Row = tuple["Cell", ...]


class PersonSections:
    """Gathers every record that names somebody."""

    def __init__(self, store: Store, people: People) -> None:
        self._store = store
        self._people = people

    def all(self, selves: Sequence[Person]) -> tuple[Section, ...]:
        """Return every part about ``selves``, the records of one human, deleted ones included."""
        ids = tuple(known.id for known in selves)
        return (
            self._identity(selves),
            self._registrations(ids),
            self._consents(ids),
            self._roles(ids),
            self._presences(ids),
            self._sheets(ids),
            self._statements(ids),
            self._badges(ids),
            self._versions(ids),
            self._changes(ids),
        )

    def _identity(self, selves: Sequence[Person]) -> Section:
        structures = self._people.structure_names()
        rows = tuple(
            (
                known.id,
                self._group_name(known.scope),
                known.family_name,
                known.given_name,
                known.email,
                known.phone,
                structures.get(known.structure_id or ""),
                known.commune,
                Coded(known.profession_kind, profession_words(known.profession_kind))
                if known.profession_kind
                else None,
                known.external_ref,
                known.availability,
                known.travel_km,
            )
            for known in selves
        )
        columns = (
            Column("id", "id"),
            Column("group", tr("Group")),
            Column("family_name", tr("Family name")),
            Column("given_name", tr("Given name")),
            Column("email", tr("E-mail")),
            Column("phone", tr("Telephone")),
            Column("structure", tr("Structure")),
            Column("commune", tr("Town")),
            Column("profession_kind", tr("Profession")),
            Column("external_ref", tr("Reference")),
            Column("availability", tr("Available for facilitating")),
            Column("travel_km", tr("Would travel (km)")),
        )
        used = tr("To tell people apart, to reach you, and to write your name on the papers of a meeting.")
        return Section(Table("identity", tr("Who you are"), columns, rows), used, contact_kept())

    def _registrations(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(Registration, *_about(ids), deleted=True)
        rows = tuple(
            (
                *self._meeting(one.meeting_id),
                Coded(one.state.value, registration_words(one.state)),
                Coded(one.source.value, source_words(one.source)),
                self._local(one.meeting_id, one.requested_at),
                one.attention,
            )
            for one in found
        )
        columns = (
            *meeting_columns(),
            Column("state", tr("Registration")),
            Column("source", tr("Registered how")),
            Column("requested_at", tr("Registered on")),
            Column("attention", tr("Noted for the organiser")),
        )
        used = tr("To keep a seat for you and to print the list at the door.")
        return Section(Table("registrations", tr("Registrations"), columns, rows), used, proof_kept())

    def _consents(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(Consent, *_about(ids), deleted=True)
        rows = tuple(
            (purpose_words(one.purpose), yes_or_no(one.given), one.at, one.withdrawn_at) for one in found
        )
        columns = (
            Column("purpose", tr("For what")),
            Column("given", tr("Agreed")),
            Column("at", tr("Since")),
            Column("withdrawn_at", tr("Taken back on")),
        )
        used = tr("To do what you agreed to, and nothing that you did not.")
        return Section(Table("consents", tr("What you agreed to"), columns, rows), used, contact_kept())

    def _roles(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(MeetingRole, *_about(ids), deleted=True)
        rows = tuple(
            (
                *self._meeting(one.meeting_id),
                Coded(one.role.value, role_label(one.role, current())),
                Coded(one.state.value, request_words(one.state)),
            )
            for one in found
        )
        columns = (*meeting_columns(), Column("role", tr("Role")), Column("state", tr("Answer")))
        used = tr("To say who does what at a meeting, on its papers and on statements.")
        title = tr("Roles you have or were asked to take")
        return Section(Table("roles", title, columns, rows), used, proof_kept())

    def _presences(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(AttendanceFact, *_about(ids), order="at, id")
        standing = {fact.id for fact in live(found)}
        rows = tuple(
            (
                *self._meeting(fact.meeting_id),
                Coded(fact.kind.value, fact_words(fact.kind)),
                self._local(fact.meeting_id, fact.at),
                self._local(fact.meeting_id, fact.device_at),
                Coded(fact.method.value, method_words(fact.method)),
                fact.reason,
                yes_or_no(fact.id in standing),
                fact.device_id,
            )
            for fact in found
        )
        columns = (
            *meeting_columns(),
            Column("kind", tr("What was seen")),
            Column("at", tr("When")),
            Column("device_at", tr("By the laptop’s own clock")),
            Column("method", tr("Seen how")),
            Column("reason", tr("Reason")),
            Column("counts", tr("Counts")),
            Column("device", tr("id of the laptop")),
        )
        used = tr("To know who was there, and to write statements of participation.")
        return Section(Table("presences", tr("Presences"), columns, rows), used, proof_kept())

    def _sheets(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(SignInSheet)
        rows = tuple(
            (
                *self._meeting(sheet.meeting_id),
                sheet.sheet_no,
                self._local(sheet.meeting_id, sheet.printed_at),
                self._local(sheet.meeting_id, sheet.validated_at),
                yes_or_no(bool(set(ids) & set(sheet.present))),
            )
            for sheet in found
            if set(ids) & {*sheet.people, *sheet.present}
        )
        columns = (
            *meeting_columns(),
            Column("sheet_no", tr("Sheet")),
            Column("printed_at", tr("Printed on")),
            Column("validated_at", tr("Validated on")),
            Column("present", tr("Said to be present")),
        )
        used = tr("To prove that the meeting took place and who signed.")
        return Section(
            Table("sheets", tr("Sign-in sheets with your name"), columns, rows), used, proof_kept()
        )

    def _statements(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(ParticipationStatement, *_about(ids), deleted=True)
        rows = tuple(
            (
                *self._meeting(one.meeting_id),
                one.number,
                one.total_minutes,
                self._local(one.meeting_id, one.issued_at),
                self._local(one.meeting_id, one.revoked_at),
                one.revoke_reason,
                one.supersedes,
            )
            for one in found
        )
        columns = (
            *meeting_columns(),
            Column("number", tr("Number")),
            Column("total_minutes", tr("Minutes attended")),
            Column("issued_at", tr("Issued on")),
            Column("revoked_at", tr("Revoked on")),
            Column("revoke_reason", tr("Reason")),
            Column("supersedes", tr("Takes the place of")),
        )
        used = tr("To give you, and whoever you show it to, a proof that you took part.")
        title = tr("Statements of participation")
        return Section(Table("statements", title, columns, rows), used, proof_kept())

    def _badges(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(Badge, *_about(ids), deleted=True)
        rows = tuple((one.token, one.revoked_at) for one in found)
        columns = (Column("token", tr("Code")), Column("revoked_at", tr("Revoked on")))
        used = tr("To let you in by your badge; the code holds no name.")
        return Section(Table("badges", tr("Badges"), columns, rows), used, laptop_kept())

    def _versions(self, ids: tuple[str, ...]) -> Section:
        found = self._store.records.find(Conflict, *_about(ids, "record_id"), deleted=True)
        rows = tuple((one.field, one.winner, one.loser) for one in found)
        columns = (
            Column("field", tr("Field")),
            Column("winner", tr("What stands")),
            Column("loser", tr("What was written at the same time")),
        )
        used = tr("To let somebody choose where two laptops wrote two versions.")
        return Section(Table("versions", tr("Two versions of a field"), columns, rows), used, laptop_kept())

    def _changes(self, ids: tuple[str, ...]) -> Section:
        rows = tuple(self._written(ids))
        columns = (
            Column("recorded_at", tr("When")),
            Column("record", tr("What")),
            Column("values", tr("Values")),
            Column("state", tr("Sent")),
        )
        used = tr("To send what was written here to the other laptops, and to send it again if it is lost.")
        title = tr("Changes written on this laptop")
        return Section(Table("changes", title, columns, rows), used, laptop_kept())

    def _written(self, ids: tuple[str, ...]) -> Iterator[Row]:
        about = " OR ".join(["record_id = ? OR body LIKE ?"] * len(ids))
        parameters = [word for known in ids for word in (known, f'%"{known}"%')]
        sql = f"SELECT body, state, recorded_at FROM outbox WHERE {about} ORDER BY incarnation, n"
        for row in self._store.database.rows(sql, parameters):
            op = decode_op(row["body"])
            values = {name: edit[0] for name, edit in (op.fields or {}).items()} | (op.values or {})
            said = ", ".join(
                f"{name}: {value}" for name, told in values.items() if (value := _own(told, ids)) is not None
            )
            if said:
                sent = yes_or_no(row["state"] in ("answered", "confirmed"))
                yield row["recorded_at"], Coded(op.record, kind_words(op.record)), said, sent

    def _meeting(self, meeting_id: str) -> Row:
        meeting = self._store.records.seen(Meeting, meeting_id)
        if meeting is None:
            return meeting_id, None, None, None, None
        pair = self._store.records.seen(MeetingPair, meeting.pair_id)
        group = self._group_name(meeting.scope)
        number = pair.module_number if pair else None
        return meeting.id, group, number, meeting.sequence, self._local(meeting.id, meeting.starts_at)

    def _local(self, meeting_id: str, moment: datetime | None) -> datetime | None:
        meeting = self._store.records.seen(Meeting, meeting_id)
        return moment.astimezone(meeting.zone) if moment and meeting else moment

    def _group_name(self, scope: str) -> str | None:
        group = self._store.records.seen(Group, group_of(scope))
        return group.name if group else None


def _own(value: object, ids: tuple[str, ...]) -> object:
    """Return a value without the ids of other people: a list, as on a sheet, holds everybody's."""
    return [item for item in value if item in ids] if isinstance(value, list) else value


def _about(ids: tuple[str, ...], field: str = "person_id") -> tuple[str, tuple[str, ...]]:
    return f"{field} IN ({', '.join('?' * len(ids))})", ids
