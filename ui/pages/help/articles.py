"""The articles of the help, read from the program's own files: no network, no window."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assets.paths import asset
from organiser_kit.rules.text import fold

HOW_TO = ("evening", "door", "paper", "syncing", "privacy", "offline", "keyboard")
CARDS = ("qr-code", "csv", "synchronisation", "encryption")
"""“How does it work?”: each of them an activity that a group does with the kit itself."""
ORDER = (*HOW_TO, *CARDS)
FOR_PLACE = {
    "meeting": "evening",
    "ready": "offline",
    "reception": "door",
    "sync": "syncing",
    "people": "privacy",
    "privacy": "privacy",
}
"""Which article helps on which page; the others begin with the evening."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_`#|>]")


@dataclass(frozen=True)
class Article:
    """One article: its key, its first line without the sign before it, and all of it in Markdown."""

    key: str
    title: str
    markdown: str

    @property
    def is_card(self) -> bool:
        """Return whether it is a card about how something works."""
        return self.key in CARDS

    @property
    def short_title(self) -> str:
        """Return the title without the question that all cards share: a picture stands for it in the list."""
        return self.title.rpartition("? ")[2]

    @property
    def words(self) -> str:
        """Return what is read, without the signs of Markdown."""
        return _MARKS.sub("", _LINK.sub(r"\1", self.markdown))


@cache
def articles(language: str) -> tuple[Article, ...]:
    """Return the articles in ``language``, in the order in which they are offered."""
    return tuple(_read(language, key) for key in ORDER)


def _read(language: str, key: str) -> Article:
    text = asset("help", language, f"{key}.md").read_text("utf-8")
    return Article(key, text.partition("\n")[0].removeprefix("# "), text)


def matching(every: tuple[Article, ...], asked: str) -> tuple[Article, ...]:
    """Return the articles in which every word of ``asked`` begins some word, those named so first."""
    wanted = fold(asked).split()
    found = [one for one in every if _has(fold(one.words), wanted)]
    return tuple(sorted(found, key=lambda one: not _has(fold(one.title), wanted)))


def _has(folded: str, wanted: list[str]) -> bool:
    begun = f" {folded}"
    return all(f" {word}" in begun for word in wanted)
