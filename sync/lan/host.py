"""The sharing side of an exchange: who is in the room, what each may see, what it gave and was given."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.storage.rounds import Via
from sync.lan.clocks import compare, showing
from sync.lan.events import LanEvent, LanHappening
from sync.lan.identity import trust
from sync.lan.pairing import TroubleError
from sync.lan.swap import Told, parcel_to_give
from sync.lan.words import Entered, TakenAnswer, Trouble, shown_name
from sync.peers.introduction import introduce
from sync.peers.parcel import pack, take_parcel, unpack

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb
    from sync.lan.clocks import Showing
    from sync.lan.pairing import Pairing
    from sync.lan.words import Confirm, ConfirmAnswer, Enter
    from sync.peers.parcel import Parcel

SILENT_SECONDS = 15.0
"""After which a laptop that does not ask any more is not counted; it may come back as it went."""


@dataclass(frozen=True, slots=True)
class Given:
    """A parcel as it travels, ``None`` when there is no news, and its number in this visit."""

    number: int
    body: bytes | None


@dataclass(slots=True)
class _Guest:
    """A laptop in the room.

    Attributes:
        scopes: what both may see.
        told: what it has of each.
        seen: when it was last heard of, on the clock that never goes back.
        lock: its requests come one after the other, whatever it does.
    """

    name: str
    scopes: tuple[str, ...]
    told: dict[str, Told]
    seen: float
    pushed: int = 0
    pulled: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Host:
    """What the sharing side answers; its methods but :meth:`confirm` may block, and run on several threads.

    Attributes:
        pushed: operations that went to other laptops; likewise ``pulled``.
    """

    def __init__(
        self,
        call_db: CallDb,
        environment: Environment,
        pairing: Pairing,
        context: ssl.SSLContext,
        scopes: Sequence[str],
        on_event: Callable[[LanEvent], None],
    ) -> None:
        self.pairing = pairing
        self.pushed = self.pulled = 0
        self._call_db = call_db
        self._environment = environment
        self._context = context
        self._scopes = tuple(scopes)
        self._on_event = on_event
        self._guests: dict[str, _Guest] = {}
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._made: dict[str, tuple[str, Parcel]] = {}

    @property
    def joined(self) -> int:
        """Return how many laptops are in the room: who was heard of lately and did not say goodbye."""
        lately = self._environment.clock.monotonic() - SILENT_SECONDS
        with self._lock:
            return sum(guest.seen >= lately for guest in self._guests.values())

    def confirm(self, message: Confirm) -> ConfirmAnswer:
        """Let a laptop in that knows the code.

        Raises:
            TroubleError: it does not.
        """
        try:
            answer = self.pairing.confirm(message)
        except TroubleError as error:
            if error.trouble in (Trouble.WRONG_CODE, Trouble.SHARE_ENDED):
                self._on_event(LanEvent(LanHappening.WRONG_CODE, left=error.left))
            raise
        trust(self._context, message.certificate)
        return answer

    def enter(self, peer: str, message: Enter) -> Entered:
        """Agree on what both may see, and introduce a laptop that no server let in yet.

        Raises:
            TroubleError: there is nothing that both may see.
        """
        scopes = tuple(scope for scope in self._scopes if scope in message.scopes)
        introduction = None
        if not scopes:
            (scope,) = scopes = (self._scope_for(message),)
            assert message.card is not None
            introduction = introduce(self._call_db, message.card, scope, self._environment)
        clock = self._compare_clocks(message)
        seen = self._environment.clock.monotonic()
        guest = _Guest(shown_name(message.name), scopes, {scope: Told() for scope in scopes}, seen)
        with self._lock:
            self._guests[peer] = guest
        self._on_event(
            LanEvent(LanHappening.JOINED, guest.name, introduced=introduction is not None),
        )
        name = self._call_db(lambda local: local.identity().device_name)
        return Entered(name=name, clock=clock, scopes=list(scopes), introduction=introduction)

    def _compare_clocks(self, message: Enter) -> Showing:
        """Return what this clock showed before it may have learnt from the other one."""
        mine = showing(self._call_db, self._environment)
        try:
            compare(self._call_db, mine, message.clock, believe=False)
        except ValueError as error:
            raise TroubleError(Trouble.MALFORMED) from error
        return mine

    def _scope_for(self, message: Enter) -> str:
        """Return the group to introduce a newcomer to."""
        if message.card is None:
            raise TroubleError(Trouble.OTHER_GROUP)
        if len(self._scopes) != 1:
            raise TroubleError(Trouble.CHOOSE_GROUP)
        return self._scopes[0]

    def mark(self, peer: str) -> str:
        """Return a tag that changes whenever anything changes here."""
        self._guest(peer)
        return f'"{self._call_db(lambda local: local.mark())}"'

    def give(self, peer: str, scope: str, taken: int) -> Given:
        """Return what is news to a laptop; ``taken`` is the last parcel that it took.

        Raises:
            TroubleError: it may not see the group.
        """
        guest = self._guest(peer)
        with guest.lock:
            told = _told(guest, scope)
            told.taken(taken)
            news = told.give(self._whole(scope))
            if news is None:
                return Given(told.number, None)
            self._count(peer, guest, pushed=len(news.ops))
            return Given(told.number, pack(news))

    def _whole(self, scope: str) -> Parcel:
        """Return everything this copy can tell of a group, made once for all who ask before it changes."""
        with self._making:
            mark = self._call_db(lambda local: local.mark())
            kept = self._made.get(scope)
            if kept is None or kept[0] != mark:
                # The mark is older than the parcel: what is written between makes the next one new.
                kept = self._made[scope] = (mark, parcel_to_give(self._call_db, scope, self._environment))
            return kept[1]

    def take(self, peer: str, body: bytes) -> TakenAnswer:
        """Take what a laptop gives; it is durable on return.

        Raises:
            TroubleError: it may not write there, or the parcel is none.
        """
        guest = self._guest(peer)
        try:
            parcel = unpack(body)
        except UserError as error:
            raise TroubleError(Trouble.MALFORMED) from error
        with guest.lock:
            told = _told(guest, parcel.scope)
            done = take_parcel(self._call_db, parcel)
            told.learn(parcel)
            self._count(peer, guest, pulled=done.new)
        return TakenAnswer(new=done.new, refused=done.refused)

    def leave(self, peer: str) -> None:
        """Note that a laptop went."""
        guest = self._guest(peer)
        with self._lock:
            self._guests.pop(peer, None)
        self._part(guest)

    def close(self) -> None:
        """Remember the visits of those who did not say goodbye."""
        with self._lock:
            guests, self._guests = list(self._guests.values()), {}
        for guest in guests:
            self._part(guest)

    def _part(self, guest: _Guest) -> None:
        at = self._environment.now()
        self._call_db(lambda local: local.add_round(at, Via.LAN, pushed=guest.pushed, pulled=guest.pulled))
        self._on_event(LanEvent(LanHappening.LEFT, guest.name, guest.pushed, guest.pulled))

    def _guest(self, peer: str) -> _Guest:
        with self._lock:
            guest = self._guests.get(peer)
        if guest is None:
            raise TroubleError(Trouble.NOT_PAIRED)
        guest.seen = self._environment.clock.monotonic()
        return guest

    def _count(self, peer: str, guest: _Guest, *, pushed: int = 0, pulled: int = 0) -> None:
        if not pushed and not pulled:
            return
        guest.pushed += pushed
        guest.pulled += pulled
        with self._lock:
            self.pushed += pushed
            self.pulled += pulled
        self._on_event(LanEvent(LanHappening.EXCHANGED, guest.name, guest.pushed, guest.pulled))


def _told(guest: _Guest, scope: str) -> Told:
    told = guest.told.get(scope)
    if told is None:
        raise TroubleError(Trouble.OTHER_GROUP)
    return told
