"""The server's word for this device's key, asked for when it is missing or something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.storage.trust import KeptCertificate
from sync.client import failures
from sync.peers.trust import read
from sync.protocol import CertificateRequest, SignedCertificate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sync.client.local import CallDb
    from sync.client.session import Session
    from sync.protocol import CertificateAnswer, Heads


def certify(session: Session, heads: Heads) -> bool:
    """Ask for a certificate if one is needed; return whether the server may have opened more groups.

    Raises:
        SyncError: the server could not be asked.
    """
    scopes = tuple(heads.scopes)
    if not session.call_db(lambda local: local.parcels.trust.needs_certificate(heads.epoch, scopes)):
        return False
    key, introductions = session.call_db(
        lambda local: (local.parcels.trust.public_key(), local.parcels.trust.introductions())
    )
    words = [SignedCertificate(kept.body, kept.signature) for kept in introductions]
    answer = session.api.certify(CertificateRequest(key=key, introductions=words))
    keep(session.call_db, answer, heads.epoch, scopes)
    session.step()
    return bool(words)


def keep(call_db: CallDb, answer: CertificateAnswer, epoch: str, scopes: Iterable[str]) -> None:
    """Keep what the server said.

    Raises:
        SyncError: it makes no sense.
    """
    word = read(answer.certificate)
    if word is None:
        raise failures.cut_off()
    kept = KeptCertificate(
        word.device, word.issuer, word.place, answer.certificate.body, answer.certificate.signature
    )
    call_db(
        lambda local: local.parcels.trust.keep_server_trust(
            answer.server_key, answer.sealing_key, kept, epoch=epoch, scopes=scopes
        )
    )
