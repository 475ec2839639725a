"""Sticks that earlier versions wrote are read for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.storage.keys import public_key
from sync.peers.content import read_content
from sync.peers.parcel import take_parcel
from sync.peers.sealing import open_for_group, open_for_server, read_container
from sync.peers.standing import kept_forms
from tests.sync import golden_bundle as golden
from tests.sync.fakes import GROUP, SCOPE
from tests.sync.kits import lane, service

if TYPE_CHECKING:
    from tests.sync.kits import Laptops


def test_the_first_format_is_read_to_the_letter() -> None:
    container = read_container(golden.FILE.read_bytes())
    (by_group,) = open_for_group(container, {SCOPE: golden.SECRET}).values()
    (by_server,) = open_for_server(container, golden.SEALING_SEED)
    assert by_group == by_server
    found = read_content(by_group)
    made, author = golden.parcel()
    assert found.parcel == made
    assert found.manifest.author == author
    assert found.is_signed_by(public_key(golden.AUTHOR_SEED))


def test_the_first_format_is_taken_by_a_laptop_of_today(laptops: Laptops) -> None:
    kit = laptops.make()
    trust = kit.replica.parcels.trust
    seed = trust.signing_seed()
    (mine,) = kept_forms([golden.certificate(trust.identity().device_id, seed)])
    trust.keep_server_trust(public_key(golden.SERVER_SEED), "00" * 32, mine, epoch="e", scopes=[SCOPE])
    made, _ = golden.parcel()
    taken = take_parcel(lane(kit), made)
    assert (taken.ops, taken.new, taken.refused, taken.rows) == (5, 5, 0, 1)
    again = service(kit).import_bundle(golden.FILE)
    assert (again.ops, again.new, again.known) == (5, 0, 5)
    (person,) = kit.people.all(GROUP)
    assert (person.given_name, person.phone) == ("Élise", "06 00 00 00 00")
