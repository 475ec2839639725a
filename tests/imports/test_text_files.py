from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organiser_kit.imports.limits import MAX_LINE_CHARS
from organiser_kit.imports.lines import Line
from organiser_kit.imports.tables import open_table
from organiser_kit.imports.text_encoding import encoding_of
from tests.imports.files import read, write

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = ["Nom", "Prénom", "Courriel", "Remarques"]
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "cp1252": b"",
}

western = st.text(st.sampled_from("aeéèçœŒîÿñ ’«»€-'\",;\t\n%=ABZ019"), max_size=12)
anything = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd"), max_size=12
)


def as_csv(rows: list[list[str]], delimiter: str, line_end: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_comes_back_whatever_the_encoding_and_delimiter(
    tmp_path: Path, data: st.DataObject, encoding: str, delimiter: str, line_end: str
) -> None:
    cells = western if encoding == "cp1252" else anything
    row = st.lists(cells, min_size=4, max_size=4).filter(lambda row: not Line(1, tuple(row)).is_blank)
    rows = [row for row in data.draw(st.lists(row, max_size=8)) if row != HEADINGS]
    content = ENCODINGS[encoding] + as_csv([HEADINGS, *rows], delimiter, line_end).encode(encoding)
    table = open_table(write(tmp_path / "t.csv", content))
    assert table.headings == tuple(HEADINGS)
    assert [list(line.cells) for line in table] == rows
    assert not any(line.problem for line in table)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "utf-8"),
        ("Zoé œ".encode(), "utf-8"),
        ("Zoé œ".encode("cp1252"), "cp1252"),
        (b"x" * 3_000_000 + "é".encode("cp1252"), "cp1252"),
        (b"x" * 1_048_575 + "é".encode(), "utf-8"),
        ("éèàçù".encode() + b"\xe9", "utf-8"),
    ],
)
def test_the_encoding_is_judged_on_the_whole_file(tmp_path: Path, content: bytes, encoding: str) -> None:
    assert encoding_of(write(tmp_path / "t.csv", content)) == encoding


def test_lines_of_separators_only_are_blank(tmp_path: Path) -> None:
    assert list(open_table(write(tmp_path / "t.csv", "Nom,Prénom,Mail\n,,\n;;\n , ,\n"))) == []


def test_one_broken_byte_costs_one_line_not_every_accent(tmp_path: Path) -> None:
    content = "Nom;Prénom\nExemple-Noël;Zoé\n".encode() + b"Fictif;Ren\xe9\n"
    good, bad = read(write(tmp_path / "t.csv", content))
    assert [(row.family_name, row.given_name) for row in good] == [("Exemple-Noël", "Zoé")]
    assert [row.line for row in bad] == [3]
    assert "cannot be read" in bad[0].reason


def test_a_nul_or_half_a_character_costs_one_line(tmp_path: Path) -> None:
    good, bad = read(write(tmp_path / "t.csv", "Nom;Prénom\nExe\0mple;A\nFictif;B\n" + "Exemple;C\n" * 30))
    assert [row.line for row in bad] == [2]
    assert len(good) == 31
    half = "Nom;Prénom\nExemple;A\n".encode("utf-16") + b"\x00\xd8" + "x;B\n".encode("utf-16-le")
    good, bad = read(write(tmp_path / "u.csv", half))
    assert ([row.line for row in good], [row.line for row in bad]) == ([2], [3])


def test_a_quotation_mark_never_closed_costs_one_line(tmp_path: Path) -> None:
    lines = ["Nom;Prénom;Remarques", 'Exemple;A;"jamais fermé', "Fictif;B;", "Fictif;C;x"]
    good, bad = read(write(tmp_path / "t.csv", "\n".join(lines)))
    assert [row.given_name for row in good] == ["B", "C"]
    assert [(row.line, row.cells[0]) for row in bad] == [(2, "Exemple")]
    assert "quotation mark" in bad[0].reason


def test_a_quotation_mark_closed_by_another_line_swallows_nobody(tmp_path: Path) -> None:
    lines = ["Nom;Prénom;Remarques", 'Exemple;A;"jamais', "Fictif;B;", 'Fictif;"C";x', "Fictif;D;"]
    good, bad = read(write(tmp_path / "t.csv", "\n".join(lines)))
    assert [(row.line, row.given_name) for row in good] == [(3, "B"), (4, "C"), (5, "D")]
    assert [row.line for row in bad] == [2]


