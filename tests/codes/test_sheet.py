"""The code of a sign-in sheet's page."""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from organiser_kit.codes.sheet import SheetPage, build, parse

SHEET = "01936f3e-7c00-7000-8000-0123456789ab"
CODE = build(SheetPage(SHEET, 2))


@given(st.uuids(), st.integers(1, 0xFFFF))
def test_what_is_built_is_read_back(sheet: UUID, page: int) -> None:
    code = build(SheetPage(str(sheet), page))
    assert len(code) == 36
    assert parse(code) == SheetPage(str(sheet), page)


@pytest.mark.parametrize("text", [CODE.lower(), f" {CODE}\n", f"{CODE[:8]}-{CODE[8:]}"])
def test_case_and_spacing_do_not_matter(text: str) -> None:
    assert parse(text) == SheetPage(SHEET, 2)


@given(st.integers(4, 35), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_slip_of_the_finger_is_noticed(place: int, character: str) -> None:
    assume(CODE[place] != character)
    assert parse(CODE[:place] + character + CODE[place + 1 :]) is None


@given(st.text() | st.text().map("OKS1".__add__))
def test_other_texts_are_no_sheet(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["", CODE[:-1], CODE + "A", CODE[1:], "OK1" + "A" * 32])
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
