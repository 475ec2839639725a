"""Text made comparable: the one folding that search, matching and sorting share.

The search index holds text folded here, and a query is folded by the same function: the database's own
removal of diacritics leaves letters such as ł, ø or đ as they are.
"""

from __future__ import annotations

import unicodedata
from itertools import islice

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "ə": "e",
    }
)
# Signs that Python counts as letters and SQLite's tokenizer does not: vowel signs and tone marks of New Tai
# Lue, and two Vedic signs. Kept, they would split a word in the index but not in the query.
_SIGNS = frozenset(map(chr, (*range(0x19B0, 0x19C1), 0x19C8, 0x19C9, 0x1CF2, 0x1CF3)))
NOBODY = '""'
# Beyond these a query names nobody: it is something pasted or scanned into the wrong box.
_MOST_WORDS = 8
_LONGEST_WORD = 64


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures or punctuation, its words one space apart.

    ``"D'Étampes-Łukasz"`` becomes ``"d etampes lukasz"``. Folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDED).split())


class _Folded(dict[int, str]):
    """What each character is folded to, worked out when it is first met: the index folds every name."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code)).casefold().translate(_LETTERS)
        kept = (character if character.isalnum() else " " for character in plain if not _is_mark(character))
        self[code] = "".join(kept)
        return self[code]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Cf") or character in _SIGNS


_FOLDED = _Folded()


def tokens(text: str) -> list[str]:
    """Return the folded words of ``text``, in order."""
    return text.translate(_FOLDED).split()


def search_text(*fields: str) -> str:
    """Return what the search index holds for ``fields``: their words, and each field glued.

    Glued, ``"Le Goff"`` is also found by somebody who types ``legoff``, and ``"Jean-Luc"`` by ``jeanluc``.
    """
    words = [tokens(field) for field in fields]
    glued = ["".join(field) for field in words if len(field) > 1]
    return " ".join([word for field in words for word in field] + glued)


def sort_key(family: str, given: str) -> tuple[str, str, str, str]:
    """Return the key of French alphabetical order: letters first, accents only between equal letters.

    Particles count as written: "de La Tour" is among the D. Source: Unicode collation for French as used in
    France (CLDR root order; the backwards accents of Canadian French are not applied).
    """
    return fold(family), fold(given), _accented(family), _accented(given)


def _accented(text: str) -> str:
    return unicodedata.normalize("NFD", text.casefold())


def search_prefixes(query: str) -> list[str]:
    """Return the word beginnings that a person typed, each once, as the search index spells them."""
    return list(islice(dict.fromkeys(word[:_LONGEST_WORD] for word in tokens(query)), _MOST_WORDS))


def fts_query(query: str) -> str:
    """Return an FTS5 query that asks for every word of ``query`` as a prefix.

    Only folded letters and digits get inside the quotes, so no typed character is ever FTS5 syntax. With no
    word at all the query is :data:`NOBODY`, which is valid and finds nothing: an empty one would be an error.
    """
    return " AND ".join(f'"{prefix}"*' for prefix in search_prefixes(query)) or NOBODY
