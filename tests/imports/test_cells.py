from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.imports.cell_text import clean, clean_optional
from organiser_kit.imports.contacts import email_of, phone_of
from organiser_kit.imports.name_parts import split_name
from organiser_kit.imports.professions import profession_kind_of
from tests.imports.files import read, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("MARTIN Jeanne", "MARTIN", "Jeanne"),
        ("Jeanne MARTIN", "MARTIN", "Jeanne"),
        ("Martin, Jeanne", "Martin", "Jeanne"),
        (", Jeanne", "Jeanne", ""),
        ("de La Tour Jeanne", "de La Tour", "Jeanne"),
        ("Jeanne de La Tour", "de La Tour", "Jeanne"),
        ("Jeanne DE LA TOUR", "DE LA TOUR", "Jeanne"),
        ("Jeanne de LA TOUR", "de LA TOUR", "Jeanne"),
        ("Jeanne d'ARC", "d'ARC", "Jeanne"),
        ("Aurélie d’Exemple", "d’Exemple", "Aurélie"),
        ("Jean-Pierre LE GOFF", "LE GOFF", "Jean-Pierre"),
        ("LE GOFF Jean Pierre", "LE GOFF", "Jean Pierre"),
        ("Ludwig van der Fabel", "van der Fabel", "Ludwig"),
        ("Mme MARTIN Jeanne", "MARTIN", "Jeanne"),
        ("J. MARTIN", "MARTIN", "J."),
        ("Jeanne Martin", "Martin", "Jeanne"),
        ("Jeanne Martin Durand", "Martin Durand", "Jeanne"),
        ("Martin", "Martin", ""),
        ("JEANNE MARTIN", "MARTIN", "JEANNE"),
        ("Stanisław KOŁODZIEJ", "KOŁODZIEJ", "Stanisław"),
        ("Siobhán O'BRIEN", "O'BRIEN", "Siobhán"),
    ],
)
def test_a_whole_name_is_split(name: str, family: str, given: str) -> None:
    assert split_name(name, family_first=False) == (family, given)


def test_the_heading_decides_what_the_name_does_not() -> None:
    assert split_name("Martin Jeanne", family_first=True) == ("Martin", "Jeanne")
    assert split_name("Martin Durand Jeanne", family_first=True) == ("Martin Durand", "Jeanne")
    assert split_name("Jeanne MARTIN", family_first=True) == ("MARTIN", "Jeanne")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.00", "+33612345600"),
        ("612345678", "+33612345678"),
        ("612345678.0", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("+33 06 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("06\u00a012\u00a034\u00a056\u00a078", "+33612345678"),
        ("0692 12 34 56", "+262692123456"),
        ("0590 12 34 56", "+590590123456"),
        ("06 39 98 01 01", "+33639980101"),
        ("+32 470 00 06 10", "+32470000610"),
        ("1234567", "1234567"),
        ("06 12 34 56", None),
        ("06 12 34 56 78 90", None),
        ("+33 12", None),
        ("6,12E+08", None),
        ("6.12345678E8", None),
        ("aucun fixe", None),
        ("06 12 34 56 78 / 07 12 34 56 78", None),
        ("12345", None),
        ("1" * 16, None),
        ("", None),
    ],
)
def test_telephone_numbers(typed: str, number: str | None) -> None:
    assert phone_of(typed) == number


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Jeanne.Exemple+module1@Example.org", "Jeanne.Exemple+module1@Example.org"),
        ("Jeanne Exemple <jeanne@example.org>", "jeanne@example.org"),
        ("mailto:jeanne@example.org", "jeanne@example.org"),
        ("o'exemple@sub.example.org", "o'exemple@sub.example.org"),
        ("jeanne@example", None),
        ("jeanne@@example.org", None),
        ("jeanne@exemple..org", None),
        (".jeanne@example.org", None),
        ("jeanne @example.org", None),
        ("jeanne(at)example.org", None),
        ("a@example.org;b@example.org", None),
        ("a@example.org/b@example.net", None),
        ("@example.org", None),
        ("a" * 250 + "@example.org", None),
        ("", None),
    ],
)
def test_email_addresses(typed: str, address: str | None) -> None:
    assert email_of(typed) == address


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Ève\u00a0 Marie\n", "Ève Marie"),
        ("Zoe\u0301", "Zoé"),
        ("Ex\u200bem\u00adple\ufeff", "Exemple"),
        ('="0612345678"', "0612345678"),
        ('="a ""b"""', 'a "b"'),
        ("'+33612345678", "+33612345678"),
        ("'Exemple", "'Exemple"),
    ],
)
def test_cells_are_cleaned(cell: str, text: str) -> None:
    assert clean(cell) == text


def test_words_for_nothing_are_nothing() -> None:
    assert [clean_optional(word) for word in ("-", "Néant", "N/A", " x ", "?")] == [""] * 5
    assert clean_optional("Nantes") == "Nantes"


@pytest.mark.parametrize(
    ("job", "kind"),
    [
        ("Professeure des écoles", "education"),
        ("Enseignant en informatique", "education"),
        ("Animatrice jeunesse", "animation"),
        ("Ingénieur logiciel", "it"),
        ("IT", "it"),
        ("Professionnelle du bois", "other"),
        ("", ""),
    ],
)
def test_jobs_fall_into_families(job: str, kind: str) -> None:
    assert profession_kind_of(job) == kind


def test_lines_of_totals_are_nobody_but_a_person_called_total_is(tmp_path: Path) -> None:
    totals = "Total;;\nTOTAL : 12;;\nSous-total;;\nNombre de personnes;;\n"
    text = f"Nom;Prénom;Courriel\n{totals}Total;Ada;\nTotal Exemple;;\n"
    good, bad = read(write(tmp_path / "t.csv", text))
    assert ([row.line for row in good], bad) == ([6, 7], [])


def test_a_name_is_all_that_a_person_needs(tmp_path: Path) -> None:
    good, bad = read(
        write(tmp_path / "t.csv", "Nom;Prénom;Tél\nExemple;;\n;Ada;\n???;12;\na@example.org;Ada;\n")
    )
    assert [(row.family_name, row.given_name) for row in good] == [("Exemple", ""), ("", "Ada")]
    assert [row.reason for row in bad] == [
        "There is no name.",
        "There is an email address where a name should be.",
    ]


def test_a_bad_cell_is_named_with_its_heading_and_kept(tmp_path: Path) -> None:
    _, bad = read(write(tmp_path / "t.csv", "Nom;Prénom;Mél\nExemple;#REF!;a@example.org\n"))
    assert bad[0].reason == "Column “Prénom”: a spreadsheet error (#REF!)."
    assert bad[0].cells == ("Exemple", "#REF!", "a@example.org")


def test_the_same_person_twice_comes_out_twice(tmp_path: Path) -> None:
    good, _ = read(write(tmp_path / "t.csv", "Nom;Prénom\nExemple;A\nExemple;A\n"))
    assert [row.line for row in good] == [2, 3]


def test_an_overridden_column_is_what_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "Nom;Prénom;Contact\nExemple;A;a@example.org\n")
    assert read(path)[0][0].email == ""
    assert read(path, "Contact=email")[0][0].email == "a@example.org"
