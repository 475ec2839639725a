"""A device in memory, and a line to the server that can be cut at will."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpx

from organiser_kit.changes import NOTHING, Changes
from organiser_kit.oplog.digest import EMPTY, mark, shifted
from organiser_kit.oplog.hlc import Instant, read
from organiser_kit.oplog.merge import RecordState, apply, merge, state_of_row
from organiser_kit.oplog.op import SCHEMA, Op, OpKind, Row, encode
from organiser_kit.storage.device import Identity
from organiser_kit.storage.feed import Cursor
from organiser_kit.storage.file_errands import Errands
from organiser_kit.storage.keys import public_key
from organiser_kit.storage.outbox import Counts, Settled, Waiting
from organiser_kit.storage.parcels import Errand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from organiser_kit.environment import Environment
    from organiser_kit.storage.pairing import Pairing
    from organiser_kit.storage.parcels import ParcelStore
    from organiser_kit.storage.rounds import Via
    from organiser_kit.storage.trust import KeptCertificate
    from sync.client.local import LocalCopy

T = TypeVar("T")
Key = tuple[str, str]
GROUP = "0199aaaa-0000-7000-8000-000000000001"
SCOPE = f"g:{GROUP}"
_REFUSED = ("refused", "needs_upgrade")


class Author:
    """Writes operations as one device does, in the words of ``schema``."""

    def __init__(self, environment: Environment, schema: int = SCHEMA) -> None:
        self.environment = environment
        self.schema = schema
        self.device = environment.new_id()
        self.incarnation = environment.chance.token_bytes(8).hex()
        self.n = 0
        self.instant = Instant()
        self.seen: dict[tuple[str, str, str], str] = {}

    def op(self, kind: OpKind, record: str, record_id: str, *, scope: str = SCOPE, **rest: Any) -> Op:
        self.n += 1
        content: dict[str, Any] = {"schema": self.schema, "id": self.environment.new_id(), "n": self.n} | rest
        now = self.environment.now().isoformat()
        return Op(
            device=self.device,
            incarnation=self.incarnation,
            scope=scope,
            kind=kind,
            record=record,
            record_id=record_id,
            at=now,
            **content,
        )

    def stamp(self) -> str:
        self.instant = self.instant.next(int(self.environment.now().timestamp() * 1000))
        return self.instant.stamp(self.incarnation)

    def set(self, record: str, record_id: str, values: dict[str, Any], **rest: Any) -> Op:
        stamp = self.stamp()
        fields = {n: (value, stamp, self.seen.get((record, record_id, n))) for n, value in values.items()}
        self.seen |= {(record, record_id, name): stamp for name in values}
        return self.op(OpKind.SET, record, record_id, fields=fields, **rest)

    def fact(self, record_id: str, **rest: Any) -> Op:
        values = rest.pop("values", None) or {
            "meeting_id": "m",
            "person_id": "p",
            "kind": "check_in",
            "at": self.environment.now().isoformat(),
            "method": "qr",
            "device_id": self.device,
        }
        return self.op(OpKind.FACT, "attendance", record_id, values=values, **rest)

    def life(self, record: str, record_id: str, *, alive: bool, **rest: Any) -> Op:
        return self.op(OpKind.LIFE, record, record_id, alive=(alive, self.stamp(), None), **rest)

    def group(self) -> Op:
        return self.set("group", GROUP, {"name": "Groupe d’exemple", "target_size": 25})


class FakeParcels:
    """A device in memory meets no other laptop: it only has a key."""

    def __init__(self, author: Author) -> None:
        self.trust = self
        self._seed = author.environment.chance.token_bytes(32)

    def public_key(self) -> str:
        return public_key(self._seed)

    def keep_server_trust(self, *_: Any, **__: Any) -> None:
        """Believe nobody: nothing is ever shown to it."""

    def needs_certificate(self, *_: Any) -> bool:
        return False

    def introductions(self) -> list[KeptCertificate]:
        return []

    def errand(self, _scope: str) -> Errand:
        return Errand([], [], [], b"")


class FakeFiles:
    """A device in memory has no files, and none of its records names any."""

    def errands(self, *_: Any) -> Errands:
        return Errands()

    def note_sent(self, *_: Any) -> None:
        """Nothing was sent."""

    def read(self, digest: str) -> bytes:
        raise KeyError(digest)

    def take(self, *_: Any) -> bool:
        return False


@dataclass
class FakeReplica:
    """A local copy in memory: what the server confirmed, with what waits on top."""

    author: Author
    confirmed: dict[Key, RecordState] = field(default_factory=dict)
    outbox: list[Op] = field(default_factory=list)
    answers: dict[str, Settled] = field(default_factory=dict)
    cursors: dict[str, Cursor] = field(default_factory=dict)
    known: tuple[str, ...] = ()
    server: Pairing | None = None
    rounds: list[datetime] = field(default_factory=list)
    gone: tuple[str, ...] = ()
    offset: timedelta = timedelta()
    places: dict[Key, tuple[str, int]] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    server_schema: tuple[int, int] | None = None
    batch: int | None = None
    parcels: ParcelStore = field(init=False)
    files: FakeFiles = field(default_factory=FakeFiles)

    def __post_init__(self) -> None:
        self.parcels = cast("ParcelStore", FakeParcels(self.author))

    def call_db(self, job: Callable[[LocalCopy], T], /) -> T:
        """Run ``job`` here."""
        return job(self)

    def write(self, *ops: Op) -> None:
        self.outbox += ops

    def state(self, record: str, record_id: str) -> RecordState | None:
        """Return what this device shows: the server's record with every edit that was not refused on top."""
        state = self.confirmed.get((record, record_id))
        for op in self.standing():
            if (op.record, op.record_id) == (record, record_id):
                state, _ = apply(state, op)
        return state

    def pending(self) -> list[Op]:
        return [op for op in self.outbox if op.id not in self.answers]

    def standing(self) -> list[Op]:
        refused = {op_id for op_id, answer in self.answers.items() if answer.verdict in _REFUSED}
        return [op for op in self.outbox if op.id not in refused]

    def identity(self) -> Identity:
        return Identity(self.author.device, self.author.incarnation, "laptop")

    @property
    def recovery(self) -> FakeRecovery:
        return FakeRecovery(self)

    def digest(self, scope: str) -> str:
        places = self.places.items()
        return shifted(EMPTY, sum(mark(*key, seq) for key, (where, seq) in places if where == scope))

    def note_numbers(self) -> None:
        pass

    def mark(self) -> str:
        return f"{len(self.outbox)}.{len(self.confirmed)}.{self.cursors}"

    def pairing(self) -> Pairing | None:
        return self.server

    def save_pairing(self, pairing: Pairing, scopes: Sequence[str]) -> None:
        if self.server is not None and self.server.epoch != pairing.epoch:
            self.recovery.send_again()
            self.places.clear()
        self.server, self.known = pairing, tuple(sorted(scopes))

    def token_is_old(self, at: datetime) -> bool:
        del at
        return False

    def save_token(self, token: str, at: datetime) -> None:
        del at
        assert self.server is not None
        self.server = replace(self.server, token=token)

    def left(self) -> tuple[str, ...]:
        return self.gone

    def save_left(self, scopes: Sequence[str]) -> None:
        self.gone = tuple(scopes)

    def scopes(self) -> tuple[str, ...]:
        return self.known

    def waiting(self, limit: int, max_bytes: int) -> list[Waiting]:
        found: list[Waiting] = []
        size = 0
        for op in self.pending()[:limit]:
            body = encode(op).decode()
            size += len(body)
            if found and size > max_bytes:
                break
            found.append(Waiting(op.n, op.scope, op.id, body))
        return found

    def batch_ops(self) -> int | None:
        return self.batch

    def note_batch_ops(self, ops: int) -> None:
        self.batch = ops

    def note_schema(self, oldest: int, newest: int) -> None:
        self.server_schema = (oldest, newest)

    def counts(self) -> Counts:
        refused = sum(answer.verdict in _REFUSED for answer in self.answers.values())
        return Counts(len(self.pending()), refused)

    def send_unseen(self, _: Sequence[str]) -> int:
        return 0

    def settle(self, results: Sequence[Settled]) -> Changes:
        for result in results:
            self.answers[result.op_id] = result
        return NOTHING

    def cursor(self, scope: str) -> Cursor:
        return self.cursors.get(scope, Cursor())

    def apply_page(
        self,
        scope: str,
        epoch: str,
        rows: Sequence[Row],
        next_seq: int,
        *,
        accept_deletions: bool = False,
    ) -> Changes:
        for row in rows:
            theirs = state_of_row(row)
            mine = self.confirmed.get((row.record, row.record_id))
            self.confirmed[row.record, row.record_id] = theirs if mine is None else merge(mine, theirs)
            self.places[row.record, row.record_id] = (scope, row.seq)
            for name, (_, stamp) in row.fields.items():
                self.author.instant = max(self.author.instant, read(stamp))
                key = (row.record, row.record_id, name)
                self.author.seen[key] = max(self.author.seen.get(key, ""), stamp)
        self.cursors[scope] = Cursor(epoch, next_seq)
        return NOTHING

    def make_durable(self) -> None:
        return

    def start_again(self, scope: str) -> None:
        self.cursors.pop(scope, None)

    def take_back(self, _: str) -> bool:
        return False

    def learn_clock(self, theirs: datetime) -> None:
        self.offset = theirs - self.author.environment.now()

    def clock_offset(self) -> timedelta:
        return self.offset

    def add_round(self, at: datetime, route: Via, **what: Any) -> None:
        self.told.append({"at": at, "route": route, **what})
        if what["problem"] is None:
            self.rounds.append(at)


