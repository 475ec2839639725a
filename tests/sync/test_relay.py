"""Operations that others bring to the server: who is believed, what is noted, and that nothing is blocked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pytest

from organiser_kit.oplog.op import SCHEMA, Op, encode
from organiser_kit.storage.keys import public_key
from sync.peers.trust import OPERATION, Certificate, issue, sign
from sync.protocol import CertificateRequest, ProblemKind, RelayRequest, SignedCertificate, SignedOp, Verdict
from sync.server import authority, devices
from sync.server.database import transaction
from sync.server.migrations import epoch
from sync.server.problems import ProblemError
from sync.server.relay import relay
from sync.server.scopes import grant_of
from sync.server.tokens import recognise
from tests.sync.fakes import SCOPE, Author

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.protocol import Result
    from tests.sync.bench import ServerBench

PERSON = "0199aaaa-0000-7000-8000-0000000000a1"


@dataclass
class Laptop:
    """An author with a key."""

    author: Author
    seed: bytes
    words: list[SignedCertificate] = field(default_factory=list)

    @property
    def key(self) -> str:
        return public_key(self.seed)

    def introduces(self, other: Laptop, scope: str = SCOPE) -> None:
        word = Certificate(
            device=other.author.device,
            name="laptop",
            key=other.key,
            scopes={scope: "organiser"},
            issued_at="",
            issuer=self.author.device,
        )
        other.words.append(issue(self.seed, word))

    def signs(self, op: Op) -> SignedOp:
        body = encode(op).decode()
        return SignedOp(body, sign(self.seed, OPERATION, body))


@dataclass
class Room:
    """A server's code, an enrolled carrier, and what it brings."""

    bench: ServerBench
    environment: Environment
    carrier: Laptop

    def laptop(self) -> Laptop:
        return Laptop(Author(self.environment), self.environment.chance.token_bytes(32))

    def enrolled(self) -> Laptop:
        laptop = self.laptop()
        self.bench.let_in(laptop.author)
        self.bench.grant(laptop.author)
        self.certify(laptop)
        return laptop

    def certify(self, laptop: Laptop) -> None:
        with transaction(self.bench.connection):
            request = CertificateRequest(key=laptop.key, introductions=laptop.words)
            device, now = laptop.author.device, self.environment.now()
            answer = authority.certify(self.bench.connection, device, request, now)
        laptop.words = [answer.certificate, *laptop.words]

    def brings(
        self, *ops: SignedOp, words: list[SignedCertificate], by: Laptop | None = None
    ) -> list[Result]:
        request = RelayRequest(
            epoch=epoch(self.bench.connection), schema=SCHEMA, ops=list(ops), certificates=words
        )
        carrier = (by or self.carrier).author.device
        with transaction(self.bench.connection):
            return relay(self.bench.connection, carrier, request, self.environment.now())

    def verdicts(self, laptop: Laptop, *ops: Op) -> list[Verdict]:
        signed = [laptop.signs(op) for op in ops]
        return [result.verdict for result in self.brings(*signed, words=laptop.words)]

    def revoke(self, laptop: Laptop) -> None:
        with transaction(self.bench.connection):
            devices.revoke(self.bench.connection, laptop.author.device, self.environment.now())

    def value(self, name: str) -> object:
        return self.bench.value(self.carrier.author, PERSON, name)


@pytest.fixture
def room(bench: ServerBench, author: Author, environment: Environment) -> Room:
    carrier = Laptop(author, environment.chance.token_bytes(32))
    room = Room(bench, environment, carrier)
    room.certify(carrier)
    return room


def _person(laptop: Laptop, name: str = "Durand", **rest: object) -> Op:
    return laptop.author.set("person", PERSON, {"family_name": name}, **rest)


def test_what_an_enrolled_laptop_wrote_may_come_by_another(room: Room) -> None:
    other = room.enrolled()
    op = _person(other)
    assert room.verdicts(other, op) == [Verdict.APPLIED]
    assert room.value("family_name") == "Durand"
    assert room.verdicts(other, op) == [Verdict.KNOWN]
    assert room.bench.verdicts(other.author, op) == [Verdict.KNOWN]


