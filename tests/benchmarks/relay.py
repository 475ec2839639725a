"""A plain relay between a laptop and a server that counts every byte on the socket, headers and all."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 16
_HEAD = b" HTTP/1.1\r\n"


@dataclass
class Relay:
    """What went through since it was last set back.

    Attributes:
        up: bytes from laptops to the server; likewise ``down``.
        requests: how many heads of a request went up.
    """

    url: str
    up: int = 0
    down: int = 0
    requests: int = 0

    def reset(self) -> None:
        """Count from nought again."""
        self.up = self.down = self.requests = 0


class _Lines:
    """The connections through a relay, and the threads that serve them."""

    def __init__(self, relay: Relay, server: tuple[str, int]) -> None:
        self._relay = relay
        self._server = server
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def accept(self, listening: socket.socket) -> None:
        """Join everybody who comes with the server, until nobody can come any more."""
        while True:
            try:
                laptop, _ = listening.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            self._ends += (laptop, server)
            for end in (laptop, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for arguments in ((laptop, server, "up"), (server, laptop, "down")):
                self._threads.append(threading.Thread(target=self._copy, args=arguments, daemon=True))
                self._threads[-1].start()

    def _copy(self, source: socket.socket, target: socket.socket, way: str) -> None:
        try:
            while data := source.recv(_BLOCK):
                self._relay.requests += data.count(_HEAD)
                setattr(self._relay, way, getattr(self._relay, way) + len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            # One end went away; the other sees that as it would without a relay.
            return

    def close(self) -> None:
        """Hang up."""
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        for end in self._ends:
            end.close()


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """Stand between laptops and the server at ``url`` until the end of the block."""
    to = urlsplit(url)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        relay = Relay(f"http://127.0.0.1:{listening.getsockname()[1]}")
        lines = _Lines(relay, (str(to.hostname), int(to.port or 0)))
        accepting = threading.Thread(target=lines.accept, args=(listening,), daemon=True)
        accepting.start()
        try:
            yield relay
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
            lines.close()
