"""A plain relay between a laptop and a server that counts every byte on the socket, headers and all."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 1 << 16


@dataclass
class Relay:
    """What went through since it was last set back.

    Attributes:
        up: bytes from laptops to the server; likewise ``down``.
    """

    url: str
    up: int = 0
    down: int = 0

    def reset(self) -> None:
        """Count from nought again."""
        self.up = self.down = 0


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """Stand between laptops and the server at ``url`` until the end of the block."""
    to = urlsplit(url)
    assert to.hostname
    assert to.port
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        relay = Relay(f"http://127.0.0.1:{listening.getsockname()[1]}")

        def copy(source: socket.socket, target: socket.socket, way: str) -> None:
            while data := source.recv(_BLOCK):
                setattr(relay, way, getattr(relay, way) + len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

        def accept() -> None:
            while True:
                try:
                    laptop, _ = listening.accept()
                except OSError:
                    return
                server = socket.create_connection((to.hostname, to.port))
                for end in (laptop, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for arguments in ((laptop, server, "up"), (server, laptop, "down")):
                    threads.append(threading.Thread(target=copy, args=arguments, daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        yield relay
        listening.shutdown(socket.SHUT_RDWR)
        accepting.join()
    for thread in threads:
        thread.join()
