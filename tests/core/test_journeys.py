"""Planning, registering, importing, validating and attesting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import catalogue
from organiser_kit.imports.people_rows import PersonRow, RejectedRow
from organiser_kit.model.attendance import PresenceState
from organiser_kit.model.meetings import MeetingStatus, RegistrationState, Role
from organiser_kit.services.import_people import ImportCancelledError
from organiser_kit.services.sheets import sheet_number
from organiser_kit.services.statements import statement_number

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group
    from organiser_kit.services.practice import PracticeGroup

EVENING = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)


@pytest.fixture
def group(kit: Kit) -> Group:
    """A group with nobody in it."""
    return kit.plan.new_group("Groupe d’essai")


def crowd(kit: Kit, group: Group, count: int) -> list[str]:
    """Add ``count`` people to a group and return their ids."""
    return [kit.people.add(group.id, family_name="Exemple", given_name=f"N{n:02}").id for n in range(count)]


class TestPlanning:
    """J1 and J2."""

    def test_a_pair_is_two_meetings_a_fortnight_apart(self, kit: Kit, group: Group) -> None:
        kit.plan.add_module(group.id, 1, "Découvrir")
        one, two = kit.plan.plan_pair(group.id, 1, EVENING)
        assert (one.sequence, two.sequence) == (1, 2)
        assert one.pair_id == two.pair_id
        assert two.starts_at == EVENING + timedelta(days=14)
        assert [summary.module_title for summary in kit.meetings.all()] == ["Découvrir", "Découvrir"]

    def test_the_same_rank_twice_is_refused(self, kit: Kit, group: Group) -> None:
        kit.plan.plan_pair(group.id, 1, EVENING)
        with pytest.raises(UserError, match="edit that one"):
            kit.plan.add_meeting(group.id, 1, 2, EVENING)

    def test_a_start_without_time_zone_is_refused(self, kit: Kit, group: Group) -> None:
        with pytest.raises(UserError, match="time zone"):
            kit.plan.add_meeting(group.id, 1, 1, datetime(2026, 12, 1, 18, 30))  # noqa: DTZ001

    def test_confirming_asks_for_a_venue_and_an_organiser(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        with pytest.raises(UserError, match="venue and an organiser"):
            kit.plan.move_to(meeting.id, MeetingStatus.CONFIRMED)
        venue = kit.plan.add_venue(group.id, "Médiathèque fictive")
        kit.plan.edit_meeting(meeting.id, venue_id=venue.id)
        kit.plan.assign_role(meeting.id, crowd(kit, group, 1)[0], Role.ORGANISER)
        kit.plan.move_to(meeting.id, MeetingStatus.CONFIRMED)
        assert kit.meetings.get(meeting.id).status is MeetingStatus.CONFIRMED

    def test_cancelling_asks_why_and_is_final(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        with pytest.raises(UserError, match="why"):
            kit.plan.move_to(meeting.id, MeetingStatus.CANCELLED)
        kit.plan.move_to(meeting.id, MeetingStatus.CANCELLED, reason="La salle est fermée")
        assert kit.meetings.get(meeting.id).cancel_reason == "La salle est fermée"
        with pytest.raises(UserError, match="cannot become"):
            kit.plan.move_to(meeting.id, MeetingStatus.CONFIRMED)

    def test_the_second_meeting_is_at_the_same_hour_after_the_clocks_change(
        self, kit: Kit, group: Group
    ) -> None:
        before = datetime(2026, 10, 20, 16, 30, tzinfo=UTC)  # 18:30 in summer
        one, two = kit.plan.plan_pair(group.id, 1, before)
        assert [
            meeting.starts_at and meeting.starts_at.astimezone(meeting.zone).hour for meeting in (one, two)
        ] == [
            18,
            18,
        ]

    def test_the_practice_pair_too(self, kit: Kit, environment: Environment) -> None:
        environment.clock.advance(days=-35)  # type: ignore[attr-defined]
        meetings = [kit.meetings.get(meeting_id) for meeting_id in kit.practice.create().meeting_ids]
        walls = [one.starts_at.astimezone(one.zone) for one in meetings if one.starts_at]
        assert [(wall.hour, wall.minute) for wall in walls] == [(18, 30), (18, 30)]
        assert walls[0].utcoffset() != walls[1].utcoffset()

    def test_announcing_asks_for_a_date_and_a_venue(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        with pytest.raises(UserError, match="date and a venue"):
            kit.plan.move_to(meeting.id, MeetingStatus.ANNOUNCED)
        kit.plan.edit_meeting(meeting.id, venue_id=kit.plan.add_venue(group.id, "Fictive").id, starts_at=None)
        with pytest.raises(UserError, match="date and a venue"):
            kit.plan.move_to(meeting.id, MeetingStatus.ANNOUNCED)
        kit.plan.edit_meeting(meeting.id, starts_at=EVENING)
        assert kit.plan.move_to(meeting.id, MeetingStatus.ANNOUNCED)

    def test_a_group_names_its_modules_as_it_likes(self, kit: Kit, group: Group) -> None:
        other = kit.plan.new_group("Autre groupe")
        for one, title in ((other, "Leur titre"), (group, "Notre titre")):
            kit.plan.add_module(one.id, 1, title)
        ours = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        theirs = kit.plan.add_meeting(other.id, 1, 1, EVENING)
        assert kit.meetings.detail(ours.id).module.title == "Notre titre"
        assert kit.meetings.detail(theirs.id).module.title == "Leur titre"

    def test_a_pair_is_planned_whole_or_not_at_all(self, kit: Kit, group: Group) -> None:
        kit.plan.add_meeting(group.id, 1, 2, EVENING)
        with pytest.raises(UserError, match="meeting 2"):
            kit.plan.plan_pair(group.id, 1, EVENING)
        assert len(kit.meetings.all()) == 1

    def test_meetings_are_in_the_order_of_their_moments_whatever_the_offset(
        self, kit: Kit, group: Group
    ) -> None:
        east = timezone(timedelta(hours=4))
        later = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        sooner = kit.plan.add_meeting(group.id, 2, 1, (EVENING - timedelta(hours=1)).astimezone(east))
        undated = kit.plan.add_meeting(group.id, 3, 1, EVENING)
        kit.plan.edit_meeting(undated.id, starts_at=None)
        assert [one.id for one in kit.meetings.all()] == [sooner.id, later.id, undated.id]
        assert kit.meetings.resolve("next") == sooner.id
        assert not kit.plan.edit_meeting(later.id, starts_at=EVENING.astimezone(east))

    def test_a_start_edited_without_time_zone_is_refused(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        with pytest.raises(UserError, match="time zone"):
            kit.plan.edit_meeting(meeting.id, starts_at=datetime(2026, 12, 1, 18, 30))  # noqa: DTZ001

    def test_a_meeting_that_does_not_take_place_is_neither_next_nor_last(
        self, kit: Kit, group: Group, environment: Environment
    ) -> None:
        one, two = kit.plan.plan_pair(group.id, 1, EVENING)
        kit.plan.move_to(one.id, MeetingStatus.CANCELLED, reason="La salle est fermée")
        assert kit.meetings.resolve("next") == two.id
        environment.clock.advance(days=8)  # type: ignore[attr-defined]
        with pytest.raises(NotFoundError):
            kit.meetings.resolve("last")

    def test_a_structure_is_known_again_whatever_its_accents(self, kit: Kit, group: Group) -> None:
        one = kit.plan.add_structure(group.scope, "École des exemples")
        assert kit.plan.add_structure(group.scope, " ÉCOLE DES EXEMPLES ") == one
        person = kit.people.add(group.id, family_name="A", given_name="B", structure="ecole des exemples")
        assert person.structure_id == one.id

    def test_a_module_named_again_is_renamed(self, kit: Kit, group: Group) -> None:
        one = kit.plan.add_module(group.id, 1, "Avant")
        assert kit.plan.add_module(group.id, 1, "Après") == replace(one, title="Après")
        assert [module.title for module in kit.meetings.modules()] == ["Après"]

    def test_a_role_given_twice_changes_nothing(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        (person,) = crowd(kit, group, 1)
        assert kit.plan.assign_role(meeting.id, person, Role.ORGANISER)
        assert not kit.plan.assign_role(meeting.id, person, Role.ORGANISER)

    def test_a_name_is_never_edited_away(self, kit: Kit, group: Group) -> None:
        person = kit.people.add(group.id, family_name="Exemple", given_name="")
        for nothing in ("  ", None):
            with pytest.raises(UserError, match="name"):
                kit.people.edit(person.id, family_name=nothing)
        kit.people.edit(person.id, family_name=" Fictif ")
        assert kit.people.get(person.id).family_name == "Fictif"

    def test_a_validated_sheet_locks_the_plan_and_the_list(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        came, other = crowd(kit, group, 2)
        kit.registrations.register(meeting.id, [came])
        kit.check_in.admit(meeting.id, came)
        kit.sheets.validate(meeting.id)
        for act in (
            lambda: kit.plan.edit_meeting(meeting.id, starts_at=EVENING + timedelta(days=1)),
            lambda: kit.registrations.register(meeting.id, [other]),
            lambda: kit.registrations.withdraw(meeting.id, came),
            lambda: kit.import_people.run((), group_id=group.id, meeting_id=meeting.id),
        ):
            with pytest.raises(UserError, match="can no longer change"):
                act()
        with pytest.raises(UserError, match="statements may rest on it"):
            kit.plan.delete_meeting(meeting.id)
        assert kit.meetings.get(meeting.id).starts_at == EVENING
        assert [entry.person.id for entry in kit.registrations.roster(meeting.id)] == [came]
        kit.sheets.reopen(meeting.id, reason="Une personne oubliée")
        kit.registrations.register(meeting.id, [other])
        assert len(kit.registrations.roster(meeting.id)) == 2

    def test_an_unknown_field_is_refused_by_name(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        with pytest.raises(UserError, match="colour"):
            kit.plan.edit_meeting(meeting.id, colour="blue")

    def test_references_to_meetings(self, kit: Kit, group: Group, environment: Environment) -> None:
        with pytest.raises(NotFoundError):
            kit.meetings.resolve("next")
        one, two = kit.plan.plan_pair(group.id, 1, EVENING)
        assert kit.meetings.resolve("next") == one.id
        environment.clock.advance(days=7, hours=1)  # type: ignore[attr-defined]
        assert kit.meetings.resolve("next") == one.id  # it goes on
        environment.clock.advance(days=1)  # type: ignore[attr-defined]
        assert kit.meetings.resolve("next") == two.id
        assert kit.meetings.resolve("last") == one.id
        assert kit.meetings.resolve(two.id) == two.id
        with pytest.raises(UserError, match="several"):
            kit.meetings.resolve(one.id[:3])
        with pytest.raises(NotFoundError, match="list meetings"):
            kit.meetings.resolve("ffff")
        kit.plan.delete_meeting(one.id)
        with pytest.raises(NotFoundError, match="list meetings"):
            kit.meetings.resolve(one.id)


class TestRegistering:
    """The list behind the door."""

    def test_beyond_the_capacity_people_wait_and_the_first_takes_a_freed_seat(
        self, kit: Kit, group: Group
    ) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING, capacity=2)
        people = crowd(kit, group, 4)
        kit.registrations.register(meeting.id, people)
        states = [kit.registrations.of(meeting.id, person) for person in people]
        waiting, seated = RegistrationState.WAITING, RegistrationState.REGISTERED
        assert [state and state.state for state in states] == [seated, seated, waiting, waiting]
        kit.registrations.withdraw(meeting.id, people[0])
        states = [kit.registrations.of(meeting.id, person) for person in people]
        assert [state and state.state for state in states][1:] == [seated, seated, waiting]
        (summary,) = kit.meetings.all()
        assert (summary.registered, summary.waiting) == (2, 1)

    def test_registering_twice_changes_nothing(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        people = crowd(kit, group, 1)
        kit.registrations.register(meeting.id, people)
        assert not kit.registrations.register(meeting.id, people)

    def test_the_roster_is_in_french_order(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        names = ["Zèbre", "Étienne", "œillet", "Oeillet", "Ernest"]
        people = [kit.people.add(group.id, family_name=name, given_name="A").id for name in names]
        kit.registrations.register(meeting.id, people)
        found = [entry.person.family_name for entry in kit.registrations.roster(meeting.id)]
        assert found[:2] == ["Ernest", "Étienne"]
        assert found[-1] == "Zèbre"

    def test_the_roster_names_whoever_helps_or_was_spoken_of(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        helper, excused, _other = crowd(kit, group, 3)
        kit.plan.assign_role(meeting.id, helper, Role.FACILITATOR)
        kit.check_in.excuse(meeting.id, excused)
        roster = kit.registrations.roster(meeting.id)
        assert [entry.person.id for entry in roster] == [helper, excused]
        assert [entry.is_expected for entry in roster] == [False, False]

    def test_a_search_in_one_group_finds_nobody_of_another(self, kit: Kit, group: Group) -> None:
        (person,) = crowd(kit, group, 1)
        other = kit.plan.new_group("Autre groupe")
        assert [found.id for found in kit.people.search("exem", group.id)] == [person]
        assert kit.people.search("exem", other.id) == []

    def test_search_from_the_first_letter_whatever_the_accents(
        self, kit: Kit, practice: PracticeGroup
    ) -> None:
        assert [person.given_name for person in kit.people.search("lukasz")] == ["Łukasz"]
        assert "Søren" in {person.given_name for person in kit.people.search("s")}
        assert kit.people.search("s", practice.group_id) == kit.people.search("s")
        assert kit.people.search('"*') == []
        person = kit.people.search("lukasz")[0]
        kit.people.edit(person.id, given_name="Lucas")
        assert kit.people.search("lukasz") == []
        kit.people.delete(person.id)
        assert person.id not in {found.id for found in kit.people.search("lucas")}


class TestImporting:
    """People from a file."""

    def test_good_lines_go_in_and_bad_ones_are_listed(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING)
        rows: list[PersonRow | RejectedRow] = [
            PersonRow(2, "Exemple", "Ana", email="ana@example.org", structure="Maison"),
            RejectedRow(3, "No name.", ("", "")),
            PersonRow(4, "Fictif", "Bo"),
        ]
        report = kit.import_people.run(rows, group_id=group.id, meeting_id=meeting.id)
        assert (report.read, report.created, report.matched) == (3, 2, 0)
        assert [(bad.line, bad.reason) for bad in report.rejected] == [(3, "No name.")]
        assert len(kit.registrations.roster(meeting.id)) == 2

    def test_the_same_file_twice_doubles_nobody(self, kit: Kit, group: Group) -> None:
        rows = [PersonRow(2, "Exemple", "Ana", email="ana@example.org"), PersonRow(3, "Fictif", "Bo")]
        kit.import_people.run(rows, group_id=group.id)
        again = kit.import_people.run(rows, group_id=group.id)
        assert (again.created, again.matched) == (0, 2)
        assert len(kit.people.all()) == 2

    def test_a_match_completes_what_was_unknown_and_overwrites_nothing(self, kit: Kit, group: Group) -> None:
        person = kit.people.add(group.id, family_name="Exemple", given_name="Ana", email="ana@example.org")
        row = PersonRow(2, "EXEMPLE", "ana", email="ana@example.org", phone="+33600000001")
        kit.import_people.run([row], group_id=group.id)
        now = kit.people.get(person.id)
        assert (now.family_name, now.phone) == ("Exemple", "+33600000001")

    def test_what_is_known_is_never_overwritten(self, kit: Kit, group: Group) -> None:
        known = {"email": "ana@example.org", "phone": "+33600000001", "commune": "Villefictive"}
        person = kit.people.add(group.id, family_name="Exemple", given_name="Ana", **known)
        row = PersonRow(2, "Exemple", "Ana", "ana@example.org", "+33600000009", commune="Autreville")
        assert kit.import_people.run([row], group_id=group.id).matched == 1
        assert kit.people.get(person.id) == person

    def test_somebody_of_another_group_is_nobody_here(self, kit: Kit, group: Group) -> None:
        other = kit.plan.new_group("Autre groupe")
        kit.people.add(other.id, family_name="Exemple", given_name="Ana")
        assert kit.import_people.run([PersonRow(2, "Exemple", "Ana")], group_id=group.id).created == 1
        assert len(kit.people.all(group.id)) == 1

    def test_what_a_line_completes_tells_the_next_line_apart(self, kit: Kit, group: Group) -> None:
        person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
        rows = [
            PersonRow(2, "Exemple", "Ana", email="one@example.org"),
            PersonRow(3, "Exemple", "Ana", email="two@example.org"),
            PersonRow(4, "Exemple", "Ana", email="two@example.org", phone="+33600000001"),
        ]
        report = kit.import_people.run(rows, group_id=group.id)
        assert (report.matched, report.created, report.suspects) == (2, 1, 1)
        emails = {one.email: one for one in kit.people.all()}
        assert emails["one@example.org"].id == person.id
        assert emails["two@example.org"].phone == "+33600000001"

    def test_a_match_completes_everything_that_the_file_knows(self, kit: Kit, group: Group) -> None:
        person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
        row = PersonRow(2, "Exemple", "Ana", "", "", "Maison", "Villefictive", "it", "N-7")
        kit.import_people.run([row], group_id=group.id)
        now = kit.people.get(person.id)
        assert kit.people.structure_names()[now.structure_id or ""] == "Maison"
        assert (now.commune, now.profession_kind, now.external_ref) == ("Villefictive", "it", "N-7")

    def test_a_structure_of_many_lines_is_one(self, kit: Kit, group: Group) -> None:
        names = ["Maison", "maison ", "MAISON", ""]
        rows = [PersonRow(n, "Exemple", f"N{n}", structure=name) for n, name in enumerate(names)]
        kit.import_people.run(rows, group_id=group.id)
        assert list(kit.people.structure_names().values()) == ["Maison"]

    def test_an_import_fills_the_seats_in_the_order_of_the_file(self, kit: Kit, group: Group) -> None:
        meeting = kit.plan.add_meeting(group.id, 1, 1, EVENING, capacity=2)
        rows = [PersonRow(n, "Exemple", f"N{n}") for n in range(4)]
        kit.import_people.run(rows, group_id=group.id, meeting_id=meeting.id)
        kit.import_people.run(rows, group_id=group.id, meeting_id=meeting.id)
        states = [entry.is_expected for entry in kit.registrations.roster(meeting.id)]
        assert states == [True, True, False, False]
        (summary,) = kit.meetings.all()
        assert (summary.registered, summary.waiting) == (2, 2)

    def test_people_who_share_an_order_number_are_not_one_person(self, kit: Kit, group: Group) -> None:
        rows = [
            PersonRow(2, "Exemple", "Ana", external_ref="CMD-1"),
            PersonRow(3, "Fictif", "Bo", external_ref="CMD-1"),
        ]
        assert kit.import_people.run(rows, group_id=group.id).created == 2

    def test_a_rehearsal_tells_what_would_happen_and_writes_nothing(self, kit: Kit, group: Group) -> None:
        before = kit.sync_state().pending
        report = kit.import_people.run([PersonRow(2, "Exemple", "Ana")], group_id=group.id, dry_run=True)
        assert report.created == 1
        assert kit.people.all() == []
        assert kit.sync_state().pending == before

    def test_a_stopped_import_leaves_nothing(self, kit: Kit, group: Group) -> None:
        rows = [PersonRow(n, "Exemple", f"N{n}") for n in range(200)]
        with pytest.raises(ImportCancelledError):
            kit.import_people.run(rows, group_id=group.id, progress=lambda read: read < 100)
        assert kit.people.all() == []


class TestClosing:
    """J7 and J9."""

    def test_nobody_there_cannot_be_validated(self, kit: Kit, meeting_id: str) -> None:
        with pytest.raises(UserError, match="Nobody"):
            kit.sheets.validate(meeting_id)

    def test_validation_locks_who_was_there_and_the_others_are_absent(
        self, kit: Kit, meeting_id: str
    ) -> None:
        roster = kit.registrations.roster(meeting_id)
        kit.check_in.admit(meeting_id, roster[0].person.id)
        kit.check_in.excuse(meeting_id, roster[1].person.id)
        sheet = kit.sheets.validate(meeting_id)
        assert sheet.present == (roster[0].person.id,)
        states = [entry.presence.state for entry in kit.registrations.roster(meeting_id)]
        assert states[:3] == [PresenceState.PRESENT, PresenceState.EXCUSED, PresenceState.ABSENT]
        with pytest.raises(UserError, match="already validated"):
            kit.sheets.validate(meeting_id)

    def test_statements_come_from_a_validated_sheet_only_and_once(self, kit: Kit, meeting_id: str) -> None:
        roster = kit.registrations.roster(meeting_id)
        kit.check_in.admit(meeting_id, roster[0].person.id)
        with pytest.raises(UserError, match="Validate"):
            kit.statements.issue(meeting_id)
        sheet = kit.sheets.validate(meeting_id)
        (statement,) = kit.statements.issue(meeting_id)
        assert statement.sheet_no == sheet.sheet_no
        assert statement.total_minutes == 120
        assert kit.statements.issue(meeting_id) == [statement]
        assert kit.statements.issue(meeting_id) == [statement]

    def test_somebody_who_left_early_was_there(self, kit: Kit, meeting_id: str) -> None:
        person_id = kit.registrations.roster(meeting_id)[0].person.id
        kit.check_in.admit(meeting_id, person_id)
        kit.environment.clock.advance(minutes=30)  # type: ignore[attr-defined]
        kit.check_in.leave(meeting_id, person_id)
        assert kit.sheets.validate(meeting_id).present == (person_id,)

    def test_a_mistake_found_after_the_report_is_corrected_and_the_report_stands(
        self, kit: Kit, meeting_id: str
    ) -> None:
        kit.sheets.validate(meeting_id, headcount=12)
        kit.reports.save(meeting_id, what_worked="Le robot")
        kit.reports.finish(meeting_id)
        with pytest.raises(UserError, match="Reopen the sign-in sheet"):
            kit.plan.move_to(meeting_id, MeetingStatus.IN_PROGRESS)
        kit.sheets.reopen(meeting_id, reason="Une personne oubliée")
        assert kit.meetings.get(meeting_id).status is MeetingStatus.IN_PROGRESS
        kit.sheets.validate(meeting_id, headcount=13)
        assert kit.meetings.get(meeting_id).status is MeetingStatus.REPORTED

    def test_what_is_closed_is_not_reopened(self, kit: Kit, meeting_id: str) -> None:
        kit.sheets.validate(meeting_id, headcount=12)
        kit.plan.move_to(meeting_id, MeetingStatus.REPORTED)
        kit.plan.move_to(meeting_id, MeetingStatus.CLOSED)
        with pytest.raises(UserError, match="cannot become"):
            kit.sheets.reopen(meeting_id, reason="Trop tard")

    def test_numbers_come_from_the_random_end_of_an_id(self) -> None:
        one, two = "01a20e96-0000-7000-8000-000000000001", "01a20e96-0000-7000-8000-000000000002"
        assert statement_number(one[:-17] + "9111-111111111111") != statement_number(one)
        assert sheet_number(one) != sheet_number(two)
        assert sheet_number(one) == sheet_number("ffff" + one[4:])
        assert statement_number(one) == statement_number("ffff" + one[4:])

    def test_an_amended_sheet_supersedes_its_statements(self, kit: Kit, meeting_id: str) -> None:
        roster = kit.registrations.roster(meeting_id)
        kit.check_in.admit(meeting_id, roster[0].person.id)
        first_sheet = kit.sheets.validate(meeting_id)
        (first,) = kit.statements.issue(meeting_id)
        with pytest.raises(UserError, match="why"):
            kit.sheets.reopen(meeting_id, reason=" ")
        amendment = kit.sheets.reopen(meeting_id, reason="Une personne oubliée")
        assert (amendment.amends, amendment.revision) == (first_sheet.id, first_sheet.revision + 1)
        kit.check_in.admit(meeting_id, roster[1].person.id)
        second_sheet = kit.sheets.validate(meeting_id)
        assert second_sheet.sheet_no != first_sheet.sheet_no
        numbers = {statement.person_id: statement for statement in kit.statements.issue(meeting_id)}
        assert len(numbers) == 2
        assert numbers[first.person_id].supersedes == first.number

    def test_a_sheet_is_printed_again_as_it_was_until_somebody_is_added(
        self, kit: Kit, meeting_id: str, practice: PracticeGroup
    ) -> None:
        first = kit.paper.sheet(meeting_id, catalogue("en"))
        assert kit.paper.sheet(meeting_id, catalogue("en")) == first
        person = kit.people.add(practice.group_id, family_name="Exemple", given_name="Nouvelle")
        kit.registrations.register(meeting_id, [person.id])
        second = kit.paper.sheet(meeting_id, catalogue("en"))
        assert (second.revision, len(second.rows)) == (2, 26)
        assert second.sheet_no != first.sheet_no

    def test_no_paper_carries_a_contact(self, kit: Kit, meeting_id: str) -> None:
        papers = (
            kit.paper.sheet(meeting_id, catalogue("en")),
            kit.paper.badges(meeting_id, catalogue("en")),
            kit.paper.poster(meeting_id),
        )
        assert "personne1@example.org" not in repr(papers)
