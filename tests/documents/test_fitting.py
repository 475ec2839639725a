"""Texts always fit their box, whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.documents.toolkit.fitting import fit, wrap
from organiser_kit.documents.toolkit.fonts import Face, printable, width_mm

TEXTS = st.text(alphabet="aÉœWi- \u00a0\u202f’", min_size=0, max_size=160)


@given(TEXTS, st.floats(8, 120), st.floats(4, 40), st.sampled_from([0.0, 6.0]))
def test_every_text_fits_and_loses_nothing(text: str, width: float, height: float, keep: float) -> None:
    shown = printable(text, Face.BOLD).text

    fitted = fit(shown, Face.BOLD, width, height, points=14, keep=keep)

    assert fitted.height <= height + 1e-6
    assert all(width_mm(line, Face.BOLD, fitted.points) <= width + 1e-6 for line in fitted.lines)
    assert "".join(fitted.lines).replace(" ", "") == shown.replace(" ", "")


def test_a_short_text_keeps_the_size_asked_for() -> None:
    assert fit("Zoé", Face.REGULAR, 50, 10, points=14).points == 14


def test_a_text_shrinks_before_it_breaks_only_when_asked() -> None:
    text = "Exemple-Martin de la Tour"
    width = width_mm(text, Face.REGULAR, 10)

    assert len(fit(text, Face.REGULAR, width, 40, points=14).lines) == 2
    assert fit(text, Face.REGULAR, width, 40, points=14, keep=8).lines == (text,)


def test_lines_break_after_hyphens_and_never_at_no_break_spaces() -> None:
    narrow = width_mm("Anne-Laure", Face.REGULAR, 10) - 1

    assert wrap("Anne-Laure", Face.REGULAR, narrow, 10) == ("Anne-", "Laure")
    assert wrap("18\u00a0h\u00a000", Face.REGULAR, 1, 10) == ("18\u00a0h\u00a000",)


def test_a_word_is_cut_only_when_no_smaller_size_will_do() -> None:
    assert fit("Maximilien", Face.BOLD, 20, 20, points=20).lines == ("Maximilien",)
    assert len(fit("W" * 60, Face.BOLD, 30, 20, points=10).lines) > 1
