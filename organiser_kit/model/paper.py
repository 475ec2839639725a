"""The two papers that prove a meeting: the signed sheet and the statement drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec

from organiser_kit.model.record import Record, indexed


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInSheet(Record):
    """One printed sign-in sheet: who stood on it, in which order, and whether it was validated."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationStatement(Record):
    """What a person takes home: taking part, never an assessment and never a certificate."""

    number: str = indexed("")
    person_id: str = indexed("")
    meeting_id: str = indexed("")
    sheet_no: str = ""
    roles: tuple[str, ...] = ()
    total_minutes: int = 0
    issued_at: datetime | None = None
    revoked_at: datetime | None = None
    supersedes: str | None = None
