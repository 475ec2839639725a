"""What binds a name, and every word above the code, to the signature without telling them.

Both digests are slow on purpose (scrypt, about 10 ms): the salt stands in the code, so whoever has the code
can try names, and each try should cost something. It hides a name from whoever reads codes in passing, not
from somebody who has a list of names and suspects one of them.
"""

from __future__ import annotations

import re
import unicodedata

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from organiser_kit.codes.statement.facts import NAME_DIGEST_BYTES, WORDS_DIGEST_BYTES
from organiser_kit.rules.text import tokens

_NAME = b"organiser-kit statement name 1\n"
_WORDS = b"organiser-kit statement words 1\n"
# 4 MiB and about 10 ms on a laptop of 2020: 25 statements in half a second.
_COST = {"n": 1 << 12, "r": 8, "p": 1}
# What copying a text out of a PDF, a mail or an office program changes by itself: spaces and line ends,
# hyphens at the end of a line, straight or curly apostrophes and quotes, invisible marks.
_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_HYPHENS = re.compile("[-\u00ad\u2010\u2011\u2012\u2212\ufffe]+")
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp")


def name_digest(name: str, salt: bytes) -> bytes:
    """Return the digest of a name: case, accents, punctuation and the order of its words do not matter."""
    return _slow(_NAME, " ".join(sorted(tokens(name))), salt, NAME_DIGEST_BYTES)


def words_digest(words: str, salt: bytes) -> bytes:
    """Return the digest of what is printed: every letter, accent, figure and sign, whatever its line."""
    return _slow(_WORDS, bare(words), salt, WORDS_DIGEST_BYTES)


def bare(words: str) -> str:
    """Return ``words`` without what copying may change by itself: spaces, line ends, hyphens, quotes."""
    plain = unicodedata.normalize("NFKC", _HYPHENS.sub("", words)).translate(_QUOTES)
    return "".join(character for character in plain if unicodedata.category(character) not in _UNSEEN)


def _slow(purpose: bytes, text: str, salt: bytes, length: int) -> bytes:
    return Scrypt(salt=purpose + salt, length=length, **_COST).derive(text.encode("utf-8"))
