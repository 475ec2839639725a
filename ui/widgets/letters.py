"""Buttons that one letter presses: it stands in brackets in their words, as each language writes them."""

from __future__ import annotations


def letter_of(words: str) -> str:
    """Return the letter that presses a button called e.g. ``Signed (S)``; '' without one."""
    return words[-2].upper() if words.endswith(")") and words[-3:-2] == "(" else ""
