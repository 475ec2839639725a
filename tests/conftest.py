"""What every test gets: no screen, no network, an empty home, a clock that stands still, no leftovers."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

# Before Qt is first imported. A run on a real or virtual screen says so in the same variable.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # noqa: TID251

import hypothesis
import pytest

from organiser_kit.environment import Environment
from organiser_kit.i18n import use
from tests.leaks import LeakDetector
from ui.constants_guard import keep_constants_alive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

keep_constants_alive()

hypothesis.settings.register_profile("kit", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "kit")  # noqa: TID251

_FOLDERS = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "APPDATA": "data",
    "LOCALAPPDATA": "data",
    "USERPROFILE": "",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("torture", "how long the tests that never end go on")
    group.addoption("--cycles", type=int, default=30, help="kills of laptops and servers")
    group.addoption("--examples", type=int, default=5, help="runs of the fleet on each database")
    parser.addoption(
        "--every-paper", action="store_true", help="print every paper in every way, not a sample"
    )
    parser.addoption(
        "--renew-references", action="store_true", help="keep the papers as they look now, to compare with"
    )


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a Qt thread or a Qt timer behind.

    First of the automatic fixtures, so that it looks after all the others have cleaned up.
    """
    detector = LeakDetector()
    with pytest.MonkeyPatch.context() as patch:
        detector.watch(patch)
        yield
    if leaks := detector.leaks():
        pytest.fail(f"{request.node.name} left running:\n" + "\n".join(leaks), pytrace=False)


@pytest.fixture(autouse=True)
def home(nothing_left_running: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the test, and the processes it starts, an empty home of their own."""
    folder = tmp_path_factory.mktemp("home")
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        for variable, name in _FOLDERS.items():
            patch.setenv(variable, str(folder / name))
        # No service of the machine answers: no keyring, no accessibility bus, no desktop portal.
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        for name in [name for name in os.environ if name.startswith("ORGANISER_KIT_")]:  # noqa: TID251
            patch.delenv(name)
        yield folder


@pytest.fixture(autouse=True)
def _english() -> None:
    """Let every test start in the language of the source; one that needs French says ``use("fr")``."""
    use("en")


@pytest.fixture(autouse=True, scope="session")
def _one_application(qapp: object) -> None:
    """Begin with the application that widgets need.

    A process has one for its whole life, and a command that only draws a PDF would make the smaller kind.
    """
    del qapp


@pytest.fixture
def environment() -> Environment:
    """A Tuesday evening in November, five minutes before the doors open, the same for every test."""
    return Environment.seeded(datetime(2026, 11, 24, 17, 25, tzinfo=UTC))


def _is_here(address: Any) -> bool:
    """Tell whether a socket address is on this machine."""
    if not isinstance(address, tuple):
        return True  # a Unix socket
    return _is_here_by_name(address[0])


def _is_here_by_name(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine, and every name that would be asked outside."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(target: object) -> None:
        pytest.fail(f"A test tried to reach {target!r}: tests stay on this machine.")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not _is_here(address):
            refuse(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if not _is_here(address):
            refuse(address)
        return connect_ex(self, address)

    def guarded_lookup(host: Any, *rest: Any, **named: Any) -> Any:
        if not _is_here_by_name(host):
            refuse(host)
        return lookup(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_lookup)
        yield
