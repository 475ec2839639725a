"""A bad line between a laptop and a server on this machine: real TCP that is late, narrow, and cut at will.

The long version, with single packets lost, is :mod:`tests.benchmarks.bad_line`; it needs the right to make
network devices.
"""

from __future__ import annotations

import selectors
import socket
import struct
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType

_CHUNK = 512
"""Bytes that travel together, about as many as in a packet."""
_RESET = struct.pack("ii", 1, 0)
"""Closing drops what is under way and tells the other end so, as a router that lost its table does."""


class Cut(NamedTuple):
    """When a connection breaks: once so many bytes came out on the way ``up`` to the server, or down."""

    up: bool
    after: int


@dataclass(eq=False)
class _Way:
    """One direction of one connection: what is under way, and when its last byte may leave."""

    source: socket.socket
    target: socket.socket
    is_up: bool
    free: float = 0.0
    passed: int = 0
    under_way: deque[tuple[float, bytes]] = field(default_factory=deque)


class SlowLine:
    """Forwards connections to ``url`` until it is left.

    Attributes:
        cut: where the next connection that comes so far breaks; ``None`` once one did.
        late_seconds: for how long bytes were held back, all together.
    """

    def __init__(self, url: str, *, delay_seconds: float, bytes_a_second: float) -> None:
        there = urlsplit(url)
        self._there = (there.hostname or "", there.port or 0)
        self._delay = delay_seconds
        self._rate = bytes_a_second
        self._ways: dict[socket.socket, _Way] = {}
        self._selector = selectors.DefaultSelector()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._bell, self._far_bell = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="slow-line")
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.cut: Cut | None = None
        self.late_seconds = 0.0

    def __enter__(self) -> SlowLine:
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._selector.register(self._far_bell, selectors.EVENT_READ)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bell.send(b"!")
        self._thread.join()

    def _run(self) -> None:
        while True:
            for key, _ in self._selector.select(self._patience()):
                if key.fileobj is self._far_bell:
                    self._close_all()
                    return
                if key.fileobj is self._listening:
                    self._accept()
                elif (way := self._ways.get(key.fileobj)) is not None:  # type: ignore[call-overload]
                    self._take(way)
            self._deliver()

    def _patience(self) -> float | None:
        """Return for how long nothing need be done, ``None`` for until somebody speaks."""
        due = [way.under_way[0][0] for way in self._ways.values() if way.under_way]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _accept(self) -> None:
        near, _ = self._listening.accept()
        far = socket.create_connection(self._there)
        for source, target, is_up in ((near, far, True), (far, near, False)):
            self._ways[source] = _Way(source, target, is_up)
            self._selector.register(source, selectors.EVENT_READ)

    def _take(self, way: _Way) -> None:
        """Take in what one end said; the bytes leave one after the other, then each is under way as long."""
        try:
            said = way.source.recv(_CHUNK)
        except OSError:
            said = b""
        now = time.monotonic()
        way.free = max(way.free, now) + len(said) / self._rate
        due = way.free + self._delay
        self.late_seconds += due - now
        way.under_way.append((due, said))
        if not said:
            self._selector.unregister(way.source)

    def _deliver(self) -> None:
        for way in list(self._ways.values()):
            while way.under_way and way.under_way[0][0] <= time.monotonic():
                _, said = way.under_way.popleft()
                if way.source in self._ways:
                    self._hand_over(way, said)

    def _hand_over(self, way: _Way, said: bytes) -> None:
        cut = self.cut
        if said and cut is not None and cut.up is way.is_up and way.passed + len(said) > cut.after:
            self.cut = None
            with suppress(OSError):
                way.target.sendall(said[: cut.after - way.passed])
            self._drop(way)
            return
        way.passed += len(said)
        try:
            if said:
                way.target.sendall(said)
            else:
                way.target.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(way)
        if not said and (back := self._ways.get(way.target)) is not None and not back.under_way:
            self._drop(way)

    def _drop(self, way: _Way) -> None:
        """Break a connection for both ends."""
        for end in (way.source, way.target):
            if self._ways.pop(end, None) is not None and end in self._selector.get_map():
                self._selector.unregister(end)
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            end.close()

    def _close_all(self) -> None:
        for way in list(self._ways.values()):
            self._drop(way)
        for end in (self._listening, self._bell, self._far_bell):
            end.close()
        self._selector.close()
