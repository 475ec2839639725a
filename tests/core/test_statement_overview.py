"""Who gets a statement, who does not and why, and the hours that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.services.statement_overview import Outcome
from ui.pages.closing import overview

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from organiser_kit.services.statement_overview import OverviewLine


def _by_person(kit: Kit, meeting_id: str) -> dict[str, OverviewLine]:
    return {line.person_id: line for line in kit.statement_overview.lines(meeting_id)}


def test_every_reason_is_told(kit: Kit, meeting_id: str) -> None:
    people = [entry.person.id for entry in kit.registrations.roster(meeting_id)][:4]
    for person in people[:3]:
        kit.check_in.admit(meeting_id, person)
    kit.check_in.excuse(meeting_id, people[3])
    assert _by_person(kit, meeting_id)[people[0]].outcome is Outcome.SHEET_OPEN

    kit.sheets.validate(meeting_id)
    ready = _by_person(kit, meeting_id)
    assert [ready[person].outcome for person in people] == [*[Outcome.READY] * 3, Outcome.EXCUSED]
    assert {line.outcome for key, line in ready.items() if key not in people} == {Outcome.ABSENT}

    issued = {one.person_id: one for one in kit.statements.issue(meeting_id)}
    kit.statements.revoke(issued[people[1]].number, "Erreur de saisie")
    told = _by_person(kit, meeting_id)
    assert told[people[0]].number == issued[people[0]].number
    assert (told[people[1]].outcome, told[people[1]].number) == (Outcome.REVOKED, "")

    seen = overview.read(kit, meeting_id)
    assert "2 people get a statement" in seen.sentence
    assert any("revoked" in row[1] for row in seen.rows)


def test_hours_add_up_over_the_meetings_of_the_group(kit: Kit, practice: PracticeGroup) -> None:
    first, second = practice.meeting_ids
    person, other = [entry.person.id for entry in kit.registrations.roster(first)][:2]
    for meeting_id in (first, second):
        kit.check_in.admit(meeting_id, person)
    kit.check_in.admit(first, other)
    kit.sheets.validate(first)
    assert _by_person(kit, first)[person].total_minutes == 120
    kit.sheets.validate(second)
    lines = _by_person(kit, second)
    assert (lines[person].minutes, lines[person].total_minutes) == (120, 240)
    assert (lines[other].minutes, lines[other].total_minutes) == (0, 120)


def test_whoever_left_early_gets_less(kit: Kit, meeting_id: str) -> None:
    person = kit.registrations.roster(meeting_id)[0].person.id
    start = kit.meetings.get(meeting_id).starts_at
    assert start is not None
    kit.check_in.admit(meeting_id, person, at=start)
    kit.check_in.leave(meeting_id, person, at=start.replace(hour=start.hour + 1))
    kit.sheets.validate(meeting_id)
    line = _by_person(kit, meeting_id)[person]
    assert line.left_early
    assert line.minutes == 60
