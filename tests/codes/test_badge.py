"""Badge codes: what is accepted, and everything that must not be."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32decode, b32encode
from typing import TYPE_CHECKING

import pytest
import qrcode
from hypothesis import assume, given
from hypothesis import strategies as st

from organiser_kit.codes.badge import BadgeOutcome, BadgeReading, code_of, key_id, key_id_of, parse, token_of

if TYPE_CHECKING:
    from uuid import UUID

KEY = b"made-up key of thirty-two bytes."
OTHER_KEY = b"another made-up key, also secret"
KEYS = {key_id(KEY): KEY}
TOKEN = token_of(KEY, "made-up person")
CODE = code_of(TOKEN, KEY)


def outcome(text: str) -> BadgeOutcome:
    return parse(text, KEYS).outcome


def test_the_code_is_the_one_described() -> None:
    raw = b32decode(CODE.removeprefix("OK1"))
    assert raw[:4] == hashlib.sha256(KEY).digest()[:4]
    assert raw[12:] == hmac.new(KEY, b"OK1" + raw[:12], hashlib.sha256).digest()[:8]
    assert b32encode(raw[:12]).decode().rstrip("=") == TOKEN
    assert (len(TOKEN), len(CODE)) == (20, 35)


@given(st.uuids(), st.integers(0, 99))
def test_every_new_badge_is_genuine(person: UUID, serial: int) -> None:
    token = token_of(KEY, str(person), serial)
    assert parse(code_of(token, KEY), KEYS) == BadgeReading(BadgeOutcome.GENUINE, token)


def test_badges_differ_by_person_serial_and_key_and_by_nothing_else() -> None:
    drawn = {token_of(KEY, f"person {n}", serial) for n in range(500) for serial in range(3)}
    assert len(drawn) == 1500
    assert token_of(OTHER_KEY, "person 1") not in drawn
    assert token_of(KEY, "person 1", 2) == token_of(KEY, "person 1", 2)


def test_a_token_says_its_key() -> None:
    assert key_id_of(TOKEN) == key_id(KEY)
    assert key_id_of(TOKEN[:-1]) is None
    assert key_id_of("no token") is None


def test_the_code_fits_a_small_qr() -> None:
    printed = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    printed.add_data(CODE)
    printed.make(fit=True)
    assert printed.modules_count == 25


@pytest.mark.parametrize(
    "text",
    [
        CODE.lower(),
        f"  {CODE}\r\n",
        "-".join(CODE[start : start + 5] for start in range(0, 35, 5)),
        "OK1" + CODE[3:].replace("O", "0").replace("I", "1").replace("B", "8"),
    ],
)
def test_case_spacing_and_lookalikes_do_not_matter(text: str) -> None:
    assert parse(text, KEYS) == BadgeReading(BadgeOutcome.GENUINE, TOKEN)


@given(st.integers(3, 34), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_any_changed_character_is_refused_without_a_token(place: int, character: str) -> None:
    assume(CODE[place] != character)
    reading = parse(CODE[:place] + character + CODE[place + 1 :], KEYS)
    # The first characters hold the key's identifier: changed, the badge claims another key.
    assert reading.outcome in (BadgeOutcome.FORGED, BadgeOutcome.FOREIGN)
    assert reading.token is None


def test_a_badge_that_claims_our_key_is_forged() -> None:
    raw = key_id(KEY) + bytes(16)
    assert outcome("OK1" + b32encode(raw).decode()) is BadgeOutcome.FORGED


def test_a_badge_of_another_group_is_foreign() -> None:
    code = code_of(token_of(OTHER_KEY, "made-up person"), OTHER_KEY)
    assert parse(code, KEYS) == BadgeReading(BadgeOutcome.FOREIGN)
    assert parse(code, {}) == BadgeReading(BadgeOutcome.FOREIGN)
    both = {**KEYS, key_id(OTHER_KEY): OTHER_KEY}
    assert parse(code, both).outcome is BadgeOutcome.GENUINE


@pytest.mark.parametrize("text", [CODE[:-1], CODE + "A", "OK1", CODE[:-1] + "9", CODE[:-1] + "É", "ok1 ?"])
def test_damaged_codes_are_garbled(text: str) -> None:
    assert outcome(text) is BadgeOutcome.GARBLED


@pytest.mark.parametrize("text", ["", "Exemple", "https://example.org/OK1", "OKS1AAAA", "3017620422003"])
def test_other_texts_are_no_badge(text: str) -> None:
    assert outcome(text) is BadgeOutcome.NOT_A_BADGE


@given(st.text() | st.text().map("OK1".__add__) | st.text(min_size=32, max_size=32).map("OK1".__add__))
def test_no_text_breaks_the_parser_or_is_genuine(text: str) -> None:
    assert outcome(text) is not BadgeOutcome.GENUINE


@pytest.mark.parametrize("token", ["", "A" * 20, TOKEN[:-1], TOKEN.lower(), TOKEN[:-1] + "B", TOKEN + "AAAA"])
def test_only_a_token_of_this_key_is_printed(token: str) -> None:
    with pytest.raises(ValueError, match="not made with this key"):
        code_of(token, KEY)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        key_id(b"short")
