"""What an exchange asks of the local copy; :class:`organiser_kit.storage.replica.Replica` is the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, timedelta

    from organiser_kit.changes import Changes
    from organiser_kit.oplog.op import Row
    from organiser_kit.storage.device import Identity
    from organiser_kit.storage.feed import Cursor
    from organiser_kit.storage.file_errands import Errands
    from organiser_kit.storage.outbox import Counts, Settled, Waiting
    from organiser_kit.storage.pairing import Pairing
    from organiser_kit.storage.parcels import ParcelStore
    from organiser_kit.storage.rounds import Via

T = TypeVar("T")


class Recovering(Protocol):
    """:class:`organiser_kit.storage.recovery.Recovery`, as an exchange uses it."""

    def doubt(self, scope: str, at: datetime) -> bool:
        """Read a scope again and send again what this copy wrote in it, unless that was just done."""
        ...

    def send_again(self) -> None:
        """Let everything that this copy ever wrote wait again."""
        ...

    def begin_incarnation(self) -> None:
        """Write under a new name, for another copy of this device writes under the present one."""
        ...

    def leave(self, scope: str) -> str | None:
        """Remove what this copy holds of a scope and return its group's name; what was never sent stays."""
        ...

    def wipe(self, at: datetime) -> None:
        """Remove every record, for a server put this device out; what was never sent stays."""
        ...


class FileStore(Protocol):
    """:class:`organiser_kit.storage.file_errands.FileErrands`, as an exchange uses it."""

    def errands(self, epoch: str, scopes: Sequence[str]) -> Errands:
        """Return what may travel now between this copy and the server of ``epoch``."""
        ...

    def note_sent(self, digests: Iterable[str], epoch: str) -> None:
        """Note that the server of ``epoch`` holds files."""
        ...

    def read(self, digest: str) -> bytes:
        """Return a file that is here."""
        ...

    def take(self, digest: str, content: bytes, epoch: str) -> bool:
        """Keep a file that came from the server of ``epoch``, and return whether it is the right one."""
        ...


class LocalCopy(Protocol):
    """The local copy; every method is one local transaction."""

    @property
    def parcels(self) -> ParcelStore:
        """Return what it gives to other laptops and takes from them."""
        ...

    @property
    def files(self) -> FileStore:
        """Return the files that go with records."""
        ...

    def identity(self) -> Identity:
        """Return who this device is."""
        ...

    @property
    def recovery(self) -> Recovering:
        """Return the ways back to an exchange that can be trusted."""
        ...

    def digest(self, scope: str) -> str:
        """Return the fingerprint of what this copy holds of a scope's feed."""
        ...

    def note_numbers(self) -> None:
        """Note beside the database which numbers are used, before operations leave this machine."""
        ...

    def mark(self) -> str:
        """Return a word that changes whenever anything is written."""
        ...

    def pairing(self) -> Pairing | None:
        """Return the server it is paired with."""
        ...

    def save_pairing(self, pairing: Pairing, scopes: Sequence[str]) -> None:
        """Remember a server and what it lets this device see."""
        ...

    def token_is_old(self, at: datetime) -> bool:
        """Return whether the server should be asked for another token."""
        ...

    def save_token(self, token: str, at: datetime) -> None:
        """Remember the token that replaces the present one."""
        ...

    def left(self) -> tuple[str, ...]:
        """Return the scopes that a server let this device out of, and that were removed."""
        ...

    def save_left(self, scopes: Sequence[str]) -> None:
        """Remember the scopes that were removed."""
        ...

    def scopes(self) -> tuple[str, ...]:
        """Return the scopes that the server granted."""
        ...

    def waiting(self, limit: int, max_bytes: int) -> list[Waiting]:
        """Return the oldest unanswered operations, at least one if there is any."""
        ...

    def counts(self) -> Counts:
        """Return how much waits, was refused, or needs a person."""
        ...

    def settle(self, results: Sequence[Settled]) -> Changes:
        """Note the server's verdicts."""
        ...

    def batch_ops(self) -> int | None:
        """Return how many operations went into the last push, ``None`` before any failed."""
        ...

    def note_batch_ops(self, ops: int) -> None:
        """Remember how many operations may go into the next push."""
        ...

    def note_schema(self, oldest: int, newest: int) -> None:
        """Remember which schemas the server takes, and let what waited for one of them go."""
        ...

    def cursor(self, scope: str) -> Cursor:
        """Return how far a scope was read."""
        ...

    def apply_page(
        self,
        scope: str,
        epoch: str,
        rows: Sequence[Row],
        next_seq: int,
        *,
        accept_deletions: bool = False,
    ) -> Changes:
        """Merge rows and move the cursor, both or neither."""
        ...

    def send_unseen(self, scopes: Sequence[str]) -> int:
        """Let wait again what the server answered and its feed, read to the end, does not show."""
        ...

    def make_durable(self) -> None:
        """See to it that a power cut takes away nothing of what came down so far."""
        ...

    def start_again(self, scope: str) -> None:
        """Read a scope from its beginning, for the server has let go of what lies before the cursor."""
        ...

    def take_back(self, scope: str) -> bool:
        """Have a scope read from its beginning if it was put away here, and return whether it was."""
        ...

    def learn_clock(self, theirs: datetime) -> None:
        """Believe the time that a server or another laptop just told."""
        ...

    def clock_offset(self) -> timedelta:
        """Return how much must be added to what this laptop's clock shows."""
        ...

    def add_round(
        self,
        at: datetime,
        route: Via,
        *,
        pushed: int = 0,
        pulled: int = 0,
        refused: int = 0,
        problem: str | None = None,
    ) -> None:
        """Remember what an exchange did, or why it did nothing."""
        ...


class CallDb(Protocol):
    """Runs a job on the thread that owns the local copy and returns its answer."""

    def __call__(self, job: Callable[[LocalCopy], T], /) -> T:
        """Run ``job``."""
        ...
