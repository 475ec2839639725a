"""What the local copy knows of itself: which device it is, its clock, and the server it is paired with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database


@dataclass(frozen=True, slots=True)
class Identity:
    """Who writes the operations of this copy.

    Attributes:
        device_id: made by the device itself, so that what is written before any enrolment carries it.
        incarnation: changes whenever the file may have been cloned or restored. Its first four digits
            count, so that what was written earlier also comes earlier in the order of incarnations.
    """

    device_id: str
    incarnation: str
    device_name: str


class DeviceState:
    """Small values that belong to this copy alone and never travel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return the value kept under ``key``, ``None`` when there is none."""
        value = self._database.value("SELECT value FROM device_state WHERE key = ?", (key,))
        return None if value is None else str(value)

    def put(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``, in the open transaction."""
        self._database.execute(
            "INSERT INTO device_state (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def identity(self) -> Identity:
        """Return who this copy is; :meth:`found` must have been called once in its life."""
        return Identity(
            self.get("device_id") or "", self.get("incarnation") or "", self.get("device_name") or ""
        )

    def found(self, environment: Environment) -> None:
        """Give a new copy its identity, in the open transaction; an existing one keeps its own."""
        if self.get("device_id") is not None:
            return
        self.put("device_id", environment.new_id())
        self.put("device_name", environment.device_name)
        self.begin_incarnation(environment)

    def begin_incarnation(self, environment: Environment) -> None:
        """Number operations from 1 again, under a name that no other copy has; what waits keeps its own."""
        before = self.incarnations()
        count = 1 + (int(before[0][:4], 16) if before else 0)
        # A copy that was cloned 65,535 times may mix up the order of what it wrote, and loses nothing.
        fresh = f"{min(count, 0xFFFF):04x}{environment.chance.token_bytes(8).hex()[4:]}"
        self.put("incarnation", fresh)
        self.put("former_incarnations", json.dumps(before))
        self.put("next_n", "1")

    def incarnations(self) -> list[str]:
        """Return every incarnation this copy ever had, the present one first."""
        present = self.get("incarnation")
        return [] if present is None else [present, *json.loads(self.get("former_incarnations") or "[]")]
