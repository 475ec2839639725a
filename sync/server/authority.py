"""The server's own keys, and what it certifies with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from organiser_kit.model.record import group_of
from sync.peers.trust import KEY_BYTES, Certificate, is_signed_by, issue, read
from sync.protocol import CertificateAnswer
from sync.server import sql
from sync.server.migrations import SEALING_SEED, SIGNING_SEED, meta
from sync.server.problems import malformed
from sync.server.scopes import Grant, grant_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sync.protocol import CertificateRequest, SignedCertificate
    from sync.server.engines.base import Connection


def signing_key(connection: Connection) -> str:
    """Return the public key that certificates are proved with."""
    private = Ed25519PrivateKey.from_private_bytes(_seed(connection, SIGNING_SEED))
    return private.public_key().public_bytes_raw().hex()


def sealing_seed(connection: Connection) -> bytes:
    """Return the private key that opens what was sealed for this server."""
    return _seed(connection, SEALING_SEED)


def certify(
    connection: Connection, device: str, request: CertificateRequest, now: datetime
) -> CertificateAnswer:
    """Vouch for the key of an enrolled device, in the groups it may write by now.

    An introduction by somebody who may write a group lets the device into that group.

    Raises:
        ProblemError: the key is none.
    """
    keep_key(connection, device, request.key)
    for scope in introduced_to(connection, device, request.key, request.introductions):
        # Whoever was once put out of a group does not come back by this door.
        connection.execute(sql.GRANT_NEW, {"device": device, "scope": scope, "role": Grant.ORGANISER.value})
    return certificate_of(connection, device, request.key, now)


def keep_key(connection: Connection, device: str, key: str) -> None:
    """Remember the key of a device that proved who it is by its code or its token.

    Raises:
        ProblemError: the key is none.
    """
    if not _is_key(key):
        raise malformed()
    connection.execute(sql.SET_KEY, {"device": device, "key": key})


def certificate_of(connection: Connection, device: str, key: str, now: datetime) -> CertificateAnswer:
    """Return the server's word for an enrolled device, and the keys that prove it."""
    ((name,),) = connection.execute(sql.DEVICE_NAME, {"device": device}).fetchall()
    roles = connection.execute(sql.ROLES_OF, {"device": device}).fetchall()
    certificate = Certificate(
        device=device,
        name=name,
        key=key,
        scopes={
            scope: role for scope, role in roles if group_of(scope) is not None and Grant(role).may_write
        },
        issued_at=now.isoformat(),
    )
    sealing = X25519PrivateKey.from_private_bytes(sealing_seed(connection)).public_key()
    return CertificateAnswer(
        certificate=issue(_seed(connection, SIGNING_SEED), certificate),
        server_key=signing_key(connection),
        sealing_key=sealing.public_bytes_raw().hex(),
    )


def introduced_to(
    connection: Connection, device: str, key: str, introductions: Iterable[SignedCertificate]
) -> list[str]:
    """Return the existing scopes for which an enrolled device vouches for ``device`` and its ``key``."""
    found = []
    for signed in introductions:
        word = read(signed)
        if word is None or (word.device, word.key) != (device, key) or len(word.scopes) != 1:
            continue
        introducer = connection.execute(sql.ENROLLED_KEY, {"device": word.issuer}).fetchone()
        (scope,) = word.scopes
        role = grant_of(connection, word.issuer, scope)
        if introducer is None or introducer[0] is None or group_of(scope) is None:
            continue
        if role is not None and role.may_write and is_signed_by(introducer[0], signed):
            found.append(scope)
    return found


def _seed(connection: Connection, name: str) -> bytes:
    return bytes.fromhex(meta(connection, name) or "")


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == KEY_BYTES
    except ValueError:
        return False
