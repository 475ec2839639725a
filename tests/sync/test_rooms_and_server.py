"""Laptops that meet in a room and one of which meets the server: what is carried, and what becomes of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from organiser_kit.model.record import group_scope
from organiser_kit.storage import local_copy
from sync.peers.introduction import accept_introduction, calling_card, introduce
from sync.peers.message import pack, unpack
from sync.peers.parcel import Taken, make_parcel, take_parcel
from sync.peers.standing import shareable_scopes
from tests.sync.fakes import Line
from tests.sync.kits import Laptops, lane, same, service, sync

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def one(server: EmbeddedServer, laptops: Laptops) -> Kit:
    """A laptop that founded a group on the server."""
    kit = laptops.make()
    kit.practice.create()
    service(kit).enrol(server.url, server.enrol_code())
    sync(kit)
    return kit


@pytest.fixture
def group(one: Kit) -> str:
    (scope,) = one.replica.scopes()
    return scope.removeprefix("g:")


@pytest.fixture
def enrolled(server: EmbeddedServer, laptops: Laptops, group: str) -> Callable[[], Kit]:
    """Return what makes one more laptop of the group, up to date."""

    def one_more() -> Kit:
        kit = laptops.make()
        service(kit).enrol(server.url, server.enrol_code(group))
        sync(kit)
        return kit

    return one_more


def gives(giver: Kit, taker: Kit, group: str) -> Taken:
    parcel = make_parcel(lane(giver), group_scope(group), giver.environment)
    return take_parcel(lane(taker), unpack(pack(parcel)))


def test_a_founder_is_certified_for_its_group_in_the_same_exchange(one: Kit, group: str) -> None:
    assert shareable_scopes(lane(one)) == (group_scope(group),)


def test_an_exchange_with_nothing_new_still_costs_one_request(one: Kit, enrolled: Callable[[], Kit]) -> None:
    two = enrolled()
    sync(one)
    assert sync(one).requests == 1
    assert sync(two).requests == 1


def test_a_laptop_paired_before_there_were_keys_asks_for_its_certificate(
    one: Kit, group: str, laptops: Laptops
) -> None:
    keys = "('trust_roots', 'sealing_key', 'certified_for')"
    _change(laptops, "DELETE FROM certificates", f"DELETE FROM device_state WHERE key IN {keys}")
    line = Line()
    assert service(one, line).run_once().problem is None
    assert "certificate" in line.paths
    assert shareable_scopes(lane(one)) == (group_scope(group),)


def test_what_another_wrote_reaches_the_server_by_whoever_gets_there_first(
    server: EmbeddedServer, one: Kit, group: str, enrolled: Callable[[], Kit]
) -> None:
    two = enrolled()
    person = two.people.all(group)[0]
    two.people.edit(person.id, commune="Villeneuve")
    assert gives(two, one, group).new == 1
    assert one.people.get(person.id).commune == "Villeneuve"
    report = sync(one)
    assert (report.relayed, report.pushed) == (1, 0)
    assert same(server, one, group)
    assert two.sync_state().pending == 1
    sync(two)
    assert two.sync_state().pending == 0
    assert same(server, two, group)
    assert sync(one).relayed == 0


def test_an_edit_upon_anothers_unsent_edit_is_no_conflict_whoever_syncs_first(
    server: EmbeddedServer, one: Kit, group: str, enrolled: Callable[[], Kit]
) -> None:
    two = enrolled()
    person = one.people.all(group)[0]
    one.people.edit(person.id, phone="06 00 00 00 01")
    gives(one, two, group)
    two.people.edit(person.id, phone="06 00 00 00 02")
    gives(two, one, group)
    one.people.edit(person.id, phone="06 00 00 00 03")
    gives(one, two, group)
    assert sync(two).conflicts == 0
    assert sync(one).conflicts == 0
    assert sync(two).conflicts == 0
    assert two.people.get(person.id).phone == "06 00 00 00 03"
    # Not even one that was closed again: the server knew both sides before it judged.
    assert "conflict" not in {state.kind for state in server.snapshot(group_scope(group))}
    assert same(server, one, group)
    assert same(server, two, group)


def test_a_value_that_the_server_refuses_disappears_from_its_carrier(
    one: Kit, group: str, enrolled: Callable[[], Kit], laptops: Laptops
) -> None:
    two = enrolled()
    person = two.people.all(group)[0]
    before = one.people.get(person.id).commune
    two.people.edit(person.id, commune="Villeneuve")
    gives(two, one, group)
    one.people.edit(person.id, phone="06 00 00 00 09")
    _change(laptops, "UPDATE carried SET body = replace(body, 'Villeneuve', 'Ailleurs')")
    sync(one)
    assert one.people.get(person.id).commune == before
    assert one.people.get(person.id).phone == "06 00 00 00 09"
    assert two.people.get(person.id).commune == "Villeneuve"


def test_a_record_that_the_server_refuses_disappears_from_its_carrier(
    one: Kit, group: str, enrolled: Callable[[], Kit], laptops: Laptops
) -> None:
    two = enrolled()
    scope = group_scope(group)
    person = two.people.add(group, family_name="Passage", given_name="Paule")
    gives(two, one, group)
    assert one.people.search("Passage", group)
    _change(laptops, "UPDATE carried SET signature = replace(signature, 'a', 'b')")
    sync(one)
    assert not one.people.search("Passage", group)
    assert person.id not in {state.id for state in one.replica.snapshot(scope)}
    assert two.people.search("Passage", group)


def test_a_guest_without_a_server_works_with_the_group_and_enrols_later(
    server: EmbeddedServer, one: Kit, group: str, laptops: Laptops
) -> None:
    guest = laptops.make()
    introduction = introduce(lane(one), calling_card(lane(guest)), group_scope(group), one.environment)
    accept_introduction(lane(guest), introduction)
    assert gives(one, guest, group).rows > 75
    person = guest.people.all(group)[0]
    guest.people.edit(person.id, commune="Villeneuve")
    assert gives(guest, one, group).new == 1
    assert sync(one).relayed == 1
    assert same(server, one, group)
    # The code opens another group: this one is open by the introduction.
    service(guest).enrol(server.url, server.enrol_code())
    assert sync(guest).refused == 0
    assert guest.sync_state().pending == 0
    assert same(server, guest, group)


def test_an_enrolled_laptop_believes_its_own_server_alone(
    one: Kit, group: str, enrolled: Callable[[], Kit], laptops: Laptops
) -> None:
    two, stranger = enrolled(), laptops.make()
    practice: PracticeGroup = stranger.practice.create()
    scope = group_scope(practice.group_id)
    introduction = introduce(lane(stranger), calling_card(lane(two)), scope, stranger.environment)
    accept_introduction(lane(two), introduction)
    assert shareable_scopes(lane(two)) == (group_scope(group),)


def test_a_cut_answer_to_a_relay_loses_and_doubles_nothing(
    server: EmbeddedServer, one: Kit, group: str, enrolled: Callable[[], Kit]
) -> None:
    two = enrolled()
    person = two.people.all(group)[0]
    two.people.edit(person.id, commune="Villeneuve")
    gives(two, one, group)

    def lose_the_answer(request: httpx.Request, send: Callable[[], httpx.Response]) -> httpx.Response:
        answer = send()
        if request.url.path.endswith("/relay"):
            raise httpx.ReadError("cut")
        return answer

    assert service(one, Line(lose_the_answer)).run_once().problem is not None
    assert sync(one).relayed == 1
    assert same(server, one, group)
    assert sync(two).refused == 0


def _change(laptops: Laptops, *statements: str) -> None:
    """Write into the copy of the first laptop behind its back."""
    path = laptops.folder / "laptop0" / local_copy.DATABASE_NAME
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            assert database.execute(statement).rowcount > 0


def test_somebody_is_erased_whose_changes_were_once_carried(
    server: EmbeddedServer, one: Kit, group: str, enrolled: Callable[[], Kit]
) -> None:
    two = enrolled()
    person = two.people.all(group)[0]
    two.people.edit(person.id, commune="Villeneuve")
    gives(two, one, group)
    sync(one)
    one.erasure.person(person.id, "request")
    sync(one)
    assert sync(two).refused == 0
    for kit in (one, two):
        assert person.id not in {found.id for found in kit.people.all(group)}
        assert same(server, kit, group)
