"""How this copy stands towards other laptops: its key, whom it believes, and what it may share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.storage.keys import public_key
from organiser_kit.storage.trust import KeptCertificate
from sync.peers.trust import Certificate, Trust, issue, read
from sync.protocol import SignedCertificate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.environment import Environment
    from organiser_kit.storage.device import Identity
    from sync.client.local import CallDb, LocalCopy

ROLE = "organiser"
"""What somebody who is introduced, or who vouches for itself, may do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What this copy knows of trust, read at one moment.

    Attributes:
        seed: the private key; it stays in this process.
        founded: the groups it holds, for which it vouches itself before any server does.
        sealing_key: the server's, ``None`` before any enrolment.
    """

    identity: Identity
    seed: bytes
    roots: tuple[str, ...]
    kept: tuple[SignedCertificate, ...]
    founded: tuple[str, ...]
    sealing_key: str | None

    @property
    def key(self) -> str:
        """Return this copy's public key."""
        return public_key(self.seed)

    @property
    def believed(self) -> tuple[str, ...]:
        """Return the keys believed without proof: before any enrolment, this copy's own among them."""
        return self.roots if self.sealing_key is not None else (*self.roots, self.key)

    def certificates(self) -> list[SignedCertificate]:
        """Return the kept certificates and, before any enrolment, this copy's own word for itself."""
        if self.sealing_key is not None or not self.founded:
            return list(self.kept)
        identity = self.identity
        own = Certificate(
            device=identity.device_id,
            name=identity.device_name,
            key=self.key,
            scopes=dict.fromkeys(self.founded, ROLE),
            issued_at="",
            issuer=identity.device_id,
        )
        return [issue(self.seed, own), *self.kept]

    def trust(self, more: Iterable[SignedCertificate] = ()) -> Trust:
        """Return what the kept certificates, and ``more`` after them, prove to this copy."""
        return Trust(self.believed, [*self.certificates(), *more])

    def scopes(self) -> tuple[str, ...]:
        """Return the groups' scopes that this copy may share with others."""
        return tuple(sorted(self.trust().scopes_of(self.identity.device_id)))


def standing(local: LocalCopy) -> Standing:
    """Read how this copy stands; run it on the thread that owns the copy."""
    store = local.parcels.trust
    return Standing(
        identity=store.identity(),
        seed=store.signing_seed(),
        roots=store.roots(),
        kept=tuple(SignedCertificate(kept.body, kept.signature) for kept in store.certificates()),
        founded=local.parcels.founded(),
        sealing_key=store.sealing_key(),
    )


def shareable_scopes(call_db: CallDb) -> tuple[str, ...]:
    """Return the groups' scopes that this copy may share with other laptops."""
    return call_db(standing).scopes()


def kept_form(signed: SignedCertificate) -> KeptCertificate | None:
    """Return a certificate as the copy keeps it, ``None`` when it is none."""
    certificate = read(signed)
    if certificate is None:
        return None
    return KeptCertificate(
        certificate.device, certificate.issuer, certificate.place, signed.body, signed.signature
    )


def kept_forms(certificates: Iterable[SignedCertificate]) -> list[KeptCertificate]:
    """Return certificates as the copy keeps them."""
    return [kept for signed in certificates if (kept := kept_form(signed)) is not None]


def certificate_for(
    device: str, name: str, key: str, scope: str, environment: Environment, issuer: Standing
) -> SignedCertificate:
    """Return this copy's word for another device, good for one group."""
    introduced = Certificate(
        device=device,
        name=name,
        key=key,
        scopes={scope: ROLE},
        issued_at=environment.now().isoformat(),
        issuer=issuer.identity.device_id,
    )
    return issue(issuer.seed, introduced)
