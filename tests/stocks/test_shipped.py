"""The sheets that come with the program: they fit their paper, and a badge fits each of their labels."""

from __future__ import annotations

from itertools import pairwise

import pytest

from organiser_kit.documents.badge_plan import CODE_SIDE, GOOD_CODE, MODULES, plan
from organiser_kit.documents.badges import render
from organiser_kit.documents.data.badges import BadgeData, BadgesData
from organiser_kit.documents.toolkit.box import Box
from organiser_kit.documents.toolkit.qr import matrix
from organiser_kit.stocks.library import shipped
from organiser_kit.stocks.stock import HOUSE, Stock
from tests.documents.samples import ENGLISH, badge, codes_on, meeting, sizes, text_boxes
from tests.papers.evening import AWKWARD

STOCKS = shipped().all
_STRUCTURE = "Association Exemple pour l’éducation populaire au numérique"
_ROLES = "co-organisateur·rice · facilitateur·rice"
every_stock = pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.name)


def awkward(stock: Stock) -> BadgesData:
    """Return badges of awkward names, beginning at the second label of a sheet."""
    people = tuple(
        BadgeData(family, given, _STRUCTURE, _ROLES, badge(n).code)
        for n, (family, given) in enumerate(AWKWARD)
    )
    return BadgesData(meeting(), people, stock, 2)


@every_stock
def test_labels_lie_on_the_sheet_and_not_on_one_another(stock: Stock) -> None:
    boxes = stock.boxes()
    assert len(boxes) == stock.per_page
    assert all(box.x >= 0 and box.y >= 0 for box in boxes)
    assert max(box.right for box in boxes) <= stock.paper[0]
    assert max(box.bottom for box in boxes) <= stock.paper[1]
    for left, right in pairwise(boxes[: stock.columns]):
        assert left.right <= right.x + 0.05
    for upper, lower in pairwise(boxes[:: stock.columns]):
        assert upper.bottom <= lower.y + 0.05


@every_stock
def test_labels_stand_in_the_middle_of_the_sheet(stock: Stock) -> None:
    """Makers centre their labels: a figure typed wrong would show here."""
    boxes = stock.boxes()
    assert boxes[0].x == pytest.approx(stock.paper[0] - boxes[-1].right, abs=0.6)
    assert boxes[0].y == pytest.approx(stock.paper[1] - boxes[-1].bottom, abs=0.8)


def test_the_plain_sheet_comes_first_and_costs_nothing() -> None:
    assert STOCKS[0].name == HOUSE
    assert STOCKS[0].cut
    assert len({stock.name.casefold() for stock in STOCKS}) == len(STOCKS)


@every_stock
def test_nothing_leaves_its_label_and_nothing_is_too_small_to_read(stock: Stock) -> None:
    document = render(awkward(stock), ENGLISH)

    for page, text, (left, top, right, bottom) in text_boxes(document):
        first = 1 if page == 1 else 0
        homes = [
            box
            for box in stock.boxes()[first:]
            if box.x <= left and right <= box.right and box.y <= top and bottom <= box.bottom
        ]
        assert len(homes) == 1, text
    assert min(sizes(document)) >= 4.5


@every_stock
def test_every_code_is_read(stock: Stock) -> None:
    where = plan(stock)
    assert where is not None
    good = where.code_side >= GOOD_CODE
    document = render(awkward(stock), ENGLISH)

    read = set().union(*(codes_on(document, page, 150 if good else 300) for page in (1, document.pages)))

    assert read == {badge(n).code for n in range(len(AWKWARD))}
    assert any("Warning" in note for note in document.notes) != good


@every_stock
def test_words_and_code_share_no_ground(stock: Stock) -> None:
    where = plan(stock)
    assert where is not None
    label = Box(0, 0, *stock.label)
    parts = [where.code, where.names, where.structure, where.role, *([where.head] if where.head else [])]
    for part in parts:
        assert part.w > 0
        assert part.h > 0
        assert 0 <= part.x <= part.right <= label.right + 1e-9
        assert 0 <= part.y <= part.bottom <= label.bottom + 1e-9
    for index, one in enumerate(parts):
        for other in parts[index + 1 :]:
            across = min(one.right, other.right) - max(one.x, other.x)
            down = min(one.bottom, other.bottom) - max(one.y, other.y)
            assert min(across, down) <= 1e-9, (one, other)
    assert where.code.w <= CODE_SIDE


def test_the_plan_knows_how_many_modules_a_badge_has() -> None:
    assert len(matrix(badge().code)) == MODULES
