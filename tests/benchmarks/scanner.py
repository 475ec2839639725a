"""A made-up scanner: types codes into the window key by key, and measures how long the window is busy."""

from __future__ import annotations

import time
from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

KEY_MS = 2
"""Between two keys, as a quick scanner types; each key is a turn of the window's own event loop."""
REST_SECONDS = 2.0
"""After the last code: what the window puts off while codes come is done then, and measured as well."""


class Scanner(QObject):
    """Begins one code every ``pause`` seconds from its start on, whatever the window does meanwhile.

    Attributes:
        gaps: seconds between two turns of the event loop, whatever was handled between them: keys, answers,
            timers and pictures.
        late: seconds by which the first key of each code came after its moment.
    """

    def __init__(
        self, place: QWidget, codes: Sequence[str], pause: float, each: Callable[[int], None]
    ) -> None:
        """Prepare; ``each`` is told the number of every code that was typed to its end."""
        super().__init__()
        self._place = place
        self._codes = codes
        self._pause = pause
        self._each = each
        self._keys: list[str] = []
        self._number = 0
        self._start = self._last = 0.0
        self._loop = QEventLoop()
        self.gaps = array(
            "d"
        )  # half a million numbers in ten minutes: as a list, they would be growth to explain
        self.late: list[float] = []

    def run(self) -> float:
        """Type every code, rest, and return the seconds from the first key to the end of the last pause."""
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._turn)
        self._start = self._last = time.monotonic()
        timer.start(KEY_MS)
        self._loop.exec()
        timer.stop()
        return time.monotonic() - self._start - REST_SECONDS

    def _turn(self) -> None:
        now = time.monotonic()
        self.gaps.append(now - self._last)
        self._last = now
        due = self._start + self._number * self._pause
        if self._number == len(self._codes):
            due += REST_SECONDS
        if self._keys:
            self._type(self._keys.pop())
        elif now < due:
            return
        elif self._number == len(self._codes):
            self._loop.quit()
        else:
            self.late.append(now - due)
            self._keys = ["\r", *reversed(self._codes[self._number])]
            self._number += 1

    def _type(self, key: str) -> None:
        if key == "\r":
            QTest.keyClick(self._place, Qt.Key.Key_Return)
            self._each(self._number - 1)
        else:
            QTest.keyClicks(self._place, key)
