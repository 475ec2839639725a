"""What a newer version of the kit wrote: kept as it came, shown as well as this version can."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.model.attendance import Method
from organiser_kit.model.kinds import BY_NAME, KINDS
from organiser_kit.model.meetings import Formation, MeetingStatus
from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import SCHEMA, Row, decode_op
from organiser_kit.storage.reading import record_of
from tests.core.test_replica import FAR_AHEAD, person_row, settle_all

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from organiser_kit.storage.database import Database

EARLY = "000000000001-0000-aaaaaaaaaaaa"


def _database(kit: Kit) -> Database:
    return kit.plan._store.database  # noqa: SLF001


def _register(kit: Kit, kind: str, record_id: str, name: str) -> object:
    state = kit.plan._store.records.state(kind, record_id)  # noqa: SLF001
    assert state is not None
    return state.registers[name].value


def _bring(
    kit: Kit, scope: str, kind: str, record_id: str, values: dict[str, Any], stamp: str = FAR_AHEAD
) -> None:
    fields = {name: (value, stamp) for name, value in values.items()}
    kit.replica.apply_page(scope, "epoch", [Row(record=kind, record_id=record_id, seq=9, fields=fields)], 9)


def test_a_meeting_with_a_status_of_the_future_is_shown_and_its_door_opens(
    kit: Kit, practice: PracticeGroup, meeting_id: str
) -> None:
    scope = group_scope(practice.group_id)
    _bring(kit, scope, "meeting", meeting_id, {"status": "hybrid"})
    settle_all(kit)
    assert kit.meetings.get(meeting_id).status is MeetingStatus.DRAFT
    assert meeting_id in [summary.id for summary in kit.meetings.all()]
    person = kit.registrations.roster(meeting_id)[0].person
    kit.check_in.admit(meeting_id, person.id)
    assert kit.registrations.attendance(meeting_id).present == 1
    # Receiving people wrote nothing over what this version does not understand.
    assert _register(kit, "meeting", meeting_id, "status") == "hybrid"


def test_a_form_that_shows_the_default_writes_nothing_over_the_unknown_value(
    kit: Kit, practice: PracticeGroup
) -> None:
    group = kit.meetings.groups()[0]
    _bring(kit, group.scope, "group", group.id, {"formation": "by_lot"})
    settle_all(kit)
    assert kit.meetings.groups()[0].formation is Formation.CONTAMINATION
    with kit.plan._store.writer.action() as action:  # noqa: SLF001
        action.change(kit.meetings.groups()[0], formation=Formation.CONTAMINATION, target_size=12)
    (op,) = [decode_op(waiting.body) for waiting in kit.replica.waiting(10, 10**9)]
    assert list(op.fields or {}) == ["target_size"]
    assert _register(kit, "group", practice.group_id, "formation") == "by_lot"


def test_another_choice_replaces_the_unknown_value(kit: Kit, practice: PracticeGroup) -> None:
    group = kit.meetings.groups()[0]
    _bring(kit, group.scope, "group", group.id, {"formation": "by_lot"})
    with kit.plan._store.writer.action() as action:  # noqa: SLF001
        action.change(kit.meetings.groups()[0], formation=Formation.COOPTATION)
    assert _register(kit, "group", practice.group_id, "formation") == "cooptation"


def test_a_presence_obtained_in_a_way_of_the_future_counts(
    kit: Kit, practice: PracticeGroup, meeting_id: str
) -> None:
    person = kit.registrations.roster(meeting_id)[0].person
    fact = {"meeting_id": meeting_id, "person_id": person.id, "kind": "check_in", "method": "telepathy"}
    scope = group_scope(practice.group_id)
    _bring(kit, scope, "attendance", "f1", fact | {"at": "2026-11-24T17:00:00+00:00"}, "")
    presence = kit.check_in.presence(meeting_id, person.id)
    assert presence.is_present
    assert presence.method is Method.TYPED
    assert _register(kit, "attendance", "f1", "method") == "telepathy"


@pytest.mark.parametrize(
    ("kind", "field"), [("attendance", "kind"), ("registration", "state"), ("meeting_role", "role")]
)
def test_a_record_that_an_unknown_value_decides_about_is_left_out_and_kept(
    kit: Kit, practice: PracticeGroup, meeting_id: str, kind: str, field: str
) -> None:
    person = kit.registrations.roster(meeting_id)[0].person
    before = (kit.registrations.roster(meeting_id), kit.meetings.detail(meeting_id))
    values = {"meeting_id": meeting_id, "person_id": person.id, field: "of the future"}
    stamp = "" if kind == "attendance" else FAR_AHEAD
    _bring(kit, group_scope(practice.group_id), kind, "x1", values, stamp)
    assert (kit.registrations.roster(meeting_id), kit.meetings.detail(meeting_id)) == before
    assert kit.plan._store.records.seen(BY_NAME[kind].type, "x1") is None  # noqa: SLF001
    assert _register(kit, kind, "x1", field) == "of the future"


@pytest.mark.parametrize("value", [["several", "values"], 5, {"a": 1}, True, 1 << 70, "text", 1.5])
def test_a_value_of_any_form_in_any_field_is_kept_and_stops_no_reading(kit: Kit, value: object) -> None:
    for kind in KINDS:
        stamp = "" if kind.fact else FAR_AHEAD
        for name in kind.fields:
            _bring(kit, "g:x", kind.name, f"strange-{name}", {name: value}, stamp)
            kept = _register(kit, kind.name, f"strange-{name}", name)
            assert (kept, type(kept)) == (value, type(value)), (kind.name, name)
        kit.plan._store.records.find(kind.type)  # noqa: SLF001
    kit.meetings.all()
    kit.people.all()
    kit.conflicts.all()


def test_a_row_without_its_deciding_value_is_read_with_the_default() -> None:
    registration = record_of(BY_NAME["registration"].type, {"id": "r", "scope": "g:x", "state": None})
    assert registration is not None


def test_a_value_whose_field_an_upgrade_teaches_gets_its_column(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    database = _database(kit)
    with database.transaction():
        # As a version that did not know phones would have left it.
        database.execute(
            "UPDATE people SET extra = ? WHERE id = ?",
            (json.dumps({"phone": ["0600", FAR_AHEAD]}), person.id),
        )
        database.execute("DELETE FROM device_state WHERE key = 'schema'")
    assert kit.people.get(person.id).phone is None
    kit.replica.take_parked()
    assert kit.people.get(person.id).phone == "0600"
    assert database.value("SELECT extra FROM people WHERE id = ?", (person.id,)) == "{}"
    assert database.value("SELECT value FROM device_state WHERE key = 'schema'") == str(SCHEMA)
    assert _register(kit, "person", person.id, "phone") == "0600"


def test_an_upgrade_keeps_what_it_still_does_not_know(kit: Kit) -> None:
    group = kit.plan.new_group("Groupe d’essai")
    person = kit.people.add(group.id, family_name="Exemple", given_name="Ana")
    kit.replica.apply_page(person.scope, "epoch", [person_row(person.id, 9, EARLY, aura="blue")], 9)
    database = _database(kit)
    with database.transaction():
        database.execute("DELETE FROM device_state WHERE key = 'schema'")
    kit.replica.take_parked()
    assert _register(kit, "person", person.id, "aura") == "blue"
