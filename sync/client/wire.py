"""One request and its answer: packed bodies, what they cost, and the failures of a line."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import httpx

import organiser_kit
from sync.client import failures
from sync.packing import ACCEPTED, PackingError, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STALL = httpx.Timeout(30.0, connect=10.0)
"""Seconds without a single byte, not for the whole answer: a slow line is no failure."""

_LONGEST_MESSAGE = 64 << 20
"""The most bytes of one unpacked message that is read whole: what a network's own pages could be."""

_HEADERS = {"User-Agent": f"organiser-kit/{organiser_kit.__version__}", "Accept-Encoding": ACCEPTED}
_OF_THE_WAY = ("content-encoding", "content-length", "transfer-encoding")
_NEEDLESS = ("accept", "connection")
"""What httpx adds and every server takes for granted."""


@dataclass(slots=True)
class Traffic:
    """What an exchange cost: bodies only, as they travelled."""

    requests: int = 0
    sent: int = 0
    received: int = 0


def connection(url: str, transport: httpx.BaseTransport | None) -> httpx.Client:
    """Return what carries requests to the server at ``url``; nothing is opened yet."""
    return httpx.Client(transport=transport, timeout=STALL, verify=_trust(url.partition(":")[0]))


@cache
def _trust(scheme: str) -> ssl.SSLContext:
    # Reading every authority's certificate costs more than an exchange with nothing new, so it is done
    # once; an address without TLS, on this machine or the local network, has no use for any.
    return httpx.create_ssl_context() if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Wire:
    """The way to one server."""

    def __init__(self, client: httpx.Client, base: str, headers: Mapping[str, str]) -> None:
        self._client = client
        self._base = base
        for name in _NEEDLESS:
            client.headers.pop(name, None)
        client.headers.update(_HEADERS | dict(headers))
        self.traffic = Traffic()

    @contextmanager
    def open(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Iterator[httpx.Response]:
        """Send a request and yield its answer, of which only the head was read.

        Raises:
            SyncError: no answer came, or not all of it.
        """
        self.traffic.requests += 1
        self.traffic.sent += len(body or b"")
        request = self._client.build_request(
            method, f"{self._base}/{path}", content=body, params=params, headers=headers
        )
        with _told():
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                yield response
            finally:
                response.close()
                self.traffic.received += response.num_bytes_downloaded


def text_of(response: httpx.Response) -> Iterator[bytes]:
    """Yield the body of an answer as it arrives, unpacked.

    Raises:
        SyncError: it is not whole.
    """
    coding = response.headers.get("content-encoding", "").strip().lower()
    try:
        yield from unpacked(response.iter_raw(), coding)
    except PackingError as error:
        raise failures.cut_off() from error


def whole(response: httpx.Response) -> httpx.Response:
    """Return an answer with all of its body, unpacked.

    Raises:
        SyncError: it is not whole, or longer than any message.
    """
    body = bytearray()
    for piece in text_of(response):
        body += piece
        if len(body) > _LONGEST_MESSAGE:
            raise failures.cut_off()
    headers = [(name, value) for name, value in response.headers.items() if name not in _OF_THE_WAY]
    return httpx.Response(response.status_code, headers=headers, content=bytes(body))


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise failures.away() from error
    except httpx.TimeoutException as error:
        raise failures.too_slow() from error
    except httpx.RemoteProtocolError as error:
        raise failures.cut_off() from error
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise failures.unreachable() from error
