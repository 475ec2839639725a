"""Badges: an opaque token for each person, drawn from the group's key and signed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import BadgeOutcome, BadgeReading, code_of, key_id, key_id_of, token_of
from organiser_kit.codes.keyboard import read_typed
from organiser_kit.model.people import Badge, Person
from organiser_kit.model.record import group_scope
from organiser_kit.services.badge_keys import BadgeKeys
from organiser_kit.services.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from organiser_kit.services.badge_keys import HeldKey
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

AHEAD = 4
"""How many badges of one person may have been replaced elsewhere since the last exchange."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose badge it is.

    Attributes:
        counts: whether it still opens the door; not after it was lost, nor after its key was replaced.
    """

    person_id: str
    counts: bool


@dataclass(frozen=True, slots=True)
class _Badges:
    """Somebody's badges of one key: what counts, and what was revoked."""

    standing: str | None
    revoked: int


class Badges:
    """Gives, finds, revokes and replaces badges."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.keys = BadgeKeys(store)

    def read(self, text: str) -> BadgeReading:
        """Say what a code is, as scanned or as a keyboard garbled it."""
        reading = read_typed(text, self.keys.by_id)
        if reading.outcome is not BadgeOutcome.FOREIGN:
            return reading
        self.keys.read_again()
        return read_typed(text, self.keys.by_id)

    def holder(self, token: str) -> Holder | None:
        """Return whose badge has this genuine token, ``None`` when nobody known here has it.

        A badge that another laptop gave since the last exchange is on no record here; while its key counts,
        it is found by drawing the badges of everybody known.
        """
        held = self.keys.of(token)
        records = self._store.records.find(Badge, "token = ?", (token,))
        until = self.keys.until(held) if held else None
        in_force = until is None or self._store.clock.now() <= until
        named = next((badge.person_id for badge in records if not is_placeholder(badge.person_id)), None)
        drawn = self._drawn_for(held, token) if held and named is None else None
        if records:
            lost = any(badge.revoked_at for badge in records)
            return Holder(named or drawn or records[0].person_id, in_force and not lost)
        # Whoever has a replaced key may draw badges with it: only those on record are worth something.
        return Holder(drawn, until is None) if drawn else None

    def may_be_new(self, token: str) -> bool:
        """Return whether a genuine token may be a badge given elsewhere since the last exchange.

        Whoever has a replaced key may draw badges with it: those that are on no record are worth nothing.
        """
        held = self.keys.of(token)
        return held is not None and self.keys.until(held) is None

    def _drawn_for(self, held: HeldKey, token: str) -> str | None:
        known = "scope = ? AND (alive = 1 OR merged_into IS NOT NULL)"
        for person in self._store.records.find(Person, known, (held.scope,), deleted=True):
            first = self._of(person.id, held).revoked
            if any(token == token_of(held.key, person.id, first + more) for more in range(AHEAD)):
                return person.id
        return None

    def codes(self, person_ids: Iterable[str]) -> dict[str, str]:
        """Return the code of everybody's badge by person, giving one to whoever has none yet.

        Raises:
            NotFoundError: somebody, or their group's key, is not in this copy.
        """
        with self._store.writer.action() as action:
            return {person_id: self._code(action, person_id) for person_id in person_ids}

    def _code(self, action: Action, person_id: str) -> str:
        person = self._store.records.get(Person, person_id)
        held = self.keys.current(person.scope)
        known = self._of(person_id, held)
        token = known.standing
        if token is None:
            token = token_of(held.key, person_id, known.revoked)
            action.add(self._record(person, token))
        return code_of(token, held.key)

    def revoke(self, person_id: str) -> int:
        """Make every badge of somebody worthless, say after one was lost; the next print gives a new one.

        Returns how many were known here. The one that another laptop may have given meanwhile is among those
        that stop counting.

        Raises:
            NotFoundError: somebody, or their group's key, is not in this copy.
        """
        with self._store.writer.action() as action:
            return self._revoke(action, person_id)

    def reissue(self, person_id: str) -> str:
        """Revoke every badge of somebody and return the code of a new one, all or nothing.

        Raises:
            NotFoundError: somebody, or their group's key, is not in this copy.
        """
        with self._store.writer.action(together=True) as action:
            self._revoke(action, person_id)
            return self._code(action, person_id)

    def on_record(self, group_id: str) -> int:
        """Return how many people of a group have a badge, of whichever key, that was not revoked."""
        standing = self._store.records.find(
            Badge, "scope = ? AND revoked_at IS NULL", (group_scope(group_id),)
        )
        return len({badge.person_id for badge in standing})

    def _revoke(self, action: Action, person_id: str) -> int:
        now = self._store.clock.now()
        person = self._store.records.get(Person, person_id)
        held = self.keys.current(person.scope)
        known = self._of(person_id, held)
        if known.standing is None:
            token = token_of(held.key, person_id, known.revoked)
            action.add(self._record(person, token, revoked_at=now))
        standing = self._store.records.find(Badge, "person_id = ? AND revoked_at IS NULL", (person_id,))
        for badge in standing:
            action.change(badge, revoked_at=now)
        return len({badge.token for badge in standing})

    def _of(self, person_id: str, held: HeldKey) -> _Badges:
        name = key_id(held.key)
        records = self._store.records.find(Badge, "person_id = ?", (person_id,))
        made = [badge for badge in records if key_id_of(badge.token) == name]
        revoked = {badge.token for badge in made if badge.revoked_at}
        standing = next((badge.token for badge in made if badge.token not in revoked), None)
        return _Badges(standing, len(revoked))

    def _record(self, person: Person, token: str, *, revoked_at: datetime | None = None) -> Badge:
        return Badge(
            id=self._store.environment.new_id(),
            scope=person.scope,
            person_id=person.id,
            token=token,
            revoked_at=revoked_at,
        )
