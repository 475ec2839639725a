"""Sharing with the laptops in the room, from one call until it is stopped."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from sync.lan import link
from sync.lan.app import create_app
from sync.lan.discovery import SHORT, Announcement
from sync.lan.events import LanEvent, LanHappening
from sync.lan.host import Host
from sync.lan.identity import make_identity, sharing_context
from sync.lan.listening import EVERYWHERE, Listening, open_sockets
from sync.lan.pairing import Pairing, make_code
from sync.lan.places import Place, own_hosts
from sync.peers.standing import shareable_scopes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb


class LanShare:
    """One share: it answers on the venue's network while it runs, and never before or after.

    ``call_db`` is called from the share's own threads, and must wait for the thread that owns the copy.

    Attributes:
        code: the six digits that a person reads to the other laptop.
        addresses: where others reach this laptop, the easiest to type first; empty without any network.
        link: everything in one text, for a QR code.
        fingerprint: of this share's certificate.
        short: its first digits, which tell shares apart in a list.
    """

    def __init__(
        self,
        call_db: CallDb,
        environment: Environment,
        *,
        port: int | None = None,
        scopes: Sequence[str] | None = None,
        on_event: Callable[[LanEvent], None] = lambda _event: None,
        hosts: Sequence[str] = EVERYWHERE,
        announce: bool = True,
    ) -> None:
        """Share at once.

        Args:
            call_db: runs a job on the thread that owns the local copy.
            environment: clock and chance.
            port: 0 for any free one; ``None`` for the usual one, or any free one if it is taken.
            scopes: the groups to share; all that this copy may share without it.
            on_event: told what happens, on one of the share's threads; it must not stop the share itself.
            hosts: the addresses to listen on.
            announce: whether ``lan find`` shall see the share, where the network allows it.

        Raises:
            UserError: there is nothing to share, or the port is taken.
        """
        self._on_event = on_event
        self._stopped = False
        self._ended = threading.Event()
        shared = _shared(call_db, scopes)
        identity = make_identity(environment)
        context = sharing_context(identity)
        self.code = make_code(environment)
        self.fingerprint = identity.fingerprint
        self.short = identity.fingerprint[:SHORT]
        pairing = Pairing(environment, self.code, identity.fingerprint)
        self._host = Host(call_db, environment, pairing, context, shared, self._tell)
        self._listening = Listening(create_app(self._host), context, open_sockets(port, hosts))
        self._listening.start()
        self.port = self._listening.port
        self._places = tuple(
            Place(host, self.port) for host in (own_hosts() if tuple(hosts) == EVERYWHERE else hosts)
        )
        self.addresses = tuple(str(place) for place in self._places)
        self.link = link.written(self._places, self.fingerprint, self.code)
        self._announcement = (
            Announcement(self.fingerprint, self.port, [place.host for place in self._places])
            if announce and self._places
            else None
        )

    def __enter__(self) -> LanShare:
        """Go on sharing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def joined(self) -> int:
        """Return how many laptops are in the room now."""
        return self._host.joined

    @property
    def pushed(self) -> int:
        """Return how many operations went to other laptops."""
        return self._host.pushed

    @property
    def pulled(self) -> int:
        """Return how many new operations came from other laptops."""
        return self._host.pulled

    @property
    def ended(self) -> bool:
        """Return whether the share is over: stopped, or ended by wrong codes."""
        return self._ended.is_set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end of the share; return whether it came."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """Finish what is under way, forget the certificate and everybody who was let in.

        It waits, so it must not be called on the thread that owns the local copy, unless that thread answers
        ``call_db`` at once.
        """
        if self._stopped:
            return
        self._stopped = True
        if self._announcement is not None:
            self._announcement.stop()
        self._listening.stop()
        self._ended.set()
        self._host.close()

    def _tell(self, event: LanEvent) -> None:
        self._on_event(event)
        if event.what is LanHappening.WRONG_CODE and not event.left:
            # The answer under way still goes out; nobody gets another.
            self._listening.stop_soon()
            self._ended.set()
            self._on_event(LanEvent(LanHappening.ENDED))


def _shared(call_db: CallDb, wanted: Sequence[str] | None) -> tuple[str, ...]:
    may = shareable_scopes(call_db)
    scopes = may if wanted is None else tuple(scope for scope in wanted if scope in may)
    if not scopes:
        raise UserError(
            tr("There is no group to share on this laptop yet: make one, or pair the laptop with a server.")
        )
    return scopes
