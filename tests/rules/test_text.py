"""Folding, sorting and search queries, the last against a real full-text index."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from organiser_kit.rules.text import NOBODY, fold, fts_query, search_prefixes, search_text, sort_key, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jeanne EXEMPLE-MARTIN", "jeanne exemple martin"),
        ("d\u2019Étampes", "d etampes"),
        ("d'Étampes", "d etampes"),
        ("Lecœur", "lecoeur"),
        ("LECŒUR", "lecoeur"),
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Guðrún Þórsdóttir", "gudrun thorsdottir"),
        ("Weiß", "weiss"),
        ("WEISS", "weiss"),
        ("Æbelø", "aebelo"),
        ("İstanbul", "istanbul"),
        ("Is\u0327\u0131k", "isik"),
        ("Nguyễn", "nguyen"),
        ("J.-P.  Dupont", "j p dupont"),
        ("Saint\u00a0Exemple", "saint exemple"),
        ("ﬁlou", "filou"),
        ("soft\u00adhyphen", "softhyphen"),
        ("C\u0327a", "ca"),
        ("Ελένη", "ελενη"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower().upper())


@given(st.text())
def test_folded_text_is_words_one_space_apart(text: str) -> None:
    assert " ".join(tokens(text)) == fold(text)
    assert all(token.isalnum() for token in tokens(text))


def test_french_order() -> None:
    people = [
        ("Exemple", "Zoé"),
        ("Côté", "Anne"),
        ("Côte", "Anne"),
        ("Coté", "Anne"),
        ("Cote", "Anne"),
        ("Cote", "Zoé"),
        ("Coté", "Zoe"),
        ("de La Tour", "Anne"),
        ("Dé", "Anne"),
        ("Œuvrard", "Anne"),
        ("Ode", "Anne"),
        ("Oger", "Anne"),
        ("Éa", "Anne"),
        ("Ebb", "Anne"),
    ]
    assert sorted(people, key=lambda person: sort_key(*person)) == [
        ("Cote", "Anne"),
        ("Coté", "Anne"),
        ("Côte", "Anne"),
        ("Côté", "Anne"),
        ("Cote", "Zoé"),
        ("Coté", "Zoe"),
        ("Dé", "Anne"),
        ("de La Tour", "Anne"),
        ("Éa", "Anne"),
        ("Ebb", "Anne"),
        ("Exemple", "Zoé"),
        ("Ode", "Anne"),
        ("Œuvrard", "Anne"),
        ("Oger", "Anne"),
    ]


def test_compound_names_are_also_glued_for_search() -> None:
    assert search_text("Le Goff", "Jean-Luc") == "le goff jean luc legoff jeanluc"
    assert search_text("Exemple", "Zoé", "") == "exemple zoe"


def test_prefixes_come_once_each_and_never_without_end() -> None:
    assert search_prefixes("Mar mar ÉTÉ") == ["mar", "ete"]
    assert search_prefixes(" '-. ") == []
    assert len(search_prefixes(" ".join(f"w{n}" for n in range(1000)))) == 8
    assert search_prefixes("x" * 10_000) == ["x" * 64]


def test_a_query_asks_for_every_word_as_a_prefix() -> None:
    assert fts_query('Mar "OR" (zo') == '"mar"* AND "or"* AND "zo"*'
    assert fts_query("*") == NOBODY


class Index:
    """A full-text index of the leanest and strictest kind: with ``detail=none`` a phrase is an error."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE VIRTUAL TABLE people USING fts5(text, prefix='1 2 3', detail=none, "
            "tokenize='unicode61 remove_diacritics 0')"
        )

    def add(self, *fields: str) -> None:
        self.connection.execute("INSERT INTO people (text) VALUES (?)", [search_text(*fields)])

    def find(self, typed: str) -> list[int]:
        rows = self.connection.execute(
            "SELECT rowid FROM people WHERE people MATCH ? ORDER BY rowid", [fts_query(typed)]
        )
        return [row[0] for row in rows]


@pytest.fixture
def index() -> Iterator[Index]:
    full = Index()
    for person in [
        ("Exemple-Łukasz", "Søren"),
        ("Le Goff", "Jean-Luc"),
        ("d\u2019Étampes", "Zoë"),
        ("Or", "Near"),
    ]:
        full.add(*person)
    yield full
    full.connection.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lukasz", [1]),
        ("SOREN exemple", [1]),
        ("legoff", [2]),
        ("le g", [2]),
        ("jeanluc", [2]),
        ("d'etampes", [3]),
        ("detampes zoe", [3]),
        ("OR", [4]),
        ("near(or", [4]),
        ("exemple zoe", []),
        ('o"brien-', []),
        ("", []),
    ],
)
def test_search_in_a_real_index(index: Index, typed: str, found: list[int]) -> None:
    assert index.find(typed) == found


ANYTHING = Index()


@given(st.text() | st.text(alphabet="\"*^:(){}+-\\'\0 ANDORTEabc{}"))
@example('" OR text:*')
@example("a\0b")
@example("NEAR(a b, 2)")
@example("a\u19b0b\u1cf2c")
def test_nothing_typed_is_ever_query_syntax(typed: str) -> None:
    ANYTHING.find(typed)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3), st.data())
def test_every_beginning_of_every_word_finds_its_person(fields: list[str], data: st.DataObject) -> None:
    index = Index()
    index.add(*fields)
    words = tokens(" ".join(fields))[:8]
    typed = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    assert index.find(" ".join(typed)) == ([1] if words else [])
    index.connection.close()
