"""A scanner that never stops: 500 codes a minute typed into the window, on the real threads.

``RUSH_MINUTES`` says how long, one minute by itself; the bar of the door is ten.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from organiser_kit.environment import Environment
from tests.gui.journeys.threaded import threaded_desk, until
from ui.navigation import Route
from ui.pages.reception.page import ReceptionPage

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(0)]

A_MINUTE = 500
MINUTES = float(os.environ.get("RUSH_MINUTES", "1"))  # noqa: TID251 - a benchmark's own setting
PAUSE = 60 / A_MINUTE
LONGEST_FREEZE_MS = 50
MOST_GROWTH_MB = 20


def memory_mb() -> float:
    """Return what the process holds now (``VmRSS``)."""
    return int(Path("/proc/self/status").read_text("ascii").split("VmRSS:")[1].split()[0]) / 1024


def ticks() -> Iterator[float]:
    """Yield the moments at which the window's event loop turned, until the next code is due."""
    due = time.monotonic() + PAUSE
    while time.monotonic() < due:
        loop = QEventLoop()
        QTimer.singleShot(5, loop.quit)
        loop.exec()
        yield time.monotonic()


def test_nothing_is_lost_in_a_rush(qapp: object, tmp_path: Path) -> None:
    scans = round(A_MINUTE * MINUTES)
    with threaded_desk(Environment(), tmp_path / "copy") as desk:
        meeting = desk.ask(lambda kit: kit.practice.create(people=scans)).meeting_ids[0]
        people = desk.ask(lambda kit: [one.person.id for one in kit.registrations.roster(meeting)])
        codes = list(desk.ask(lambda kit: kit.badges.codes(people)).values())
        desk.workspace.go(Route("reception", meeting))
        page = desk.workspace.navigator.page("reception")
        assert isinstance(page, ReceptionPage)
        until(lambda: page.arrivals.count.text() != "")
        desk.desktop.window.activateWindow()
        page.field.setFocus()
        gaps: list[float] = []
        typing: list[float] = []
        held = []
        for number, code in enumerate(codes):
            start = last = time.monotonic()
            QTest.keyClicks(page.field, code)
            QTest.keyClick(page.field, Qt.Key.Key_Return)
            typing.append(time.monotonic() - start)
            last = time.monotonic()
            for now in ticks():
                gaps.append(now - last)
                last = now
            if number % 50 == 49:
                held.append(memory_mb())
        QCoreApplication.processEvents()
        until(lambda: desk.ask(lambda kit: kit.registrations.attendance(meeting).present) == scans)
    longest, growth = max(gaps) * 1000, held[-1] - held[len(held) // 2]
    sys.stdout.write(
        f"\n  {scans} scans in {MINUTES:g} min: {scans} recorded · longest gap {longest:.0f} ms "
        f"(bar {LONGEST_FREEZE_MS}) · typing a code at most {max(typing) * 1000:.0f} ms · "
        f"{held[0]:.0f} MB first, {held[-1]:.0f} MB last, {growth:+.1f} MB in the second half\n"
    )
    assert longest <= LONGEST_FREEZE_MS
    assert growth <= MOST_GROWTH_MB
