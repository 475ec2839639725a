"""The keys that badges are made with: a group's first one, and those that took its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import SHORTEST_KEY, key_id, key_id_of
from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Group
from organiser_kit.model.people import BadgeKey
from organiser_kit.model.record import group_of
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from organiser_kit.services.store import Store

KEY_BYTES = 32
_NOT_AT_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """One key. ``record_id`` is the group's id for its first key, the key's own record's for others."""

    record_id: str
    scope: str
    key: bytes
    made_at: datetime | None = None


class BadgeKeys:
    """Knows every key of every group in this copy; keys are never forgotten, they stop counting.

    Attributes:
        by_id: the keys as last read, by what badges call them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: Mapping[bytes, HeldKey] = {}
        self.by_id: Mapping[bytes, bytes] = {}

    def read_again(self) -> None:
        """Look for keys that came with an exchange. Keys never change, so only an unknown one asks for it."""
        records = self._store.records
        first = [_held(group, group.badge_key) for group in records.find(Group)]
        later = [_held(record, record.key, record.made_at) for record in records.find(BadgeKey)]
        self._held = {key_id(held.key): held for held in (*first, *later) if held is not None}
        self.by_id = {name: held.key for name, held in self._held.items()}

    def of(self, token: str) -> HeldKey | None:
        """Return the key that ``token`` was made with, ``None`` when it is not in this copy."""
        return self._held.get(key_id_of(token) or b"")

    def current(self, scope: str) -> HeldKey:
        """Return the key that a group's new badges are made with.

        Where two laptops replaced the key without knowing of each other, both new keys count; the one made
        later is used.

        Raises:
            NotFoundError: the group, or its key, is not in this copy.
        """
        group = self._store.records.get(Group, group_of(scope) or "")
        replacing = self._replacing(scope)
        replaced = _replaced_by(replacing)
        later = [_held(record, record.key, record.made_at) for record in replacing]
        standing = [
            held
            for held in (_held(group, group.badge_key), *later)
            if held is not None and held.record_id not in replaced
        ]
        if not standing:
            raise not_found(group.id)
        return max(standing, key=lambda held: (held.made_at or _NOT_AT_ALL, held.record_id))

    def until(self, held: HeldKey) -> datetime | None:
        """Return how long badges made with a key count: ``None`` is for ever, the past is no longer."""
        ends = [
            record.earlier_until or _NOT_AT_ALL
            for record in self._replacing(held.scope)
            if held.record_id in record.replaces
        ]
        return min(ends, default=None)

    def replace(self, group_id: str, earlier_until: datetime | None = None) -> BadgeKey:
        """Give a group a new key for its badges; every key known here stops counting, at once or later.

        Args:
            group_id: whose badges.
            earlier_until: until when badges that are on record still count; not at all when ``None``.

        Raises:
            NotFoundError: there is no such group.
            UserError: that moment is past.
        """
        now = self._store.clock.now()
        if earlier_until is not None and earlier_until <= now:
            raise UserError(
                tr("Earlier badges cannot count until a moment that is past: choose a later one, or none.")
            )
        group = self._store.records.get(Group, group_id)
        known = [record.id for record in self._replacing(group.scope)]
        environment = self._store.environment
        replacing = BadgeKey(
            id=environment.new_id(),
            scope=group.scope,
            key=environment.chance.token_bytes(KEY_BYTES).hex(),
            made_at=now,
            replaces=(group.id, *known),
            earlier_until=earlier_until,
        )
        with self._store.writer.action() as action:
            action.add(replacing)
        return replacing

    def _replacing(self, scope: str) -> list[BadgeKey]:
        found = self._store.records.find(BadgeKey, "scope = ?", (scope,))
        # One that came mangled replaces nothing: the group would be left without any key.
        return [record for record in found if _bytes(record.key)]


def _replaced_by(records: Iterable[BadgeKey]) -> frozenset[str]:
    return frozenset(earlier for record in records for earlier in record.replaces)


def _held(record: Group | BadgeKey, text: str, made_at: datetime | None = None) -> HeldKey | None:
    key = _bytes(text)
    return HeldKey(record.id, record.scope, key, made_at) if key else None


def _bytes(text: str) -> bytes | None:
    """Return a key; one that came mangled must not stop the badges of other groups."""
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) >= SHORTEST_KEY else None
