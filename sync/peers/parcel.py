"""How a parcel is made from a copy, and what another copy takes of it, by room and by stick alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.oplog.op import Op, decode_op
from organiser_kit.storage.losses import HeldBackError
from organiser_kit.storage.parcels import Received
from sync.peers.message import Parcel, check_format, pack, unpack
from sync.peers.soundness import is_sound_op, is_sound_row
from sync.peers.standing import kept_forms, standing
from sync.peers.trust import OPERATION, Trust, sign
from sync.protocol import SignedCertificate, SignedOp

__all__ = ["Parcel", "Taken", "believable", "make_parcel", "pack", "signed", "take_parcel", "unpack"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.environment import Environment
    from organiser_kit.storage.parcels import Written
    from sync.client.local import CallDb
    from sync.peers.standing import Standing


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a parcel.

    Attributes:
        ops: the operations it held: new ones, known ones, and those that cannot be believed or read.
        rows: how many rows changed something here.
    """

    ops: int
    new: int
    known: int
    refused: int
    rows: int


def make_parcel(call_db: CallDb, scope: str, environment: Environment) -> Parcel:
    """Return everything this copy can tell about a group.

    Raises:
        UserError: this copy may not share the group.
    """
    mine = call_db(standing)
    trust = mine.trust()
    if scope not in trust.scopes_of(mine.identity.device_id):
        raise UserError(tr("This laptop may not share this group yet: exchange once with a server first."))
    # Before any number leaves the machine, it is noted that it was used.
    call_db(lambda local: local.note_numbers())
    epoch, rows, own, carried = call_db(
        lambda local: (
            local.parcels.epoch(),
            local.parcels.rows(scope),
            local.parcels.unanswered(scope),
            local.parcels.carried(scope),
        )
    )
    return Parcel(
        scope=scope,
        epoch=epoch,
        now=environment.now().isoformat(),
        rows=rows,
        ops=[SignedOp(item.body, item.signature) for item in carried] + signed(own, mine.seed),
        certificates=trust.certificates,
    )


def signed(written: Sequence[Written], seed: bytes) -> list[SignedOp]:
    """Return this copy's own operations with their signatures."""
    return [SignedOp(item.body, sign(seed, OPERATION, item.body)) for item in written]


def take_parcel(call_db: CallDb, parcel: Parcel) -> Taken:
    """Merge a parcel into this copy; taking it again changes nothing.

    What cannot be believed or read is left out and counted. The rest is shown at once, and carried until a
    server has answered it.

    Raises:
        UserError: the group is not one of this copy's, a newer version of the kit made the parcel, or so many
            people would go that it cannot be right; nothing was taken.
    """
    check_format(parcel.format)
    mine = call_db(standing)
    if parcel.scope not in mine.scopes():
        raise UserError(tr("This is about a group that this laptop does not belong to: nothing was taken."))
    trust = mine.trust(parcel.certificates)
    good = believable(parcel.ops, parcel.scope, trust)
    rows = [row for row in parcel.rows if is_sound_row(row)]
    kept = kept_forms(_of_others(trust, mine))
    call_db(lambda local: local.parcels.trust.keep_certificates(kept))
    try:
        done = call_db(lambda local: local.parcels.take(parcel.scope, rows, good))
    except HeldBackError as error:
        raise UserError(
            tr(
                "This would remove at least {count} of {of} people of a group, which is unusual: nothing was "
                "taken. Exchange with the server instead.",
                count=error.count,
                of=error.of,
            )
        ) from error
    unbelievable = len(parcel.ops) - len(good)
    return Taken(len(parcel.ops), done.new, done.known, done.refused + unbelievable, done.rows)


def believable(ops: Sequence[SignedOp], scope: str, trust: Trust) -> list[Received]:
    """Return the operations of ``scope`` that are readable, in whole actions, and signed by their authors."""
    read = [(_op_of(signed), signed) for signed in ops]
    found: list[Received] = []
    for _, unit in groupby(read, key=lambda pair: pair[0] and (pair[0].tx or pair[0].id)):
        members = [
            Received(op, signed.body, signed.signature)
            for op, signed in unit
            if op is not None
            and op.scope == scope
            and is_sound_op(op)
            and trust.is_genuine(op.device, scope, signed.body, signed.signature)
        ]
        # Half an action is no action; a member that fell out above is missing here.
        if members and len({item.op.id for item in members}) >= max(item.op.of or 1 for item in members):
            found += members
    return found


def _op_of(signed: SignedOp) -> Op | None:
    try:
        return decode_op(signed.body)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def _of_others(trust: Trust, mine: Standing) -> list[SignedCertificate]:
    """Return the certificates worth keeping: the copy's own word for itself is made anew each time."""
    own = mine.identity.device_id
    return [
        signed
        for signed in trust.certificates
        if not any(kept.device == kept.issuer == own for kept in kept_forms([signed]))
    ]
