"""The line between two laptops: real TLS on this machine, both certificates pinned."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import UserError
from sync.lan import identity, listening
from sync.lan.failures import RoomError
from sync.lan.line import Line
from sync.lan.listening import PEER, Listening, open_sockets
from sync.lan.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.environment import Environment
    from sync.lan.identity import Identity

LOOPBACK = ("127.0.0.1", "::1")


async def whoami(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer with the fingerprint of the certificate that the request came with."""
    if scope["type"] == "lifespan":
        for done in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{done}.complete"})
        return
    body = (scope["extensions"][PEER] or "nobody").encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [length]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def sharer(environment: Environment) -> Identity:
    return identity.make_identity(environment)


@pytest.fixture
def joiner(environment: Environment) -> Identity:
    return identity.make_identity(environment)


@pytest.fixture
def context(sharer: Identity) -> ssl.SSLContext:
    return identity.sharing_context(sharer)


@pytest.fixture
def running(context: ssl.SSLContext) -> Iterator[Listening]:
    found = Listening(whoami, context, open_sockets(0, LOOPBACK))
    found.start()
    yield found
    found.stop()


def ask(running: Listening, context: ssl.SSLContext, expected: str = "", host: str = "127.0.0.1") -> str:
    with Line(Place(host, running.port), context, expected) as line:
        return line.send("GET", "anything").body.decode()


@pytest.mark.parametrize("host", [*LOOPBACK, "localhost"])
def test_it_answers_on_both_families_and_shows_its_certificate(
    running: Listening, sharer: Identity, host: str
) -> None:
    with Line(Place(host, running.port), identity.joining_context(None, None)) as line:
        assert line.connect() == sharer.fingerprint
        assert line.send("GET", "anything").body == b"nobody"


def test_a_certificate_that_nobody_let_in_gets_no_answer(
    running: Listening, sharer: Identity, joiner: Identity
) -> None:
    with pytest.raises(RoomError, match=r"does not know this one|broke"):
        ask(running, identity.joining_context(joiner, sharer.certificate))


def test_a_certificate_let_in_while_it_runs_is_named_to_the_application(
    running: Listening, sharer: Identity, joiner: Identity, context: ssl.SSLContext
) -> None:
    identity.trust(context, joiner.certificate)

    assert ask(running, identity.joining_context(joiner, sharer.certificate)) == joiner.fingerprint
    assert ask(running, identity.joining_context(None, sharer.certificate)) == "nobody"


def test_one_that_was_let_in_cannot_vouch_for_another(
    running: Listening, sharer: Identity, joiner: Identity, context: ssl.SSLContext, environment: Environment
) -> None:
    """Trust is in one certificate, not in whatever its holder signs."""
    identity.trust(context, joiner.certificate)
    with pytest.raises(RoomError):
        ask(running, identity.joining_context(identity.make_identity(environment), sharer.certificate))


def test_another_certificate_than_the_pinned_one_is_not_spoken_to(
    running: Listening, joiner: Identity, context: ssl.SSLContext, environment: Environment
) -> None:
    identity.trust(context, joiner.certificate)
    other = identity.make_identity(environment)
    with pytest.raises(RoomError, match="not the laptop whose code"):
        ask(running, identity.joining_context(joiner, other.certificate))


def test_another_fingerprint_than_the_link_s_is_not_spoken_to(
    running: Listening, environment: Environment
) -> None:
    expected = identity.make_identity(environment).fingerprint
    with pytest.raises(RoomError, match="not the laptop whose code"):
        ask(running, identity.joining_context(None, None), expected)


def test_a_fallen_certificate_between_two_requests_is_noticed(
    sharer: Identity, context: ssl.SSLContext, environment: Environment
) -> None:
    """Somebody takes the address over while nothing was pinned but what was seen first."""
    sockets = open_sockets(0, LOOPBACK[:1])
    port = sockets[0].getsockname()[1]
    first = Listening(whoami, context, sockets)
    first.start()
    with Line(Place("127.0.0.1", port), identity.joining_context(None, None)) as line:
        line.connect()
        first.stop()
        other = identity.sharing_context(identity.make_identity(environment))
        second = Listening(whoami, other, open_sockets(port, LOOPBACK[:1]))
        second.start()
        try:
            with pytest.raises(RoomError, match="not the laptop whose code"):
                line.send("GET", "anything")
        finally:
            second.stop()


