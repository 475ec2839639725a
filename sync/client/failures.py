"""What can go wrong on the way to a server, each with the sentence for the person who waits for it."""

from __future__ import annotations

from organiser_kit.errors import SyncError
from organiser_kit.i18n import tr
from sync.protocol import ProblemKind


class UnreachableError(SyncError):
    """No answer came, or only a part of one; trying again later makes sense.

    Attributes:
        slow: the line or the server was too slow for what was sent.
    """

    def __init__(self, sentence: str, *, slow: bool = False) -> None:
        super().__init__(sentence)
        self.slow = slow


class AwayError(UnreachableError):
    """There is nobody at the server's address: asking for something else makes no sense."""


class PortalError(SyncError):
    """Something else than the server answered."""


class ServerProblemError(SyncError):
    """The server answered that it cannot do what was asked.

    Attributes:
        kind: a value of :class:`sync.protocol.ProblemKind`, or one that only a newer server knows.
        retry_after: seconds after which the server wants to be asked again.
    """

    def __init__(self, sentence: str, kind: str, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.retry_after = retry_after

    @property
    def is_about_size(self) -> bool:
        """Return whether less at a time may go through at once."""
        return self.kind == ProblemKind.BATCH_TOO_LARGE

    @property
    def is_overload(self) -> bool:
        """Return whether less at a time may go through later."""
        return self.kind in (ProblemKind.BUSY, ProblemKind.INTERNAL)


def unreachable() -> UnreachableError:
    """Return the failure of a server that cannot be reached."""
    return UnreachableError(tr("The server cannot be reached: check the network. What waits is kept."))


def away() -> AwayError:
    """Return the failure of a server with which no connection comes about."""
    return AwayError(unreachable().sentence)


def too_slow() -> UnreachableError:
    """Return the failure of a server that stopped answering."""
    return UnreachableError(tr("The server takes too long to answer. What waits is kept."), slow=True)


def cut_off() -> UnreachableError:
    """Return the failure of an answer that did not arrive whole."""
    return UnreachableError(tr("The server's answer was cut off on the way: it will be asked for again."))


def portal() -> PortalError:
    """Return the failure of a network that wants a person to log in first."""
    return PortalError(
        tr("This network asks you to log in first: open a web page, log in, then try again. Nothing is lost.")
    )


def not_ours(url: str) -> PortalError:
    """Return the failure of an address where another kind of server answers."""
    return PortalError(tr("There is no Organiser Kit server at {url}: check the address.", url=url))


def stuck() -> SyncError:
    """Return the failure of an exchange that goes round in circles."""
    return SyncError(
        tr("The exchange with the server makes no progress: it was stopped. What waits is kept.")
    )
