"""The one way by which a fact enters a meeting's log, and the look at whether the log is whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact, FactKind, Method
from organiser_kit.model.kinds import to_wire
from organiser_kit.rules.attendance_log import SEALED, LogCheck, Told, check, ends, seal

if TYPE_CHECKING:
    from organiser_kit.model.paper import SignInSheet
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_COLUMNS = ", ".join(SEALED)
_LOG = f"SELECT {_COLUMNS} FROM attendance_facts WHERE meeting_id = ?"
_LATEST = "log:{meeting_id}"
"""Under what this laptop keeps the seal of its latest fact at a meeting: ids do not tell which came last."""


class AttendanceLog:
    """The facts of a meeting, each sealed to the one that the same laptop recorded before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, action: Action, fact: AttendanceFact) -> None:
        """Record ``fact`` after the latest one of this laptop."""
        place = _LATEST.format(meeting_id=fact.meeting_id)
        sealed = replace(fact, previous=self._store.device.get(place))
        action.add(sealed)
        self._store.device.put(place, seal(told(sealed)))

    def void_of(self, fact: AttendanceFact, reason: str | None) -> AttendanceFact:
        """Return the fact, still to be recorded, that takes back ``fact``."""
        reading = self._store.clock.read()
        return AttendanceFact(
            id=self._store.environment.new_id(),
            scope=fact.scope,
            meeting_id=fact.meeting_id,
            person_id=fact.person_id,
            kind=FactKind.VOID,
            at=reading.at,
            device_at=reading.device_at,
            method=Method.TYPED,
            device_id=self._store.device.identity().device_id,
            voids=fact.id,
            reason=reason,
        )

    def ends(self, meeting_id: str) -> str:
        """Return the seals at the ends of the log's chains, as a validated sheet keeps them."""
        return " ".join(ends(self._told(meeting_id)))

    def check(self, meeting_id: str, sheet: SignInSheet | None) -> LogCheck:
        """Return whether the log is whole, and holds all that ``sheet`` was validated with."""
        kept = (sheet.log_seal or "").split() if sheet and sheet.validated_at else []
        return check(self._told(meeting_id), kept)

    def _told(self, meeting_id: str) -> list[Told]:
        return self._store.database.rows(_LOG, (meeting_id,))


def told(fact: AttendanceFact) -> Told:
    """Return what ``fact`` says, as the wire and the table write it."""
    values = {name: to_wire(getattr(fact, name)) for name in SEALED}
    return {name: None if value is None else str(value) for name, value in values.items()}
