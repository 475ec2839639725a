"""One exchange with the server: what is new there, everything that waits goes up, every scope comes down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from organiser_kit.errors import SyncError
from organiser_kit.storage.replica import Pairing, Settled
from sync.client import batches, failures
from sync.protocol import BATCH_BYTES, MAX_BATCH_OPS, MAX_BODY_BYTES, AckRequest, Heads, ScopeHead, Verdict, heads_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from organiser_kit.storage.replica import Waiting
    from sync.client.batches import BatchSize
    from sync.client.http import Api, Page
    from sync.client.local import CallDb, LocalCopy
    from sync.protocol import Result

_REFUSED = frozenset({Verdict.REFUSED, Verdict.NEEDS_UPGRADE, Verdict.GONE})


class Progress(Protocol):
    """Told, now and then, how far an exchange has come."""

    def __call__(self, done: int, total: int, /) -> None:
        """Take note."""
        ...


@dataclass(slots=True)
class Tally:
    """What an exchange did.

    Attributes:
        pushed: operations that the server took.
        pulled: rows that came down.
        failures: what went wrong, in the order it did.
    """

    pushed: int = 0
    pulled: int = 0
    failures: list[SyncError] = field(default_factory=list)


class CancelledError(SyncError):
    """A person stopped the exchange."""


class Round:
    """One exchange of one device with its server."""

    def __init__(
        self,
        api: Api,
        call_db: CallDb,
        environment: Environment,
        pairing: Pairing,
        size: BatchSize,
        *,
        cancel: Callable[[], bool],
        progress: Progress,
    ) -> None:
        self._api = api
        self._call_db = call_db
        self._environment = environment
        self._pairing = pairing
        self._size = size
        self._cancel = cancel
        self._progress = progress
        self._total = 0
        self.tally = Tally()

    def run(self) -> Tally:
        """Exchange everything; a failure on the way up does not stop what comes down, nor the other way round."""
        try:
            heads = self._learn_heads()
            heads = self._attempt(lambda: self._push_all(heads)) or heads
            seqs = self._call_db(lambda local: _cursors(local, heads.epoch, tuple(heads.scopes)))
            behind = {scope: head.seq - seqs[scope] for scope, head in heads.scopes.items()}
            self._total += sum(lag for lag in behind.values() if lag > 0)
            for scope, lag in behind.items():
                if lag != 0:
                    self._attempt(lambda scope=scope, after=seqs[scope]: self._pull(scope, after))  # type: ignore[misc]
            if self.tally.pulled:
                self._attempt(self._acknowledge)
        except SyncError as error:
            self.tally.failures.append(error)
        if not self.tally.failures:
            self._call_db(lambda local: local.note_round(self._environment.now()))
        return self.tally