def test_the_author_sends_first_and_the_carrier_hears_known(room: Room) -> None:
    other = room.enrolled()
    op = _person(other)
    assert room.bench.verdicts(other.author, op) == [Verdict.APPLIED]
    assert room.verdicts(other, op) == [Verdict.KNOWN]


def test_a_gap_in_an_authors_numbers_blocks_nobody(room: Room) -> None:
    other = room.enrolled()
    first, second, third = (_person(other, name) for name in ("Un", "Deux", "Trois"))
    assert room.verdicts(other, third) == [Verdict.APPLIED]
    # The author's own numbers go on from where the author is.
    assert room.bench.verdicts(other.author, first, second, third) == [
        Verdict.SUPERSEDED,
        Verdict.SUPERSEDED,
        Verdict.KNOWN,
    ]
    assert room.value("family_name") == "Trois"


def test_an_introduced_laptop_is_let_in_without_a_token(room: Room) -> None:
    guest = room.laptop()
    room.carrier.introduces(guest)
    assert room.verdicts(guest, _person(guest)) == [Verdict.APPLIED]
    with transaction(room.bench.connection):
        listed = {row.id for row in devices.list_devices(room.bench.connection)}
        assert guest.author.device in listed
        with pytest.raises(ProblemError):
            recognise(room.bench.connection, "introduced:" + guest.author.device)


def test_a_stranger_is_refused_and_leaves_no_trace(room: Room) -> None:
    stranger = room.laptop()
    op = _person(stranger)
    (result,) = room.brings(stranger.signs(op), words=[])
    assert result.verdict is Verdict.REFUSED
    assert result.problem is not None
    assert result.problem.type == ProblemKind.UNKNOWN_AUTHOR.urn
    # Nothing was noted: once introduced, the very same operation is taken.
    room.carrier.introduces(stranger)
    assert room.verdicts(stranger, op) == [Verdict.APPLIED]


def test_a_forged_signature_spoils_no_operation_of_its_author(room: Room) -> None:
    other = room.enrolled()
    op = _person(other)
    forged = SignedOp(encode(op).decode(), sign(room.carrier.seed, OPERATION, encode(op).decode()))
    (result,) = room.brings(forged, words=other.words)
    assert result.problem is not None
    assert result.problem.type == ProblemKind.FORGED.urn
    assert room.bench.verdicts(other.author, op) == [Verdict.APPLIED]


def test_one_forgery_among_others_stops_none_of_them(room: Room) -> None:
    other = room.enrolled()
    good, bad = _person(other), _person(other, "Dupont")
    forged = SignedOp(encode(bad).decode(), "00" * 64)
    results = room.brings(forged, other.signs(good), words=other.words)
    assert [result.verdict for result in results] == [Verdict.REFUSED, Verdict.APPLIED]
    assert results[0].row is not None
    assert results[0].row.fields["family_name"][0] == "Durand"


def test_half_an_action_is_refused_and_the_whole_one_taken_later(room: Room) -> None:
    other = room.enrolled()
    one = _person(other, tx="t1", of=2)
    two = other.author.set("person", PERSON, {"phone": "06"}, tx="t1", of=2)
    assert room.verdicts(other, one) == [Verdict.REFUSED]
    assert room.value("family_name") is None
    assert room.bench.verdicts(other.author, one, two) == [Verdict.APPLIED, Verdict.APPLIED]


def test_an_introducer_cannot_write_as_an_enrolled_laptop(room: Room) -> None:
    victim = room.enrolled()
    impostor = Laptop(victim.author, room.environment.chance.token_bytes(32))
    room.carrier.introduces(impostor)
    (result,) = room.brings(impostor.signs(_person(victim)), words=impostor.words)
    assert result.verdict is Verdict.REFUSED


def test_an_introducer_cannot_write_as_a_laptop_that_never_told_its_key(room: Room) -> None:
    victim = room.laptop()
    room.bench.let_in(victim.author)
    room.bench.grant(victim.author)
    room.carrier.introduces(victim)
    assert room.verdicts(victim, _person(victim)) == [Verdict.REFUSED]


