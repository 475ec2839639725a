"""A bad line under the machine's own TCP: packets between two network devices are slowed, delayed and lost.

``unshare --net python -m tests.benchmarks.bad_line FD FOLDER SEED`` stands in a network of its own. ``FD`` is
the far end of the line, a device of the first network, where the server is. The laptop in ``FOLDER``
exchanges once over it; the outcome is one line of JSON. Needs the right to make network devices, as root has.
"""

from __future__ import annotations

import fcntl
import heapq
import os
import select
import struct
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.environment import Environment, SeededChance
from organiser_kit.kit import Kit, open_kit
from organiser_kit.storage.keyring_store import NoKeyring
from sync.facade import SyncService
from tests.benchmarks.laptop import PASSPHRASE
from tests.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 50_000
DELAY_SECONDS = 0.4
LOSS = 0.05
HERE, THERE = "10.99.73.1", "10.99.73.2"
_LONGEST_QUEUE = 64
_MAKE_DEVICE = 0x400454CA
_TUN_WITHOUT_HEADER = 0x1001
_MTU = 1500


class Outcome(msgspec.Struct):
    """What the exchange did.

    Attributes:
        packets: how many set out, both ways; ``lost`` of them did not arrive.
    """

    seconds: float
    pushed: int
    pulled: int
    requests: int
    problem: str | None
    packets: int
    lost: int


@contextmanager
def device(name: str, address: str) -> Iterator[int]:
    """Make a network device with ``address``; yield the other side of it, where its packets come out."""
    end = os.open("/dev/net/tun", os.O_RDWR)
    try:
        fcntl.ioctl(end, _MAKE_DEVICE, struct.pack("16sH", name.encode(), _TUN_WITHOUT_HEADER))
        _ip("addr", "add", f"{address}/24", "dev", name)
        _ip("link", "set", name, "mtu", str(_MTU), "up")
        yield end
    finally:
        os.close(end)


def over_bad_line(far_end: int, folder: Path, seed: int) -> Outcome:
    """Let the laptop in ``folder`` exchange once, in a process and a network of its own."""
    command = ["unshare", "--net", sys.executable, "-m", "tests.benchmarks.bad_line"]
    command += [str(far_end), str(folder), str(seed)]
    done = subprocess.run(command, cwd=ROOT, pass_fds=(far_end,), stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Outcome)


class Line:
    """Moves packets between two ends, each way with its own queue, until it is closed."""

    def __init__(self, ends: tuple[int, int], seed: int) -> None:
        self._ends = ends
        self._chance = SeededChance(seed)
        self._under_way: list[tuple[float, int, int, bytes]] = []
        self._free = dict.fromkeys(ends, 0.0)
        self._open = True
        self.packets = self.lost = 0

    def run(self) -> None:
        """Move packets."""
        while self._open:
            wait = max(0.0, self._under_way[0][0] - time.monotonic()) if self._under_way else 0.1
            for end in select.select(self._ends, (), (), min(wait, 0.1))[0]:
                self._take(end, os.read(end, _MTU + 64))
            while self._under_way and self._under_way[0][0] <= time.monotonic():
                _, _, end, packet = heapq.heappop(self._under_way)
                os.write(end, packet)

    def close(self) -> None:
        """Stop."""
        self._open = False

    def _take(self, end: int, packet: bytes) -> None:
        if packet[0] >> 4 != 4:
            return
        self.packets += 1
        now, to = time.monotonic(), self._ends[self._ends.index(end) - 1]
        waiting = sum(1 for entry in self._under_way if entry[2] == to and entry[0] > now + DELAY_SECONDS)
        if self._chance.uniform(0, 1) < LOSS or waiting >= _LONGEST_QUEUE:
            self.lost += 1
            return
        # Bytes leave one after the other; then each is under way for as long.
        self._free[to] = max(self._free[to], now) + len(packet) * 8 / RATE
        heapq.heappush(self._under_way, (self._free[to] + DELAY_SECONDS, self.packets, to, packet))


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


def _turn_to(kit: Kit, host: str) -> None:
    """Let the laptop find its server at another address."""
    pairing = kit.replica.pairing()
    assert pairing is not None
    port = pairing.url.rpartition(":")[2]
    kit.replica.save_pairing(replace(pairing, url=f"http://{host}:{port}"), kit.replica.scopes())


def main(far_end: int, folder: Path, seed: int) -> Outcome:
    """Exchange once."""
    environment = Environment()
    with (
        device("kit-here", THERE) as near_end,
        closing(open_kit(folder, environment, passphrase=PASSPHRASE, keyring=NoKeyring())) as kit,
    ):
        _turn_to(kit, HERE)
        line = Line((near_end, far_end), seed)
        moving = threading.Thread(target=line.run)
        moving.start()
        try:
            start = time.perf_counter()
            report = SyncService(lambda job: job(kit.replica), environment).run_once()
            seconds = time.perf_counter() - start
        finally:
            line.close()
            moving.join()
    done = (report.pushed, report.pulled, report.requests, report.problem)
    return Outcome(seconds, *done, line.packets, line.lost)


if __name__ == "__main__":
    outcome = main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n")
