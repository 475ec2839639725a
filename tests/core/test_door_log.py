"""The log of a door: every fact with both clocks, and refusals that name nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue
from organiser_kit.model.attendance import FactKind, Method
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit


def code_at(kit: Kit, meeting_id: str, place: int) -> str:
    return kit.paper.badges(meeting_id, catalogue("en")).badges[place].code


def test_facts_and_corrections_are_told_the_last_first(
    kit: Kit, meeting_id: str, environment: Environment
) -> None:
    somebody = kit.registrations.roster(meeting_id)[0]
    kit.check_in.scan(meeting_id, code_at(kit, meeting_id, 0))
    environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    kit.check_in.undo(meeting_id, somebody.person.id, reason="Badge prêté")
    void, arrival = kit.check_in.log.lines(meeting_id)
    assert (arrival.kind, arrival.method, arrival.name) == (FactKind.CHECK_IN, Method.QR, somebody.name)
    assert arrival.taken_back
    assert (void.kind, void.reason, void.taken_back) == (FactKind.VOID, "Badge prêté", False)
    assert void.at - arrival.at == timedelta(minutes=1)
    assert arrival.device_id == kit.replica.identity().device_id


def test_refusals_are_kept_without_a_code_or_a_name(
    kit: Kit, meeting_id: str, environment: Environment
) -> None:
    genuine = code_at(kit, meeting_id, 0)
    forged = genuine[:-1] + ("A" if genuine[-1] != "A" else "B")
    group = kit.meetings.groups()[0]
    stranger = kit.people.add(group.id, family_name="Imprévu", given_name="Inès")
    for text in (forged, "3760123456789", "OK1SHORT", kit.badges.codes([stranger.id])[stranger.id]):
        kit.check_in.scan(meeting_id, text)
        environment.clock.advance(seconds=5)  # type: ignore[attr-defined]
    lines = kit.check_in.log.lines(meeting_id)
    assert [line.verdict for line in lines] == [
        Verdict.NOT_REGISTERED, Verdict.UNREADABLE, Verdict.UNKNOWN, Verdict.FORGED,
    ]  # fmt: skip
    assert {(line.name, line.person_id, line.kind) for line in lines} == {("", None, None)}
    columns = {row["name"] for row in kit._database.rows("PRAGMA table_info(door_refusals)")}  # noqa: SLF001
    assert columns == {"meeting_id", "at", "device_at", "verdict", "method"}


def test_a_second_scan_and_a_look_at_somebody_expected_are_no_refusals(kit: Kit, meeting_id: str) -> None:
    code = code_at(kit, meeting_id, 0)
    assert kit.check_in.look(meeting_id, code).verdict is Verdict.EXPECTED
    assert kit.check_in.log.lines(meeting_id) == ()
    for _ in range(2):
        kit.check_in.scan(meeting_id, code)
    assert [line.verdict for line in kit.check_in.log.lines(meeting_id)] == [None]
    kit.check_in.look(meeting_id, "3760123456789")
    assert [line.verdict for line in kit.check_in.log.lines(meeting_id)].count(Verdict.UNKNOWN) == 1


def test_a_wrong_clock_shows_both_times(kit: Kit, meeting_id: str, environment: Environment) -> None:
    with kit._database.transaction():  # noqa: SLF001
        kit._clock.learn(environment.now() + timedelta(hours=1))  # noqa: SLF001
    kit.check_in.scan(meeting_id, code_at(kit, meeting_id, 0))
    kit.check_in.scan(meeting_id, "3760123456789")
    for line in kit.check_in.log.lines(meeting_id):
        assert line.device_at == environment.now()
        assert line.at - environment.now() == timedelta(hours=1)


def test_another_meeting_s_log_is_another(kit: Kit, meeting_id: str) -> None:
    kit.check_in.scan(meeting_id, "3760123456789")
    other = next(one.id for one in kit.meetings.all() if one.id != meeting_id)
    assert kit.check_in.log.lines(other) == ()


def test_a_reason_that_names_somebody_is_refused(kit: Kit, meeting_id: str) -> None:
    somebody = kit.registrations.roster(meeting_id)[0].person
    kit.check_in.admit(meeting_id, somebody.id)
    with pytest.raises(UserError, match="without their name"):
        kit.check_in.undo(meeting_id, somebody.id, reason=f"C’était {somebody.family_name}")
    assert kit.check_in.presence(meeting_id, somebody.id).is_present
