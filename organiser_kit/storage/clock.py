"""The time, corrected by what servers and other laptops say: nobody at a door may set a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from organiser_kit.storage.device import DeviceState

EXACT_ENOUGH = timedelta(seconds=2)
"""A difference below it is the travel of a message, not a wrong clock."""

WRONG = timedelta(minutes=2)
"""Beyond it a person is told, and facts also keep what the laptop's own clock showed."""

_REFRESH = timedelta(hours=1)
_OFFSET, _SHOWN, _TOLD = "clock_offset", "clock_shown", "clock_told"


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clock.

    Attributes:
        at: the corrected time.
        device_at: what the laptop's own clock showed, if that is wrong.
    """

    at: datetime
    device_at: datetime | None


class CorrectedClock:
    """The clock of one local copy."""

    def __init__(self, device: DeviceState, environment: Environment) -> None:
        self._device = device
        self._environment = environment

    def offset(self) -> timedelta:
        """Return how much must be added to what the laptop's clock shows.

        When the clock was set back since it last was looked at, what was learnt about it no longer holds:
        it is believed, unless it shows a time before a moment that is certain to be past.
        """
        shown = self._environment.now()
        last, told = self._moment(_SHOWN), self._moment(_TOLD)
        if last is None or shown >= last - WRONG:
            return timedelta(seconds=float(self._device.get(_OFFSET) or 0))
        return max(told - shown, timedelta()) if told is not None else timedelta()

    @property
    def was_told(self) -> bool:
        """Return whether a server or another laptop ever told the time."""
        return self._device.get(_TOLD) is not None

    def now(self) -> datetime:
        """Return the corrected time."""
        return self._environment.now() + self.offset()

    def read(self) -> Reading:
        """Return the corrected time, with what was shown if that is wrong."""
        shown, offset = self._environment.now(), self.offset()
        return Reading(shown + offset, shown if abs(offset) > WRONG else None)

    def keep(self) -> None:
        """Note what is shown now, in the open transaction: a clock that is set back later will show."""
        offset = self.offset()
        self._device.put(_OFFSET, str(offset.total_seconds()))
        self._device.put(_SHOWN, self._environment.now().isoformat())

    def differs(self, theirs: datetime) -> bool:
        """Return whether there is something to learn from a clock that can be trusted."""
        told = self._moment(_TOLD)
        fresh = told is not None and abs(theirs - told) < _REFRESH
        return not fresh or abs(self._offset_to(theirs) - self.offset()) >= EXACT_ENOUGH

    def learn(self, theirs: datetime) -> None:
        """Believe ``theirs``, the time that a server or another laptop just told; in the open transaction."""
        self._device.put(_OFFSET, str(self._offset_to(theirs).total_seconds()))
        self._device.put(_TOLD, theirs.isoformat())
        self._device.put(_SHOWN, self._environment.now().isoformat())

    def _offset_to(self, theirs: datetime) -> timedelta:
        offset = theirs - self._environment.now()
        return offset if abs(offset) >= EXACT_ENOUGH else timedelta()

    def _moment(self, key: str) -> datetime | None:
        text = self._device.get(key)
        return None if text is None else datetime.fromisoformat(text)
