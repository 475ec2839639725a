"""What is said of a statement: from its text or its code alone, with the keys and revocations known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from organiser_kit.codes.statement.checking import (
    Outcome,
    Shown,
    check,
    shown_in_pages,
    shown_in_text,
)
from organiser_kit.codes.statement.digests import bare, name_digest, words_digest
from organiser_kit.codes.statement.knowledge import (
    CalledBack,
    Knowledge,
    KnownKey,
    known,
    read_file,
    to_bytes,
)
from organiser_kit.codes.statement.seal import public_key, sealed, spaced
from organiser_kit.codes.statement.telling import facts_lines, reason, revocation_line
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import using
from tests.codes.test_statement_facts import ONE

if TYPE_CHECKING:
    from pathlib import Path

SEED = b"made-up seed of thirty-two bytes"
KEY = KnownKey(public_key(SEED), "Groupe Exemple")
KNOWN = known([KEY], as_of=datetime(2026, 12, 1, tzinfo=UTC))
SALT = ONE.salt
WORDS = (
    "Association Exemple\nAttestation de participation\nN° A-ABCD-EFGH-2345\nJe soussigné·e, "
    "EXEMPLE-DURAND Claude, atteste que\nEXEMPLE Zoé\na participé le mardi 24 novembre 2026, "
    "18 h 00 – 20 h 00\nDurée totale : 2 h 00"
)
FACTS = replace(ONE, name_digest=name_digest("Exemple Zoé", SALT), words_digest=words_digest(WORDS, SALT))
CODE = sealed(FACTS, SEED)
PAPER = f"{WORDS}\n{spaced(CODE)}"


def outcome(text: str, knowledge: Knowledge = KNOWN, name: str = "") -> Outcome:
    """Return what is said of the one statement in ``text``."""
    (shown,) = shown_in_text(text)
    return check(shown, knowledge, name).outcome


def test_a_copied_text_is_genuine_word_for_word() -> None:
    (shown,) = shown_in_text(PAPER)
    checked = check(shown, KNOWN)

    assert checked.is_valid
    assert checked.words_checked
    assert checked.facts == FACTS


@pytest.mark.parametrize(
    "copied",
    [
        PAPER.replace("\n", "\r\n"),
        PAPER.replace("\n", " "),
        PAPER.replace(" ", "\u00a0"),
        PAPER.replace("EXEMPLE-DURAND", "EXEMPLE-\nDURAND"),
        PAPER.replace("EXEMPLE-DURAND", "EXEMPLE\u2010DURAND"),
        PAPER.replace("é", "e\u0301"),
        f"Bonjour,\nvoici l’attestation.\n\n{PAPER}\n\nBien à vous\nLa mairie",
    ],
)
def test_what_copying_does_by_itself_changes_nothing(copied: str) -> None:
    assert outcome(copied) is Outcome.GENUINE


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 1), st.sampled_from("aAéE0123456789zñ·"))
def test_one_changed_sign_is_refused(place: int, sign: str) -> None:
    changed = WORDS[:place] + sign + WORDS[place + 1 :]

    if bare(changed) != bare(WORDS):
        assert outcome(f"{changed}\n{spaced(CODE)}") is Outcome.CHANGED


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("Zoé", "Zoe"),
        ("EXEMPLE Zoé", "EXEMPLE Zoë"),
        ("24 novembre", "25 novembre"),
        ("2 h 00", "3 h 00"),
        ("A-ABCD", "A-ABCE"),
        ("a participé", "n’a pas participé"),
        ("Durée totale : 2 h 00", ""),
    ],
)
def test_a_changed_letter_is_refused(was: str, is_now: str) -> None:
    assert was in PAPER
    assert outcome(PAPER.replace(was, is_now)) is Outcome.CHANGED


def test_nothing_may_stand_on_a_page_but_what_was_signed() -> None:
    for text in (PAPER + "\nwith honours", "Diploma\n" + PAPER):
        (shown,) = shown_in_pages(text)
        assert check(shown, KNOWN).outcome is Outcome.CHANGED
    (shown,) = shown_in_pages(PAPER)
    assert check(shown, KNOWN).is_valid


def test_each_of_several_statements_is_judged() -> None:
    shown = shown_in_pages(f"{PAPER}\n{PAPER.replace('Zoé', 'Ana')}\n{PAPER}")

    outcomes = [check(one, KNOWN).outcome for one in shown]
    assert outcomes == [Outcome.GENUINE, Outcome.CHANGED, Outcome.GENUINE]


@pytest.mark.parametrize("text", [CODE, spaced(CODE), f"Code : {CODE}"])
def test_the_code_alone_says_its_facts_and_leaves_the_words_to_the_reader(text: str) -> None:
    (shown,) = shown_in_text(text)
    checked = check(shown, KNOWN)

    assert checked.is_valid
    assert not checked.words_checked
    with using("en"):
        assert "compare what is printed" in reason(checked)
        assert "Number: A-ABCD-EFGH-2345" in facts_lines(checked)


@pytest.mark.parametrize(
    "name", ["Exemple Zoé", "zoe exemple", "EXEMPLE ZOE", "Zoé EXEMPLE", "  exemple,  zoé "]
)
def test_a_name_typed_otherwise_is_the_same_name(name: str) -> None:
    (shown,) = shown_in_text(CODE)

    assert check(shown, KNOWN, name).name_checked is True


@pytest.mark.parametrize("name", ["Exemple Zoa", "Exemple", "Exemple Zoé Ana", "Zoé"])
def test_another_name_is_refused(name: str) -> None:
    (shown,) = shown_in_text(CODE)
    checked = check(shown, KNOWN, name)

    assert checked.outcome is Outcome.WRONG_NAME
    assert checked.name_checked is False


def test_a_key_that_nobody_knows_vouches_for_nothing() -> None:
    checked = check(Shown(shown_in_text(CODE)[0].seal), Knowledge())

    assert checked.outcome is Outcome.UNKNOWN_KEY
    assert checked.facts is None


def test_a_code_of_another_key_under_a_known_name_is_forged() -> None:
    seal = shown_in_text(CODE)[0].seal
    assert seal is not None
    stolen = replace(seal, signature=bytes(64))

    checked = check(Shown(stolen, WORDS), KNOWN)
    assert checked.outcome is Outcome.FORGED
    assert checked.facts is None


def test_a_torn_code_is_said_to_be_torn() -> None:
    assert outcome(PAPER[:-40]) is Outcome.UNREADABLE


def test_what_was_called_back_does_not_count() -> None:
    back = CalledBack(FACTS.number, date(2026, 12, 2), "A-NEWN-NEWN-NEWN")
    knowledge = known([KEY], [back], KNOWN.as_of)

    assert outcome(PAPER, knowledge) is Outcome.REVOKED
    with using("en"):
        (shown,) = shown_in_text(PAPER)
        told = reason(check(shown, knowledge))
    assert (
        told == "Statement A-ABCD-EFGH-2345 was revoked on 02/12/2026: no. A-NEWN-NEWN-NEWN took its place."
    )


def test_a_disowned_key_counts_no_more_and_one_put_away_counts_for_its_time() -> None:
    disowned = known([replace(KEY, revoked_on=date(2027, 1, 1))])
    put_away = known([replace(KEY, retired_on=FACTS.issued_on)])
    before = known([replace(KEY, retired_on=date(2026, 11, 24))])

    assert outcome(PAPER, disowned) is Outcome.KEY_REVOKED
    assert outcome(PAPER, put_away) is Outcome.GENUINE
    assert outcome(PAPER, before) is Outcome.KEY_RETIRED


def test_the_worst_is_said_first() -> None:
    back = CalledBack(FACTS.number, date(2026, 12, 2))
    disowned = replace(KEY, revoked_on=date(2027, 1, 1))

    assert outcome(PAPER.replace("Zoé", "Ana"), known([disowned], [back])) is Outcome.KEY_REVOKED
    assert outcome(PAPER.replace("Zoé", "Ana"), known([KEY], [back])) is Outcome.CHANGED


def test_the_two_digests_of_one_text_are_not_alike() -> None:
    assert name_digest("exemple", SALT) != words_digest("exemple", SALT)[:12]
    assert name_digest("exemple", SALT) != name_digest("exemple", b"other ok")


class TestKeyFile:
    """What a group gives to those who check."""

    def test_it_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        knowledge = known(
            [KEY, KnownKey(bytes(32), "Autre groupe", date(2026, 1, 2), date(2026, 3, 4))],
            [CalledBack("A-ABCD-EFGH-2345", date(2026, 12, 2), "A-NEWN-NEWN-NEWN")],
            KNOWN.as_of,
        )
        file = tmp_path / "keys.json"
        file.write_bytes(to_bytes(knowledge))

        assert read_file(file) == knowledge
        assert KEY.name in file.read_text("utf-8")

    @pytest.mark.parametrize("content", ["", "{}", "[]", "%PDF-", '{"format": "other"}'])
    def test_another_file_is_refused(self, tmp_path: Path, content: str) -> None:
        file = tmp_path / "other.json"
        file.write_text(content)

        with using("en"), pytest.raises(InputFileError, match="is not a file of statement keys"):
            read_file(file)

    def test_a_short_key_is_none(self, tmp_path: Path) -> None:
        content = json.loads(to_bytes(KNOWN))
        content["keys"][0]["key"] = "abcd"
        file = tmp_path / "keys.json"
        file.write_text(json.dumps(content))

        with using("en"), pytest.raises(InputFileError, match="is not a file of statement keys"):
            read_file(file)

    def test_a_newer_file_asks_for_a_newer_kit(self, tmp_path: Path) -> None:
        content = json.loads(to_bytes(KNOWN)) | {"version": 2}
        file = tmp_path / "keys.json"
        file.write_text(json.dumps(content))

        with using("en"), pytest.raises(InputFileError, match="newer version"):
            read_file(file)

    def test_an_absent_file_is_said_to_be_absent(self, tmp_path: Path) -> None:
        with using("en"), pytest.raises(InputFileError, match="cannot be opened"):
            read_file(tmp_path / "absent.json")

    def test_two_files_together_believe_what_both_do(self) -> None:
        disowned = known([replace(KEY, revoked_on=date(2027, 1, 1))], as_of=datetime(2027, 1, 2, tzinfo=UTC))

        both = KNOWN.joined(disowned)
        assert both == disowned.joined(KNOWN)
        assert outcome(PAPER, both) is Outcome.KEY_REVOKED
        assert both.as_of == KNOWN.as_of

    def test_without_a_list_revocation_is_said_to_be_unknown(self) -> None:
        with using("en"):
            assert "unknown here" in revocation_line(None)
            assert revocation_line(KNOWN.as_of) == "Revocations are known as of 01/12/2026."
