"""A table on the clipboard: what a spreadsheet and a message make of it."""

from __future__ import annotations

import csv
import io

from organiser_kit.exports.clipboard import html_table, tab_text


def test_tabs_part_cells_and_no_cell_parts_in_two() -> None:
    text = tab_text(("Nom", "Structure"), [("Zoé\tExemple", "École\nfictive"), ("Noël Fictif", "")])
    assert text == "Nom\tStructure\nZoé Exemple\tÉcole fictive\nNoël Fictif\t\n"
    read = list(csv.reader(io.StringIO(text), delimiter="\t"))
    assert [len(row) for row in read] == [2, 2, 2]


def test_no_cell_computes() -> None:
    nasty = ("=1+1", "+33639980102", "-2", "@SUM(A1)", "＝1", "\t=1")
    lines = tab_text(("a",), [(cell,) for cell in nasty]).splitlines()[1:]
    assert lines == ["'=1+1", "'+33639980102", "'-2", "'@SUM(A1)", "'＝1", "'=1"]
    assert "<td>&#x27;=1+1</td>" in html_table(("a",), [("=1+1",)])


def test_the_html_is_a_table_whatever_is_in_the_cells() -> None:
    made = html_table(("Nom",), [("<b>Zoé</b> & Noël",)])
    assert "<th" in made
    assert made.count("<td>") == 1
    assert "<td>&lt;b&gt;Zoé&lt;/b&gt; &amp; Noël</td>" in made


def test_a_list_without_headings_begins_with_its_rows() -> None:
    assert tab_text((), [("un",), ("deux",)]) == "un\ndeux\n"
    assert "<th" not in html_table((), [("un",)])
