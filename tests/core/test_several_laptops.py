"""What several laptops wrote without knowing of each other, and what has not come here yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.kinds import BY_TYPE, to_wire
from organiser_kit.model.meetings import (
    Meeting,
    MeetingRole,
    MeetingStatus,
    Registration,
    RegistrationState,
    Role,
)
from organiser_kit.model.paper import ParticipationStatement, SignInSheet
from organiser_kit.oplog.op import Row
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.model.record import Record
    from organiser_kit.services.practice import PracticeGroup

EVENING = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
STAMP = "019ab0000000-0000-bbbbbbbbbbbb"
LATER = "0fffffffffff-0000-bbbbbbbbbbbb"


def arrive(kit: Kit, *records: Record, stamp: str = STAMP) -> None:
    """Let records of another laptop come in with a sync."""
    rows = []
    for record in records:
        kind = BY_TYPE[type(record)]
        values = {name: to_wire(getattr(record, name)) for name in kind.fields}
        mark = "" if kind.fact else stamp
        fields = {name: (value, mark) for name, value in values.items() if value is not None}
        rows.append(Row(record=kind.name, record_id=record.id, seq=1, fields=fields))
    kit.replica.apply_page(records[0].scope, "epoch", rows, 1)


def new(kit: Kit, kind: Any, meeting: Meeting, **values: Any) -> Any:
    """Return a record of another laptop about ``meeting``."""
    environment = kit.environment
    return kind(id=environment.new_id(), scope=meeting.scope, meeting_id=meeting.id, **values)


@pytest.fixture
def meeting(kit: Kit, meeting_id: str) -> Meeting:
    """The first meeting of the practice pair."""
    return kit.meetings.get(meeting_id)


def summary(kit: Kit, meeting_id: str) -> tuple[int, int, int]:
    """Return how many are registered, waiting and present."""
    (found,) = [one for one in kit.meetings.all() if one.id == meeting_id]
    return found.registered, found.waiting, found.present


class TestDoubleRegistrations:
    """Two laptops registered the same person."""

    @pytest.fixture
    def person_id(self, kit: Kit, meeting: Meeting) -> str:
        """Somebody of the roster whom another laptop registered too."""
        person_id = kit.registrations.roster(meeting.id)[3].person.id
        arrive(kit, new(kit, Registration, meeting, person_id=person_id))
        return person_id

    def test_they_are_one_person_everywhere(self, kit: Kit, meeting: Meeting, person_id: str) -> None:
        assert len(kit.registrations.roster(meeting.id)) == 25
        assert summary(kit, meeting.id) == (25, 0, 0)
        assert len(kit.sheets.prepare(meeting.id).people) == 25
        assert kit.check_in.admit(meeting.id, person_id).verdict is Verdict.CHECKED_IN

    def test_withdrawing_takes_both_away(self, kit: Kit, meeting: Meeting, person_id: str) -> None:
        kit.registrations.withdraw(meeting.id, person_id)
        registration = kit.registrations.of(meeting.id, person_id)
        assert registration
        assert registration.state is RegistrationState.WITHDRAWN
        assert summary(kit, meeting.id)[0] == 24

    def test_one_that_stands_beats_one_withdrawn(
        self, kit: Kit, meeting: Meeting, environment: Environment
    ) -> None:
        for delay in (-1, 1):  # whichever was made first
            person_id = kit.registrations.roster(meeting.id)[4 + delay].person.id
            kit.registrations.withdraw(meeting.id, person_id)
            environment.clock.advance(days=delay)  # type: ignore[attr-defined]
            arrive(kit, new(kit, Registration, meeting, person_id=person_id))
            registration = kit.registrations.of(meeting.id, person_id)
            (entry,) = [one for one in kit.registrations.roster(meeting.id) if one.person.id == person_id]
            assert entry.registration == registration
            assert entry.is_expected

    def test_whoever_has_a_seat_takes_no_second_one(self, kit: Kit, meeting: Meeting, person_id: str) -> None:
        kit.plan.edit_meeting(meeting.id, capacity=25)
        arrive(
            kit,
            new(
                kit,
                Registration,
                meeting,
                person_id=person_id,
                state=RegistrationState.WAITING,
                requested_at=EVENING.replace(year=2020),
            ),
        )
        last = kit.people.add(meeting.scope[2:], family_name="Exemple", given_name="Dernier").id
        kit.registrations.register(meeting.id, [last])
        assert summary(kit, meeting.id) == (25, 1, 0)
        kit.plan.edit_meeting(meeting.id, capacity=26)
        assert summary(kit, meeting.id) == (26, 0, 0)

    def test_one_seat_not_two(self, kit: Kit, meeting: Meeting, person_id: str) -> None:
        kit.plan.edit_meeting(meeting.id, capacity=25)
        arrive(kit, new(kit, Registration, meeting, person_id=person_id, state=RegistrationState.WAITING))
        assert summary(kit, meeting.id) == (25, 0, 0)
        other = kit.registrations.roster(meeting.id)[0].person.id
        kit.registrations.withdraw(meeting.id, other)
        kit.registrations.register(meeting.id, [other])
        assert summary(kit, meeting.id) == (25, 0, 0)


class TestWaitingList:
    """Who takes which seat."""

    @pytest.fixture
    def full(self, kit: Kit) -> tuple[str, list[str]]:
        """A meeting of two seats, and five people registered in order."""
        group = kit.plan.new_group("Groupe d’essai")
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING, capacity=2)
        people = [kit.people.add(group.id, family_name="Exemple", given_name=f"N{n}").id for n in range(5)]
        for person in people:
            kit.registrations.register(meeting.id, [person])
            kit.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
        return meeting.id, people

    def states(self, kit: Kit, meeting_id: str, people: list[str]) -> str:
        """Return the first letters of the states: r, w (waiting), x (withdrawn)."""
        letters = {RegistrationState.REGISTERED: "r", RegistrationState.WAITING: "w"}
        found = [kit.registrations.of(meeting_id, person) for person in people]
        return "".join(letters.get(one.state, "x") if one else "-" for one in found)

    def test_more_seats_are_given_at_once_in_order(self, kit: Kit, full: tuple[str, list[str]]) -> None:
        kit.plan.edit_meeting(full[0], capacity=4)
        assert self.states(kit, *full) == "rrrrw"
        kit.plan.edit_meeting(full[0], capacity=None)
        assert self.states(kit, *full) == "rrrrr"

    def test_fewer_seats_send_nobody_away(self, kit: Kit, full: tuple[str, list[str]]) -> None:
        kit.plan.edit_meeting(full[0], capacity=1)
        kit.registrations.withdraw(full[0], full[1][0])
        assert self.states(kit, *full) == "xrwww"

    def test_registering_again_means_the_end_of_the_queue(
        self, kit: Kit, full: tuple[str, list[str]]
    ) -> None:
        kit.registrations.withdraw(full[0], full[1][2])
        kit.registrations.register(full[0], [full[1][2]])
        kit.registrations.withdraw(full[0], full[1][0])
        assert self.states(kit, *full) == "xrwrw"

    def test_nobody_passes_those_who_wait(self, kit: Kit, full: tuple[str, list[str]]) -> None:
        meeting = kit.meetings.get(full[0])
        arrive(kit, replace(meeting, capacity=3), stamp=LATER)
        last = kit.people.add(meeting.scope[2:], family_name="Exemple", given_name="Dernier").id
        kit.registrations.register(full[0], [last])
        assert self.states(kit, full[0], [*full[1], last]) == "rrrwww"

    def test_a_walk_in_beyond_the_capacity_is_let_in_and_takes_nobodys_seat(
        self, kit: Kit, full: tuple[str, list[str]]
    ) -> None:
        kit.check_in.walk_in(full[0], family_name="Imprévu", given_name="Zélie")
        kit.check_in.admit(full[0], full[1][4])
        assert self.states(kit, *full) == "rrwwr"
        kit.registrations.withdraw(full[0], full[1][0])
        assert self.states(kit, *full) == "xrwwr"

    def test_somebody_invited_is_registered_when_they_say_so(
        self, kit: Kit, full: tuple[str, list[str]]
    ) -> None:
        meeting = kit.meetings.get(full[0])
        kit.plan.edit_meeting(meeting.id, capacity=None)
        guest = kit.people.add(meeting.scope[2:], family_name="Exemple", given_name="Invitée").id
        arrive(kit, new(kit, Registration, meeting, person_id=guest, state=RegistrationState.INVITED))
        kit.registrations.register(meeting.id, [guest])
        assert self.states(kit, meeting.id, [guest]) == "r"

    def test_a_deleted_person_holds_no_seat(self, kit: Kit, full: tuple[str, list[str]]) -> None:
        kit.people.delete(full[1][0])
        kit.people.delete(full[1][2])
        assert summary(kit, full[0]) == (1, 2, 0)
        kit.registrations.withdraw(full[0], full[1][1])
        assert self.states(kit, full[0], full[1][3:]) == "rr"

    @pytest.mark.parametrize(
        "values",
        [{"capacity": 0}, {"capacity": -1}, {"duration_minutes": 0}, {"headcount": -1}],
        ids=str,
    )
    def test_numbers_that_make_no_sense_are_refused(
        self, kit: Kit, full: tuple[str, list[str]], values: dict[str, int]
    ) -> None:
        with pytest.raises(UserError, match=next(iter(values))):
            kit.plan.edit_meeting(full[0], **values)

    def test_nobody_unknown_is_registered(self, kit: Kit, full: tuple[str, list[str]]) -> None:
        with pytest.raises(UserError, match="Sync"):
            kit.registrations.register(full[0], [full[1][0], "01a20e96-0000-7000-8000-00000000dead"])


def test_two_laptops_that_saw_one_person_count_one(kit: Kit, meeting: Meeting) -> None:
    person_id = kit.registrations.roster(meeting.id)[0].person.id
    kit.check_in.admit(meeting.id, person_id)
    arrive(kit, new(kit, AttendanceFact, meeting, person_id=person_id, at=EVENING))
    assert summary(kit, meeting.id)[2] == 1
    kit.check_in.undo(meeting.id, person_id)
    assert summary(kit, meeting.id)[2] == 0


class TestHalfSynced:
    """References to records that have not come yet."""

    NOBODY = "01a20e96-0000-7000-8000-00000000dead"

    def test_a_meeting_alone_can_be_looked_at(self, kit: Kit) -> None:
        group_id = self.NOBODY
        alone = Meeting(
            id=kit.environment.new_id(), scope=f"g:{group_id}", pair_id="p", venue_id="v", starts_at=EVENING
        )
        arrive(kit, alone)
        detail = kit.meetings.detail(alone.id)
        assert (detail.meeting.id, detail.group.id, detail.venue) == (alone.id, group_id, None)
        assert kit.paper.poster(alone.id).meeting.starts_at == EVENING
        assert [one.id for one in kit.meetings.all()] == [alone.id]

    def test_people_who_have_not_come_yet(self, kit: Kit, meeting: Meeting) -> None:
        arrive(
            kit,
            new(kit, Registration, meeting, person_id=self.NOBODY),
            new(kit, MeetingRole, meeting, person_id=self.NOBODY, role=Role.ORGANISER),
        )
        assert len(kit.meetings.roles(meeting.id)) == 2
        assert len(kit.registrations.roster(meeting.id)) == 25
        assert kit.check_in.presence(meeting.id, self.NOBODY).scans == 0

    def test_the_lines_of_a_sheet_printed_elsewhere_keep_their_numbers(
        self, kit: Kit, meeting: Meeting
    ) -> None:
        known = kit.registrations.roster(meeting.id)[0].person
        sheet = new(
            kit, SignInSheet, meeting, sheet_no="F-1", people=(self.NOBODY, known.id), validated_at=EVENING
        )
        arrive(kit, sheet)
        rows = kit.paper.sheet(meeting.id, catalogue("en")).rows
        assert [(row.number, row.family_name) for row in rows] == [(1, ""), (2, known.family_name)]

    def test_the_badge_of_somebody_who_has_not_come_yet(
        self, kit: Kit, meeting: Meeting, practice: PracticeGroup
    ) -> None:
        person = kit.people.add(practice.group_id, family_name="Exemple", given_name="Ana")
        code = kit.badges.codes([person.id])[person.id]
        database = kit.plan._store.database  # noqa: SLF001
        with database.transaction():
            database.execute("DELETE FROM people WHERE id = ?", (person.id,))
        assert kit.check_in.scan(meeting.id, code).verdict is Verdict.UNKNOWN

    def test_a_mangled_key_of_another_group_closes_no_door(self, kit: Kit, meeting: Meeting) -> None:
        other = kit.plan.new_group("Autre groupe")
        for key in ("not hexadecimal", "00"):
            arrive(kit, replace(other, badge_key=key), stamp=LATER)
            person_id = kit.registrations.roster(meeting.id)[0].person.id
            code = kit.badges.codes([person_id])[person_id]
            kit.badges.keys.by_id = {}
            assert kit.check_in.scan(meeting.id, code).verdict in (Verdict.CHECKED_IN, Verdict.ALREADY_IN)
            stranger = kit.people.add(other.id, family_name="Exemple", given_name="Ana")
            with pytest.raises(UserError, match="Sync"):
                kit.badges.codes([stranger.id])

    def test_a_role_given_twice_is_printed_once(self, kit: Kit, meeting: Meeting) -> None:
        person, role = kit.meetings.roles(meeting.id)[0]
        arrive(kit, new(kit, MeetingRole, meeting, person_id=person.id, role=role))
        assert len(kit.meetings.roles(meeting.id)) == 2

    def test_a_time_zone_that_this_machine_does_not_know(self, kit: Kit, meeting: Meeting) -> None:
        for name in ("Mars/Phobos", "../etc", "Europe"):
            arrive(kit, replace(meeting, timezone=name), stamp=LATER)
            assert kit.paper.poster(meeting.id).meeting.starts_at.hour == 18
            with pytest.raises(UserError, match="time zone"):
                kit.plan.edit_meeting(meeting.id, timezone=name)


class TestDeleted:
    """Somebody deleted is nowhere."""

    def test_on_no_list_and_at_no_door(self, kit: Kit, meeting: Meeting) -> None:
        person_id = kit.meetings.roles(meeting.id)[0][0].id
        code = kit.badges.codes([person_id])[person_id]
        kit.check_in.admit(meeting.id, person_id)
        kit.people.delete(person_id)
        assert summary(kit, meeting.id) == (24, 0, 0)
        assert person_id not in {entry.person.id for entry in kit.registrations.roster(meeting.id)}
        assert person_id not in kit.sheets.prepare(meeting.id).people
        assert person_id not in {person.id for person, _ in kit.meetings.roles(meeting.id)}
        assert kit.check_in.scan(meeting.id, code).verdict is Verdict.UNKNOWN
        with pytest.raises(UserError, match="Sync"):
            kit.check_in.admit(meeting.id, person_id)


class TestSheets:
    """Two laptops print, one validates."""

    def test_a_validated_sheet_stands_whatever_another_laptop_prints(
        self, kit: Kit, meeting: Meeting
    ) -> None:
        kit.check_in.admit(meeting.id, kit.registrations.roster(meeting.id)[0].person.id)
        validated = kit.sheets.validate(meeting.id)
        arrive(kit, new(kit, SignInSheet, meeting, sheet_no="F-LATER", revision=7))
        assert kit.meetings.sheet(meeting.id) == validated
        assert len(kit.statements.issue(meeting.id)) == 1
        amendment = kit.sheets.reopen(meeting.id, reason="Une personne oubliée")
        assert kit.meetings.sheet(meeting.id) == amendment

    def test_two_sheets_of_one_revision_stand_the_same_everywhere(self, kit: Kit, meeting: Meeting) -> None:
        mine = kit.sheets.prepare(meeting.id)
        theirs = new(kit, SignInSheet, meeting, sheet_no="F-THEIRS", people=mine.people)
        arrive(kit, theirs)
        assert kit.meetings.sheet(meeting.id) == max(mine, theirs, key=lambda sheet: sheet.id)

    def test_the_sheet_that_was_signed_is_the_one_validated(self, kit: Kit, meeting: Meeting) -> None:
        printed = kit.paper.sheet(meeting.id, catalogue("en"))
        guest = kit.check_in.walk_in(meeting.id, family_name="Imprévu", given_name="Zélie")
        validated = kit.sheets.validate(meeting.id)
        assert validated.sheet_no == printed.sheet_no
        assert validated.present == (guest.person_id,)

    def test_a_correction_printed_anew_still_says_what_it_corrects(self, kit: Kit, meeting: Meeting) -> None:
        kit.check_in.admit(meeting.id, kit.registrations.roster(meeting.id)[0].person.id)
        kit.sheets.validate(meeting.id)
        amendment = kit.sheets.reopen(meeting.id, reason="Une personne oubliée")
        kit.check_in.walk_in(meeting.id, family_name="Imprévu", given_name="Zélie")
        again = kit.sheets.prepare(meeting.id)
        assert again.id != amendment.id
        assert (again.amends, again.amend_reason) == (amendment.amends, "Une personne oubliée")
        assert kit.sheets.prepare(meeting.id) == again

    def test_a_statement_of_a_corrected_sheet_is_revoked(self, kit: Kit, meeting: Meeting) -> None:
        one, two = (entry.person.id for entry in kit.registrations.roster(meeting.id)[:2])
        kit.check_in.admit(meeting.id, one)
        kit.check_in.admit(meeting.id, two)
        kit.sheets.validate(meeting.id)
        kit.statements.issue(meeting.id)
        kit.sheets.reopen(meeting.id, reason="Une personne n’était pas là")
        kit.check_in.undo(meeting.id, two)
        kit.sheets.validate(meeting.id)
        (standing,) = kit.statements.issue(meeting.id)
        records = kit.plan._store.records  # noqa: SLF001
        every = records.find(ParticipationStatement)
        assert [one.number for one in every if one.revoked_at is None] == [standing.number]
        assert len(every) == 3
        assert len({one.number for one in every}) == 3

    def test_of_two_statements_for_one_sheet_all_laptops_print_the_same(
        self, kit: Kit, meeting: Meeting
    ) -> None:
        kit.check_in.admit(meeting.id, kit.registrations.roster(meeting.id)[0].person.id)
        kit.sheets.validate(meeting.id)
        (mine,) = kit.statements.issue(meeting.id)
        theirs = replace(mine, id="ffffffff-0000-7000-8000-000000000001", number="A-THEIRS")
        arrive(kit, theirs)
        assert kit.statements.issue(meeting.id) == [mine]
        arrive(kit, replace(mine, revoked_at=EVENING), stamp=LATER)
        assert kit.statements.issue(meeting.id) == [theirs]

    def test_a_count_is_kept_and_never_below_the_names(self, kit: Kit, meeting: Meeting) -> None:
        for entry in kit.registrations.roster(meeting.id)[:3]:
            kit.check_in.admit(meeting.id, entry.person.id)
        kit.plan.edit_meeting(meeting.id, headcount=2)
        assert kit.sheets.validate(meeting.id).headcount == 3
        assert kit.meetings.get(meeting.id).headcount == 2
        kit.sheets.reopen(meeting.id, reason="Compter mieux")
        with pytest.raises(UserError, match="below zero"):
            kit.sheets.validate(meeting.id, headcount=-4)
        assert kit.sheets.validate(meeting.id, headcount=30).headcount == 30

    def test_a_count_without_a_name_is_enough_and_gives_no_statement(
        self, kit: Kit, meeting: Meeting
    ) -> None:
        assert kit.sheets.validate(meeting.id, headcount=12).headcount == 12
        assert kit.statements.issue(meeting.id) == []

    def test_a_refused_validation_prints_nothing(self, kit: Kit, meeting: Meeting) -> None:
        before = kit.sync_state().pending
        with pytest.raises(UserError, match="Nobody"):
            kit.sheets.validate(meeting.id)
        assert kit.sync_state().pending == before
        assert kit.meetings.sheet(meeting.id) is None

    def test_what_a_sheet_decides_is_not_decided_without_it(self, kit: Kit, meeting: Meeting) -> None:
        kit.check_in.admit(meeting.id, kit.registrations.roster(meeting.id)[0].person.id)
        with pytest.raises(UserError, match="Validate"):
            kit.plan.move_to(meeting.id, MeetingStatus.HELD)
        kit.sheets.validate(meeting.id)
        with pytest.raises(UserError, match="Reopen"):
            kit.plan.move_to(meeting.id, MeetingStatus.IN_PROGRESS)


def test_a_meeting_cancelled_from_afar_keeps_its_presences_and_can_go_on(kit: Kit, meeting: Meeting) -> None:
    one, two = (entry.person.id for entry in kit.registrations.roster(meeting.id)[:2])
    kit.check_in.admit(meeting.id, one)
    arrive(kit, replace(meeting, status=MeetingStatus.CANCELLED), stamp=LATER)
    with pytest.raises(UserError, match="change its status"):
        kit.check_in.admit(meeting.id, two)
    assert summary(kit, meeting.id)[2] == 1
    kit.plan.move_to(meeting.id, MeetingStatus.IN_PROGRESS)
    kit.check_in.admit(meeting.id, two)
    assert len(kit.sheets.validate(meeting.id).present) == 2
