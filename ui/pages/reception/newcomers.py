"""Somebody who is on no list: what is asked, and who it may be after all. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.rules.matching import match_key
from ui.pages.reception.state import find

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from ui.pages.reception.state import Door, Found

MOST_ALIKE = 3
SHORTEST = 2
"""Letters of a name before anybody is proposed: one letter would show half the list over a shoulder."""


@dataclass(frozen=True)
class Newcomer:
    """What the form says of somebody; only one of the two names must be there."""

    family_name: str
    given_name: str
    structure: str = ""
    contact: str = ""

    @property
    def is_named(self) -> bool:
        """Return whether there is a name at all."""
        return bool(self.family_name or self.given_name)


@dataclass(frozen=True)
class Alike:
    """People whom a newcomer's name may mean.

    Attributes:
        same_name: whether one of them bears the very name.
    """

    found: tuple[Found, ...] = ()
    same_name: bool = False


def alike(kit: Kit, door: Door, newcomer: Newcomer) -> Alike:
    """Return the people of the group whose names begin as the newcomer's do, the likeliest first."""
    text = f"{newcomer.family_name} {newcomer.given_name}".strip()
    if len(text) < SHORTEST:
        return Alike()
    key = match_key(newcomer.family_name, newcomer.given_name)
    found = find(kit, door, text)[:MOST_ALIKE]
    people = (kit.people.get(one.person_id) for one in found)
    return Alike(found, any(match_key(one.family_name, one.given_name) == key for one in people))
