"""One cell, from what a spreadsheet holds to what a person meant."""

from __future__ import annotations

import re
import unicodedata

from organiser_kit.i18n import tr
from organiser_kit.imports.limits import MAX_CELL_CHARS

_QUOTED_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_UNREADABLE = re.compile("[\x00\ufffd\ud800-\udfff]")
_ERROR_VALUE = re.compile(
    r"#(?:N/A|N/D|REF!|NAME\?|NOM\?|VALUE!|VALEUR!|DIV/0!|NUM!|NOMBRE!|NULL!|NUL!)|Err:\d{3}", re.IGNORECASE
)
_NOTHING = frozenset(
    "- -- --- – — . .. ... / // ? ?? x xx n/a na nc n.c. n/c néant neant aucun aucune sans none null".split()
)
_DEFUSED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")


def clean(cell: str) -> str:
    """Return the text with single spaces and composed letters (NFC), without invisible characters.

    ``="0612"``, by which some exports keep a leading zero, gives what it shows; so does ``'+33612``, by which
    others keep a spreadsheet from reading a formula.
    """
    bare = _DEFUSED.sub("", cell.strip(), count=1) if _DEFUSED.match(cell.strip()) else cell
    quoted = _QUOTED_FORMULA.fullmatch(bare.strip())
    text = unicodedata.normalize("NFC", quoted.group(1).replace('""', '"') if quoted else bare)
    visible = "".join(
        c for c in text if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc") or c == "\0"
    )
    return " ".join(visible.split())


def clean_optional(cell: str) -> str:
    """Return :func:`clean`, or nothing for what people write to say that there is nothing."""
    text = clean(cell)
    return "" if text.casefold() in _NOTHING else text


def problem_of(cell: str) -> str:
    """Return why a cleaned cell cannot be read, as a clause, or an empty text."""
    if _UNREADABLE.search(cell):
        return tr("a character cannot be read")
    if len(cell) > MAX_CELL_CHARS:
        return tr("more than {limit} characters", limit=MAX_CELL_CHARS)
    if _ERROR_VALUE.fullmatch(cell):
        return tr("a spreadsheet error ({error})", error=cell)
    return tr("a formula without its result") if cell.startswith("=") else ""
