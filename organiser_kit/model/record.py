"""What every synced record shares, and how its fields describe themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_COLUMN = "column"

COMMON_SCOPE = "c:all"
"""The scope that every laptop reads and none writes: what the server gives to all."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is stored and shared.

    Attributes:
        surfaced: two concurrent edits of it are shown to a person instead of being settled silently.
        indexed: queries look records up by it.
        decisive: a record whose value here this version cannot read is left out of every list.
    """

    surfaced: bool = False
    indexed: bool = False
    decisive: bool = False


PLAIN = Column()


def surfaced(default: object = None) -> Any:
    """Declare a field whose concurrent edits a person must see."""
    return field(default=default, metadata={_COLUMN: Column(surfaced=True)})


def indexed(default: object = None) -> Any:
    """Declare a field that records are looked up by."""
    return field(default=default, metadata={_COLUMN: Column(indexed=True)})


def decisive(default: object) -> Any:
    """Declare a field without which a record cannot be understood."""
    return field(default=default, metadata={_COLUMN: Column(decisive=True)})


def column_of(metadata: Any) -> Column:
    """Return the :class:`Column` a dataclass field was declared with."""
    column = metadata.get(_COLUMN, PLAIN)
    assert isinstance(column, Column)
    return column


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A synced record.

    Attributes:
        id: UUIDv7 made by the device that created it, never derived from personal data.
        scope: the set of devices that may see it: ``g:<group id>``, ``r:<region id>`` or
            :data:`COMMON_SCOPE`.
    """

    id: str
    scope: str


def group_scope(group_id: str) -> str:
    """Return the scope of what one group's devices share."""
    return f"g:{group_id}"


def region_scope(region_id: str) -> str:
    """Return the scope of what a whole region shares."""
    return f"r:{region_id}"


def group_of(scope: str) -> str | None:
    """Return the group id of a group's scope, ``None`` for any other."""
    return scope[2:] if scope.startswith("g:") else None
