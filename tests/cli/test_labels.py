"""Labels on the command line: ``print --stock``, ``--first-label``, ``list stocks``, the calibration page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from organiser_kit.stocks.library import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_badges_on_labels_from_the_first_free_one(practice: Cli, tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"
    words = ("print", "badges", "next", "--out", out)
    plain = practice.ok(*words)
    assert plain["notes"] == []
    small = practice.ok(*words, "--stock", "l7160")
    assert (small["pages"], small["items"]) == (2, plain["items"])
    assert "27 mm wide" in small["notes"][0]
    begun = practice.ok(*words, "--stock", "L7160", "--first-label", "20")
    assert begun["pages"] == 3
    assert "labels 1 to 21" in practice.refused(*words, "--stock", "L7160", "--first-label", "22")
    assert practice(*words, "--first-label", "0").status == 2
    assert "No labels are called “L9”. There are: plain-8, " in practice.refused(*words, "--stock", "L9")


def test_the_calibration_page_is_as_large_as_the_sheet(practice: Cli, tmp_path: Path) -> None:
    out = tmp_path / "calibration.pdf"
    assert practice.ok("print", "calibration", "next", "--out", out, "--stock", "L4785")["pages"] == 2
    document = pypdfium2.PdfDocument(out)
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [210, 297]
    document.close()


def test_the_poster_takes_its_paper_the_same_way(practice: Cli, tmp_path: Path) -> None:
    out = tmp_path / "poster.pdf"
    practice.ok("print", "poster", "next", "--out", out, "--stock", "A3")
    document = pypdfium2.PdfDocument(out)
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [297, 420]
    document.close()


def test_labels_are_listed_with_those_of_ones_own(practice: Cli) -> None:
    listed = practice.lines("list", "stocks")
    assert [line["name"] for line in listed] == [stock.name for stock in shipped().all]
    assert listed[0]["label"] == [95.0, 65.0]
    folder = practice.data / "stocks"
    folder.mkdir()
    (folder / "mine.toml").write_text(
        "format = 1\n[[stocks]]\nname = 'Mine'\npaper = [100.0, 150.0]\ncolumns = 1\nrows = 2\n"
        "label = [90.0, 60.0]\nmargin = [5.0, 5.0]\npitch = [90.0, 70.0]\n",
        "utf-8",
    )
    (folder / "broken.toml").write_text("oops", "utf-8")
    answer = practice("list", "stocks", "--search", "mine")
    assert answer.out == "Mine  2 labels of 90 × 60 mm\n"
    assert answer.err.startswith("The file of labels “broken.toml” is not written as TOML")
