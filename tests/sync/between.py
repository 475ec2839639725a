"""Somebody, or something, between two laptops."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator


class Between:
    """Passes bytes on between whoever connects and one address.

    Attributes:
        port: where to connect.
        passed: every byte that went through, decrypted if it stands between two lines of TLS.
        budget: how many bytes still go through before every line is cut; ``None`` for any number.
    """

    def __init__(
        self,
        target: tuple[str, int],
        tls: tuple[ssl.SSLContext, ssl.SSLContext] | None = None,
        budget: int | None = None,
    ) -> None:
        self._target = target
        self._tls = tls
        self.budget = budget
        self.passed = bytearray()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._lines: list[socket.socket] = []
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._threads[0].join()
        self._cut()
        for thread in self._threads[1:]:
            thread.join()
        for line in self._lines:
            line.close()

    def _cut(self) -> None:
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._server.accept()
            except OSError:
                return
            callee = socket.create_connection(self._target)
            self._lines += [caller, callee]
            if self._tls is not None:
                try:
                    caller = self._tls[0].wrap_socket(caller, server_side=True)
                    callee = self._tls[1].wrap_socket(callee)
                except OSError:
                    caller.close()
                    callee.close()
                    continue
            self._lines += [caller, callee]
            pair = [
                threading.Thread(target=self._pass, args=(caller, callee)),
                threading.Thread(target=self._pass, args=(callee, caller)),
            ]
            self._threads += pair
            for thread in pair:
                thread.start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(1_000):
                self.passed += data
                if self.budget is not None:
                    self.budget -= len(data)
                    if self.budget < 0:
                        self._cut()
                        return
                other.sendall(data)
        except OSError:
            return
        finally:
            with suppress(OSError):
                other.shutdown(socket.SHUT_RDWR)


@contextmanager
def between(
    target: tuple[str, int],
    tls: tuple[ssl.SSLContext, ssl.SSLContext] | None = None,
    budget: int | None = None,
) -> Iterator[Between]:
    """Stand between whoever connects and ``target`` until the end."""
    found = Between(target, tls, budget)
    try:
        yield found
    finally:
        found.close()
