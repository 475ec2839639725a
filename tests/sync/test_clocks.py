"""I15: laptops whose clocks are wrong by minutes, days or years, in front of one server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import FakeClock
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.oplog.hlc import read
from tests.sync.kits import Laptops, same, service, sync

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from sync.server.embed import EmbeddedServer

YEAR = timedelta(days=365)


def _off_by(environment: Environment, wrong: timedelta) -> Environment:
    """Return the world of a laptop whose clock is ``wrong``."""
    return replace(environment, clock=FakeClock(environment.now() + wrong))


def _set(kit: Kit, **by: float) -> None:
    kit.environment.clock.advance(**by)  # type: ignore[attr-defined]


def _facts(kit: Kit) -> list[AttendanceFact]:
    return kit.replica._records.find(AttendanceFact, order="id")  # noqa: SLF001 - as they are stored


@pytest.mark.parametrize(
    "wrong",
    [timedelta(minutes=-3), timedelta(days=2), -46 * YEAR, 73 * YEAR],
    ids=["3 minutes slow", "2 days fast", "1980", "2099"],
)
def test_i15_a_wrong_clock_is_learnt_at_the_first_contact_and_corrected(
    server: EmbeddedServer, laptops: Laptops, environment: Environment, wrong: timedelta
) -> None:
    kit = laptops.make(_off_by(environment, wrong))
    practice = kit.practice.create()
    assert kit.sync_state().clock_offset_seconds == 0
    service(kit).enrol(server.url, server.enrol_code())
    report = sync(kit)
    assert report.clock_offset_seconds == -wrong.total_seconds()
    state = kit.sync_state()
    assert state.clock_offset_seconds == -wrong.total_seconds()
    assert state.clock_is_wrong
    assert state.last_sync_at == environment.now()
    assert state.silent_days == 0
    person = kit.people.all(practice.group_id)[0]
    kit.check_in.admit(practice.meeting_ids[0], person.id)
    (fact,) = _facts(kit)
    assert fact.at == environment.now()
    assert fact.device_at == environment.now() + wrong
    sync(kit)
    assert same(server, kit, practice.group_id)


def test_a_clock_that_is_right_enough_leaves_no_second_reading(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    kit = laptops.make(_off_by(environment, timedelta(seconds=100)))
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    assert not kit.sync_state().clock_is_wrong
    kit.check_in.admit(practice.meeting_ids[0], kit.people.all(practice.group_id)[0].id)
    (fact,) = _facts(kit)
    assert (fact.at, fact.device_at) == (environment.now(), None)


def test_an_exchange_with_nothing_new_still_compares_clocks(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    kit = laptops.make(_off_by(environment, timedelta()))
    kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    sync(kit)
    _set(kit, days=1)
    report = sync(kit)
    assert report.requests == 1
    assert report.clock_offset_seconds == -86_400


def test_i15_corrected_clocks_let_the_truly_later_edit_win(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    one = laptops.make(_off_by(environment, timedelta()))
    practice = one.practice.create()
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    two = laptops.make(_off_by(environment, -YEAR))
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    person = one.people.all(practice.group_id)[0]
    _set(one, minutes=1)
    one.people.edit(person.id, commune="Avant")
    _set(two, minutes=5)
    two.people.edit(person.id, commune="Après")
    for kit in (one, two, one):
        sync(kit)
    assert {kit.people.get(person.id).commune for kit in (one, two)} == {"Après"}


def test_i4_i15_an_edit_never_loses_to_what_its_author_saw_however_the_clock_jumps(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    one = laptops.make(_off_by(environment, 10 * YEAR))
    practice = one.practice.create()
    person = one.people.all(practice.group_id)[0]
    one.people.edit(person.id, phone="06 00 00 00 01")
    service(one).enrol(server.url, server.enrol_code())
    sync(one)
    two = laptops.make(_off_by(environment, -10 * YEAR))
    service(two).enrol(server.url, server.enrol_code(practice.group_id))
    sync(two)
    for number, (kit, days) in enumerate([(two, -4000), (one, 3000), (two, 9000), (one, -9000)], 2):
        _set(kit, days=days)
        kit.people.edit(person.id, phone=f"06 00 00 00 0{number}")
        for each in (kit, one, two):
            sync(each)
        assert {each.people.get(person.id).phone for each in (one, two)} == {f"06 00 00 00 0{number}"}
    for kit in (one, two):
        assert kit.conflicts.all() == []
        assert same(server, kit, practice.group_id)


def test_i15_a_clock_set_back_between_two_contacts_shows_no_time_before_the_last_one(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    """An empty battery: the laptop wakes up in 1980, far from any server."""
    kit = laptops.make(_off_by(environment, timedelta()))
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    _set(kit, days=-46 * 365)
    assert kit.sync_state().clock_is_wrong
    kit.check_in.admit(practice.meeting_ids[0], kit.people.all(practice.group_id)[0].id)
    _set(kit, minutes=10)
    kit.check_in.admit(practice.meeting_ids[0], kit.people.all(practice.group_id)[1].id)
    first, second = (fact.at for fact in _facts(kit))
    assert first == environment.now()
    assert second == environment.now() + timedelta(minutes=10)


def test_a_clock_that_a_person_set_right_is_believed_at_once(
    server: EmbeddedServer, laptops: Laptops, environment: Environment
) -> None:
    kit = laptops.make(_off_by(environment, YEAR))
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    _set(kit, days=-365, minutes=5)
    assert kit.sync_state().clock_offset_seconds == 0
    kit.check_in.admit(practice.meeting_ids[0], kit.people.all(practice.group_id)[0].id)
    (fact,) = _facts(kit)
    assert (fact.at, fact.device_at) == (environment.now() + timedelta(minutes=5), None)


def test_stamps_are_corrected_too(server: EmbeddedServer, laptops: Laptops, environment: Environment) -> None:
    kit = laptops.make(_off_by(environment, -YEAR))
    practice = kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    person = kit.people.all(practice.group_id)[0]
    kit.people.edit(person.id, phone="06 00 00 00 09")
    state = kit.replica._records.state("person", person.id)  # noqa: SLF001 - stamps are shown nowhere
    assert state is not None
    assert read(state.registers["phone"].stamp).ms == int(environment.now().timestamp() * 1000)
