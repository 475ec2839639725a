"""The people of a group: add, edit, find."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.people import Person
from organiser_kit.model.places import Structure
from organiser_kit.model.record import group_scope
from organiser_kit.rules.text import fold, sort_key
from organiser_kit.storage.records import not_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from organiser_kit.changes import Changes
    from organiser_kit.services.store import Store
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.writer import Action

EDITABLE = frozenset(
    {
        "family_name",
        "given_name",
        "email",
        "phone",
        "structure_id",
        "commune",
        "profession_kind",
        "external_ref",
    }
)


_NAMES = ("family_name", "given_name")

_A_PORTION = 2_000
_PORTION = """
    SELECT id, family_name, given_name FROM people WHERE id > ? AND alive = 1 ORDER BY id LIMIT ?
"""


class People:
    """Who takes part."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, person_id: str) -> Person:
        """Return one person, deleted or not.

        Raises:
            NotFoundError: nobody has this id.
        """
        return self._store.records.get(Person, person_id)

    def seen(self, person_id: str) -> Person | None:
        """Return one person, deleted or not, ``None`` when nobody here has this id."""
        return self._store.records.seen(Person, person_id)

    def living(self, person_id: str) -> Person:
        """Return one person who was not deleted; of somebody merged, the person they turned out to be.

        Raises:
            NotFoundError: nobody has this id.
        """
        person = survivor(self._store.records, person_id)
        if person is None:
            raise not_found(person_id)
        return person

    def selves(self, person: Person) -> list[Person]:
        """Return every record of the same human, in this scope and in others, the first made first."""
        first = person.twin_of or person.id
        return self._store.records.find(Person, "id = ? OR twin_of = ?", (first, first))

    def known_in(self, scope: str, person: Person) -> Person | None:
        """Return the record of the same human in ``scope``, ``None`` when there is none."""
        if person.scope == scope:
            return person
        return next((known for known in self.selves(person) if known.scope == scope), None)

    def brought_into(self, action: Action, scope: str, person: Person) -> Person:
        """Return the record of the same human in ``scope``, made if need be.

        The devices of a scope see nothing of another: what is written there names people of that scope.
        Name and structure come along; contacts stay with the group they were given to.
        """
        known = self.known_in(scope, person)
        if known:
            return known
        structure = self._store.records.seen(Structure, person.structure_id)
        structure_id = self.structure_id(action, scope, structure.name if structure else None)
        return self.add_within(
            action,
            scope,
            family_name=person.family_name,
            given_name=person.given_name,
            structure_id=structure_id,
            twin_of=person.twin_of or person.id,
        )

    def resolve(self, reference: str, *, deleted: bool = False) -> str:
        """Return the id of the one person whose id begins with ``reference``, deleted people left out or not.

        Raises:
            NotFoundError: nobody's does, or several people's.
        """
        matches = self._store.records.ids_like(Person, reference, deleted=deleted)
        if len(matches) != 1:
            raise NotFoundError(
                tr(
                    "“{reference}” is not the id of one person. “organiser-kit list people” shows them.",
                    reference=reference,
                )
            )
        return matches[0]

    def all(self, group_id: str | None = None) -> list[Person]:
        """Return everybody, or a group's people, in French alphabetical order."""
        where, parameters = ("scope = ?", (group_scope(group_id),)) if group_id else ("1", ())
        found = self._store.records.find(Person, where, parameters)
        return sorted(found, key=lambda person: sort_key(person.family_name, person.given_name))

    def first(self, count: int) -> tuple[list[Person], int]:
        """Return the first ``count`` people in French alphabetical order, and how many there are in all.

        A region's copy holds hundreds of thousands: their names pass by in portions, and few are kept.
        """
        ids = [person_id for person_id, *_ in nsmallest(count, self._names(), key=_alphabetical)]
        places = ", ".join("?" * len(ids))
        found = self._store.records.find(Person, f"id IN ({places})", ids)
        return sorted(found, key=lambda person: sort_key(person.family_name, person.given_name)), self.count()

    def count(self) -> int:
        """Return how many people there are."""
        return int(self._store.database.value("SELECT count(*) FROM people WHERE alive = 1"))

    def _names(self) -> Iterator[tuple[str, str | None, str | None]]:
        after = ""
        while rows := self._store.database.tuples(_PORTION, (after, _A_PORTION)):
            yield from rows
            after = rows[-1][0]

    def search(self, text: str, group_id: str | None = None, limit: int = 50) -> list[Person]:
        """Return at most ``limit`` people whose names begin with the words of ``text``, in order."""
        ids = self._store.people_index.search(text, group_scope(group_id) if group_id else None, limit)
        places = ", ".join("?" * len(ids))
        found = self._store.records.find(Person, f"id IN ({places})", ids)
        return sorted(found, key=lambda person: sort_key(person.family_name, person.given_name))

    def structure_names(self) -> dict[str, str]:
        """Return every structure's name by its id."""
        return {structure.id: structure.name for structure in self._store.records.find(Structure)}

    def structures_of(self, people: Iterable[Person]) -> dict[str, str]:
        """Return the names of these people's structures by their ids: of a region's thousands, few."""
        ids = sorted({person.structure_id for person in people if person.structure_id})
        places = ", ".join("?" * len(ids))
        found = self._store.records.find(Structure, f"id IN ({places})", ids)
        return {structure.id: structure.name for structure in found}

    def add(
        self, group_id: str, *, family_name: str, given_name: str, structure: str | None = None, **more: Any
    ) -> Person:
        """Add somebody to a group; ``structure`` is a name, made a structure if it is not one yet.

        Raises:
            UserError: there is no name at all.
        """
        scope = group_scope(group_id)
        with self._store.writer.action(together=True) as action:
            structure_id = self.structure_id(action, scope, structure)
            return self.add_within(
                action,
                scope,
                family_name=family_name,
                given_name=given_name,
                structure_id=structure_id,
                **more,
            )

    def add_within(
        self, action: Action, scope: str, *, family_name: str, given_name: str, **more: Any
    ) -> Person:
        """Add somebody as part of a larger action.

        Raises:
            UserError: there is no name at all.
        """
        _check_name(family_name, given_name)
        person = Person(
            id=self._store.environment.new_id(),
            scope=scope,
            family_name=family_name.strip(),
            given_name=given_name.strip(),
            **more,
        )
        action.add(person)
        return person

    def structure_id(self, action: Action, scope: str, name: str | None) -> str | None:
        """Return the id of the structure called ``name`` in ``scope``, made if need be."""
        if not name or not name.strip():
            return None
        known = self.structures_in(scope).get(fold(name))
        if known:
            return known.id
        structure = Structure(id=self._store.environment.new_id(), scope=scope, name=name.strip())
        action.add(structure)
        return structure.id

    def structures_in(self, scope: str) -> dict[str, Structure]:
        """Return the structures of ``scope`` by their folded names."""
        found = self._store.records.find(Structure, "scope = ?", (scope,), order="id DESC")
        return {fold(structure.name): structure for structure in found}

    def edit(self, person_id: str, **values: Any) -> Changes:
        """Change some fields of a person.

        Raises:
            UserError: a field is not one that can be edited, or no name would be left.
            NotFoundError: nobody has this id.
        """
        unknown = sorted(set(values) - EDITABLE)
        if unknown:
            raise UserError(
                tr(
                    "A person has no editable field “{field}”. Use one of: {known}.",
                    field=unknown[0],
                    known=", ".join(sorted(EDITABLE)),
                )
            )
        with self._store.writer.action() as action:
            person = self.get(person_id)
            named = {name: str(values.get(name, getattr(person, name)) or "").strip() for name in _NAMES}
            _check_name(**named)
            action.change(person, **values | {name: named[name] for name in _NAMES if name in values})
            return action.changes

    def delete(self, person_id: str) -> Changes:
        """Hide a person everywhere; nothing about them is destroyed."""
        person = self.get(person_id)
        with self._store.writer.action() as action:
            action.delete(person)
            return action.changes


def _alphabetical(row: tuple[str, str | None, str | None]) -> Any:
    _, family_name, given_name = row
    return sort_key(family_name or "", given_name or "")


def survivor(records: Records, person_id: str) -> Person | None:
    """Return the living person whom this id, or the id that it was merged into, leads to."""
    passed: set[str] = set()
    person = records.seen(Person, person_id)
    while person is not None and records.living(Person, person.id) is None:
        passed.add(person.id)
        person = None if person.merged_into in passed else records.seen(Person, person.merged_into)
    return person


def _check_name(family_name: str, given_name: str) -> None:
    if not (family_name.strip() or given_name.strip()):
        raise UserError(tr("Type at least a family name or a given name."))
