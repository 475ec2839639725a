"""What other laptops wrote, brought to the server, in batches of whole actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sync.client import failures
from sync.client.upload import settled
from sync.peers.trust import OPERATION, sign
from sync.protocol import BATCH_BYTES, BATCH_OPS, SignedCertificate, SignedOp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from organiser_kit.storage.parcels import Errand, Written
    from sync.client.session import Session
    from sync.protocol import Heads, PushAnswer


class _Place(msgspec.Struct, frozen=True):
    """The part of an operation that says where it belongs among others."""

    op: str
    tx: str | None = None
    f: dict[str, tuple[msgspec.Raw, str, str | None]] | None = None

    @property
    def stamp(self) -> str:
        """Return its latest stamp, empty for what has none."""
        return max((edit[1] for edit in (self.f or {}).values()), default="")


def relay_all(session: Session, heads: Heads) -> Heads | None:
    """Send everything carried for groups the server lets this device see; return where it stood at the end.

    Raises:
        SyncError: some of it could not be sent; what was answered is settled, the rest still waits.
    """
    after: Heads | None = None
    for scope in sorted(heads.scopes):
        errand = _errand(session, scope)
        certificates = [SignedCertificate(kept.body, kept.signature) for kept in errand.certificates]
        if errand.context:
            session.call_db(lambda local: local.note_numbers())
        for batch in _batches(_ordered(errand)):
            ops = [_signed(item, errand.seed) for item in batch]
            answer = session.api.relay(heads.epoch, ops, certificates)
            if {result.op for result in answer.results} != {item.op_id for item in batch}:
                raise failures.cut_off()
            _settle(session, answer)
            after = answer.heads
            session.step()
    return after


def _errand(session: Session, scope: str) -> Errand:
    return session.call_db(lambda local: local.parcels.errand(scope))


def _settle(session: Session, answer: PushAnswer) -> None:
    results = [settled(result) for result in answer.results]
    session.tally.relayed += session.call_db(lambda local: local.parcels.settle(results))


def _ordered(errand: Errand) -> list[list[Written]]:
    """Return whole actions in the order in which they may have been written: by stamp, and as they came.

    An edit names the one it was made upon; the server knows that one if it came before.
    """
    units: dict[str, tuple[str, list[Written]]] = {}
    for item in (*errand.context, *errand.carried):
        place = msgspec.json.decode(item.body, type=_Place)
        stamp, members = units.get(place.tx or place.op, ("", []))
        units[place.tx or place.op] = (max(stamp, place.stamp), [*members, item])
    return [members for _, members in sorted(units.values(), key=lambda unit: unit[0])]


def _batches(units: Sequence[list[Written]]) -> Iterator[list[Written]]:
    batch: list[Written] = []
    size = 0
    for unit in units:
        weight = sum(len(item.body.encode()) for item in unit)
        if batch and (len(batch) + len(unit) > BATCH_OPS or size + weight > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch, size = [*batch, *unit], size + weight
    if batch:
        yield batch


def _signed(item: Written, seed: bytes) -> SignedOp:
    return SignedOp(item.body, item.signature or sign(seed, OPERATION, item.body))
