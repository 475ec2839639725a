"""The code of a statement as text: read back from any page, and never believed once a single sign differs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.codes.base32 import bytes_of, text_of
from organiser_kit.codes.statement.facts import StatementFacts
from organiser_kit.codes.statement.seal import PREFIX, find, key_id, parse, public_key, sealed, spaced
from tests.codes.test_statement_facts import FACTS, MEETING, ONE

SEED = b"made-up seed of thirty-two bytes"
KEY = public_key(SEED)
CODE = sealed(ONE, SEED)


@given(FACTS)
def test_what_was_sealed_is_read_and_believed(facts: StatementFacts) -> None:
    code = sealed(facts, SEED)
    seal = parse(code)

    assert seal is not None
    assert seal.facts == facts
    assert seal.key_id == key_id(KEY)
    assert seal.is_signed_by(KEY)
    assert re.fullmatch(r"OKA1[A-Z2-7]+", code)


def test_the_same_facts_give_the_same_code() -> None:
    assert sealed(ONE, SEED) == CODE
    assert len(CODE) == 211


@given(st.integers(0, len(CODE) - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abc "))
def test_any_other_sign_is_never_believed(place: int, sign: str) -> None:
    changed = CODE[:place] + sign + CODE[place + 1 :]
    seal = parse(changed)

    assert changed == CODE or seal is None or not seal.is_signed_by(KEY)


@given(st.integers(0, 129 * 8 - 1))
def test_any_flipped_bit_is_never_believed(bit: int) -> None:
    raw = bytearray(bytes_of(CODE[len(PREFIX) :]) or b"")
    raw[bit // 8] ^= 1 << bit % 8
    seal = parse(PREFIX + text_of(bytes(raw)))

    assert seal is None or not seal.is_signed_by(KEY)


@pytest.mark.parametrize("sign", sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") - {CODE[-1]}))
def test_the_last_sign_has_one_spelling_too(sign: str) -> None:
    """It holds bits that mean nothing: they have to be zero."""
    seal = parse(CODE[:-1] + sign)

    assert seal is None or not seal.is_signed_by(KEY)


def test_another_key_did_not_sign_it() -> None:
    seal = parse(CODE)

    assert seal is not None
    assert not seal.is_signed_by(public_key(b"another made-up seed of 32 bytes"))


def test_a_signature_made_for_something_else_is_not_one_of_a_statement() -> None:
    """The same private key may sign other things: a prefix tells them apart."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seal = parse(CODE)
    assert seal is not None
    bare = replace(seal, signature=Ed25519PrivateKey.from_private_bytes(SEED).sign(seal.signed))

    assert not bare.is_signed_by(KEY)


@given(st.text("ABC xyz234\n-", max_size=30), st.text("ABC xyz234\n-", max_size=30))
def test_it_is_found_among_words_on_whichever_lines(before: str, after: str) -> None:
    wrapped = "\n".join(CODE[start : start + 60] for start in range(0, len(CODE), 60))
    (found,) = find(before + " " + wrapped + " " + after)

    assert found.seal == parse(CODE)


def test_several_are_found_in_order_and_a_torn_one_is_told() -> None:
    other = sealed(replace(ONE, meetings=(MEETING, MEETING)), SEED)
    found = find(f"one {spaced(CODE)} two {spaced(other)} three {CODE[:80]}. four")

    assert [one.seal and len(one.seal.facts.meetings) for one in found] == [1, 2, None]


def test_words_in_capitals_after_it_are_no_part_of_it() -> None:
    (found,) = find(f"{spaced(CODE)} SIGNATURE ET CACHET")

    assert found.seal is not None


@pytest.mark.parametrize("text", ["", "OKA1", "OK1AAAA", "a statement", "OKA18", CODE.lower()])
def test_what_is_none_is_not_found(text: str) -> None:
    assert [found.seal for found in find(text) if found.seal] == []
    assert parse(text) is None


def test_an_old_code_is_read_for_ever() -> None:
    """Written down once: papers outlive versions of the kit."""
    kept = Path(__file__).with_name("statement_code_1.txt").read_text("ascii").strip()
    seal = parse(kept)

    assert kept == CODE
    assert seal is not None
    assert seal.facts == StatementFacts(
        "A-ABCD-EFGH-2345", date(2026, 11, 25), (MEETING,), b"s" * 8, b"n" * 12, b"w" * 16
    )
    assert seal.is_signed_by(KEY)
