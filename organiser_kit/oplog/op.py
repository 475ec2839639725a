"""Operations and rows: what travels between laptops and the server.

An operation is the only thing a device writes for others. It is immutable, carries a random id and
may arrive any number of times, in any order between devices, without changing the outcome. A row is
the present state of one record, as the server serves it.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any

import msgspec

SCHEMA = 5
"""The version of the record kinds that this build writes; what each brought is in docs/adr/0013."""

Edit = tuple[Any, str, str | None]
"""A new value, its stamp, and the stamp of the value its author saw."""

Stamped = tuple[Any, str]
"""A value and its stamp."""


class OpKind(StrEnum):
    """What an operation does."""

    SET = "set"
    FACT = "fact"
    LIFE = "life"
    ERASE = "erase"
    """Nothing of the record is kept but its id, for ever; carries no content."""


class Op(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One immutable change, made on one device.

    Attributes:
        id: random; the key of "seen before".
        n: 1, 2, 3… within the device's ``incarnation``, without gaps.
        schema: the version of the record kinds it was written with.
        fields: the new values, for ``SET``.
        values: the content, for ``FACT``.
        alive: deleted or restored, for ``LIFE``.
        at: when, by the device's own clock (RFC 3339).
        tx: groups the operations of one action, which take effect together or not at all.
    """

    id: str = msgspec.field(name="op")
    device: str = msgspec.field(name="dev")
    incarnation: str = msgspec.field(name="inc")
    n: int
    schema: int = msgspec.field(name="sv")
    scope: str
    kind: OpKind = msgspec.field(name="k")
    record: str = msgspec.field(name="t")
    record_id: str = msgspec.field(name="id")
    at: str
    fields: dict[str, Edit] | None = msgspec.field(name="f", default=None)
    values: dict[str, Any] | None = msgspec.field(name="v", default=None)
    alive: Edit | None = None
    tx: str | None = None
    of: int | None = None

    @property
    def stamps(self) -> list[str]:
        """Return every stamp the operation carries."""
        edits = list((self.fields or {}).values())
        if self.alive is not None:
            edits.append(self.alive)
        return [edit[1] for edit in edits]


class Row(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The state of one record at one point of a scope's sequence.

    Attributes:
        seq: its place in the scope's feed; a record appears once, at its latest place.
        fields: every value with its stamp; a fact's values carry the empty stamp.
        alive: absent for a record that was never deleted.
        erased: nothing is left of the record but its id.
    """

    record: str = msgspec.field(name="t")
    record_id: str = msgspec.field(name="id")
    seq: int
    fields: dict[str, Stamped] = msgspec.field(name="f")
    alive: Stamped | None = None
    erased: bool = False


_encoder = msgspec.json.Encoder(order="deterministic")
_op_decoder = msgspec.json.Decoder(Op)


def encode(message: msgspec.Struct) -> bytes:
    """Return ``message`` as JSON, always the same bytes for the same content."""
    return _encoder.encode(message)


def decode_op(body: bytes | str) -> Op:
    """Return the operation in ``body``.

    Raises:
        msgspec.ValidationError: it is JSON but no operation.
        msgspec.DecodeError: it is no JSON.
    """
    return _op_decoder.decode(body)


def fingerprint(body: bytes | str) -> str:
    """Return a hash of an operation's whole content: the same id with another content is no repeat.

    Of everything in it, also of what this version does not know: a repeat must still be one after an upgrade.

    Raises:
        msgspec.DecodeError: it is no JSON.
    """
    return hashlib.sha256(_encoder.encode(msgspec.json.decode(body))).hexdigest()
