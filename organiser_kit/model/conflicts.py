"""Two versions of one field, for a person to choose between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from organiser_kit.model.record import Record, decisive, indexed


class ConflictState(StrEnum):
    """Whether somebody still has to look."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Record):
    """Two edits of one field whose authors did not know of each other; the server finds and lists them.

    Attributes:
        record: the kind of record whose field it is; ``record_id`` says which one.
        winner: the value that stood when the conflict was found, as it is on the wire.
        loser: the value that gave way.
        winner_laptop: how the laptop that wrote the winner is called, where the server knew it; likewise
            ``loser_laptop``.
    """

    record: str = ""
    record_id: str = indexed("")
    field: str = ""
    winner: str | None = None
    winner_stamp: str = ""
    loser: str | None = None
    loser_stamp: str = ""
    state: ConflictState = decisive(ConflictState.OPEN)
    winner_laptop: str | None = None
    loser_laptop: str | None = None
