"""Finding people as one types, from the first letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from organiser_kit.rules.text import fts_query, search_prefixes, search_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.oplog.merge import RecordState
    from organiser_kit.storage.database import Database


MOST_LOOKED_THROUGH = 2_000
"""People of one scope whose names are looked through one by one: at most 6 ms."""
_SIZE = "SELECT count(*) FROM (SELECT 1 FROM people WHERE scope = ? LIMIT ?)"
_NAMES = "SELECT id, given_name, family_name FROM people WHERE scope = ? AND alive = 1"


class PeopleIndex:
    """The full-text index over people's folded names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, state: RecordState) -> None:
        """Index one person as they now stand; a deleted person leaves the index."""
        number = self._number(state.id)
        self._database.execute("DELETE FROM people_search WHERE rowid = ?", (number,))
        if state.alive.value:
            folded = search_text(_text(state, "given_name"), _text(state, "family_name"))
            self._database.execute(
                "INSERT INTO people_search (rowid, folded) VALUES (?, ?)", (number, folded)
            )

    def remove(self, person_id: str) -> None:
        """Forget one person, letter by letter, in the open transaction."""
        sql = "SELECT no FROM people_numbers WHERE person_id = ?"
        number = self._database.value(sql, (person_id,))
        if number is None:
            return
        self._database.execute("DELETE FROM people_search WHERE rowid = ?", (number,))
        self._database.execute("DELETE FROM people_numbers WHERE no = ?", (number,))
        self._database.before_commit(self._rewrite)

    def _rewrite(self) -> None:
        # A contentless index only marks what was deleted; its words go when its parts are merged into one.
        self._database.execute("INSERT INTO people_search (people_search) VALUES ('optimize')")

    def put_new(self, people: Sequence[tuple[str, str]]) -> None:
        """Index people who are new, many at once: their ids and their folded names."""
        self._drop_stale([person_id for person_id, _ in people])
        first = int(self._database.value("SELECT coalesce(max(no), 0) FROM people_numbers")) + 1
        self._database.execute_many(
            "INSERT INTO people_numbers (no, person_id) VALUES (?, ?)",
            [(number, person_id) for number, (person_id, _) in enumerate(people, first)],
        )
        self._database.execute_many(
            "INSERT INTO people_search (rowid, folded) VALUES (?, ?)",
            [(number, folded) for number, (_, folded) in enumerate(people, first)],
        )

    def _drop_stale(self, ids: list[str]) -> None:
        """Drop the entries of people whose rows were lost, and who come again."""
        listed = (json.dumps(ids),)
        numbers = "SELECT no FROM people_numbers WHERE person_id IN (SELECT value FROM json_each(?))"
        if self._database.value(f"{numbers} LIMIT 1", listed) is not None:
            self._database.execute(f"DELETE FROM people_search WHERE rowid IN ({numbers})", listed)
            self._database.execute(f"DELETE FROM people_numbers WHERE no IN ({numbers})", listed)

    def search(self, text: str, scope: str | None = None, limit: int = 50) -> list[str]:
        """Return the ids of at most ``limit`` people whose names have words that ``text`` begins.

        The index knows no scopes. In a region's copy it finds tens of thousands for a letter, and each would
        have to be asked whether they are of one small group: 0.4 s at every key.
        """
        if scope is not None and self._is_small(scope):
            return self._looked_through(search_prefixes(text), scope)[:limit]
        within = "AND p.scope = :scope" if scope else ""
        rows = self._database.rows(
            "SELECT p.id FROM people_search JOIN people_numbers ON no = people_search.rowid "
            f"JOIN people p ON p.id = person_id WHERE people_search MATCH :query {within} LIMIT :limit",
            {"query": fts_query(text), "scope": scope, "limit": limit},
        )
        return [row["id"] for row in rows]

    def _is_small(self, scope: str) -> bool:
        size = self._database.value(_SIZE, (scope, MOST_LOOKED_THROUGH + 1))
        return int(size) <= MOST_LOOKED_THROUGH

    def _looked_through(self, beginnings: Sequence[str], scope: str) -> list[str]:
        """Return the people of ``scope`` who have, for each beginning, a word as the index would hold it."""
        if not beginnings:
            return []
        names = self._database.tuples(_NAMES, (scope,))
        folded = ((one, f" {search_text(given or '', family or '')}") for one, given, family in names)
        return [one for one, words in folded if all(f" {begun}" in words for begun in beginnings)]

    def _number(self, person_id: str) -> int:
        sql = "SELECT no FROM people_numbers WHERE person_id = ?"
        number = self._database.value(sql, (person_id,))
        if number is None:
            self._database.execute("INSERT INTO people_numbers (person_id) VALUES (?)", (person_id,))
            number = self._database.value(sql, (person_id,))
        return int(number)


def _text(state: RecordState, field: str) -> str:
    register = state.registers.get(field)
    return str(register.value or "") if register else ""
