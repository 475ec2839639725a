"""What the parts of one exchange share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from sync.client.http import Api
    from sync.client.local import CallDb


class StoppedError(SyncError):
    """A person stopped the exchange; what was done stays done."""


@dataclass(slots=True)
class Tally:
    """What an exchange did so far.

    Attributes:
        pushed: operations that the server took.
        pulled: rows that came down.
        relayed: operations of others that the server answered.
        total: operations and rows that the exchange is about, as far as is known.
        failures: what went wrong, in the order it did.
        unseen: operations that the server answered and no longer holds; they wait again.
        doubts: scopes of which this laptop holds something else than the server.
        left: the names of groups that this laptop was let out of, and whose records it removed.
        revoked: whether the server put this laptop out, and its records were removed.
        files_sent: files that the server holds since this exchange; likewise ``files_fetched``.
        files_problem: why a file did not travel, for a person; everything else went on.
        come_back_in: seconds after which the server would like to be asked again.
        repaired: what was put right without anybody's doing, in a sentence.
    """

    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    relayed: int = 0
    total: int = 0
    failures: list[SyncError] = field(default_factory=list)
    unseen: int = 0
    doubts: set[str] = field(default_factory=set)
    repaired: str | None = None
    left: list[str] = field(default_factory=list)
    revoked: bool = False
    come_back_in: float | None = None
    files_sent: int = 0
    files_fetched: int = 0
    files_problem: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One exchange under way.

    Attributes:
        cancel: tells whether a person wants it stopped; asked between requests.
        progress: told how much of how much is done, after each request.
        accept_deletions: a person said that many people may go.
    """

    api: Api
    call_db: CallDb
    environment: Environment
    cancel: Callable[[], bool]
    progress: Callable[[int, int], None]
    tally: Tally
    accept_deletions: bool = False

    def step(self) -> None:
        """Tell how far it is, and stop if a person wants that.

        Raises:
            StoppedError: a person does.
        """
        done = self.tally.pushed + self.tally.refused + self.tally.pulled
        self.progress(done, max(done, self.tally.total))
        if self.cancel():
            raise StoppedError(tr("The exchange was stopped. What waits is kept."))
