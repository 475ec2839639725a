"""Tells the evening as it goes, each sentence with the time of the evening's own clock."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from organiser_kit.i18n import current
from organiser_kit.rules.wording import clock_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Clock

_PARIS = ZoneInfo("Europe/Paris")


class Narrator:
    """Whoever tells the story."""

    def __init__(self, clock: Clock, tell: Callable[[str], object]) -> None:
        self._clock = clock
        self._tell = tell

    def say(self, sentence: str) -> None:
        """Tell one sentence."""
        moment = self._clock.now().astimezone(_PARIS)
        self._tell(f"{clock_time(moment, current())}  {sentence}")
