"""Who may sign what: keys, certificates and signatures. Pure, and shared to the letter by laptops and server.

A certificate is signed by the server, by an enrolled device that introduces another one, or, before any
server was met, by the device itself; the last counts only where somebody chose to trust that very key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from organiser_kit.model.record import group_of
from organiser_kit.oplog.op import encode
from sync.protocol import SignedCertificate

if TYPE_CHECKING:
    from collections.abc import Iterable

OPERATION = b"organiser-kit operation 1\n"
CERTIFICATE = b"organiser-kit certificate 1\n"
BUNDLE = b"organiser-kit bundle 1\n"
"""What a signature is for; put before the text, so that none can pass for another."""

SERVER = ""
"""The issuer of what the server certifies."""

KEY_BYTES = 32


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """That a device signs with a key, and what it may write.

    Attributes:
        key: its Ed25519 public key, hexadecimal.
        scopes: the groups' scopes it may write, each with its role.
        issuer: the device that vouches for it, :data:`SERVER` for the server.
    """

    device: str
    name: str
    key: str
    scopes: dict[str, str]
    issued_at: str
    issuer: str = SERVER

    @property
    def place(self) -> str:
        """Return what tells this certificate from others of its device and issuer: one group, or none."""
        return "" if self.issuer in (SERVER, self.device) else next(iter(self.scopes), "")


def sign(seed: bytes, purpose: bytes, text: str) -> str:
    """Return the signature of ``text`` by the private key ``seed``, hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(purpose + text.encode()).hex()


def verify(key: str, purpose: bytes, text: str, signature: str) -> bool:
    """Return whether ``signature`` is that of ``text`` by the owner of the public ``key``."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), purpose + text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def issue(seed: bytes, certificate: Certificate) -> SignedCertificate:
    """Return ``certificate`` signed with the private key ``seed``."""
    body = encode(certificate).decode()
    return SignedCertificate(body, sign(seed, CERTIFICATE, body))


def read(signed: SignedCertificate) -> Certificate | None:
    """Return what a certificate says, believed or not; ``None`` when it is none."""
    try:
        return msgspec.json.decode(signed.body, type=Certificate)
    except (msgspec.DecodeError, UnicodeError):
        return None


def is_signed_by(key: str, signed: SignedCertificate) -> bool:
    """Return whether the owner of ``key`` signed the certificate."""
    return verify(key, CERTIFICATE, signed.body, signed.signature)


class Trust:
    """What a set of certificates proves to somebody who believes a few keys.

    A device has one key: the one certified by a believed key or, without such a certificate, the first one an
    introducer vouched for. An introducer is itself certified by a believed key, and vouches for one group of
    its own.
    """

    def __init__(self, roots: Iterable[str], certificates: Iterable[SignedCertificate]) -> None:
        """Judge ``certificates``; of two that disagree the earlier in order stands.

        Args:
            roots: the public keys that are believed without proof.
            certificates: from the longest known to the newest.
        """
        self._keys: dict[str, str] = {}
        self._scopes: dict[str, set[str]] = {}
        self._checked: list[SignedCertificate] = []
        believed = frozenset(roots)
        parsed = [(certificate, signed) for signed in certificates if (certificate := read(signed))]
        self._take_certified(parsed, believed)
        self._take_introduced(parsed)

    @property
    def certificates(self) -> list[SignedCertificate]:
        """Return the certificates that proved something."""
        return list(self._checked)

    def key_of(self, device: str) -> str | None:
        """Return the public key of ``device``, ``None`` for a stranger."""
        return self._keys.get(device)

    def scopes_of(self, device: str) -> frozenset[str]:
        """Return the scopes that ``device`` may write."""
        return frozenset(self._scopes.get(device, ()))

    def is_genuine(self, device: str, scope: str, text: str, signature: str) -> bool:
        """Return whether ``device`` may write ``scope`` and signed the operation ``text``."""
        key = self._keys.get(device)
        allowed = scope in self._scopes.get(device, ())
        return key is not None and allowed and verify(key, OPERATION, text, signature)

    def _take_certified(
        self, parsed: list[tuple[Certificate, SignedCertificate]], roots: frozenset[str]
    ) -> None:
        latest: dict[str, tuple[Certificate, SignedCertificate]] = {}
        for certificate, signed in parsed:
            if certificate.issuer not in (SERVER, certificate.device):
                continue
            if not any(is_signed_by(root, signed) for root in roots):
                continue
            before = latest.get(certificate.device)
            # The server's word goes before the device's own, and its later word before its earlier one.
            if before is None or _rank(before[0]) < _rank(certificate):
                latest[certificate.device] = (certificate, signed)
        for certificate, signed in latest.values():
            self._believe(certificate, signed, set(certificate.scopes))

    def _take_introduced(self, parsed: list[tuple[Certificate, SignedCertificate]]) -> None:
        certified = {device: (key, self.scopes_of(device)) for device, key in self._keys.items()}
        for certificate, signed in parsed:
            key, scopes = certified.get(certificate.issuer, (None, frozenset()))
            if key is None or certificate.issuer == certificate.device or len(certificate.scopes) != 1:
                continue
            same_key = self._keys.get(certificate.device, certificate.key) == certificate.key
            if same_key and set(certificate.scopes) <= scopes and is_signed_by(key, signed):
                self._believe(certificate, signed, set(certificate.scopes))

    def _believe(self, certificate: Certificate, signed: SignedCertificate, scopes: set[str]) -> None:
        self._keys.setdefault(certificate.device, certificate.key)
        groups = {scope for scope in scopes if group_of(scope) is not None}
        self._scopes.setdefault(certificate.device, set()).update(groups)
        self._checked.append(signed)


def _rank(certificate: Certificate) -> tuple[bool, str]:
    return certificate.issuer == SERVER, certificate.issued_at
