"""Whoever has a badge of ours and is not known here yet: admitted now, named by the next exchange."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.model.people import Badge, Person

if TYPE_CHECKING:
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_FIRST = "00000000-0000"
"""What the ids of placeholders begin with: those of other people begin with the moment they were made."""
_SHOWN = 4
"""Characters of the token in the stand-in's name: enough to tell two badges of one evening apart."""


def placeholder_id(scope: str, token: str) -> str:
    """Return the id of whoever has this badge until their record comes.

    Every laptop makes the same of the same badge, so two doors that admit it make one person.
    """
    drawn = hashlib.sha256(f"badge {token} in {scope}".encode()).digest()
    # A UUIDv7 of no moment: 48 bits of zero, then as many of the digest's bits as it has room for.
    value = int.from_bytes(drawn[:10]) & ~(0xF << 76) & ~(0b11 << 62) | 0x7 << 76 | 0b10 << 62
    return str(UUID(int=value))


def is_placeholder(person_id: str) -> bool:
    """Return whether an id stands for a badge whose person has not come here yet."""
    return person_id.startswith(_FIRST)


class Placeholders:
    """Makes and finds them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def within(self, action: Action, scope: str, token: str) -> Person:
        """Return who stands for a badge in ``scope``, made if need be, as part of a larger action."""
        known = self._store.records.seen(Person, placeholder_id(scope, token))
        if known is not None:
            action.restore(known)
            action.change(known, merged_into=None)
            return known
        # No name and no language: whoever else makes this record writes the same.
        person = Person(
            id=placeholder_id(scope, token),
            scope=scope,
            family_name=f"Badge {token[-_SHOWN:]}",
            given_name="",
        )
        action.add(person)
        action.add(Badge(id=self._store.environment.new_id(), scope=scope, person_id=person.id, token=token))
        return person

    def waiting(self) -> list[tuple[Person, str]]:
        """Return everybody who still stands for a badge, with its token."""
        people = self._store.records.find(Person, "id >= ? AND id < ?", (_FIRST, f"{_FIRST}."))
        return [
            (person, badge.token)
            for person in people
            for badge in self._store.records.find(Badge, "person_id = ?", (person.id,), order="id LIMIT 1")
        ]
