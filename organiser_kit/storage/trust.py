"""Whom this copy believes, and by which key others know it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.storage.keys import public_key, signing_seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState, Identity


@dataclass(frozen=True, slots=True)
class KeptCertificate:
    """A certificate in its issuer's words; ``place`` is the one group of an introduction, or empty."""

    device: str
    issuer: str
    place: str
    body: str
    signature: str


class TrustStore:
    """This copy's key, the keys it believes, the certificates it knows; each method is one transaction."""

    def __init__(self, database: Database, device: DeviceState) -> None:
        self._database = database
        self._device = device

    def identity(self) -> Identity:
        """Return who this copy is."""
        return self._device.identity()

    def signing_seed(self) -> bytes:
        """Return the private key this copy signs with; it must not leave this machine."""
        return signing_seed(self._device)

    def public_key(self) -> str:
        """Return the key by which others know what this copy signed."""
        return public_key(self.signing_seed())

    def roots(self) -> tuple[str, ...]:
        """Return the public keys believed without proof: the server's, or whose introduction was accepted."""
        return tuple(json.loads(self._device.get("trust_roots") or "[]"))

    def sealing_key(self) -> str | None:
        """Return the server's X25519 key, ``None`` before any enrolment."""
        return self._device.get("sealing_key")

    def needs_certificate(self, epoch: str, scopes: Iterable[str]) -> bool:
        """Return whether the server's word for this copy is missing, or older than some change."""
        return self._device.get("certified_for") != self._occasion(epoch, scopes)

    def _occasion(self, epoch: str, scopes: Iterable[str]) -> str:
        groups = sorted(scope for scope in scopes if scope.startswith("g:"))
        return json.dumps([epoch, groups, [kept.place for kept in self.introductions()]])

    def introductions(self) -> list[KeptCertificate]:
        """Return by whose word this copy belongs to groups that no server let it into yet."""
        me = self.identity().device_id
        return [kept for kept in self.certificates() if kept.device == me and kept.issuer not in ("", me)]

    def certificates(self) -> list[KeptCertificate]:
        """Return the certificates of this copy and of others, the longest known first."""
        sql = "SELECT device, issuer, place, body, signature FROM certificates ORDER BY rowid"
        return [KeptCertificate(*row) for row in self._database.tuples(sql)]

    def names(self) -> dict[str, str]:
        """Return what the laptops are called whose certificates this copy has, by their ids."""
        sql = """SELECT device, json_extract(body, '$.name') FROM certificates
            WHERE json_valid(body) AND json_extract(body, '$.name') <> '' ORDER BY rowid"""
        return {str(device): str(name) for device, name in self._database.tuples(sql)}

    def keep_server_trust(
        self,
        server_key: str,
        sealing_key: str,
        mine: KeptCertificate,
        *,
        epoch: str,
        scopes: Iterable[str],
    ) -> None:
        """Believe a server's key alone, and keep what it says of this copy.

        Args:
            server_key: its Ed25519 key, hexadecimal.
            sealing_key: its X25519 key, hexadecimal.
            mine: its certificate for this copy.
            epoch: the life of its database in which it said so.
            scopes: what it let this copy see then.
        """
        with self._database.transaction():
            what = self._occasion(epoch, scopes)
            self._device.put("trust_roots", json.dumps([server_key]))
            self._device.put("sealing_key", sealing_key)
            self._device.put("certified_for", what)
            self._keep([mine])

    def keep_introduction(self, roots: Iterable[str], certificates: Iterable[KeptCertificate]) -> None:
        """Believe what an introducer believes, unless a server of this copy's own is believed already."""
        with self._database.transaction():
            if self.sealing_key() is None:
                believed = dict.fromkeys([*self.roots(), *roots])
                self._device.put("trust_roots", json.dumps(list(believed)))
            self._keep(certificates)

    def keep_certificates(self, certificates: Iterable[KeptCertificate]) -> None:
        """Keep certificates that were found good."""
        with self._database.transaction():
            self._keep(certificates)

    def _keep(self, certificates: Iterable[KeptCertificate]) -> None:
        self._database.execute_many(
            "INSERT INTO certificates (device, issuer, place, body, signature) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (device, issuer, place) "
            "DO UPDATE SET body = excluded.body, signature = excluded.signature",
            [(c.device, c.issuer, c.place, c.body, c.signature) for c in certificates],
        )
