"""The code of a sign-in sheet's page."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from organiser_kit.codes.sheet import SheetPage, build, parse
from organiser_kit.codes.sheet_rows import PageRows

SHEET = "01936f3e-7c00-7000-8000-0123456789ab"
ROWS = PageRows(3, 13, 7, 5, 1, 56.5, 11.0, 6.5, 10.0, 191.0, 287.0)
CODE = build(SheetPage(SHEET, 2, ROWS))
FORMER = build(SheetPage(SHEET, 2))

tenths = st.integers(0, 2047).map(lambda n: round(n / 10, 1))
page_rows = st.builds(
    PageRows,
    pages=st.integers(1, 0xFFFF),
    first=st.integers(1, 0xFFFF),
    named=st.integers(1, 63),
    blank=st.integers(0, 63),
    columns=st.integers(1, 3),
    top=tenths,
    row=st.integers(50, 500).map(lambda n: n / 10),
    section=st.integers(0, 255).map(lambda n: n / 10),
    left=st.integers(0, 500).map(lambda n: n / 10),
    signatures=st.integers(501, 2000).map(lambda n: n / 10),
    right=st.integers(2001, 4095).map(lambda n: n / 10),
)


@given(st.uuids(), st.integers(1, 0xFFFF), page_rows)
def test_what_is_built_is_read_back(sheet: UUID, page: int, rows: PageRows) -> None:
    code = build(SheetPage(str(sheet), page, rows))
    # As many as version 3 of a QR code holds at level M.
    assert len(code) == 59
    assert parse(code) == SheetPage(str(sheet), page, rows)


@given(st.uuids(), st.integers(1, 0xFFFF))
def test_sheets_printed_before_are_still_known(sheet: UUID, page: int) -> None:
    code = build(SheetPage(str(sheet), page))
    assert (len(code), code[:4]) == (36, "OKS1")
    assert parse(code) == SheetPage(str(sheet), page, None)


def test_a_page_may_have_no_rows_at_all() -> None:
    page = SheetPage(SHEET, 2, replace(ROWS, first=0, named=0, blank=0, section=0.0))
    assert parse(build(page)) == page


@pytest.mark.parametrize("code", [CODE, FORMER])
def test_case_and_spacing_do_not_matter(code: str) -> None:
    for text in (code.lower(), f" {code}\n", f"{code[:8]}-{code[8:]}"):
        assert parse(text) == SheetPage(SHEET, 2, ROWS if code is CODE else None)


@given(
    st.sampled_from([CODE, FORMER]),
    st.integers(4, 58),
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
)
def test_a_slip_of_the_finger_is_noticed(code: str, place: int, character: str) -> None:
    assume(place < len(code) and code[place] != character)
    assert parse(code[:place] + character + code[place + 1 :]) is None


@given(st.text() | st.text().map("OKS1".__add__) | st.text().map("OKS2".__add__))
def test_other_texts_are_no_sheet(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        CODE[:-1],
        CODE + "A",
        CODE[1:],
        FORMER[:-1],
        "OKS2" + FORMER[4:],
        "OKS1" + CODE[4:],
        "OK1" + "A" * 32,
    ],
)
def test_incomplete_codes_are_no_sheet(text: str) -> None:
    assert parse(text) is None


def test_a_page_zero_is_no_page() -> None:
    address = UUID(SHEET).bytes + bytes(2)
    checksum = binascii.crc_hqx(address, 0xFFFF).to_bytes(2)
    assert parse("OKS1" + base64.b32encode(address + checksum).decode()) is None


@pytest.mark.parametrize("page", [0, -1, 0x10000])
def test_impossible_pages_are_refused(page: int) -> None:
    with pytest.raises(ValueError, match="no page"):
        build(SheetPage(SHEET, page))


@pytest.mark.parametrize("change", [{"named": 64}, {"row": 51.2}, {"first": -1}])
def test_rows_that_no_page_has_are_refused(change: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="cannot have"):
        build(SheetPage(SHEET, 1, replace(ROWS, **change)))


@pytest.mark.parametrize(
    "change", [{"columns": 0}, {"row": 4.9}, {"first": 0}, {"right": 100.0}, {"pages": 0}]
)
def test_rows_that_make_no_sense_are_not_believed(change: dict[str, float]) -> None:
    assert parse(build(SheetPage(SHEET, 1, replace(ROWS, **change)))) is None  # type: ignore[arg-type]
