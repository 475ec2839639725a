"""Erasing somebody for good, everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact, FactKind
from organiser_kit.model.meetings import Group
from organiser_kit.model.paper import ParticipationStatement
from organiser_kit.model.people import Person
from organiser_kit.model.record import group_of
from organiser_kit.rules.attendance import live
from organiser_kit.services.unnamed import check_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.services.store import Store


@dataclass(frozen=True, slots=True)
class Traces:
    """What an erasure would leave behind, and where it reaches.

    Attributes:
        groups: the names of the groups that know the person: erased in all of them.
        meetings: how many meetings they were at; each stays counted, without a name.
        statements: how many statements issued to them still stand; the papers are theirs.
    """

    groups: tuple[str, ...]
    meetings: int
    statements: int


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased.

    Attributes:
        people: the ids of the person, one for each group that knew them; they mean nothing from now on.
        records: how many records went, badges and conflicts counted.
    """

    people: tuple[str, ...]
    records: int


class Erasure:
    """The right to be forgotten. It cannot be undone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def traces(self, person_id: str) -> Traces:
        """Return what erasing somebody would leave; nothing is written.

        Raises:
            NotFoundError: nobody has this id.
        """
        records = self._store.records
        selves = self._selves(records.get(Person, person_id))
        ids = [known.id for known in selves]
        about = f"person_id IN ({', '.join('?' * len(ids))})"
        facts = live(records.find(AttendanceFact, about, ids))
        statements = records.find(ParticipationStatement, f"{about} AND revoked_at IS NULL", ids)
        groups = [records.seen(Group, group_of(known.scope)) for known in selves]
        return Traces(
            groups=tuple(dict.fromkeys(group.name for group in groups if group)),
            meetings=len({fact.meeting_id for fact in facts if fact.kind is FactKind.CHECK_IN}),
            statements=len(statements),
        )

    def person(self, person_id: str, reason: str) -> Erased:
        """Erase somebody, in every group of this copy that knows them.

        Presences stay as facts about an id that means nothing, so that what was counted stays true.

        Args:
            person_id: a person, deleted or not.
            reason: why, for whoever must account for it later; it stays on this laptop.

        Raises:
            NotFoundError: nobody has this id.
            UserError: there is no reason, or it tells who the person was.
        """
        records = self._store.records
        with self._store.writer.action() as action:
            person = records.get(Person, person_id)
            selves = self._selves(person)
            check_unnamed(reason, selves)
            before, now = records.erasures.count(), self._store.clock.now()
            for known in selves:
                action.erase(known)
                records.erasures.note_reason("person", known.id, now, reason.strip())
            return Erased(tuple(known.id for known in selves), records.erasures.count() - before)

    def _selves(self, person: Person) -> list[Person]:
        """Return every record of the same human: in other groups, and those that were merged into these."""
        find = self._store.records.find
        first = person.twin_of or person.id
        known = {one.id: one for one in find(Person, "id = ? OR twin_of = ?", (first, first), deleted=True)}
        to_follow = list(known)
        while to_follow:
            merged = find(Person, "merged_into = ?", (to_follow.pop(),), deleted=True)
            new = {one.id: one for one in merged if one.id not in known}
            known |= new
            to_follow += new
        return list(known.values())

    def again(self, person_ids: Iterable[str]) -> int:
        """Erase those of ``person_ids`` whom a backup brought back, and return how many that were."""
        records = self._store.records
        with self._store.writer.action() as action:
            back = [known for one in person_ids if (known := records.seen(Person, one)) is not None]
            for known in back:
                action.erase(known)
        return len(back)
