"""What happened at a door, as it was written: every fact with its clocks, and what let nobody in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact, FactKind, Method
from organiser_kit.model.people import Person
from organiser_kit.rules.wording import display_name
from organiser_kit.services.verdicts import Verdict

if TYPE_CHECKING:
    from organiser_kit.services.store import Store


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a door's log.

    Attributes:
        at: when, corrected by the clocks of others.
        device_at: what the laptop's own clock showed, if that was wrong.
        kind: what a fact says, ``None`` for a refusal.
        verdict: the answer to a code that let nobody in, ``None`` for a fact.
        name: whom a fact is about; '' for a refusal, and for somebody who was erased.
        device_id: the laptop that wrote it.
        taken_back: whether a later line takes it back.
    """

    at: datetime
    device_at: datetime | None
    method: Method
    device_id: str
    kind: FactKind | None = None
    verdict: Verdict | None = None
    person_id: str | None = None
    name: str = ""
    reason: str = ""
    taken_back: bool = False


class DoorLog:
    """Reads the log of a meeting's door, and notes refusals on this laptop alone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note_refusal(self, meeting_id: str, verdict: Verdict, method: Method) -> None:
        """Keep that a code let nobody in: never the code, and never whose it was."""
        reading = self._store.clock.read()
        shown = reading.device_at.isoformat() if reading.device_at else None
        with self._store.database.transaction():
            self._store.database.execute(
                "INSERT INTO door_refusals (meeting_id, at, device_at, verdict, method) "
                "VALUES (?, ?, ?, ?, ?)",
                (meeting_id, reading.at.isoformat(), shown, verdict.value, method.value),
            )

    def lines(self, meeting_id: str) -> tuple[LogLine, ...]:
        """Return everything that is known of a door, the last first."""
        facts = self._store.records.find(AttendanceFact, "meeting_id = ?", (meeting_id,))
        voided = {fact.voids for fact in facts if fact.kind is FactKind.VOID}
        names = self._names(facts)
        told = [
            LogLine(
                fact.at,
                fact.device_at,
                fact.method,
                fact.device_id,
                kind=fact.kind,
                person_id=fact.person_id,
                name=names.get(fact.person_id, ""),
                reason=fact.reason or "",
                taken_back=fact.id in voided,
            )
            for fact in facts
        ]
        return tuple(sorted([*told, *self._refusals(meeting_id)], key=lambda line: line.at, reverse=True))

    def _names(self, facts: list[AttendanceFact]) -> dict[str, str]:
        ids = sorted({fact.person_id for fact in facts})
        people = self._store.records.find(Person, f"id IN ({', '.join('?' * len(ids))})", ids)
        return {person.id: display_name(person.family_name, person.given_name) for person in people}

    def _refusals(self, meeting_id: str) -> list[LogLine]:
        own = self._store.device.identity().device_id
        return [
            LogLine(
                datetime.fromisoformat(row["at"]),
                datetime.fromisoformat(row["device_at"]) if row["device_at"] else None,
                Method(row["method"]),
                own,
                verdict=Verdict(row["verdict"]),
            )
            for row in self._store.database.rows(
                "SELECT at, device_at, verdict, method FROM door_refusals WHERE meeting_id = ?", (meeting_id,)
            )
        ]
