"""The first start: the order of its steps, where it resumes, what it refuses."""

from __future__ import annotations

import pytest

from ui.pages.opening.first_steps import (
    STEPS,
    beside,
    charter,
    counted,
    key_problem,
    resumed,
    titles,
    what_is_lost,
)

SECRET = "quatre mots pour ouvrir"


@pytest.mark.parametrize(
    ("kept", "step"),
    [
        ("", "language"),
        ("language", "language"),
        ("charter", "charter"),
        ("key", "key"),
        ("x", "language"),
    ],
)
def test_it_goes_on_where_it_was_left(kept: str, step: str) -> None:
    assert resumed(kept) == step


def test_a_passphrase_that_was_kept_nowhere_is_chosen_again() -> None:
    assert resumed("group") == "key"


def test_there_is_a_way_back_from_every_step_and_an_end() -> None:
    assert [beside(step, -1) for step in STEPS] == ["language", "language", "charter", "key"]
    assert [beside(step, 1) for step in STEPS] == ["charter", "key", "group", "group"]
    assert [counted(step) for step in STEPS][0::3] == ["Step 1 of 4", "Step 4 of 4"]
    assert len({titles(step) for step in STEPS}) == 4


def test_a_passphrase_is_long_enough_and_typed_twice_unless_the_keyring_keeps_the_key() -> None:
    assert "at least 8" in key_problem("court", "court", in_keyring=False)
    assert "differ" in key_problem(SECRET, SECRET + "s", in_keyring=False)
    assert key_problem(SECRET, SECRET, in_keyring=False) == ""
    assert key_problem("", "", in_keyring=True) == ""


def test_what_is_kept_and_what_is_lost_is_said() -> None:
    assert len(charter()) == 5
    assert "nobody can open this copy" in what_is_lost(False)
    assert "backup" in what_is_lost(True)