def test_whoever_was_introduced_introduces_nobody(room: Room) -> None:
    guest, third = room.laptop(), room.laptop()
    room.carrier.introduces(guest)
    guest.introduces(third)
    room.verdicts(guest, _person(guest))
    assert room.verdicts(third, _person(third)) == [Verdict.REFUSED]


def test_a_laptop_that_was_put_out_is_not_heard_by_other_mouths(room: Room) -> None:
    other = room.enrolled()
    room.revoke(other)
    assert room.verdicts(other, _person(other)) == [Verdict.REFUSED]


def test_with_an_introducer_everybody_it_introduced_is_put_out(room: Room) -> None:
    host, guest = room.enrolled(), room.laptop()
    host.introduces(guest)
    assert room.verdicts(guest, _person(guest)) == [Verdict.APPLIED]
    room.revoke(host)
    assert room.verdicts(guest, _person(guest, "Dupont")) == [Verdict.REFUSED]


def test_a_guest_that_enrols_stands_on_its_own(room: Room) -> None:
    host, guest = room.enrolled(), room.laptop()
    host.introduces(guest)
    room.verdicts(guest, _person(guest))
    room.bench.let_in(guest.author)
    room.certify(guest)
    room.revoke(host)
    assert room.verdicts(guest, _person(guest, "Dupont")) == [Verdict.APPLIED]


def test_an_introduction_opens_a_group_to_an_enrolled_laptop_and_only_that_one(room: Room) -> None:
    guest, other = room.laptop(), "g:0199aaaa-0000-7000-8000-000000000009"
    room.bench.let_in(guest.author)
    room.carrier.introduces(guest)
    room.carrier.introduces(guest, other)
    room.certify(guest)
    assert grant_of(room.bench.connection, guest.author.device, SCOPE) is not None
    assert grant_of(room.bench.connection, guest.author.device, other) is None


def test_a_carrier_of_another_group_brings_nothing(room: Room) -> None:
    other, foreign = room.enrolled(), room.laptop()
    room.bench.let_in(foreign.author)
    with pytest.raises(ProblemError) as caught:
        room.brings(other.signs(_person(other)), words=other.words, by=foreign)
    assert caught.value.kind is ProblemKind.SCOPE_DENIED


def test_an_operation_of_another_group_cannot_be_slipped_in(room: Room) -> None:
    other = room.enrolled()
    elsewhere = other.author.set("person", PERSON, {"phone": "06"}, scope="g:elsewhere")
    with pytest.raises(ProblemError):
        room.brings(other.signs(_person(other)), other.signs(elsewhere), words=other.words)


def test_several_authors_come_together_and_know_of_each_other(room: Room) -> None:
    one, two = room.enrolled(), room.enrolled()
    first = _person(one)
    two.author.instant = one.author.instant
    stamp = two.author.stamp()
    seen = first.stamps[0]
    second = msgspec.structs.replace(
        _person(two), fields={"family_name": ("Dupont", stamp, seen)}, id=room.environment.new_id()
    )
    results = room.brings(one.signs(first), two.signs(second), words=[*one.words, *two.words])
    assert [result.verdict for result in results] == [Verdict.APPLIED, Verdict.APPLIED]
    assert room.value("family_name") == "Dupont"


def test_a_server_that_forgot_a_laptop_believes_its_own_certificate(room: Room) -> None:
    other = room.enrolled()
    with transaction(room.bench.connection):
        for table, column in (("device_scope", "device"), ("device", "id")):
            sql = f"DELETE FROM {table} WHERE {column} = :device"
            room.bench.connection.execute(sql, {"device": other.author.device})
    assert room.verdicts(other, _person(other)) == [Verdict.APPLIED]


def test_a_refused_value_is_refused_in_its_authors_name(room: Room) -> None:
    other = room.enrolled()
    op = _person(other, "x" * 20_001)
    assert room.verdicts(other, op) == [Verdict.REFUSED]
    assert room.bench.verdicts(other.author, op) == [Verdict.REFUSED]


def test_a_key_that_is_none_is_refused(room: Room) -> None:
    for key in ("", "zz", "00" * 31):
        with pytest.raises(ProblemError), transaction(room.bench.connection):
            authority.keep_key(room.bench.connection, room.carrier.author.device, key)
