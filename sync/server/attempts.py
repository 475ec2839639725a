"""Slows down who guesses enrolment codes."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from sync.protocol import ProblemKind
from sync.server.problems import ProblemError

if TYPE_CHECKING:
    from organiser_kit.environment import Clock

FAILURES = 20
WINDOW_SECONDS = 15 * 60
_ADDRESSES = 10_000


class Attempts:
    """Counts failed attempts by network address, in memory; a whole room may share one address."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Refuse an address that failed too often lately.

        Raises:
            ProblemError: it must wait.
        """
        failures = self._failures.get(address, deque())
        oldest_that_counts = self._clock.monotonic() - WINDOW_SECONDS
        while failures and failures[0] < oldest_that_counts:
            failures.popleft()
        if len(failures) >= FAILURES:
            wait = int(failures[0] - oldest_that_counts) + 1
            sentence = tr("Too many wrong codes: wait a quarter of an hour, then try again.")
            raise ProblemError(ProblemKind.TOO_MANY_ATTEMPTS, sentence, retry_after=wait)

    def failed(self, address: str) -> None:
        """Count a failure."""
        self._failures.setdefault(address, deque(maxlen=FAILURES)).append(self._clock.monotonic())
        self._failures.move_to_end(address)
        if len(self._failures) > _ADDRESSES:
            self._failures.popitem(last=False)
