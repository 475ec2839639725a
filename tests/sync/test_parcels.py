"""Two laptops without a server between them: what one gives, the other takes, once."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import msgspec
import pytest

from organiser_kit.errors import UserError
from organiser_kit.model.record import group_scope
from organiser_kit.oplog.op import OpKind, Row, decode_op, encode
from organiser_kit.storage.outbox import Settled
from sync.peers import message
from sync.peers.introduction import accept_introduction, calling_card, introduce
from sync.peers.message import Parcel, pack, unpack
from sync.peers.parcel import Taken, make_parcel, take_parcel
from sync.peers.standing import shareable_scopes
from sync.peers.trust import OPERATION, sign
from sync.protocol import SignedOp
from tests.sync.kits import Laptops, lane

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup


@pytest.fixture
def one(laptops: Laptops) -> Kit:
    return laptops.make()


@pytest.fixture
def evening(one: Kit) -> PracticeGroup:
    return one.practice.create()


@pytest.fixture
def scope(evening: PracticeGroup) -> str:
    return group_scope(evening.group_id)


def introduced(host: Kit, guest: Kit, scope: str) -> None:
    """Let ``host`` introduce ``guest``, as a room does once the code was proved."""
    accept_introduction(
        lane(guest), introduce(lane(host), calling_card(lane(guest)), scope, host.environment)
    )


def gives(giver: Kit, taker: Kit, scope: str) -> Taken:
    return take_parcel(lane(taker), unpack(pack(make_parcel(lane(giver), scope, giver.environment))))


def alike(one: Kit, two: Kit, scope: str) -> bool:
    first, second = (
        sorted(kit.replica.snapshot(scope), key=lambda state: (state.kind, state.id)) for kit in (one, two)
    )
    return first == second


def test_a_laptop_that_holds_nothing_may_share_nothing(one: Kit, environment: Environment) -> None:
    assert shareable_scopes(lane(one)) == ()
    with pytest.raises(UserError, match="may not share"):
        make_parcel(lane(one), "g:x", environment)


def test_an_introduced_laptop_sees_the_whole_evening(one: Kit, laptops: Laptops, scope: str) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    taken = gives(one, two, scope)
    assert (taken.new, taken.known, taken.refused) == (taken.ops, 0, 0)
    assert taken.ops > 75
    assert alike(one, two, scope)


def test_taking_a_parcel_twice_changes_nothing(one: Kit, laptops: Laptops, scope: str) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    first = gives(one, two, scope)
    again = gives(one, two, scope)
    assert again == Taken(first.ops, 0, first.ops, 0, 0)


def test_both_write_and_then_show_the_same(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    gives(one, two, scope)
    meeting = evening.meeting_ids[0]
    people = one.people.all(evening.group_id)
    one.check_in.admit(meeting, people[0].id)
    one.people.edit(people[1].id, phone="06 00 00 00 01")
    two.check_in.admit(meeting, people[2].id)
    two.people.edit(people[1].id, phone="06 00 00 00 02")
    assert gives(two, one, scope).refused == 0
    assert gives(one, two, scope).refused == 0
    assert alike(one, two, scope)
    assert sum(two.check_in.presence(meeting, person.id).is_present for person in people) == 2


def test_what_a_third_laptop_wrote_is_passed_on_in_its_own_words(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two, three = laptops.make(), laptops.make()
    for guest in (two, three):
        introduced(one, guest, scope)
        gives(one, guest, scope)
    two.people.edit(two.people.all(evening.group_id)[0].id, commune="Villeneuve")
    gives(two, one, scope)
    gives(one, three, scope)
    assert alike(two, three, scope)


def test_what_no_server_confirmed_travels_only_as_signed_operations(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    parcel = make_parcel(lane(one), scope, one.environment)
    assert parcel.rows == []
    person = one.people.all(evening.group_id)[0]
    assert person.family_name not in encode(msgspec.structs.replace(parcel, ops=[])).decode()
    taken = take_parcel(lane(two), msgspec.structs.replace(parcel, ops=[]))
    assert taken.rows == 0


def test_a_forged_operation_is_refused_and_the_others_are_taken(
    one: Kit, laptops: Laptops, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    parcel = make_parcel(lane(one), scope, one.environment)
    # What belongs to one action is refused together: the forged one here is an action alone.
    place = next(place for place, item in enumerate(parcel.ops) if decode_op(item.body).tx is None)
    forged = SignedOp(parcel.ops[place].body.replace('"n":', '"n":1'), parcel.ops[place].signature)
    ops = [*parcel.ops[:place], forged, *parcel.ops[place + 1 :]]
    taken = take_parcel(lane(two), msgspec.structs.replace(parcel, ops=ops))
    assert (taken.new, taken.refused) == (len(ops) - 1, 1)


def test_a_stranger_is_not_believed(one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str) -> None:
    two, stranger = laptops.make(), laptops.make()
    introduced(one, two, scope)
    gives(one, two, scope)
    introduced(one, stranger, scope)
    gives(one, stranger, scope)
    person = stranger.people.all(evening.group_id)[0]
    stranger.people.edit(person.id, commune="Ailleurs")
    parcel = make_parcel(lane(stranger), scope, stranger.environment)
    card = calling_card(lane(stranger))
    without = [word for word in parcel.certificates if card.key not in word.body]
    taken = take_parcel(lane(two), msgspec.structs.replace(parcel, certificates=without))
    assert (taken.new, taken.refused) == (0, 1)
    assert two.people.get(person.id).commune != "Ailleurs"


def test_half_an_action_is_not_taken(one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    one.check_in.walk_in(evening.meeting_ids[0], family_name="Passage", given_name="Paule")
    parcel = make_parcel(lane(one), scope, one.environment)
    grouped = [item for item in parcel.ops if decode_op(item.body).tx]
    tx = decode_op(grouped[0].body).tx
    members = [item for item in grouped if decode_op(item.body).tx == tx]
    assert len(members) > 1
    taken = take_parcel(lane(two), msgspec.structs.replace(parcel, ops=members[:-1]))
    assert (taken.new, taken.refused) == (0, len(members) - 1)
    assert two.replica.snapshot(scope) == []


def test_another_groups_parcel_is_refused_with_a_sentence(one: Kit, laptops: Laptops, scope: str) -> None:
    two = laptops.make()
    parcel = make_parcel(lane(one), scope, one.environment)
    with pytest.raises(UserError, match="does not belong"):
        take_parcel(lane(two), parcel)
    assert two.replica.snapshot(scope) == []


def test_a_newer_parcel_is_refused_with_a_sentence(one: Kit, scope: str) -> None:
    parcel = make_parcel(lane(one), scope, one.environment)
    newer = msgspec.structs.replace(parcel, format=parcel.format + 1)
    with pytest.raises(UserError, match="newer version"):
        take_parcel(lane(one), newer)
    with pytest.raises(UserError, match="newer version"):
        unpack(gzip.compress(b'{"format":2,"unheard":"of"}'))


def test_a_malicious_value_is_refused_before_it_is_stored(one: Kit, laptops: Laptops, scope: str) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    gives(one, two, scope)
    parcel = make_parcel(lane(one), scope, one.environment)
    op = next(op for item in parcel.ops if (op := decode_op(item.body)).record == "person")
    bad = msgspec.structs.replace(
        op, id="evil", tx=None, of=None, fields={"phone": ({"a": []}, op.stamps[0], None)}
    )
    body = encode(bad).decode()
    seed = one.replica.parcels.trust.signing_seed()
    taken = take_parcel(
        lane(two), msgspec.structs.replace(parcel, ops=[SignedOp(body, sign(seed, OPERATION, body))])
    )
    assert (taken.new, taken.refused) == (0, 1)


@pytest.mark.parametrize(
    "mess",
    [
        b"",
        b"\0" * 40,
        b"PK\x03\x04",
        gzip.compress(b"[" * 200_000, mtime=0),
        gzip.compress(b'{"format":1}', mtime=0),
    ],
)
def test_what_is_no_parcel_is_refused_with_a_sentence(mess: bytes) -> None:
    with pytest.raises(UserError, match="damaged or incomplete"):
        unpack(mess)


def test_a_parcel_is_never_unpacked_beyond_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message, "MAX_PLAIN_BYTES", 1 << 20)
    bomb = gzip.compress(b" " * (32 << 20))
    with pytest.raises(UserError, match="larger than anything"):
        unpack(bomb)
    monkeypatch.setattr(message, "MAX_PACKED_BYTES", 1000)
    with pytest.raises(UserError, match="larger than anything"):
        unpack(bomb)


def test_a_cut_parcel_is_refused_wherever_it_was_cut(one: Kit, scope: str) -> None:
    whole = pack(make_parcel(lane(one), scope, one.environment))
    for end in range(0, len(whole), 512):
        with pytest.raises(UserError):
            unpack(whole[:end])


def test_an_introduction_for_somebody_else_is_not_kept(one: Kit, laptops: Laptops, scope: str) -> None:
    two, three = laptops.make(), laptops.make()
    introduction = introduce(lane(one), calling_card(lane(two)), scope, one.environment)
    with pytest.raises(UserError, match="not meant for this laptop"):
        accept_introduction(lane(three), introduction)
    assert shareable_scopes(lane(three)) == ()


def test_a_card_that_makes_no_sense_is_not_introduced(one: Kit, laptops: Laptops, scope: str) -> None:
    card = calling_card(lane(laptops.make()))
    for key in ("", "zz", "00"):
        with pytest.raises(UserError, match="makes no sense"):
            introduce(lane(one), msgspec.structs.replace(card, key=key), scope, one.environment)


def test_a_parcel_survives_the_journey(one: Kit, scope: str) -> None:
    parcel = make_parcel(lane(one), scope, one.environment)
    assert unpack(pack(parcel)) == parcel
    assert pack(parcel) == pack(parcel)
    assert isinstance(parcel, Parcel)


def test_i9_an_erasure_goes_from_laptop_to_laptop_and_nothing_brings_the_person_back(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two, three = laptops.make(), laptops.make()
    for guest in (two, three):
        introduced(one, guest, scope)
        gives(one, guest, scope)
    person = one.people.all(evening.group_id)[0]
    # Carried by one laptop, about somebody who is erased on another.
    three.people.edit(person.id, phone="0699887766")
    gives(three, two, scope)
    one.erasure.person(person.id, "asked for")
    assert gives(one, two, scope).refused == 0
    assert two.people.seen(person.id) is None
    assert not any("0699887766" in held.body for held in two.replica.parcels.carried(scope))
    gives(three, two, scope)
    gives(three, one, scope)
    for kit in (one, two):
        assert kit.people.seen(person.id) is None
    # The erasure itself is passed on, in its author's words.
    gives(two, three, scope)
    assert three.people.seen(person.id) is None
    assert not any("0699887766" in written.body for written in three.replica.parcels.unanswered())
    assert alike(two, three, scope)


def test_a_confirmed_erasure_is_part_of_a_parcel(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    gives(one, two, scope)
    person = one.people.all(evening.group_id)[0]
    gone = Row(record="person", record_id=person.id, seq=99, fields={}, erased=True)
    one.replica.apply_page(scope, "e", [gone], 99)
    gives(one, two, scope)
    assert two.people.seen(person.id) is None


def test_an_erasure_that_no_server_heard_of_is_carried_whatever_is_known_of_the_person(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    person = one.people.all(evening.group_id)[0]
    placed = Row(record="person", record_id=person.id, seq=7, fields={})
    one.replica.apply_page(scope, "e", [placed], 7)
    gives(one, two, scope)
    # An answered operation about the person is among those that were carried.
    two.people.edit(person.id, phone="1")
    gives(two, one, scope)
    (carried,) = one.replica.parcels.carried(scope)
    one.replica.parcels.settle([Settled(carried.op_id, "applied")])
    one.erasure.person(person.id, "asked for")
    for _ in range(2):
        gives(one, two, scope)
    assert two.people.seen(person.id) is None
    (waiting,) = two.replica.parcels.carried(scope)[-1:]
    assert (decode_op(waiting.body).kind, decode_op(waiting.body).record_id) == (OpKind.ERASE, person.id)


def test_a_parcel_that_would_empty_a_group_is_held_back(
    one: Kit, laptops: Laptops, evening: PracticeGroup, scope: str
) -> None:
    two = laptops.make()
    introduced(one, two, scope)
    gives(one, two, scope)
    people = one.people.all(evening.group_id)
    for person in people[:21]:
        one.people.delete(person.id)
    with pytest.raises(UserError, match="remove at least 21 of 25"):
        gives(one, two, scope)
    assert len(two.people.all(evening.group_id)) == 25
