"""Who is believed: certificates, introductions and signatures."""

from __future__ import annotations

import pytest

from organiser_kit.oplog.op import encode
from organiser_kit.storage.keys import public_key
from sync.peers.trust import CERTIFICATE, OPERATION, SERVER, Certificate, Trust, issue, sign, verify
from sync.protocol import SignedCertificate

GROUP, OTHER = "g:one", "g:other"
ROOT, ANNA, BRUNO, CARLA = (bytes([number]) * 32 for number in (1, 2, 3, 4))
TEXT = '{"op":"x"}'


def _word(
    issuer_seed: bytes, device: str, seed: bytes, *scopes: str, issuer: str = SERVER, at: str = "2026-11-24"
) -> SignedCertificate:
    certificate = Certificate(
        device=device,
        name="laptop",
        key=public_key(seed),
        scopes=dict.fromkeys(scopes, "organiser"),
        issued_at=at,
        issuer=issuer,
    )
    return issue(issuer_seed, certificate)


def _trust(*certificates: SignedCertificate) -> Trust:
    return Trust([public_key(ROOT)], certificates)


def _is_genuine(trust: Trust, device: str, seed: bytes, scope: str = GROUP) -> bool:
    return trust.is_genuine(device, scope, TEXT, sign(seed, OPERATION, TEXT))


def test_what_the_server_certifies_is_believed_for_its_groups_only() -> None:
    trust = _trust(_word(ROOT, "anna", ANNA, GROUP))
    assert _is_genuine(trust, "anna", ANNA)
    assert not _is_genuine(trust, "anna", ANNA, OTHER)
    assert not _is_genuine(trust, "anna", BRUNO)
    assert not _is_genuine(trust, "bruno", BRUNO)


def test_a_certificate_by_another_key_proves_nothing() -> None:
    assert _trust(_word(BRUNO, "anna", ANNA, GROUP)).key_of("anna") is None


@pytest.mark.parametrize("place", range(0, 200, 7))
def test_no_character_of_a_certificate_can_be_changed(place: int) -> None:
    good = _word(ROOT, "anna", ANNA, GROUP)
    body = bytearray(good.body.encode())
    body[place % len(body)] ^= 1
    assert _trust(SignedCertificate(body.decode(errors="replace"), good.signature)).key_of("anna") is None


def test_an_enrolled_device_introduces_another_for_one_group_of_its_own() -> None:
    anna = _word(ROOT, "anna", ANNA, GROUP)
    trust = _trust(anna, _word(ANNA, "bruno", BRUNO, GROUP, issuer="anna"))
    assert _is_genuine(trust, "bruno", BRUNO)
    assert _trust(anna, _word(ANNA, "bruno", BRUNO, OTHER, issuer="anna")).key_of("bruno") is None
    assert _trust(anna, _word(ANNA, "bruno", BRUNO, GROUP, OTHER, issuer="anna")).key_of("bruno") is None


def test_whoever_was_introduced_introduces_nobody() -> None:
    trust = _trust(
        _word(ROOT, "anna", ANNA, GROUP),
        _word(ANNA, "bruno", BRUNO, GROUP, issuer="anna"),
        _word(BRUNO, "carla", CARLA, GROUP, issuer="bruno"),
    )
    assert trust.key_of("carla") is None


def test_an_introducer_cannot_take_the_place_of_a_certified_device() -> None:
    trust = _trust(
        _word(ANNA, "bruno", CARLA, GROUP, issuer="anna"),
        _word(ROOT, "anna", ANNA, GROUP),
        _word(ROOT, "bruno", BRUNO, GROUP),
    )
    assert _is_genuine(trust, "bruno", BRUNO)
    assert not _is_genuine(trust, "bruno", CARLA)


def test_an_introducer_opens_no_group_to_a_certified_device_under_another_key() -> None:
    trust = _trust(
        _word(ROOT, "anna", ANNA, GROUP),
        _word(ROOT, "bruno", BRUNO, OTHER),
        _word(ANNA, "bruno", CARLA, GROUP, issuer="anna"),
    )
    assert trust.scopes_of("bruno") == {OTHER}


def test_an_introduction_speaks_for_one_group_alone() -> None:
    anna = _word(ROOT, "anna", ANNA, GROUP, OTHER)
    assert _trust(anna, _word(ANNA, "bruno", BRUNO, GROUP, OTHER, issuer="anna")).key_of("bruno") is None
    assert _trust(anna, _word(ANNA, "bruno", BRUNO, OTHER, issuer="anna")).scopes_of("bruno") == {OTHER}


def test_the_first_introduction_of_a_device_stands() -> None:
    anna = _word(ROOT, "anna", ANNA, GROUP)
    first = _word(ANNA, "carla", CARLA, GROUP, issuer="anna")
    second = _word(ANNA, "carla", BRUNO, GROUP, issuer="anna", at="2027-01-01")
    assert _trust(anna, first, second).key_of("carla") == public_key(CARLA)


def test_the_later_word_of_the_server_stands() -> None:
    early, late = (
        _word(ROOT, "anna", ANNA, GROUP),
        _word(ROOT, "anna", ANNA, OTHER, at="2027-01-01"),
    )
    for certificates in ((early, late), (late, early)):
        assert _trust(*certificates).scopes_of("anna") == {OTHER}


def test_a_devices_own_word_counts_only_where_its_key_is_believed() -> None:
    own = _word(ANNA, "anna", ANNA, GROUP, issuer="anna")
    assert _trust(own).key_of("anna") is None
    assert Trust([public_key(ANNA)], [own]).key_of("anna") == public_key(ANNA)


def test_a_region_is_never_in_a_certificate_that_is_believed() -> None:
    assert _trust(_word(ROOT, "anna", ANNA, GROUP, "r:idf")).scopes_of("anna") == {GROUP}


def test_a_signature_for_one_purpose_is_none_for_another() -> None:
    certificate = _word(ROOT, "anna", ANNA, GROUP)
    assert verify(public_key(ROOT), CERTIFICATE, certificate.body, certificate.signature)
    assert not verify(public_key(ROOT), OPERATION, certificate.body, certificate.signature)


@pytest.mark.parametrize("mess", ["", "zz", "00", "é", "ab" * 31, "ab" * 33])
def test_what_is_no_key_and_no_signature_proves_nothing(mess: str) -> None:
    assert not verify(mess, OPERATION, TEXT, sign(ANNA, OPERATION, TEXT))
    assert not verify(public_key(ANNA), OPERATION, TEXT, mess)
    assert Trust([mess], [_word(ROOT, "anna", ANNA, GROUP)]).key_of("anna") is None


@pytest.mark.parametrize("body", ["", "{}", "[]", '"x"', '{"device":1}'])
def test_what_is_no_certificate_is_passed_over(body: str) -> None:
    nonsense = SignedCertificate(body, sign(ROOT, CERTIFICATE, body))
    trust = _trust(nonsense, _word(ROOT, "anna", ANNA, GROUP))
    assert _is_genuine(trust, "anna", ANNA)


def test_a_certificate_is_the_same_bytes_each_time() -> None:
    one, two = (_word(ROOT, "anna", ANNA, GROUP) for _ in range(2))
    assert encode(one) == encode(two)
