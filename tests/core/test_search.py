"""People found by name: a small group's names are looked through, everything else is asked of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.rules.text import search_text
from organiser_kit.storage import search

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group

NAMES = (
    ("Exemple", "Zoé"),
    ("Exemple", "Jean-Luc"),
    ("d’Étampes-Exemple", "Łukasz"),
    ("Le Fictif", "Zoé"),
    ("Échantillonnage-Imaginaire", "Maëlle"),
    ("Fictif", ""),
    ("", "Œdipe"),
)


@pytest.fixture
def group(kit: Kit) -> Group:
    """A group nobody is in yet."""
    return kit.plan.new_group("Groupe")


@pytest.fixture
def groups(kit: Kit, group: Group) -> tuple[Group, Group]:
    """Two groups with people of the same names; the first of each was deleted."""
    other = kit.plan.new_group("Autre groupe")
    for each in (group, other):
        gone = kit.people.add(each.id, family_name="Exemple", given_name="Partie")
        kit.people.delete(gone.id)
        for family, given in NAMES:
            kit.people.add(each.id, family_name=family, given_name=given)
    return group, other


def test_both_ways_find_the_same_people(
    kit: Kit, groups: tuple[Group, Group], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {word for names in NAMES for word in search_text(*names).split()}
    texts = sorted(word[:length] for word in words for length in range(1, len(word) + 2))
    texts += ["", '"*', "zoe ex", "ex zoe", "le fic", "lefic", "xe", "z z", "a b c", "exempleszoe", "OEdi"]
    here, _ = groups
    looked = [kit.people.search(text, here.id) for text in texts]
    monkeypatch.setattr(search, "MOST_LOOKED_THROUGH", 7)  # they are eight, with the one deleted
    monkeypatch.setattr(search, "search_prefixes", None)
    asked = [kit.people.search(text, here.id) for text in texts]
    assert looked == asked
    assert {person.id for found in looked for person in found} == {one.id for one in kit.people.all(here.id)}
    assert not kit.people.search("partie", here.id)
    assert len(kit.people.search("exem", here.id, limit=2)) == 2
    assert len(kit.people.search("exem")) == 6


def test_a_small_group_asks_the_index_of_the_whole_copy_nothing(
    kit: Kit, groups: tuple[Group, Group], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "fts_query", None)
    assert len(kit.people.search("exem", groups[0].id)) == 3
    assert len(kit.people.search("exem", groups[1].id, limit=2)) == 2


def test_the_structures_of_some_people_are_theirs_alone(kit: Kit, group: Group) -> None:
    here = kit.people.add(group.id, family_name="Exemple", given_name="Ana", structure="Maison fictive")
    there = kit.people.add(group.id, family_name="Exemple", given_name="Bo", structure="Autre maison")
    alone = kit.people.add(group.id, family_name="Exemple", given_name="Cy")
    assert kit.people.structures_of([here, here, alone]) == {here.structure_id: "Maison fictive"}
    assert kit.people.structures_of([alone]) == {}
    assert kit.people.structures_of([here, there]) == kit.people.structure_names()
