"""The only door to the outside world: time, chance, identifiers, folders and process variables.

Everything else receives an :class:`Environment`; tests hand in a fake one and get the same bytes twice.
"""

from __future__ import annotations

import os
import platform
import random
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from organiser_kit.machine import machine_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        ...


class Chance(Protocol):
    """Where randomness comes from."""

    def token_bytes(self, n: int) -> bytes:
        """Return ``n`` unpredictable bytes."""
        ...

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()


class SystemChance:
    """The machine's own randomness."""

    def token_bytes(self, n: int) -> bytes:
        """Return ``n`` unpredictable bytes."""
        return secrets.token_bytes(n)

    def uniform(self, low: float, high: float) -> float:
        """Return a number between ``low`` and ``high``."""
        return random.SystemRandom().uniform(low, high)


class FakeClock:
    """A clock that a test, or a practice evening, moves by hand."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._ticks = 0.0

    def now(self) -> datetime:
        """Return the moment this clock was last moved to."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds this clock was advanced by."""
        return self._ticks

    def advance(self, **by: float) -> None:
        """Move on by a :class:`datetime.timedelta` given in its own words, e.g. ``minutes=5``."""
        step = timedelta(**by)
        self._now += step
        self._ticks += max(0.0, step.total_seconds())


class SeededChance:
    """Repeatable randomness for tests and for data that must come out the same twice."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def token_bytes(self, n: int) -> bytes:
        """Return the next ``n`` bytes of the seed's sequence."""
        return self._random.randbytes(n)

    def uniform(self, low: float, high: float) -> float:
        """Return the next number of the seed's sequence."""
        return self._random.uniform(low, high)


def uuid7(now: datetime, chance: Chance) -> str:
    """Return a UUID version 7 as text: 48 bits of Unix milliseconds, then 74 random bits (RFC 9562, 5.7)."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    noise = int.from_bytes(chance.token_bytes(10))
    value = milliseconds << 80 | 0x7 << 76 | (noise >> 64 & 0xFFF) << 64
    value |= 0b10 << 62 | (noise & ((1 << 62) - 1))
    return str(UUID(int=value))


@dataclass(frozen=True)
class Environment:
    """What the kit needs from outside: handed in once, by the composition root."""

    clock: Clock = field(default_factory=SystemClock)
    chance: Chance = field(default_factory=SystemChance)
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    device_name: str = field(default_factory=platform.node)
    system: str = field(default_factory=platform.system)
    machine: Callable[[], str] = machine_id

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return self.clock.now()

    def new_id(self) -> str:
        """Return a fresh identifier: a UUIDv7, unique on every device without asking any."""
        return uuid7(self.clock.now(), self.chance)

    @classmethod
    def seeded(cls, start: datetime, seed: int = 0, **variables: str) -> Environment:
        """Return an environment in which the same calls give the same answers."""
        return cls(
            FakeClock(start), SeededChance(seed), variables, "practice-laptop", "Test", lambda: "practice"
        )