def test_a_quotation_mark_open_over_hundreds_of_lines_swallows_nobody(tmp_path: Path) -> None:
    people = "".join(f"Fictif;P{n};\n" for n in range(500))
    good, bad = read(write(tmp_path / "t.csv", f'Nom;Prénom;Note\nExemple;A;"oups\n{people}'))
    assert len(good) == 500
    assert good[-1].line == 502
    assert [row.line for row in bad] == [2]


def test_quotation_marks_around_a_word_are_forgiven(tmp_path: Path) -> None:
    good, bad = read(write(tmp_path / "t.csv", 'Nom;Prénom\n"Exemple" Martin;Zoé "Zou"\n'))
    assert [(row.family_name, row.given_name) for row in good] == [("Exemple Martin", 'Zoé "Zou"')]
    assert bad == []


def test_slipped_columns_are_rejected_and_short_lines_are_not(tmp_path: Path) -> None:
    text = "Nom,Prénom,Structure,Email\nExemple,A,Mairie, culture,a@example.org\nFictif,B\nFictif,C,,,,\n"
    good, bad = read(write(tmp_path / "t.csv", text))
    assert [row.given_name for row in good] == ["B", "C"]
    assert bad[0].cells[-1] == "a@example.org"
    assert "5 cells for 4 headings" in bad[0].reason


def test_columns_without_a_heading_at_the_end_are_no_slip(tmp_path: Path) -> None:
    good, bad = read(write(tmp_path / "t.csv", "Nom;Prénom;;\nExemple;A;;à rappeler\n"))
    assert (len(good), bad) == (1, [])


def test_very_long_cells_and_lines_cost_one_line_each(tmp_path: Path) -> None:
    text = f"Nom;Prénom;Note\nExemple;A;{'n' * (MAX_LINE_CHARS + 9)}\n{'F' * 400};B;\nFictif;C;{'n' * 5000}\n"
    good, bad = read(write(tmp_path / "t.csv", text))
    assert [row.given_name for row in good] == ["C"]
    assert [row.line for row in bad] == [2, 3]
    assert all("characters" in row.reason for row in bad)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_excel_declares_is_obeyed(tmp_path: Path, delimiter: str) -> None:
    text = f"sep={delimiter}\r\nNom{delimiter}Prénom\r\nExemple{delimiter}A;B,C\r\n".replace("A;B,C", "A")
    table = open_table(write(tmp_path / "t.csv", text))
    assert table.headings == ("Nom", "Prénom")
    assert [line.number for line in table] == [3]


def test_a_single_column_of_names_with_commas_is_not_split(tmp_path: Path) -> None:
    good, _ = read(write(tmp_path / "t.csv", "Nom complet\nExemple, Jeanne\nFictif, Paul\n"))
    assert [(row.family_name, row.given_name) for row in good] == [("Exemple", "Jeanne"), ("Fictif", "Paul")]


def test_old_macintosh_line_ends_are_lines(tmp_path: Path) -> None:
    good, _ = read(write(tmp_path / "t.csv", "Nom;Prénom\rExemple;A\rFictif;B\r"))
    assert [row.line for row in good] == [2, 3]


def test_form_keys_titles_and_repeated_headings_are_nobody(tmp_path: Path) -> None:
    head = "Liste fictive;;\n\nnom;prenom;courriel\nNom;Prénom;Courriel\n"
    text = head + "Exemple;A;\nNOM;PRÉNOM;COURRIEL\nFictif;B;\n"
    table = open_table(write(tmp_path / "t.csv", text))
    assert (table.headings, table.heading_line) == (("Nom", "Prénom", "Courriel"), 4)
    good, bad = read(tmp_path / "t.csv")
    assert ([row.line for row in good], bad) == ([5, 7], [])


def test_ten_thousand_lines_with_their_progress(tmp_path: Path) -> None:
    text = "Nom;Prénom;Courriel\n" + "".join(f"Exemple-{n};Ada;ada{n}@example.org\n" for n in range(10_000))
    path = write(tmp_path / "t.csv", text)
    good, bad = read(path)
    assert (len(good), bad) == (10_000, [])
    table = open_table(path)
    assert (table.total, table.position()) == (10_001, 0)
    shares = [table.position() / table.total for _ in table]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.01
    assert table.position() == table.total


def test_reading_may_stop_at_any_line_and_start_again(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "t.csv", "Nom;Prénom\n" + "Exemple;A\n" * 50))
    lines = iter(table)
    assert next(lines).number == 2
    assert len(list(table)) == 50
    assert next(lines).number == 3
