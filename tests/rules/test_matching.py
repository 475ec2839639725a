"""Who is taken for one person, who is a suspect, who is somebody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.rules.matching import (
    Match,
    candidate_keys,
    email_key,
    match_key,
    phone_key,
    same_person,
)


@dataclass(frozen=True)
class Row:
    family_name: str = "Exemple-Martin"
    given_name: str = "Zoé"
    email: str | None = None
    phone: str | None = None
    structure_name: str | None = None
    external_ref: str | None = None


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        # equal names, nothing contradicts
        (Row(), Row(), Match.SAME),
        (Row(), Row("EXEMPLE MARTIN", "zoe"), Match.SAME),
        (Row(email="z@example.org"), Row(), Match.SAME),
        (Row(structure_name="École A"), Row(structure_name="ecole a"), Match.SAME),
        (Row(structure_name="École A"), Row(), Match.SAME),
        (Row(email="z@example.org"), Row(phone="0600000001"), Match.SAME),
        (Row(phone="06 00 00 00 01"), Row(phone="+33 (0)6.00.00.00.01"), Match.SAME),
        # equal names, something contradicts
        (Row(email="z@example.org"), Row(email="other@example.org"), Match.SUSPECT),
        (Row(phone="0600000001"), Row(phone="0600000002"), Match.SUSPECT),
        (Row(structure_name="École A"), Row(structure_name="École B"), Match.SUSPECT),
        (Row(external_ref="A1"), Row(external_ref="A2"), Match.SUSPECT),
        # equal names and the same e-mail outweigh what people change
        (Row(email="z@example.org", phone="1"), Row(email=" Z@Example.org", phone="2"), Match.SAME),
        (
            Row(email="z@example.org", structure_name="A", external_ref="1"),
            Row(email="z@example.org", structure_name="B", external_ref="2"),
            Match.SAME,
        ),
        # a reference says something about equal names only: everybody of one order carries its number
        (
            Row(external_ref="A1", email="z@example.org"),
            Row(external_ref=" A1", email="other@example.org"),
            Match.SAME,
        ),
        (Row(external_ref="A1"), Row("Autre", "Nom", external_ref="A1"), Match.DIFFERENT),
        # names that are nearly equal
        (Row(), Row("Zoé", "Exemple-Martin"), Match.SUSPECT),
        (Row("Le Goff"), Row("Legoff"), Match.SUSPECT),
        (Row("Zoé", "Exemple-Martin", "z@example.org"), Row(email="z@example.org"), Match.SUSPECT),
        # other names
        (Row(email="home@example.org"), Row(given_name="Léo", email="HOME@example.org"), Match.SUSPECT),
        (Row(), Row(given_name="Léo"), Match.DIFFERENT),
        (Row(phone="0100000000"), Row(given_name="Léo", phone="0100000000"), Match.DIFFERENT),
        (Row(structure_name="A"), Row("Autre", structure_name="A"), Match.DIFFERENT),
        # nothing known is nothing in common
        (Row("", ""), Row("", ""), Match.DIFFERENT),
        (Row("", "", "  ", "", "", " "), Row("-", "?", "", "", "", ""), Match.DIFFERENT),
        (Row("", "Zoé"), Row("Zoé", ""), Match.SUSPECT),
    ],
)
def test_the_table(a: Row, b: Row, match: Match) -> None:
    assert same_person(a, b) is match
    assert same_person(b, a) is match


def test_importing_the_same_rows_twice_doubles_nobody() -> None:
    rows = [Row("Exemple", given) for given in ("Anne", "Zoé", "Léo")]
    matches = [[same_person(old, new) for old in rows] for new in rows]
    assert [line.count(Match.SAME) for line in matches] == [1, 1, 1]
    assert [line.count(Match.SUSPECT) for line in matches] == [0, 0, 0]


def test_family_and_given_name_do_not_run_together() -> None:
    assert match_key("Exemple Anne", "") != match_key("Exemple", "Anne")
    assert match_key(" - ", "") == ""


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("06 00 00 00 01", "0600000001"),
        ("+33 6 00 00 00 01", "0600000001"),
        ("0033600000001", "0600000001"),
        ("+33 (0) 6 00 00 00 01", "0600000001"),
        ("+32 470 00 00 01", "0032470000001"),
        ("0032470000001", "0032470000001"),
        ("none", ""),
        (None, ""),
    ],
)
def test_phone_numbers(phone: str | None, key: str) -> None:
    assert phone_key(phone) == key


def test_email_addresses() -> None:
    assert email_key(" Zoe.Exemple@Example.ORG\n") == "zoe.exemple@example.org"
    assert email_key(None) == ""


few_names = st.sampled_from(["", "Exemple", "exemple", "Le Goff", "Legoff", "Zoé", "ZOE", "-"])
maybe = st.none() | st.sampled_from(["", "A", "a", "B"])
rows = st.builds(Row, few_names, few_names, maybe, maybe, maybe, maybe)


@given(rows, rows)
def test_the_order_of_two_records_does_not_matter(a: Row, b: Row) -> None:
    assert same_person(a, b) is same_person(b, a)


@given(rows, rows)
def test_whoever_may_match_shares_a_key(a: Row, b: Row) -> None:
    if same_person(a, b) is not Match.DIFFERENT:
        assert candidate_keys(a) & candidate_keys(b)


@given(rows)
def test_everyone_named_is_the_same_as_themselves(row: Row) -> None:
    if match_key(row.family_name, row.given_name):
        assert same_person(row, row) is Match.SAME
