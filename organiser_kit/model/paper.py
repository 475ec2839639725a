"""The two papers that prove a meeting, the signed sheet and the statement drawn from it, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec

from organiser_kit.model.record import Record, indexed


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSheet(Record):
    """One printed sign-in sheet: who stood on it, in which order, and whether it was validated.

    ``log_seal`` is the seal over all facts that were known when it was validated, hexadecimal.
    """

    meeting_id: str = indexed("")
    sheet_no: str = indexed("")
    printed_at: datetime | None = None
    people: tuple[str, ...] = ()
    revision: int = 1
    validated_at: datetime | None = None
    present: tuple[str, ...] = ()
    headcount: int | None = None
    amends: str | None = None
    amend_reason: str | None = None
    log_seal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationStatement(Record):
    """What a person takes home: taking part, never an assessment and never a certificate.

    Attributes:
        roles: what the person did besides taking part.
        total_minutes: how long they were there.
        issued_by: the device that issued it.
        revoked_by: the device that called it back, with ``revoke_reason``, which names nobody.
        supersedes: the number of the statement in whose place it came.
    """

    number: str = indexed("")
    person_id: str = indexed("")
    meeting_id: str = indexed("")
    sheet_no: str = ""
    roles: tuple[str, ...] = ()
    total_minutes: int = 0
    issued_at: datetime | None = None
    issued_by: str | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    revoke_reason: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementKey(Record):
    """The public half of the key with which one device signs the statements of one group.

    Attributes:
        key: Ed25519, hexadecimal.
        retired_at: until when it signed; what it signed before still counts.
        revoked_at: since when nothing it ever signed is believed, with ``revoke_reason``.
    """

    key: str = indexed("")
    device_id: str = ""
    made_at: datetime | None = None
    retired_at: datetime | None = None
    revoked_at: datetime | None = None
    revoke_reason: str | None = None
