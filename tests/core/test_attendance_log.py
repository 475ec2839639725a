"""A changed past is visible: at the command line's figures, and on the closing page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.rules.state_words import log_words
from organiser_kit.services.attendance_log import told

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


def _tamper(kit: Kit, statement: str) -> None:
    with kit.plan._store.database.transaction():  # noqa: SLF001 - what no service offers: to change the past
        kit.plan._store.database.utils.execute(statement)  # noqa: SLF001


def _evening(kit: Kit, meeting_id: str) -> None:
    people = [entry.person.id for entry in kit.registrations.roster(meeting_id)]
    for person in people[:4]:
        kit.check_in.admit(meeting_id, person)
    kit.check_in.undo(meeting_id, people[1], reason="Erreur")
    kit.check_in.excuse(meeting_id, people[5])
    kit.check_in.leave(meeting_id, people[0])
    kit.check_in.walk_in(meeting_id, family_name="Exemple", given_name="Venue")


def test_an_evening_is_one_chain_and_stays_whole_when_validated(kit: Kit, meeting_id: str) -> None:
    _evening(kit, meeting_id)
    log = kit.sheets.log(meeting_id)
    assert (log.facts, log.is_whole) == (8, True)
    sheet = kit.sheets.validate(meeting_id)
    assert sheet.log_seal is not None
    assert len(sheet.log_seal.split()) == 1, "one laptop, one chain"
    assert kit.sheets.log(meeting_id).is_whole


def test_a_presence_changed_behind_the_kit_s_back_shows(kit: Kit, meeting_id: str) -> None:
    _evening(kit, meeting_id)
    kit.sheets.validate(meeting_id)
    _tamper(kit, "UPDATE attendance_facts SET at = '2026-11-24T20:00:00+00:00' WHERE kind = 'check_out'")
    log = kit.sheets.log(meeting_id)
    assert not log.is_whole
    assert "changed" in log_words(log)


def test_the_last_presence_removed_shows_by_the_sheet(kit: Kit, meeting_id: str) -> None:
    _evening(kit, meeting_id)
    kit.sheets.validate(meeting_id)
    _tamper(kit, "DELETE FROM attendance_facts WHERE id = (SELECT max(id) FROM attendance_facts)")
    assert kit.sheets.log(meeting_id).lost == 1


def test_the_words_of_a_reason_may_go_with_whom_they_speak_of(kit: Kit, meeting_id: str) -> None:
    _evening(kit, meeting_id)
    kit.sheets.validate(meeting_id)
    person = kit.registrations.roster(meeting_id)[1].person.id
    kit.erasure.person(person, "Demande écrite")
    assert kit.sheets.log(meeting_id).is_whole


def test_what_a_fact_says_is_what_its_row_says(kit: Kit, meeting_id: str) -> None:
    _evening(kit, meeting_id)
    from organiser_kit.model.attendance import AttendanceFact

    facts = kit.plan._store.records.find(AttendanceFact, "meeting_id = ?", (meeting_id,))  # noqa: SLF001
    rows = kit.sheets._chain._told(meeting_id)  # noqa: SLF001
    assert sorted(map(told, facts), key=str) == sorted(rows, key=str)
