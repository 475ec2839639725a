"""A scanner's typing, told from a person's."""

from __future__ import annotations

import pytest

from ui.pages.reception.burst import QUICK, Burst

CODE = "OK1ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def typed(burst: Burst, text: str, every: float, place: str = "field", before: str = "") -> float:
    at = 100.0
    for number, character in enumerate(text):
        burst.feed(character, at + number * every, place, before + text[:number])
    return at + len(text) * every


def test_what_comes_quickly_is_a_code() -> None:
    burst = Burst()
    typed(burst, CODE, 0.01)
    assert (burst.is_code, burst.text, burst.before) == (True, CODE, "")


@pytest.mark.parametrize("every", [QUICK * 1.5, 0.2])
def test_what_fingers_type_is_none(every: float) -> None:
    burst = Burst()
    typed(burst, CODE, every)
    assert not burst.is_code


@pytest.mark.parametrize("text", ["OK1AB23", "de La Fiction", "Éléonore"])
def test_neither_is_what_is_short_or_a_name(text: str) -> None:
    burst = Burst()
    typed(burst, text, 0.01)
    assert not burst.is_code


def test_what_stood_there_before_is_told_apart() -> None:
    burst = Burst()
    end = typed(burst, "Dur", 0.2)
    for number, character in enumerate(CODE):
        burst.feed(character, end + 1 + number * 0.01, "field", "Dur" + CODE[:number])
    assert (burst.text, burst.before) == (CODE, "Dur")


def test_another_field_begins_another_burst() -> None:
    burst = Burst()
    typed(burst, CODE, 0.01)
    burst.feed("A", 100.0, "other", "x")
    assert (burst.text, burst.before) == ("A", "x")


def test_an_end_ends_it() -> None:
    burst = Burst()
    typed(burst, CODE, 0.01)
    burst.end()
    assert (burst.text, burst.is_code) == ("", False)
