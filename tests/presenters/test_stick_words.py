"""What is said of a stick, and what its file is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.peers.bundle_file import BundleReport
from ui.pages.syncing.stick import proposed_name, read_words, sealed_words, written_words


@pytest.mark.parametrize(
    ("ops", "words"), [(0, "Written and checked."), (1, "1 change that"), (12, "12 changes that")]
)
def test_what_was_written(ops: int, words: str) -> None:
    sentence = written_words(BundleReport(ops, 0, ops, 0))
    assert words in sentence
    assert "may remove the stick" in sentence


@pytest.mark.parametrize(("ops", "words"), [(1, "1 change, which"), (12, "12 changes, which")])
def test_what_was_sealed_for_the_server(ops: int, words: str) -> None:
    assert words in sealed_words(BundleReport(ops, 0, ops, 0))


@pytest.mark.parametrize(
    ("new", "refused", "words"),
    [
        (0, 0, "Nothing new"),
        (1, 0, "1 new change taken"),
        (7, 0, "7 new changes taken"),
        (2, 1, "1 change could"),
    ],
)
def test_what_was_read(new: int, refused: int, words: str) -> None:
    assert words in read_words(new, refused)


def test_the_file_is_called_by_the_day() -> None:
    assert proposed_name(datetime(2026, 11, 24, tzinfo=UTC)) == "organiser-kit-2026-11-24.okb"
