"""Sheets that somebody adds: found by name, or refused in one sentence, which blocks nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.badges import render
from organiser_kit.documents.data.badges import BadgesData
from organiser_kit.errors import InputFileError, NotFoundError, UserError
from organiser_kit.i18n import using
from organiser_kit.stocks.library import shipped, stocks_in
from organiser_kit.stocks.reading import read
from tests.documents.samples import ENGLISH, badge, codes_on, meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = """
format = 1

[[stocks]]
name = "Mine"
paper = [210.0, 297.0]
columns = 2
rows = 3
label = [90.0, 80.0]
margin = [15.0, 20.0]
pitch = [90.0, 85.0]
"""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "stocks").mkdir()
    return tmp_path


def written(data: Path, text: str, name: str = "own.toml") -> Path:
    path = data / "stocks" / name
    path.write_text(text, "utf-8")
    return path


def test_one_of_ones_own_is_found_whatever_its_capitals(data: Path) -> None:
    written(data, OWN)
    stocks = stocks_in(data)
    assert stocks.called(" mine ").per_page == 6
    assert stocks.called("").name == "plain-8"
    assert stocks.called("l7160").reference == "L7160"
    assert stocks.all[-1].words(ENGLISH) == "6 labels of 90 × 80 mm"


def test_one_called_like_a_shipped_one_takes_its_place(data: Path) -> None:
    written(data, OWN.replace("Mine", "l7160"))
    assert stocks_in(data).called("L7160").per_page == 6
    assert len(stocks_in(data).all) == len(shipped().all)


def test_an_unknown_name_lists_those_there_are(data: Path) -> None:
    with pytest.raises(NotFoundError, match=r"“L9999”.*plain-8.*L7160"):
        stocks_in(data).called("L9999")


def test_a_bad_file_is_one_sentence_and_blocks_nothing(data: Path) -> None:
    written(data, OWN)
    written(data, "columns = ", "broken.toml")
    stocks = stocks_in(data)
    assert stocks.called("Mine").rows == 3
    (problem,) = stocks.problems
    assert problem.startswith("The file of labels “broken.toml” is not written as TOML")
    with pytest.raises(NotFoundError, match=r"broken\.toml"):
        stocks.called("Another")


@pytest.mark.parametrize(
    ("wrong", "right", "place"),
    [
        ("columns = 2", "columns = 0", "stocks[0].columns"),
        ("columns = 2", "columns = 3", "stocks[0].paper"),
        ("margin = [15.0, 20.0]", "margin = [30.2, 20.0]", "stocks[0].paper"),
        ("rows = 3", "rows = 1000", "stocks[0].rows"),
        ("label = [90.0, 80.0]", "label = [90.0, -80.0]", "stocks[0].label"),
        ("label = [90.0, 80.0]", "label = [90.0]", "stocks[0].label"),
        ("label = [90.0, 80.0]", 'label = ["a", "b"]', "stocks[0].label[0]"),
        ("pitch = [90.0, 85.0]", "pitch = [80.0, 85.0]", "stocks[0].pitch"),
        ("pitch = [90.0, 85.0]", "pitch = [90.0, nan]", "stocks[0].paper"),
        ("margin = [15.0, 20.0]", "margin = [-1.0, 20.0]", "stocks[0].margin"),
        ("margin = [15.0, 20.0]", "margins = [15.0, 20.0]", "stocks[0].margins"),
        ("paper = [210.0, 297.0]", "paper = [inf, 297.0]", "stocks[0].paper"),
        ('name = "Mine"', 'name = " "', "stocks[0].name"),
        ('name = "Mine"\n', "", "stocks[0].name"),
    ],
)
def test_what_cannot_exist_is_told_by_its_place(data: Path, wrong: str, right: str, place: str) -> None:
    path = written(data, OWN.replace(wrong, right))
    with pytest.raises(InputFileError) as refused:
        read(path)
    assert refused.value.sentence == (
        f"The file of labels “own.toml” is not as it should be at “{place}”: correct it, or take it away."
    )


def test_another_format_and_what_is_no_text(data: Path) -> None:
    with pytest.raises(InputFileError, match="format that this version does not know"):
        read(written(data, OWN.replace("format = 1", "format = 2")))
    path = written(data, "")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputFileError, match="cannot be read"):
        read(path)


def test_badges_begin_at_the_first_free_label(data: Path) -> None:
    stock = stocks_in(data).called("L7165")
    people = tuple(badge(n) for n in range(5))

    document = render(BadgesData(meeting(), people, stock, 7), ENGLISH)

    assert document.pages == 2
    assert codes_on(document, 1) == {person.code for person in people[:2]}
    assert codes_on(document, 2) == {person.code for person in people[2:]}


@pytest.mark.parametrize("number", [0, 9])
def test_a_label_that_the_sheet_has_not_is_refused(data: Path, number: int) -> None:
    stock = stocks_in(data).called("L7165")
    with pytest.raises(UserError, match="labels 1 to 8"):
        render(BadgesData(meeting(), (badge(),), stock, number), ENGLISH)


def test_labels_too_small_for_a_badge_are_refused(data: Path) -> None:
    written(data, OWN.replace("label = [90.0, 80.0]", "label = [20.0, 18.0]"))
    with pytest.raises(UserError, match="“Mine” are too small for a badge"):
        render(BadgesData(meeting(), (badge(),), stocks_in(data).called("mine")), ENGLISH)
