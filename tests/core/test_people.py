"""Lists of people: in order, and no longer than asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup


def test_the_first_people_are_those_of_the_whole_list(kit: Kit, practice: PracticeGroup) -> None:
    everybody = kit.people.all()
    kit.people.delete(everybody[1].id)
    everybody = kit.people.all()
    assert kit.people.first(5) == (everybody[:5], len(everybody))
    assert kit.people.first(10_000) == (everybody, len(everybody))
