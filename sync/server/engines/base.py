"""What the server asks of a database, whichever it is.

The statements are the same for all, with named parameters (``:name``). What tells one database from
another is behind this seam: how a transaction begins, how a kind of column is called, which failures may
be tried again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.errors import KitError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

WORDS = ("TEXT", "INTEGER", "FLAG", "MOMENT", "DOCUMENT")
"""How statements that define tables name their columns' types: a text, a whole number, yes or no, a point in
time, JSON. Each engine has its own name for each."""


class TroubleError(KitError):
    """The database did not do what it was asked; nothing of it was recorded, unless it was at its COMMIT.

    Attributes:
        again: whether the same work may be tried again at once.
        lost: whether the connection is of no more use.
    """

    def __init__(self, reason: str, *, again: bool = False, lost: bool = False) -> None:
        super().__init__(
            tr("The database cannot be used ({reason}): check its address and its disk.", reason=reason)
        )
        self.reason = reason
        self.again = again
        self.lost = lost


class UnfitError(KitError):
    """A value that came from outside fits in no column."""


class Rows(Protocol):
    """What a statement found."""

    @property
    def rowcount(self) -> int:
        """Return how many rows were written."""
        ...

    def fetchone(self) -> Any:
        """Return the next row, ``None`` after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Return the rows one by one."""
        ...


class Connection(Protocol):
    """One connection, used by one thread at a time."""

    def execute(self, statement: str, parameters: Mapping[str, Any] = ..., /) -> Rows:
        """Run a statement; values are texts, whole numbers, booleans and ``None``."""
        ...

    def put(self, statement: str, parameters: Mapping[str, Any], /) -> None:
        """Write exactly one row, now or at the latest before the next reading or COMMIT.

        Raises:
            TroubleError: another transaction came first, and the row is no longer this one's to write;
                the work may be tried again.
        """
        ...

    def send(self) -> None:
        """Write the rows that were put and still wait; whatever is wrong with them is told now."""
        ...

    def define(self, statement: str, /) -> None:
        """Create or alter a table or an index; types are named by :data:`WORDS`."""
        ...

    def begin(self) -> None:
        """Begin a transaction that writes; each statement sees what is committed when it starts, or more."""
        ...

    def leave_no_trace(self) -> None:
        """See to it that what this transaction deletes is in no file of the database soon after COMMIT."""
        ...

    def begin_reading(self) -> None:
        """Begin a transaction that reads one unchanging view."""
        ...

    def commit(self) -> None:
        """Keep everything since ``begin``, for good."""
        ...

    def rollback(self) -> None:
        """Forget everything since ``begin``."""
        ...

    def close(self) -> None:
        """Leave."""
        ...

    def hold_alone(self) -> None:
        """Wait, inside a transaction, until no other process upgrades this database; held to its end."""
        ...

    def tables(self) -> dict[str, set[str]]:
        """Return the names of the columns of every table."""
        ...

    def indexes(self) -> set[str]:
        """Return the name of every index."""
        ...

    def keys(self) -> dict[str, list[str]]:
        """Return the columns of every table's primary key, in their order."""
        ...


class Engine(Protocol):
    """A database at an address."""

    @property
    def writers(self) -> int:
        """Return how many transactions of one process may write at the same time."""
        ...

    @property
    def readers(self) -> int:
        """Return how many transactions of one process may read at the same time."""
        ...

    @property
    def place(self) -> str:
        """Return where the data is, for a person; without any password."""
        ...

    @property
    def folder(self) -> Path:
        """Return where the files lie that belong to the database and are not in it."""
        ...

    def connect(self) -> Connection:
        """Open a connection."""
        ...

    def is_served(self) -> bool:
        """Return whether a running server holds the database open."""
        ...

    def explained(self) -> AbstractContextManager[None]:
        """Turn the library's own errors that are nobody's bug into those of this module."""
        ...


def overtaken() -> TroubleError:
    """Return the trouble of a transaction that another one overtook."""
    return TroubleError("another transaction came first", again=True)
