"""A certificate for the length of one share, and the TLS that trusts exactly one other.

The certificates live as long as the share and are trusted by nobody else, so their dates say nothing: they
are as wide as dates go, because the clock of a laptop may be years off, and that must not close the room.
"""

from __future__ import annotations

import hashlib
import ssl
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from organiser_kit.environment import Environment

_FROM = datetime(1970, 1, 1, tzinfo=UTC)
_UNTIL = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""What RFC 5280 (4.1.2.5) writes for "no end known"."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A key pair of one side for one share.

    Attributes:
        certificate: PEM; it carries no name of a person, a group or a machine.
        key: PEM, encrypted; never written anywhere in the clear.
        password: what opens ``key``; it is only ever in memory.
        fingerprint: SHA-256 of the certificate's DER form, in hexadecimal digits.
    """

    certificate: str
    key: bytes
    password: bytes
    fingerprint: str


def make_identity(environment: Environment) -> Identity:
    """Return a fresh key pair with its self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    # A name that means nothing, and is nobody else's: certificates are looked up by it.
    drawn = f"organiser-kit {environment.chance.token_bytes(8).hex()}"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, drawn)])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(environment.chance.token_bytes(16)) | 1)
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    password = environment.chance.token_bytes(32).hex().encode()
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    pem = built.public_bytes(serialization.Encoding.PEM).decode()
    return Identity(pem, sealed, password, fingerprint_of_pem(pem))


def fingerprint(der: bytes) -> str:
    """Return the SHA-256 of a certificate's DER form, in hexadecimal digits."""
    return hashlib.sha256(der).hexdigest()


def fingerprint_of_pem(pem: str) -> str:
    """Return the fingerprint of one certificate in PEM.

    Raises:
        ValueError: it is not exactly one certificate.
    """
    (certificate,) = x509.load_pem_x509_certificates(pem.encode())
    return fingerprint(certificate.public_bytes(serialization.Encoding.DER))


def sharing_context(mine: Identity) -> ssl.SSLContext:
    """Return the TLS of the sharing side: a caller's certificate may be absent, else it must be trusted."""
    context = _context(ssl.PROTOCOL_TLS_SERVER, mine)
    context.verify_mode = ssl.CERT_OPTIONAL
    # A resumed session would not show its certificate again.
    context.num_tickets = 0
    return context


def trust(context: ssl.SSLContext, pem: str) -> None:
    """Let the holder of one certificate in, from its next connection on."""
    context.load_verify_locations(cadata=pem)


def joining_context(mine: Identity | None, theirs: str | None) -> ssl.SSLContext:
    """Return the TLS of the joining side.

    Args:
        mine: the certificate to show, once the other side trusts it.
        theirs: the only certificate (PEM) to talk to; without it any, for the very first question, in which
            nothing secret is said and whose answer is believed only after the proof.
    """
    context = _context(ssl.PROTOCOL_TLS_CLIENT, mine)
    context.check_hostname = False
    if theirs is None:
        context.verify_mode = ssl.CERT_NONE
    else:
        context.verify_mode = ssl.CERT_REQUIRED
        trust(context, theirs)
    return context


def _context(protocol: int, mine: Identity | None) -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # A certificate is trusted by itself, not for who signed it.
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN
    if mine is not None:
        _load(context, mine)
    return context


def _load(context: ssl.SSLContext, mine: Identity) -> None:
    """Hand over the key by a file, for Python's ``ssl`` takes it no other way; it lies there encrypted."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "identity.pem"
        file.write_bytes(mine.key + mine.certificate.encode())
        context.load_cert_chain(file, password=mine.password)
