"""What one laptop gives another: parcels without what the other certainly has.

A parcel holds everything that a copy can tell of a group. Within one visit only the first is whole: each
side remembers what it gave and what it was given, as short hashes in memory, and leaves that out.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.oplog.op import encode
from sync.peers.parcel import make_parcel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb
    from sync.peers.parcel import Parcel

_HASH_BYTES = 12


class Told:
    """What the other side certainly has of one group.

    Attributes:
        number: how many parcels were given so far.
    """

    def __init__(self) -> None:
        self.number = 0
        self._known: set[bytes] = set()
        self._given: set[bytes] = set()

    def learn(self, parcel: Parcel) -> None:
        """Note that the other side gave ``parcel``, and so has all of it."""
        self._known.update(_hash(item) for item in _contents(parcel))

    def give(self, parcel: Parcel) -> Parcel | None:
        """Return what of ``parcel`` is news to the other side, one parcel more; ``None`` for nothing."""
        rows = [row for row in parcel.rows if _hash(row) not in self._known]
        ops = [op for op in parcel.ops if _hash(op) not in self._known]
        if not rows and not ops:
            return None
        self.number += 1
        self._given = {_hash(item) for item in (*rows, *ops)}
        return msgspec.structs.replace(parcel, rows=rows, ops=ops)

    def taken(self, number: int) -> None:
        """Note which parcel the other side took last; what it did not take is given again."""
        if number == self.number:
            self._known |= self._given
        self._given = set()


def parcel_to_give(call_db: CallDb, scope: str, environment: Environment) -> Parcel:
    """Return everything this copy can tell of a group, ready to leave it."""
    parcel = make_parcel(call_db, scope, environment)
    # Before they leave: a copy put back from a backup must know that these numbers are used.
    call_db(lambda local: local.note_numbers())
    return parcel


def _contents(parcel: Parcel) -> Iterable[msgspec.Struct]:
    yield from parcel.rows
    yield from parcel.ops


def _hash(item: msgspec.Struct) -> bytes:
    return hashlib.blake2b(encode(item), digest_size=_HASH_BYTES).digest()
