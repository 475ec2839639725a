"""uvicorn, with a listening socket made here so that the address is known before the first request."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from litestar import Litestar

_GRACE_SECONDS = 3
_BACKLOG = 512


class Listener(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, app: Litestar, listening: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="on",
            server_header=False,
            # The application writes the date of its own clock: laptops compare theirs with it.
            date_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._listening()


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes any free one.

    Raises:
        UserError: the address is taken or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small answers at once only on sockets that say they are TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        sentence = tr(
            "The server cannot listen on {host}, port {port}: choose another port.", host=host, port=port
        )
        raise UserError(sentence) from error
    listening.listen(_BACKLOG)
    return listening


def address_of(listening: socket.socket) -> str:
    """Return the address that a browser on this machine would open."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
