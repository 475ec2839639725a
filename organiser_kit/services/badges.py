"""Badges: an opaque token for each person, signed with the group's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.badge import (
    SHORTEST_KEY,
    BadgeOutcome,
    BadgeReading,
    code_of,
    key_id,
    new_token,
)
from organiser_kit.codes.keyboard import read_typed
from organiser_kit.model.meetings import Group
from organiser_kit.model.people import Badge, Person
from organiser_kit.model.record import group_of
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from organiser_kit.services.store import Store


class Badges:
    """Gives, finds and revokes badges."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: Mapping[bytes, bytes] = {}

    def read(self, text: str) -> BadgeReading:
        """Say what a code is, as scanned or as a keyboard garbled it."""
        reading = read_typed(text, self._keys)
        if reading.outcome is not BadgeOutcome.FOREIGN:
            return reading
        # A group may have come with the last sync. Keys never change, so only an unknown one asks for a look.
        self._keys = self._load_keys()
        return read_typed(text, self._keys)

    def _load_keys(self) -> Mapping[bytes, bytes]:
        groups = self._store.records.find(Group)
        keys = [key for group in groups if (key := _key(group))]
        return {key_id(key): key for key in keys}

    def codes(self, person_ids: Iterable[str]) -> dict[str, str]:
        """Return the code of everybody's badge by person, giving one to whoever has none yet.

        Raises:
            NotFoundError: somebody, or their group's key, is not in this copy.
        """
        codes: dict[str, str] = {}
        with self._store.writer.action() as action:
            for person_id in person_ids:
                person = self._store.records.get(Person, person_id)
                key = self._key_of(person)
                badge = self._current(person_id)
                if badge is None:
                    badge = self._new(person, key)
                    action.add(badge)
                codes[person_id] = code_of(badge.token, key)
        return codes

    def revoke(self, person_id: str) -> None:
        """Make every badge of somebody worthless, say after one was lost; the next print gives a new one."""
        with self._store.writer.action() as action:
            for badge in self._store.records.find(
                Badge, "person_id = ? AND revoked_at IS NULL", (person_id,)
            ):
                action.change(badge, revoked_at=self._store.clock.now())

    def holder(self, token: str) -> Badge | None:
        """Return the badge with this token, revoked or not."""
        return self._store.records.first(Badge, "token = ?", (token,))

    def _current(self, person_id: str) -> Badge | None:
        return self._store.records.first(Badge, "person_id = ? AND revoked_at IS NULL", (person_id,))

    def _new(self, person: Person, key: bytes) -> Badge:
        environment = self._store.environment
        return Badge(
            id=environment.new_id(),
            scope=person.scope,
            person_id=person.id,
            token=new_token(key, environment.chance),
        )

    def _key_of(self, person: Person) -> bytes:
        group = self._store.records.get(Group, group_of(person.scope) or "")
        key = _key(group)
        if key is None:
            raise not_found(group.id)
        return key


def _key(group: Group) -> bytes | None:
    """Return the key of a group's badges; a key that came mangled must not stop the badges of others."""
    try:
        key = bytes.fromhex(group.badge_key)
    except ValueError:
        return None
    return key if len(key) >= SHORTEST_KEY else None
