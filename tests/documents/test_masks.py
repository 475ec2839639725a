"""The quick choice of a mask is the one that ``qrcode`` itself makes, module for module."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.main import QRCode
from qrcode.util import lost_point

from organiser_kit.documents.toolkit.masks import QuickCode, lost_points

LEVELS = (0, 1, 2, 3)  # M, L, H, Q


def _modules(maker: type[QRCode], content: str | bytes, level: int) -> list[list[bool]]:
    code = maker(error_correction=level, border=0)
    code.add_data(content, optimize=0)
    code.make(fit=True)
    modules: list[list[bool]] = code.modules
    return modules


@settings(max_examples=40)
@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=1, max_size=180), st.sampled_from(LEVELS))
def test_capitals_give_the_same_code(content: str, level: int) -> None:
    assert _modules(QuickCode, content, level) == _modules(QRCode, content, level)


@settings(max_examples=40)
@given(st.binary(min_size=1, max_size=180), st.sampled_from(LEVELS))
def test_bytes_give_the_same_code(content: bytes, level: int) -> None:
    assert _modules(QuickCode, content, level) == _modules(QRCode, content, level)


@pytest.mark.parametrize("length", [1, 35, 200, 700])  # versions 1, 2, 7 with its number, 15
def test_every_size_gives_the_same_code(length: int) -> None:
    for start in range(4):
        content = "".join(chr(65 + (start * 7 + n * n) % 26) for n in range(length))
        assert _modules(QuickCode, content, 0) == _modules(QRCode, content, 0)


@st.composite
def _matrices(draw: st.DrawFn) -> list[list[bool]]:
    """Return modules of any density, so that every rule finds something."""
    side = draw(st.sampled_from((21, 25, 29)))
    threshold = draw(st.integers(1, 9))
    line = st.lists(st.integers(0, 9), min_size=side, max_size=side)
    drawn = draw(st.lists(line, min_size=side, max_size=side))
    return [[value < threshold for value in row] for row in drawn]


@settings(max_examples=25)
@given(_matrices())
def test_any_matrix_loses_as_many_points(modules: list[list[bool]]) -> None:
    assert _points(modules) == lost_point(modules)


@pytest.mark.parametrize("look", ["10111010000", "00001011101", "00000", "111111111"])
@pytest.mark.parametrize("across", [True, False])
def test_each_rule_sees_its_pattern_at_both_ends_of_a_line(look: str, *, across: bool) -> None:
    side = 21
    for start in (0, side - len(look)):
        modules = [[(x + y) % 2 == 0 for x in range(side)] for y in range(side)]
        for place, module in enumerate(look):
            modules[8][start + place] = module == "1"
        if not across:
            modules = [list(column) for column in zip(*modules, strict=True)]
        assert _points(modules) == lost_point(modules) > 0


def _points(modules: list[list[bool]]) -> int:
    def number(lines: list[list[bool]]) -> int:
        return int("".join("01"[module] for line in lines for module in line), 2)

    return lost_points(number(modules), number([list(c) for c in zip(*modules, strict=True)]), len(modules))