def test_older_tls_is_not_spoken(running: Listening) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname = False
    old.verify_mode = ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", running.port)) as plain, pytest.raises(ssl.SSLError):
        old.wrap_socket(plain)


def test_a_kept_connection_serves_many_requests_and_survives_being_closed_at_rest(
    running: Listening, sharer: Identity
) -> None:
    with Line(Place("127.0.0.1", running.port), identity.joining_context(None, sharer.certificate)) as line:
        for _ in range(3):
            line.send("GET", "anything")
        kept = line._connection  # noqa: SLF001
        assert kept is not None
        kept.sock.shutdown(socket.SHUT_RDWR)
        assert line.send("GET", "anything").status == 200
        assert line._connection is not kept  # noqa: SLF001


@contextmanager
def listener_that(behaves: Any) -> Iterator[int]:
    """Take one connection after the other and do something with it, on another thread."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    behaves(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            ended.set()
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_what_is_no_laptop_of_ours_is_told(sharer: Identity) -> None:
    def plain_web(connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with listener_that(plain_web) as port, pytest.raises(RoomError, match="not a laptop that shares"):
        Line(Place("127.0.0.1", port), identity.joining_context(None, None)).connect()


def test_silence_speaks_of_the_firewall_the_hotspot_and_the_stick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.lan.line.CONNECT_SECONDS", 0.05)
    silent = socket.socket()
    silent.bind(("127.0.0.1", 0))
    silent.listen(0)
    fillers = [socket.socket() for _ in range(3)]
    try:
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(silent.getsockname())
        with pytest.raises(RoomError) as told:
            Line(Place(*silent.getsockname()), identity.joining_context(None, None)).connect()
    finally:
        for opened in (*fillers, silent):
            opened.close()
    assert told.value.passing
    for word in ("firewall", "hotspot", "stick", "same network"):
        assert word in told.value.sentence


def test_a_closed_door_speaks_of_sharing_again() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        place = Place(*reserved.getsockname())
        with pytest.raises(RoomError, match="does not share now") as told:
            Line(place, identity.joining_context(None, None)).connect()
    assert not told.value.passing


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"]
)
def test_an_answer_cut_in_the_middle_is_told_as_such(sharer: Identity, answer: bytes) -> None:
    context = identity.sharing_context(sharer)

    def half(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(1000)
            tls.sendall(answer)

    with (
        listener_that(half) as port,
        Line(Place("127.0.0.1", port), identity.joining_context(None, None)) as line,
        pytest.raises(RoomError, match="broke") as told,
    ):
        line.send("GET", "anything")
    assert told.value.passing


def test_an_answer_of_unbearable_length_is_not_read(sharer: Identity) -> None:
    context = identity.sharing_context(sharer)

    def endless(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(1000)
            tls.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n")

    with (
        listener_that(endless) as port,
        Line(Place("127.0.0.1", port), identity.joining_context(None, None)) as line,
        pytest.raises(RoomError, match="not a laptop that shares"),
    ):
        line.send("GET", "anything")


def test_the_usual_port_gives_way_to_any_other_but_a_chosen_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(listening, "PORT", port)
        (other,) = open_sockets(None, LOOPBACK[:1])
        with other:
            assert other.getsockname()[1] != port
        with pytest.raises(UserError, match=f"port {port}: another program"):
            open_sockets(port, LOOPBACK[:1])


def test_both_families_have_the_same_port() -> None:
    sockets = open_sockets(0, LOOPBACK)
    try:
        assert len({found.getsockname()[1] for found in sockets}) == 1
        assert [found.family for found in sockets] == [socket.AF_INET, socket.AF_INET6]
    finally:
        for found in sockets:
            found.close()


def test_a_machine_without_one_family_listens_on_the_other() -> None:
    (only,) = open_sockets(0, ("127.0.0.1", "192.0.2.1"))
    with only:
        assert only.family == socket.AF_INET
