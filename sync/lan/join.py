"""Joining a laptop that shares: the code once, then exchanges for as long as one likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sync.lan import failures, link, pake
from sync.lan.clocks import compare, showing
from sync.lan.identity import joining_context, make_identity
from sync.lan.line import CONNECT_SECONDS, Line, first_open
from sync.lan.places import doors
from sync.lan.swap import Told, parcel_to_give
from sync.lan.words import (
    PARCEL_TYPE,
    ROUND_HEADER,
    Confirm,
    ConfirmAnswer,
    Enter,
    Entered,
    Hello,
    HelloAnswer,
    TakenAnswer,
    shown_name,
)
from sync.peers.introduction import accept_introduction, calling_card
from sync.peers.parcel import pack, take_parcel, unpack
from sync.peers.standing import shareable_scopes

if TYPE_CHECKING:
    from types import TracebackType

    from organiser_kit.environment import Environment
    from sync.client.local import CallDb
    from sync.lan.identity import Identity
    from sync.lan.link import Link

_NOTHING_NEW = 304
_MOST_ROUNDS = 5
"""One round exchanges everything; more only while others in the room write at the same time."""


@dataclass(frozen=True, slots=True)
class LanReport:
    """What an exchange with another laptop did.

    Attributes:
        pushed: operations that the other laptop did not have.
        pulled: operations that this one did not have.
        refused: operations that either laptop could not believe; their author still holds them.
        rows: confirmed records that changed something here.
        name: how the other laptop is called.
        scopes: the groups exchanged.
        introduced: this laptop had no group, and was introduced to one.
        clock_offset_seconds: how far the other laptop's clock is ahead of this one's.
        requests: what it cost; likewise ``bytes_sent`` and ``bytes_received``, bodies as they travelled.
    """

    pushed: int
    pulled: int
    refused: int
    rows: int
    name: str
    scopes: tuple[str, ...]
    introduced: bool
    clock_offset_seconds: float
    requests: int
    bytes_sent: int
    bytes_received: int


class LanVisit:
    """A visit to a laptop that shares. Use it from one thread at a time."""

    def __init__(self, call_db: CallDb, environment: Environment, address: str, code: str = "") -> None:
        """Prove the code, and agree on what both may see.

        Args:
            call_db: runs a job on the thread that owns the local copy.
            environment: clock and chance.
            address: what the other screen shows, or the whole link of its QR code.
            code: the six digits; not needed beside a link.

        Raises:
            UserError: the address or the code cannot be one.
            RoomError: the other laptop cannot be reached, or does not let this one in.
        """
        self._call_db = call_db
        self._environment = environment
        self._identity = make_identity(environment)
        self._line = _pair(link.read(address, code), self._identity, environment)
        self._theirs = self._mine = ""
        self._pushed = self._pulled = self._refused = self._rows = 0
        try:
            self._entered = self._enter()
        except BaseException:
            self._line.hang_up()
            raise
        self._told = {scope: Told() for scope in self._entered.scopes}
        self._taken = dict.fromkeys(self._entered.scopes, 0)

    def __enter__(self) -> LanVisit:
        """Go on."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up."""
        self._line.hang_up()

    @property
    def report(self) -> LanReport:
        """Return what the visit did so far."""
        return LanReport(
            pushed=self._pushed,
            pulled=self._pulled,
            refused=self._refused,
            rows=self._rows,
            name=shown_name(self._entered.name),
            scopes=tuple(self._entered.scopes),
            introduced=self._entered.introduction is not None,
            clock_offset_seconds=self._offset,
            requests=self._line.requests,
            bytes_sent=self._line.bytes_sent,
            bytes_received=self._line.bytes_received,
        )

    def exchange(self) -> bool:
        """Exchange what is new, both ways; return whether anything was. Nothing new costs one tiny request.

        Raises:
            RoomError: the line broke, or the share ended; what was exchanged is kept.
            UserError: what came makes no sense, or is for a newer version.
            StorageError: this copy could not take it.
        """
        pulled = self._pull()
        pushed = self._push()
        return pulled or pushed

    def exchange_all(self) -> LanReport:
        """Exchange until nothing is new on either side, and return what that did."""
        for _ in range(_MOST_ROUNDS):
            if not self.exchange():
                break
        return self.report

    def leave(self) -> None:
        """Say goodbye, so that the other screen does not go on counting this laptop."""
        self._line.send("POST", "leave")
        self._line.hang_up()

    def _enter(self) -> Entered:
        paired, name = self._call_db(lambda local: (local.pairing(), local.identity().device_name))
        card = calling_card(self._call_db) if paired is None else None
        clock = showing(self._call_db, self._environment)
        scopes = list(shareable_scopes(self._call_db))
        message = Enter(name=name, clock=clock, scopes=scopes, card=card)
        entered = self._line.ask("enter", message, Entered)
        try:
            # The other one's clock, if no server ever told either the time: both write in one order then.
            self._offset = compare(self._call_db, clock, entered.clock, believe=True)
        except ValueError as error:
            raise failures.no_share(self._line.place) from error
        if entered.introduction is not None:
            accept_introduction(self._call_db, entered.introduction)
        return entered

    def _pull(self) -> bool:
        news = self._line.send("GET", "news", headers={"If-None-Match": self._theirs})
        if news.status == _NOTHING_NEW:
            return False
        came = [self._pull_scope(scope) for scope in self._told]
        # Only now: what failed on the way is asked for again.
        self._theirs = news.headers.get("etag", "")
        return any(came)

    def _pull_scope(self, scope: str) -> bool:
        query = urlencode({"scope": scope, "taken": self._taken[scope]})
        reply = self._line.send("GET", f"parcel?{query}")
        if reply.headers.get("content-type") != PARCEL_TYPE:
            return False
        parcel = unpack(reply.body)
        done = take_parcel(self._call_db, parcel)
        self._told[scope].learn(parcel)
        self._taken[scope] = int(reply.headers.get(ROUND_HEADER, "0"))
        self._pulled += done.new
        self._refused += done.refused
        self._rows += done.rows
        return True

    def _push(self) -> bool:
        # Read before the parcels are made: what is written meanwhile makes the next round look again.
        mark = self._call_db(lambda local: local.mark())
        if mark == self._mine:
            return False
        gave = [self._push_scope(scope, told) for scope, told in self._told.items()]
        self._mine = mark
        return any(gave)

    def _push_scope(self, scope: str, told: Told) -> bool:
        news = told.give(parcel_to_give(self._call_db, scope, self._environment))
        if news is None:
            return False
        reply = self._line.send("POST", "parcel", pack(news), {"Content-Type": PARCEL_TYPE})
        told.taken(told.number)
        taken = self._line.read(reply, TakenAnswer)
        self._pushed += taken.new
        self._refused += taken.refused
        return True


def _pair(found: Link, identity: Identity, environment: Environment) -> Line:
    """Prove the code at the first place that answers, and return the line on which both trust each other."""
    places = [door for place in found.places for door in doors(place)]
    place = first_open(places, CONNECT_SECONDS) if len(places) > 1 else places[0]
    with Line(place, joining_context(None, None), found.fingerprint) as stranger:
        # Checked against the link, if there is one, before a word is said.
        theirs = stranger.connect()
        half = pake.Half(found.code, environment, sharing=False)
        answer = stranger.ask("hello", Hello(half=half.message.hex()), HelloAnswer)
        try:
            other = bytes.fromhex(answer.half)
            proofs = half.finish(other, sharer=theirs, joiner=identity.fingerprint)
        except (ValueError, pake.BadHalfError) as error:
            raise failures.no_share(place) from error
        message = Confirm(attempt=answer.attempt, proof=proofs.joining, certificate=identity.certificate)
        confirmed = stranger.ask("confirm", message, ConfirmAnswer)
        if not pake.same(confirmed.proof, proofs.sharing):
            raise failures.other_laptop()
        return Line(place, joining_context(identity, stranger.certificate), theirs)
