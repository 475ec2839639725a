"""What is read of a copy with thousands of meetings: in portions, one row at a time, no more than needed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from organiser_kit.model.meetings import Group, Meeting, MeetingRole, Role, RoleState
from organiser_kit.rules.alerts import Concern
from organiser_kit.rules.retention import Lasting
from organiser_kit.storage import records as reading

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from organiser_kit.storage.records import Records


def _records(kit: Kit) -> Records:
    return kit.plan._store.records  # noqa: SLF001


def test_every_record_passes_by_whatever_the_portion(
    kit: Kit, practice: PracticeGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _records(kit).find(Meeting)
    assert len(known) == 2
    for portion in (1, 2, 500):
        monkeypatch.setattr(reading, "_A_PORTION", portion)
        assert list(_records(kit).each(Meeting)) == known
    kit.plan.delete_meeting(known[0].id)
    assert list(_records(kit).each(Meeting)) == known[1:]


def test_rows_are_made_into_something_one_by_one(kit: Kit, practice: PracticeGroup) -> None:
    database = kit.plan._store.database  # noqa: SLF001
    names = "SELECT id, family_name FROM people WHERE alive = 1 ORDER BY id"
    seen: list[str] = []

    def length(row: dict[str, Any]) -> int:
        seen.append(row["id"])
        return len(row["family_name"])

    rows = database.rows(names)
    assert database.made_of(length, names) == [len(row["family_name"]) for row in rows]
    assert seen == [row["id"] for row in rows]
    # Read to the end, no snapshot stays open: what is written next is seen next.
    kit.people.delete(seen[0])
    assert len(database.made_of(length, names)) == len(rows) - 1


def _lets_go_at(meetings: list[Meeting]) -> datetime | None:
    lasting = Lasting()
    for meeting in meetings:
        lasting.take(meeting)
    return lasting.lets_go_at


def test_when_a_group_goes_is_read_the_same_for_all_at_once(kit: Kit, practice: PracticeGroup) -> None:
    other = kit.plan.new_group("À part (fictif)")
    expected = {
        group.id: _lets_go_at(_records(kit).find(Meeting, "scope = ?", (group.scope,)))
        for group in kit.meetings.groups()
    }
    found = kit.purge.outlook()
    assert {group.id: at for group, at in found} == expected
    assert expected[other.id] is None
    assert expected[practice.group_id] is not None
    assert [group.name for group, _ in found] == sorted(group.name for group in kit.meetings.groups())
    assert kit.meetings.group_names() == [(group.name, group.id) for group, _ in found]


def test_whoever_was_only_asked_facilitates_nothing(kit: Kit, meeting_id: str) -> None:
    for role in _records(kit).find(MeetingRole, "role = ?", (Role.FACILITATOR.value,)):
        kit.plan.remove_role(role.meeting_id, role.person_id, Role.FACILITATOR)
    person = kit.people.all()[4]

    def lacking() -> bool:
        needed = kit.alerts.all(kit.sync_state())
        return Concern.NO_FACILITATOR in {one.concern for one in needed if one.meeting_id == meeting_id}

    start = kit.meetings.get(meeting_id).starts_at
    assert start is not None
    kit.plan.edit_meeting(meeting_id, starts_at=start + timedelta(days=2))
    assert lacking()
    for state, held in ((RoleState.ASKED, False), (RoleState.ACCEPTED, True), (RoleState.DECLINED, False)):
        kit.facilitators.note(meeting_id, person.id, state)
        assert lacking() is not held


def test_a_copy_knows_whether_it_has_a_group(kit: Kit) -> None:
    assert not kit.meetings.has_group()
    kit.plan.new_group("À part (fictif)")
    assert kit.meetings.has_group()
    assert len(list(_records(kit).each(Group))) == 1
