"""How a laptop that no server has let in yet is introduced, in a room, by one that may share a group.

The two have proved to each other that the same people hold them before any of this is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.peers.standing import certificate_for, kept_forms, standing
from sync.peers.trust import KEY_BYTES, Trust
from sync.protocol import SignedCertificate

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.client.local import CallDb

_LONGEST_NAME = 200
_LONGEST_ID = 64


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Who wants to be introduced; ``key`` is its Ed25519 public key, hexadecimal."""

    device: str
    name: str
    key: str


class Introduction(msgspec.Struct, frozen=True, kw_only=True):
    """What the introducer hands over.

    Attributes:
        roots: the public keys that the introducer believes: its server's, or its own.
        certificates: from one of these keys to the device introduced.
        epoch: the life of the server's database that the introducer last saw.
    """

    scope: str
    roots: list[str]
    certificates: list[SignedCertificate]
    epoch: str


def calling_card(call_db: CallDb) -> Card:
    """Return who this copy is, for somebody who may introduce it."""
    mine = call_db(standing)
    return Card(device=mine.identity.device_id, name=mine.identity.device_name, key=mine.key)


def introduce(call_db: CallDb, card: Card, scope: str, environment: Environment) -> Introduction:
    """Vouch for the owner of ``card`` within one group.

    Raises:
        UserError: this copy may not share the group, or the card is none.
    """
    mine = call_db(standing)
    own = [signed for signed in mine.trust().certificates if _is_about(signed, mine.identity.device_id)]
    if scope not in mine.scopes():
        raise UserError(tr("This laptop may not share this group yet: exchange once with a server first."))
    if not _is_sound(card):
        raise UserError(tr("The other laptop's answer makes no sense: nothing was shared with it."))
    word = certificate_for(card.device, card.name[:_LONGEST_NAME], card.key, scope, environment, mine)
    epoch = call_db(lambda local: local.parcels.epoch())
    return Introduction(scope=scope, roots=list(mine.believed), certificates=[*own, word], epoch=epoch)


def accept_introduction(call_db: CallDb, introduction: Introduction) -> None:
    """Believe what the introducer believes, and keep its word for this copy.

    A copy that a server let in goes on believing that server alone.

    Raises:
        UserError: the introduction does not lead to this copy.
    """
    mine = call_db(standing)
    offered = Trust(introduction.roots, introduction.certificates)
    me = mine.identity.device_id
    if offered.key_of(me) != mine.key or introduction.scope not in offered.scopes_of(me):
        raise UserError(tr("The other laptop's introduction is not meant for this laptop: nothing was kept."))
    kept = kept_forms(offered.certificates)
    call_db(lambda local: local.parcels.trust.keep_introduction(introduction.roots, kept))


def _is_about(signed: SignedCertificate, device: str) -> bool:
    return any(kept.device == device for kept in kept_forms([signed]))


def _is_sound(card: Card) -> bool:
    try:
        key = bytes.fromhex(card.key)
    except ValueError:
        return False
    return len(key) == KEY_BYTES and 0 < len(card.device) <= _LONGEST_ID
