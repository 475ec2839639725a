"""The automatic fixtures do what they promise: otherwise every other test proves less than it seems to."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread, QTimer

from organiser_kit.i18n import current
from tests import leaks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from organiser_kit.environment import Environment


@pytest.fixture
def detector(monkeypatch: pytest.MonkeyPatch) -> leaks.LeakDetector:
    """Watch what the test starts, with little patience."""
    monkeypatch.setattr(leaks, "PATIENCE_SECONDS", 0.02)
    found = leaks.LeakDetector()
    found.watch(monkeypatch)
    return found


def test_a_thread_left_running_is_named_with_where_it_started(detector: leaks.LeakDetector) -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="forgotten", daemon=True)
    thread.start()
    try:
        (told,) = detector.leaks()
        assert "'forgotten'" in told
        assert "test_house.py" in told
    finally:
        done.set()
        thread.join()
    assert detector.leaks() == []


def test_a_qt_thread_left_running_is_named(qtbot: QtBot, detector: leaks.LeakDetector) -> None:
    thread = QThread()
    thread.setObjectName("forgotten")
    thread.start()
    try:
        (told,) = detector.leaks()
        assert "QThread 'forgotten'" in told
        assert "test_house.py" in told
    finally:
        thread.quit()
        thread.wait()
    assert detector.leaks() == []


def test_a_timer_left_ticking_is_named(qtbot: QtBot, detector: leaks.LeakDetector) -> None:
    timer = QTimer()
    timer.setObjectName("forgotten")
    timer.start(60_000)
    try:
        (told,) = detector.leaks()
        assert "QTimer 'forgotten'" in told
        assert "test_house.py" in told
    finally:
        timer.stop()
    assert detector.leaks() == []


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_nothing_leaves_this_machine(host: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="tests stay on this machine"):
        socket.create_connection((host, 80), timeout=0.01)


def test_a_numeric_address_is_refused_too() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward,
        pytest.raises(pytest.fail.Exception, match="tests stay on this machine"),
    ):
        outward.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_the_home_is_empty_and_nobody_s(home: Path) -> None:
    assert Path("~").expanduser() == home
    assert [path.name for path in home.iterdir()] == ["run"]


def test_time_stands_still(environment: Environment) -> None:
    assert environment.now() == environment.now() == datetime(2026, 11, 24, 17, 25, tzinfo=UTC)


def test_the_language_is_that_of_the_source() -> None:
    assert current().language == "en"
