"""The keys that sign statements: one for each laptop and group; the whole group has their public halves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from organiser_kit.codes.statement.knowledge import CalledBack, KnownKey, fingerprint, known
from organiser_kit.codes.statement.seal import public_key
from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Group
from organiser_kit.model.paper import ParticipationStatement, StatementKey
from organiser_kit.model.places import Structure
from organiser_kit.model.record import group_of

if TYPE_CHECKING:
    from organiser_kit.codes.statement.knowledge import Knowledge
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_SEED_BYTES = 32
_FEWEST_DIGITS = 4


class StatementKeys:
    """Makes, lists, puts away and disowns keys. A private key never leaves the copy that made it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def seed(self, action: Action, scope: str) -> bytes:
        """Return the private key of this copy for the group of ``scope``, making one if none is in use."""
        kept = self._store.device.get(_slot(scope))
        if kept is not None:
            record = self._record(public_key(bytes.fromhex(kept)).hex(), scope)
            if record and record.retired_at is None and record.revoked_at is None:
                return bytes.fromhex(kept)
        return self._make(action, scope)

    def _make(self, action: Action, scope: str) -> bytes:
        seed = self._store.environment.chance.token_bytes(_SEED_BYTES)
        self._store.device.put(_slot(scope), seed.hex())
        action.add(
            StatementKey(
                id=self._store.environment.new_id(),
                scope=scope,
                key=public_key(seed).hex(),
                device_id=self._store.device.identity().device_id,
                made_at=self._store.clock.now(),
            )
        )
        return seed

    def every(self) -> list[StatementKey]:
        """Return every key known here, the oldest first."""
        return self._store.records.find(StatementKey)

    def is_mine(self, key: StatementKey) -> bool:
        """Return whether this copy signs with ``key``."""
        kept = self._store.device.get(_slot(key.scope))
        return kept is not None and public_key(bytes.fromhex(kept)).hex() == key.key

    def renew(self) -> list[StatementKey]:
        """Put this copy's keys away and sign with new ones from now on; return the new ones.

        What was signed before still counts. A group for which nothing was ever signed gets its key when it
        is needed.
        """
        with self._store.writer.action() as action:
            mine = [key for key in self.every() if self.is_mine(key)]
            for key in mine:
                if key.retired_at is None:
                    action.change(key, retired_at=self._store.clock.now())
            scopes = [key.scope for key in mine]
            for scope in scopes:
                self._make(action, scope)
        return [key for key in self.every() if self.is_mine(key)]

    def revoke(self, name: str, reason: str) -> StatementKey:
        """Disown a key, say of a laptop that was stolen: nothing it ever signed is believed any more.

        Args:
            name: the beginning of its fingerprint, with or without spaces.
            reason: why; it is kept with the key.

        Raises:
            NotFoundError: no key, or more than one, is called so.
            UserError: there is no reason.
        """
        if not reason.strip():
            raise UserError(tr("Say why the key is disowned: the reason is kept with it."))
        digits = "".join(name.split()).lower()
        with self._store.writer.action() as action:
            found = [key for key in self.every() if fingerprint(bytes.fromhex(key.key)).startswith(digits)]
            if len(found) != 1 or len(digits) < _FEWEST_DIGITS:
                raise NotFoundError(
                    tr("No single key is called {name}: “statement-keys list” shows them.", name=name)
                )
            if found[0].revoked_at is None:
                action.change(found[0], revoked_at=self._store.clock.now(), revoke_reason=reason.strip())
        return self._store.records.get(StatementKey, found[0].id)

    def knowledge(self) -> Knowledge:
        """Return what this copy knows for checking statements: it may be handed to anybody."""
        keys = [
            KnownKey(
                bytes.fromhex(key.key), self.issuer(key), _last_day(key.retired_at), _day(key.revoked_at)
            )
            for key in self.every()
        ]
        statements = self._store.records.find(ParticipationStatement)
        successors = {one.supersedes: one.number for one in statements if one.supersedes}
        called_back = [
            CalledBack(one.number, one.revoked_at.date(), successors.get(one.number))
            for one in statements
            if one.revoked_at
        ]
        return known(keys, called_back, self._as_of())

    def _as_of(self) -> datetime:
        last = self._store.device.get("last_sync_at")
        return datetime.fromisoformat(last) if last else self._store.clock.now()

    def issuer(self, key: StatementKey) -> str:
        """Return whose key it is, in words: the group and its host."""
        group = self._store.records.seen(Group, group_of(key.scope))
        if group is None:
            return ""
        host = self._store.records.seen(Structure, group.host_structure_id)
        return ", ".join(filter(None, (group.name, host.name if host else "")))

    def _record(self, key: str, scope: str) -> StatementKey | None:
        return self._store.records.first(StatementKey, "key = ? AND scope = ?", (key, scope))


def _slot(scope: str) -> str:
    return f"statement_seed {scope}"


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _last_day(moment: datetime | None) -> date | None:
    # Statements are dated by the clock of their meeting's place, which may be a day ahead of UTC.
    return (moment + timedelta(days=1)).date() if moment else None
