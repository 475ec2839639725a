"""What somebody means who types a name, or the beginning of an id."""

from __future__ import annotations

import pytest

from organiser_kit.model.places import Venue
from organiser_kit.rules.naming import meant

VENUES = [
    Venue(id="a1", scope="g:g", name="Médiathèque (fictive)"),
    Venue(id="a2", scope="g:g", name="b"),
    Venue(id="b1", scope="g:g", name=""),
    Venue(id="c1", scope="g:g", name="Salle"),
    Venue(id="c2", scope="g:g", name="salle"),
]


@pytest.mark.parametrize(
    ("reference", "id_meant"),
    [
        ("mediatheque (FICTIVE)", "a1"),
        ("a1", "a1"),
        ("b1", "b1"),
        ("b", "a2"),  # a name goes before the beginning of an id
        ("a", None),  # two ids begin so
        ("Salle", None),  # two have this name
        ("c", None),
        ("", None),
        ("z", None),
    ],
)
def test_a_name_or_the_beginning_of_an_id_means_one_or_none(reference: str, id_meant: str | None) -> None:
    found = meant(VENUES, reference)
    assert (found.id if found else None) == id_meant
