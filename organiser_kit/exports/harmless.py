"""Texts that a spreadsheet opens as what they are: never as a formula, never half of one."""

from __future__ import annotations

import unicodedata

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute; the wide forms do in some East Asian ones."""


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe says that it is a text.

    Importing the file takes the apostrophe off again.
    """
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def printable(text: str) -> str:
    """Return ``text`` without the control characters that no workbook may hold; ends of lines stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
