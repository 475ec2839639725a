"""What every service stands on: reading records, writing actions, and the outside world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.storage.clock import CorrectedClock

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.storage.database import Database
    from organiser_kit.storage.device import DeviceState
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.search import PeopleIndex
    from organiser_kit.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class Store:
    """The parts of an open local copy."""

    environment: Environment
    database: Database
    records: Records
    people_index: PeopleIndex
    device: DeviceState
    writer: Writer

    @property
    def clock(self) -> CorrectedClock:
        """Return the corrected clock: what people read comes from it."""
        return CorrectedClock(self.device, self.environment)
