from __future__ import annotations

import pytest

from organiser_kit.imports.headings import Confidence, recognise
from organiser_kit.imports.people_rows import PersonRow
from organiser_kit.imports.tables import open_table
from tests.imports.files import SAMPLES, read


@pytest.mark.parametrize(
    ("name", "heading_line", "people", "rejected_lines"),
    [
        ("helloasso.csv", 1, 14, [14, 15, 16, 19]),
        ("framaforms.csv", 3, 11, [14, 15]),
        ("moodle.csv", 1, 12, [11]),
        ("pretix.xlsx", 1, 11, [9, 10]),
        ("fait-main.xlsx", 4, 12, [13, 17]),
        ("ancien-excel-cp1252.csv", 1, 10, [10, 11]),
    ],
)
def test_every_sample_gives_its_people_and_its_bad_lines(
    name: str, heading_line: int, people: int, rejected_lines: list[int]
) -> None:
    table = open_table(SAMPLES / name)
    good, bad = read(SAMPLES / name)
    assert table.heading_line == heading_line
    assert len(good) == people
    assert [row.line for row in bad] == rejected_lines
    assert all(row.reason.endswith(".") and any(row.cells) for row in bad)


def test_there_are_six_samples() -> None:
    assert len(list(SAMPLES.iterdir())) == 6


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (
            "helloasso.csv",
            PersonRow(5, "d’Exemple", "Aurélie", "aurelie@example.org", "+33639980104",
                      "École Fictive Jules-Verne", "Lyon", "education", "77120004"),
        ),
        (
            "framaforms.csv",
            PersonRow(9, "Exemple-Kowalczyk", "Łucja", "lucja@example.org", "", "", "Saint-Herblain", "it"),
        ),
        (
            "moodle.csv",
            PersonRow(6, "Fictif-Ødegård", "Øystein", "oystein@example.net", external_ref="CC-0005"),
        ),
        (
            "pretix.xlsx",
            PersonRow(7, "Fictif-dos Santos", "Maria", "maria@example.org", "+33639980406", "", "Strasbourg",
                      external_ref="PSEUDO0006"),
        ),
        (
            "fait-main.xlsx",
            PersonRow(8, "EXEMPLE-VANDENBŒUCK", "JEAN-LUC", "jl.vdb@example.org", "+33639980604",
                      "MJC IMAGINAIRE", "ROUBAIX"),
        ),
        (
            "ancien-excel-cp1252.csv",
            PersonRow(2, "EXEMPLE-ŒUVRARD", "Cécile", "cecile.oeuvrard@example.org", "+33639980501",
                      "École Fictive de la Cité", "Toulouse", "education"),
        ),
    ],
)  # fmt: skip
def test_one_row_of_each_sample_in_full(name: str, row: PersonRow) -> None:
    assert row in read(SAMPLES / name)[0]


def test_the_payers_address_is_not_given_to_the_people_they_paid_for() -> None:
    helloasso = {row.given_name: row.email for row in read(SAMPLES / "helloasso.csv")[0]}
    assert helloasso["Michał"] == "michal.luczak@example.org"
    assert helloasso["Ola"] == ""
    assert helloasso["Solène"] == ""
    pretix = {row.given_name: row.email for row in read(SAMPLES / "pretix.xlsx")[0]}
    assert pretix["Matthieu"] == "matthieu@example.org"
    assert pretix["Łukasz"] == ""


def test_a_cancelled_order_is_rejected_with_its_status() -> None:
    bad = read(SAMPLES / "helloasso.csv")[1]
    assert bad[-1].reason == "This registration is marked “Annulé”."


def test_the_payer_is_never_mistaken_for_the_participant() -> None:
    mapping = recognise(open_table(SAMPLES / "helloasso.csv").headings)
    read_as = {column.heading: column.field for column in mapping.columns}
    assert read_as["Nom participant"] == "family_name"
    assert read_as["Nom payeur"] == "payer_family_name"
    assert read_as["Votre établissement"] == "structure"
    assert read_as["Code Promo"] is None
    guessed = [column.heading for column in mapping.columns if column.confidence is Confidence.GUESSED]
    assert guessed == ["Votre établissement"]
