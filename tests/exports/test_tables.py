"""Tables as CSV, XLSX and JSON: what spreadsheets and programs read is what was meant."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from organiser_kit.exports.delimited import csv_bytes
from organiser_kit.exports.harmless import harmless
from organiser_kit.exports.plain import json_bytes
from organiser_kit.exports.tables import Cell, Coded, Column, Table
from organiser_kit.exports.workbook import xlsx_bytes
from organiser_kit.imports.cell_text import clean

NOW = datetime(2026, 11, 24, 17, 25, tzinfo=UTC)
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
DANGEROUS = ["=1+1", "+33639980102", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


def table(*cells: Cell) -> Table:
    columns = tuple(Column(f"key{place}", f"Heading {place}") for place in range(len(cells)))
    return Table("things", "Things", columns, (cells,))


def in_csv(language: str, *cells: Cell) -> list[str]:
    content = csv_bytes(table(*cells), language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=";" if language == "fr" else ","))[1]


def test_csv_has_its_mark_and_the_separator_of_its_language() -> None:
    assert csv_bytes(table("a", "b"), "fr") == b"\xef\xbb\xbfHeading 0;Heading 1\r\na;b\r\n"
    assert csv_bytes(table("a", "b"), "en") == b"\xef\xbb\xbfHeading 0,Heading 1\r\na,b\r\n"


def test_csv_says_moments_in_iso_and_codes_in_words() -> None:
    roles = (Coded("organiser", "Organiser"), Coded("timekeeper", "Timekeeper"))
    assert in_csv("fr", EVENING, Coded("held", "Held"), roles, None, 0) == [
        "2026-11-24T18:30:00+01:00",
        "Held",
        "Organiser, Timekeeper",
        "",
        "0",
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_is_a_formula_and_an_import_reads_it_back(text: str) -> None:
    (cell,) = in_csv("en", text)
    assert cell == f"'{text}"
    assert clean(cell).lstrip() == clean(text)


@pytest.mark.parametrize("text", ["O’Exemple", "'t Fictif", "de l'Exemple", "", "a=b", 'Zoé; "Z"', "a\nb"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert in_csv("fr", text) == [text]


def test_a_workbook_has_typed_cells_and_a_heading_that_stays() -> None:
    content = xlsx_bytes(table("Exemple", EVENING, 3, Coded("held", "Held"), None), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Things"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    name, moment, number, word, nothing = next(sheet.iter_rows(min_row=2))
    assert (name.value, number.value, word.value, nothing.value) == ("Exemple", 3, "Held", None)
    # The clock of the place, as a date that a spreadsheet sorts and subtracts.
    assert (moment.value, moment.is_date) == (datetime(2026, 11, 24, 18, 30), True)  # noqa: DTZ001


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    content = xlsx_bytes(table(text), NOW)
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert cell.data_type != "f"
    assert str(cell.value).strip() == text.replace("\r", "").strip()


def test_what_no_workbook_may_hold_is_left_out() -> None:
    content = xlsx_bytes(table("Ex\x00emp\x07le", "é" * 40_000), NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].value == "Exemple"
    assert len(sheet["B2"].value) == 32_767


def test_json_has_keys_and_codes_whatever_the_language() -> None:
    roles = (Coded("organiser", "Organiser"),)
    content = json.loads(json_bytes(table("=1", EVENING, Coded("held", "Held"), roles, None), NOW))
    assert content == {
        "format": "organiser-kit/things",
        "version": 1,
        "exported_at": "2026-11-24T17:25:00+00:00",
        "rows": [
            {
                "key0": "=1",
                "key1": "2026-11-24T18:30:00+01:00",
                "key2": "held",
                "key3": ["organiser"],
                "key4": None,
            }
        ],
    }


def test_a_letter_cut_in_half_does_not_stop_an_export() -> None:
    half = table("Exempl\ud83d")
    assert b"Exempl?" in csv_bytes(half, "fr")
    assert b"Exempl" in json_bytes(half, NOW)
    assert xlsx_bytes(half, NOW)