@dataclass
class FakeRecovery:
    """The ways back of a copy in memory."""

    replica: FakeReplica

    def doubt(self, scope: str, at: datetime) -> bool:
        del at
        self.replica.cursors.pop(scope, None)
        kept = {key: place for key, place in self.replica.places.items() if place[0] != scope}
        self.replica.places = kept
        self.send_again()
        return True

    def send_again(self) -> None:
        self.replica.answers.clear()

    def begin_incarnation(self) -> None:
        self.replica.author.incarnation = self.replica.author.environment.chance.token_bytes(8).hex()
        self.replica.author.n = 0

    def leave(self, scope: str) -> str | None:
        held = [key for key, place in self.replica.places.items() if place[0] == scope]
        for key in held:
            del self.replica.confirmed[key], self.replica.places[key]
        self.replica.cursors.pop(scope, None)
        return None

    def wipe(self, at: datetime) -> None:
        del at
        for scope in {place[0] for place in self.replica.places.values()}:
            self.leave(scope)


class Line(httpx.BaseTransport):
    """The way to a server on this machine; ``rule`` may answer in its place, or cut the line.

    ``rule(request, send)`` gets the request and what really sends it.
    """

    def __init__(
        self,
        rule: Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response] | None = None,
    ) -> None:
        self._rule = rule
        self.paths: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path.rsplit("/", 1)[-1])

        def send() -> httpx.Response:
            # The rules of tests read and cut plain text.
            request.headers["Accept-Encoding"] = "identity"
            # Reading every authority's certificate would cost more than the request.
            with httpx.HTTPTransport(verify=False) as transport:
                answer = transport.handle_request(request)
                body = answer.read()
                rewritten = ("content-encoding", "content-length")
                headers = [(name, value) for name, value in answer.headers.items() if name not in rewritten]
                return httpx.Response(answer.status_code, headers=headers, content=body)

        answer = self._rule(request, send) if self._rule else send()
        # Like one from a network: nothing of it was read yet.
        return httpx.Response(
            answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content)
        )
