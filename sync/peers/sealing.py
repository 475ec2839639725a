"""The closed container of a stick: who holds one of the named keys opens it, nobody else reads or changes it.

Layout: ``MAGIC``, the format (2 bytes), the length of the header (4 bytes), the header (JSON), then each
section's ciphertext. A section is encrypted with a key of its own (ChaCha20-Poly1305), which the header holds
wrapped: for the server by X25519, for a group by a key drawn from the group's secret. The header names keys,
never people or groups.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from organiser_kit.oplog.op import encode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from organiser_kit.environment import Chance

MAGIC = b"ORGKITB\n"
FORMAT = 1
MAX_FILE_BYTES = 64 << 20
_MAX_HEADER_BYTES = 1 << 20
_PREFIX = struct.Struct(f">{len(MAGIC)}sHI")
_KEY_BYTES = 32
_TAG_BYTES = 16
_ID_CHARS = 16
# Each key encrypts one message in its life, so that the number used once may be the same for all.
_NONCE = bytes(12)
SERVER, GROUP = "server", "group"


class SealError(Exception):
    """The bytes are no container of this format, or not as they were written."""


class NewerSealError(Exception):
    """A newer version of the kit wrote the container."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """The section's key, wrapped for one recipient; every value but ``to`` is hexadecimal.

    Attributes:
        id: which key of the recipient opens it.
        salt: for the server the sender's one-time X25519 key, for a group random bytes.
    """

    to: str
    id: str
    salt: str
    key: str


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the container: the length of its ciphertext, and who can open it."""

    size: int
    slots: list[Slot]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What anybody who finds the stick can read."""

    sections: list[Section]


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who will be able to open a section.

    Attributes:
        server: the server's public X25519 key.
        group: the group's secret.
    """

    server: bytes | None = None
    group: bytes | None = None


@dataclass(frozen=True, slots=True)
class Container:
    """A container whose form is sound; what is inside is proved only by opening it."""

    prefix: bytes
    header: Header
    bodies: tuple[bytes, ...]


def seal(sections: Sequence[tuple[bytes, Recipients]], chance: Chance) -> bytes:
    """Return a container with these contents, each for its recipients."""
    keys = [chance.token_bytes(_KEY_BYTES) for _ in sections]
    header = Header(
        sections=[
            Section(size=len(content) + _TAG_BYTES, slots=_slots(key, recipients, chance))
            for (content, recipients), key in zip(sections, keys, strict=True)
        ]
    )
    written = encode(header)
    prefix = _PREFIX.pack(MAGIC, FORMAT, len(written)) + written
    bodies = [
        ChaCha20Poly1305(key).encrypt(_NONCE, content, _place(prefix, place))
        for place, ((content, _), key) in enumerate(zip(sections, keys, strict=True))
    ]
    return prefix + b"".join(bodies)


def read_container(written: bytes) -> Container:
    """Return the container in ``written``.

    Raises:
        SealError: it is none, or was cut or lengthened.
        NewerSealError: this version cannot read it.
    """
    if len(written) < _PREFIX.size:
        raise SealError
    magic, version, length = _PREFIX.unpack_from(written)
    if magic != MAGIC:
        raise SealError
    if version > FORMAT:
        raise NewerSealError
    start = _PREFIX.size + length
    if version != FORMAT or length > _MAX_HEADER_BYTES or start > len(written):
        raise SealError
    try:
        header = msgspec.json.decode(written[_PREFIX.size : start], type=Header)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SealError from error
    sizes = [section.size for section in header.sections]
    if any(size < _TAG_BYTES for size in sizes) or start + sum(sizes) != len(written):
        raise SealError
    bodies, place = [], start
    for size in sizes:
        bodies.append(written[place : place + size])
        place += size
    return Container(written[:start], header, tuple(bodies))


def open_for_group(container: Container, secrets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the groups' ``secrets`` open, by the name each secret goes under.

    Raises:
        SealError: something was changed since it was written.
    """
    found: dict[str, bytes] = {}
    ids = {_group_id(secret): name for name, secret in secrets.items()}
    for place, section in enumerate(container.header.sections):
        for slot in section.slots:
            name = ids.get(slot.id)
            if slot.to == GROUP and name is not None:
                wrapping = _derive(secrets[name], _hex(slot.salt), b"group")
                found[name] = _open(container, place, slot, wrapping)
    return found


def open_for_server(container: Container, seed: bytes) -> list[bytes]:
    """Return what the server's private X25519 key opens.

    Raises:
        SealError: something was changed since it was written.
    """
    private = X25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    return [
        _open(container, place, slot, _agreed(private, _hex(slot.salt), _hex(slot.salt) + public))
        for place, section in enumerate(container.header.sections)
        for slot in section.slots
        if slot.to == SERVER and slot.id == _server_id(public)
    ]


def _slots(key: bytes, recipients: Recipients, chance: Chance) -> list[Slot]:
    slots = []
    if recipients.server is not None:
        once = X25519PrivateKey.from_private_bytes(chance.token_bytes(_KEY_BYTES))
        salt = once.public_key().public_bytes_raw()
        wrapping = _agreed(once, recipients.server, salt + recipients.server)
        slots.append(_slot(SERVER, _server_id(recipients.server), salt, wrapping, key))
    if recipients.group is not None:
        salt = chance.token_bytes(_KEY_BYTES)
        wrapping = _derive(recipients.group, salt, b"group")
        slots.append(_slot(GROUP, _group_id(recipients.group), salt, wrapping, key))
    return slots


def _slot(to: str, recipient: str, salt: bytes, wrapping: bytes, key: bytes) -> Slot:
    wrapped = ChaCha20Poly1305(wrapping).encrypt(_NONCE, key, to.encode())
    return Slot(to=to, id=recipient, salt=salt.hex(), key=wrapped.hex())


def _open(container: Container, place: int, slot: Slot, wrapping: bytes) -> bytes:
    try:
        key = ChaCha20Poly1305(wrapping).decrypt(_NONCE, _hex(slot.key), slot.to.encode())
        return ChaCha20Poly1305(key).decrypt(_NONCE, container.bodies[place], _place(container.prefix, place))
    except (InvalidTag, ValueError) as error:
        raise SealError from error


def _place(prefix: bytes, place: int) -> bytes:
    """Return what a ciphertext is bound to: the whole header, and its place in the container."""
    return hashlib.sha256(prefix).digest() + struct.pack(">I", place)


def _agreed(private: X25519PrivateKey, public: bytes, salt: bytes) -> bytes:
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError as error:
        raise SealError from error
    return _derive(shared, salt, b"server")


def _derive(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    info = b"organiser-kit bundle 1 " + purpose
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=info).derive(secret)


def _group_id(secret: bytes) -> str:
    return _derive(secret, b"", b"group id").hex()[:_ID_CHARS]


def _server_id(public: bytes) -> str:
    return hashlib.sha256(b"organiser-kit server " + public).hexdigest()[:_ID_CHARS]


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise SealError from error
