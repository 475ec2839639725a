"""The last exchanges of this copy, whichever way they went: what each one did, or why it did nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.storage.database import Database

KEPT = 200
"""How many exchanges are remembered."""


class Via(StrEnum):
    """The way an exchange went."""

    SERVER = "server"
    LAN = "lan"
    STICK = "stick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One exchange, or several in a row that moved nothing and ended alike.

    Attributes:
        at: when it ended (RFC 3339); the last one of several.
        since: when the first one of several ended, ``at`` for one.
        times: how many there were.
        pushed: operations that left and were taken.
        pulled: records, or operations of others, that came.
        refused: operations that were turned down.
        problem: what went wrong, in the sentence that a person was told.
    """

    at: str
    since: str
    times: int = 1
    route: Via = Via.SERVER
    pushed: int = 0
    pulled: int = 0
    refused: int = 0
    problem: str | None = None


class Rounds:
    """The table of exchanges."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        at: datetime,
        route: Via,
        *,
        pushed: int = 0,
        pulled: int = 0,
        refused: int = 0,
        problem: str | None = None,
    ) -> None:
        """Remember an exchange that ended ``at``, in the open transaction.

        One that moved nothing only moves the line before it when that one ended alike: a night of asking a
        server that is away, or has nothing new, is one line and pushes nothing out of the list.
        """
        moment = at.isoformat()
        if not (pushed or pulled or refused) and self._continue(moment, route, problem):
            return
        self._database.execute(
            "INSERT INTO rounds (at, since, times, route, pushed, pulled, refused, problem) "
            "VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
            (moment, moment, route.value, pushed, pulled, refused, problem),
        )
        self._database.execute(
            "DELETE FROM rounds WHERE id NOT IN (SELECT id FROM rounds ORDER BY id DESC LIMIT ?)", (KEPT,)
        )

    def _continue(self, moment: str, route: Via, problem: str | None) -> bool:
        """Move the last line on to ``moment`` if it stands for exchanges like this one."""
        moved = self._database.execute(
            "UPDATE rounds SET at = ?, times = times + 1 WHERE id = (SELECT max(id) FROM rounds) "
            "AND route = ? AND problem IS ? AND pushed = 0 AND pulled = 0 AND refused = 0",
            (moment, route.value, problem),
        )
        return moved > 0

    def last(self, limit: int = KEPT) -> list[Round]:
        """Return the last exchanges, the newest first."""
        rows = self._database.rows(
            "SELECT at, since, times, route, pushed, pulled, refused, problem FROM rounds "
            "ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [Round(**{**row, "route": Via(row["route"])}) for row in rows]
