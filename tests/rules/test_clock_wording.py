"""How a wrong clock is told."""

from __future__ import annotations

import pytest

from organiser_kit.rules.clock_wording import clock_warning


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (180, "3 minutes slow"),
        (-180, "3 minutes fast"),
        (7_199, "120 minutes slow"),
        (7_200, "2 hours slow"),
        (-86_400, "24 hours fast"),
        (172_800, "2 days slow"),
        (-365 * 86_400, "365 days fast"),
    ],
)
def test_a_person_reads_how_far_the_clock_is_off_and_what_to_do(seconds: int, words: str) -> None:
    sentence = clock_warning(seconds)
    assert words in sentence
    assert "set it" in sentence
