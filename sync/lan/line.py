"""The joining side's requests; every failure comes out as a ``RoomError``."""

from __future__ import annotations

import errno
import http.client
import select
import socket
import ssl
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sync.lan import failures
from sync.lan.identity import fingerprint
from sync.lan.packing import BadMessageError, pack, unpack
from sync.lan.words import MAX_BODY_BYTES, PREFIX, Failure, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from sync.lan.places import Place

M = TypeVar("M", bound=msgspec.Struct)

CONNECT_SECONDS = 6.0
STALL_SECONDS = 20.0
"""Without a single byte, not for the whole answer: a slow line is no failure."""

_BEGUN = (0, errno.EINPROGRESS, errno.EWOULDBLOCK)
_TROUBLE = 400
_FINE = frozenset({200, 204, 304})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that arrived whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def first_open(places: Sequence[Place], seconds: float) -> Place:
    """Return the first of several places of one laptop that answers; the first one when none does."""
    knocking: dict[socket.socket, Place] = {}
    try:
        for place in places:
            knocking |= _knock(place)
        start = monotonic()
        while knocking and (left := start + seconds - monotonic()) > 0:
            _, ready, failed = select.select([], list(knocking), list(knocking), left)
            for door in {*ready, *failed}:
                place = knocking.pop(door)
                answered = door.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
                door.close()
                if answered:
                    return place
    finally:
        for door in knocking:
            door.close()
    return places[0]


def _knock(place: Place) -> dict[socket.socket, Place]:
    """Begin to connect; nothing when there is no way there at all."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            place.host, place.port, type=socket.SOCK_STREAM
        )[0]
        door = socket.socket(family, kind, protocol)
    except OSError:
        return {}
    door.setblocking(False)
    if door.connect_ex(address) in _BEGUN:
        return {door: place}
    door.close()
    return {}


class Line:
    """Requests to one place over one kept connection.

    Attributes:
        expected: the fingerprint of the only certificate to talk to; empty until the first one is known.
        certificate: what the other side showed last (PEM).
        requests: how many were made.
        bytes_sent: bodies, as they travelled; likewise ``bytes_received``.
    """

    def __init__(self, place: Place, context: ssl.SSLContext, expected: str = "") -> None:
        self.place = place
        self.expected = expected
        self.certificate = ""
        self._context = context
        self._connection: http.client.HTTPSConnection | None = None
        self.requests = self.bytes_sent = self.bytes_received = 0

    def __enter__(self) -> Line:
        """Connect when there is something to say."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up."""
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def connect(self) -> str:
        """Connect, and return the fingerprint of the certificate that the other side shows.

        Raises:
            RoomError: nobody answers there, or somebody else.
        """
        connection = http.client.HTTPSConnection(
            self.place.host, self.place.port, timeout=CONNECT_SECONDS, context=self._context
        )
        try:
            connection.connect()
        except OSError as error:
            connection.close()
            raise _not_connected(self.place, error, known=bool(self.expected)) from error
        tls = connection.sock
        tls.settimeout(STALL_SECONDS)
        der = tls.getpeercert(binary_form=True) or b""
        self.certificate = ssl.DER_cert_to_PEM_cert(der)
        self.expected = self.expected or fingerprint(der)
        if fingerprint(der) != self.expected:
            connection.close()
            raise failures.other_laptop()
        self._connection = connection
        return self.expected

    def ask(self, path: str, message: msgspec.Struct, answer: type[M]) -> M:
        """Send a message and return the answer to it.

        Raises:
            RoomError: no answer, or another one.
        """
        body, headers = pack(message)
        return self.read(self.send("POST", path, body, headers), answer)

    def read(self, reply: Reply, message: type[M]) -> M:
        """Return the message in a reply.

        Raises:
            RoomError: it is another one.
        """
        try:
            return unpack(reply.body, reply.headers, message, MAX_BODY_BYTES)
        except BadMessageError as error:
            raise failures.no_share(self.place) from error

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send a request and return the reply, which is not one of trouble.

        Raises:
            RoomError: no whole reply came, or the sharing side said what is wrong.
        """
        reply = self._exchange(method, path, body, dict(headers or {}))
        if reply.status >= _TROUBLE:
            failure = self.read(reply, Failure)
            raise failures.of_trouble(failure.trouble, failure.left)
        if reply.status not in _FINE:
            raise failures.no_share(self.place)
        return reply

    def _exchange(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        kept = self._connection is not None
        try:
            return self._once(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            if not kept or isinstance(error, TimeoutError):
                raise _broken(error) from error
        # A connection that was kept may have been closed at rest: every request may be sent twice.
        try:
            return self._once(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            self.hang_up()
            raise _broken(error) from error

    def _once(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        if self._connection is None:
            self.connect()
        assert self._connection is not None
        self.requests += 1
        self.bytes_sent += len(body or b"")
        # A name for the line is not part of the address that the other side goes by.
        self._connection.request(method, PREFIX + path, body, {"Host": "room", **headers})
        with self._connection.getresponse() as response:
            return self._read_whole(response)

    def _read_whole(self, response: http.client.HTTPResponse) -> Reply:
        if response.length is None:
            # Every answer says how long it is: this one was cut within its headers.
            raise http.client.IncompleteRead(b"")
        if response.length > MAX_BODY_BYTES:
            raise failures.no_share(self.place)
        # Read whole: asked for a number of bytes, http.client would take a cut answer for a short one.
        content = response.read()
        self.bytes_received += len(content)
        known = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, known, content)


def _not_connected(place: Place, error: OSError, *, known: bool) -> failures.RoomError:
    """Say why there is no connection; ``known`` when the laptop that should answer is."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return failures.other_laptop()
    if isinstance(error, (ssl.SSLError, ConnectionResetError)):
        # Cut while TLS began, if it began with the right laptop before.
        return failures.cut_off() if known else failures.no_share(place)
    if isinstance(error, ConnectionRefusedError):
        return failures.closed(place)
    if isinstance(error, socket.gaierror):
        return failures.unknown_name(place)
    if error.errno == errno.ENETUNREACH:
        return failures.no_way(place)
    # No answer at all, or nobody who knows the machine: a firewall, or a network that keeps laptops apart.
    return failures.silent(place)


def _broken(error: Exception) -> failures.RoomError:
    if isinstance(error, ssl.SSLError):
        # With TLS 1.3 the sharing side's refusal of our certificate arrives with the first answer.
        return failures.of_trouble(Trouble.NOT_PAIRED)
    return failures.cut_off()
