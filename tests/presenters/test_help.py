"""The help: both languages say the same things, no link is dead, and words are found as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assets.paths import asset
from organiser_kit.i18n import LANGUAGES, use
from ui.navigation import TOP
from ui.pages.help.articles import CARDS, FOR_PLACE, ORDER, Article, articles, matching
from ui.pages.help.presenter import SCHEME, HelpPresenter

if TYPE_CHECKING:
    from collections.abc import Sequence


class Seen:
    """A page that remembers what it was told to show."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.marked = ""
        self.read: list[str] = []

    def show_list(self, found: Sequence[Article], opened: str) -> None:
        self.keys, self.marked = [one.key for one in found], opened

    def show_article(self, article: Article) -> None:
        self.read.append(article.key)


@pytest.fixture
def seen() -> Seen:
    use("fr")
    return Seen()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_article_and_no_other(language: str) -> None:
    files = {path.stem for path in asset("help", language).glob("*.md")}
    assert files == set(ORDER)


@pytest.mark.parametrize("key", ORDER)
def test_an_article_has_the_same_parts_in_both_languages(key: str) -> None:
    shapes = []
    for language in LANGUAGES:
        text = next(one for one in articles(language) if one.key == key).markdown
        marks = [re.match(r"#+ |\d+\. |- |\||\*\*", line) for line in text.splitlines()]
        shapes.append([mark.group() for mark in marks if mark])
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_is_dead_and_none_leaves_the_program(language: str) -> None:
    targets = [target for one in articles(language) for target in re.findall(r"\]\(([^)]*)\)", one.markdown)]
    assert targets
    assert [target for target in targets if target.removeprefix(SCHEME) not in ORDER] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_are_titled_and_cards_are_activities(language: str) -> None:
    for one in articles(language):
        assert one.markdown.startswith(f"# {one.title}\n")
        assert len(one.words) > 300
        if one.key in CARDS:
            assert re.search(r"^## (Activité|Activity).*\d+ minutes", one.markdown, re.MULTILINE)


def test_french_is_written_with_its_spaces() -> None:
    for one in articles("fr"):
        assert re.findall(r"[^\s\u202f?!…][;!?](?=\s)| :\s|« | »", re.sub(r"`[^`]*`", "", one.markdown)) == []


def test_every_page_has_an_article_that_exists() -> None:
    assert set(FOR_PLACE.values()) <= set(ORDER)
    assert "help" in dict(TOP)


@pytest.mark.parametrize(
    ("asked", "first"),
    [("EMARG", "evening"), ("qr cod", "qr-code"), ("chiffrem", "encryption"), ("réseau", "offline")],
)
def test_words_are_found_without_accents_capitals_or_ends(asked: str, first: str) -> None:
    assert matching(articles("fr"), asked)[0].key == first


def test_what_is_found_is_offered_and_the_first_is_opened(seen: Seen) -> None:
    help_ = HelpPresenter(seen)
    help_.enter("reception")
    assert (seen.keys, seen.marked, seen.read) == (list(ORDER), "door", ["door"])
    help_.search("csv")
    assert (seen.keys[0], seen.marked, seen.read) == ("csv", "csv", ["door", "csv"])
    help_.search("dromadaire")
    assert (seen.keys, seen.read) == ([], ["door", "csv"])
    help_.follow("help:paper")
    assert (seen.keys, seen.marked, seen.read[-1]) == (list(ORDER), "paper", "paper")
    help_.enter("settings")
    assert seen.read[-1] == "paper", "where nothing fits better, it stays where it was"
