from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import openpyxl
import pytest

from organiser_kit.imports.tables import open_table
from organiser_kit.imports.workbook import text_of
from tests.imports.files import SAMPLES, read, workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (612345678.0, "612345678"),
        (33612345678, "33612345678"),
        (1.5, "1.5"),
        (datetime(2025, 11, 18), "2025-11-18"),  # noqa: DTZ001 - spreadsheets know no zone
        (datetime(2025, 11, 18, 18, 30), "2025-11-18 18:30"),  # noqa: DTZ001
        (date(2025, 11, 18), "2025-11-18"),
        (time(18, 30), "18:30:00"),
        ("Exemple_x000D_\n", "Exemple"),
    ],
)
def test_values_read_as_a_person_sees_them(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_formula_gives_its_result_and_one_without_result_costs_its_line(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx",
        [
            ("Nom", "Prénom", "N"),
            ("Exemple", '="Jean"&"ne"', 1),
            ("Fictif", "Paul", "=1+1"),
            ("Fictif", "Ada", 3),
        ],
    )
    good, bad = read(path)
    assert [row.given_name for row in good] == ["Paul", "Ada"]
    assert [row.line for row in bad] == [2]
    assert "“Prénom”: a formula without its result" in bad[0].reason


def with_result(path: Path, result: str) -> Path:
    """Give the formula of B2 a stored result, as a spreadsheet does when it saves."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v />" in members[sheet] or b"<v></v>" in members[sheet] or b"<v/>" in members[sheet]
    stored = f"<v>{result}</v>".encode()
    for empty in (b"<v />", b"<v></v>", b"<v/>"):
        members[sheet] = members[sheet].replace(empty, stored)
    members[sheet] = members[sheet].replace(b'<c r="B2"', b'<c r="B2" t="str"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_the_stored_result_of_a_formula_is_used(tmp_path: Path) -> None:
    path = workbook(tmp_path / "f.xlsx", [("Nom", "Prénom"), ("Exemple", '="Jean"&"ne"')])
    good, bad = read(with_result(path, "Jeanne"))
    assert ([row.given_name for row in good], bad) == (["Jeanne"], [])


def test_spreadsheet_errors_cost_their_line(tmp_path: Path) -> None:
    good, bad = read(workbook(tmp_path / "e.xlsx", [("Nom", "Prénom"), ("#N/A", "A"), ("Fictif", "#NOM?")]))
    assert good == []
    assert ["#N/A" in bad[0].reason, "#NOM?" in bad[1].reason] == [True, True]


def test_the_first_visible_sheet_that_holds_something_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.append(["Choix"])
    hidden.sheet_state = "hidden"
    book.create_sheet("vide")
    book.create_sheet("Inscrits").append(["Nom", "Prénom"])
    book.save(tmp_path / "s.xlsx")
    assert open_table(tmp_path / "s.xlsx").headings == ("Nom", "Prénom")


def test_a_workbook_renamed_csv_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "pretix.csv"
    path.write_bytes((SAMPLES / "pretix.xlsx").read_bytes())
    assert len(read(path)[0]) == 11


def test_something_beside_the_table_is_no_slip(tmp_path: Path) -> None:
    good, bad = read(workbook(tmp_path / "b.xlsx", [("Nom", "Prénom"), ("Exemple", "A", None, "à rappeler")]))
    assert (len(good), bad) == (1, [])


def test_a_wrong_size_in_the_file_cuts_nothing(tmp_path: Path) -> None:
    source = SAMPLES / "fait-main.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "d.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b'<dimension ref="A1:H21"' in content
                content = content.replace(b'<dimension ref="A1:H21"', b'<dimension ref="A1:B5"')
            new.writestr(name, content)
    assert read(tmp_path / "d.xlsx") == read(source)


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    table = open_table(SAMPLES / "fait-main.xlsx")
    shares = [table.position() / table.total for _ in table]
    assert shares == sorted(shares)
    assert table.position() == table.total == 21
