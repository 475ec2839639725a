"""uvicorn over TLS on every line of this machine, in a thread of its own."""

from __future__ import annotations

import asyncio
import asyncio.trsock
import errno
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from organiser_kit.errors import SyncError, UserError
from organiser_kit.i18n import tr
from sync.lan.identity import fingerprint
from sync.lan.words import PORT

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Sequence

    Send = Callable[..., Awaitable[None]]
    App = Callable[[Any, Any, Any], Awaitable[None]]

PEER = "organiser_kit.peer"
"""Where a request's scope has the fingerprint of the certificate it came with, ``None`` without one."""

EVERYWHERE = ("0.0.0.0", "::")
_BACKLOG = 64
_CONNECTIONS = 128
_GRACE_SECONDS = 2
_KEPT_SECONDS = 60
_PATIENCE_SECONDS = 30
_DRAWS = 20
_LAST_TURNS, _TURN_SECONDS = 100, 0.01
"""How long lines that were cut may take to be gone."""


class Listening:
    """An application that answers until it is stopped.

    Attributes:
        port: where it listens.
    """

    def __init__(self, app: App, context: ssl.SSLContext, sockets: Sequence[socket.socket]) -> None:
        self.port: int = sockets[0].getsockname()[1]
        self._sockets = list(sockets)
        config = _Config(
            app,
            http=_PeerProtocol,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_KEPT_SECONDS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_context_factory=lambda _config, _default: context,
        )
        self._up = threading.Event()
        self._server = _Server(config, self._up)
        self._thread = threading.Thread(target=self._run, name="lan-share", daemon=True)

    def start(self) -> None:
        """Begin to answer.

        Raises:
            SyncError: it did not come up.
        """
        self._thread.start()
        self._up.wait(_PATIENCE_SECONDS)
        if not self._server.started:
            self.stop()
            raise SyncError(tr("Sharing did not start: try again."))

    def stop_soon(self) -> None:
        """Stop once the requests under way are answered; returns at once, from any thread."""
        self._server.should_exit = True

    def stop(self) -> None:
        """Stop, and wait until it has."""
        self.stop_soon()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._server.run(sockets=self._sockets)
        finally:
            for listening in self._sockets:
                listening.close()
            self._up.set()


def open_sockets(port: int | None, hosts: Sequence[str] = EVERYWHERE) -> list[socket.socket]:
    """Return listening sockets, all on one port.

    Args:
        port: 0 for any free one, ``None`` for the usual one if it is free and any other if not.
        hosts: the addresses to listen on; those of a family that this machine does not have are left out.

    Raises:
        UserError: the port is taken, or there is no network at all.
    """
    tried = [PORT, 0] if port is None else [port]
    for wanted in tried:
        # A free port of one family may be taken in the other: draw again.
        for _ in range(_DRAWS if wanted == 0 else 1):
            if sockets := _open_all(wanted, hosts):
                return sockets
    raise UserError(
        tr("This laptop cannot share on port {port}: another program uses it. Choose another.", port=tried[0])
    )


def _open_all(port: int, hosts: Sequence[str]) -> list[socket.socket]:
    """Return a socket for each host, none at all when one of them finds the port taken."""
    sockets: list[socket.socket] = []
    for host in hosts:
        try:
            sockets.append(_open(host, port))
        except OSError as error:
            if error.errno in (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL):
                continue
            for opened in sockets:
                opened.close()
            return []
        port = sockets[0].getsockname()[1]
    return sockets


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only on sockets that say they are TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            # On Windows another program could otherwise take the same port from under us.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


class _Config(uvicorn.Config):
    """What uvicorn is told, and the lines of the guests who are here."""

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(app, **options)
        self.lines: dict[_PeerProtocol, asyncio.trsock.TransportSocket] = {}


class _Server(uvicorn.Server):
    def __init__(self, config: _Config, up: threading.Event) -> None:
        super().__init__(config)
        self._up = up
        self._lines = config.lines

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Guests at rest do not answer the goodbye of TLS: waiting for it would take the whole grace.
        for connection in list(self.server_state.connections):
            if isinstance(connection, _PeerProtocol) and connection.is_idle:
                connection.transport.abort()
        await super().shutdown(sockets)
        # Below TLS: a transport that was closed twice no longer knows what to abort, before Python 3.12.
        for line in self._lines.values():
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for _ in range(_LAST_TURNS):
            if not self._lines:
                break
            await asyncio.sleep(_TURN_SECONDS)


class _PeerProtocol(H11Protocol):
    """Tells the application which certificate a connection came with."""

    @property
    def is_idle(self) -> bool:
        """Return whether no request is under way."""
        # uvicorn says that there always is one; there is none before the first request.
        return self.cycle is None or self.cycle.response_complete  # type: ignore[redundant-expr]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        tls: ssl.SSLObject = transport.get_extra_info("ssl_object")
        der = tls.getpeercert(binary_form=True)
        peer = fingerprint(der) if der else None
        inner: App = self.app

        async def app(scope: dict[str, Any], receive: object, send: object) -> None:
            scope.setdefault("extensions", {})[PEER] = peer
            await inner(scope, receive, send)

        self.app = app
        assert isinstance(self.config, _Config)
        self.config.lines[self] = transport.get_extra_info("socket")

    def connection_lost(self, exc: Exception | None) -> None:
        assert isinstance(self.config, _Config)
        self.config.lines.pop(self, None)
        super().connection_lost(exc)
