"""Two machines for a test: network namespaces where this machine allows them, else this machine twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_numbers = count()


@dataclass(frozen=True)
class Host:
    """One machine.

    Attributes:
        prefix: what to put before a command to run it there.
        address: where the other machine reaches it.
    """

    prefix: tuple[str, ...]
    address: str

    def unplug(self) -> None:
        """Let nothing through to or from it any more."""
        if self.prefix:
            _ip("-n", self.prefix[-1], "link", "set", "room", "down")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def two_hosts() -> Iterator[tuple[Host, Host]]:
    """Give two machines with a cable between them."""
    number = next(_numbers)
    names = [f"okit-{os.getpid()}-{number}{side}" for side in "ab"]
    if not _allowed(names[0]):
        yield Host((), "127.0.0.1"), Host((), "127.0.0.1")
        return
    try:
        _ip("netns", "add", names[1])
        _ip("-n", names[0], "link", "add", "room", "type", "veth", "peer", "name", "room", "netns", names[1])
        hosts = []
        for number, name in enumerate(names, 1):
            address = f"10.86.7.{number}"
            _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", name, "addr", "add", f"{address}/24", "dev", "room")
            _ip("-n", name, "link", "set", "room", "up")
            # Multicast needs a way out, as every real machine has one.
            _ip("-n", name, "route", "add", "default", "dev", "room")
            hosts.append(Host(("ip", "netns", "exec", name), address))
        yield hosts[0], hosts[1]
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def _allowed(name: str) -> bool:
    if shutil.which("ip") is None:
        return False
    return subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True).returncode == 0
