"""The people of a group: add, edit, find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.people import Person
from organiser_kit.model.places import Structure
from organiser_kit.model.record import group_scope
from organiser_kit.rules.text import sort_key

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.store import Store
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


class People:
    """Who takes part."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, person_id: str) -> Person:
        """Return one person."""
        return self._store.records.get(Person, person_id)

    def resolve(self, reference: str) -> str:
        """Return the id of the one person whose id begins with ``reference``."""
        matches = self._store.records.ids_like(Person, reference)
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

    def search(self, text: str, group_id: str | None = None, limit: int = 50) -> list[Person]:
        """Return at most ``limit`` people whose names begin with the words of ``text``, in order."""
        ids = self._store.people_index.search(text, group_scope(group_id) if group_id else None, limit)
        places = ", ".join("?" * len(ids))
        found = self._store.records.find(Person, f"id IN ({places})", ids)
        return sorted(found, key=lambda person: sort_key(person.family_name, person.given_name))

    def structure_names(self) -> dict[str, str]:
        """Return every structure's name by its id."""
        return {structure.id: structure.name for structure in self._store.records.find(Structure)}

    def add(
        self, group_id: str, *, family_name: str, given_name: str, structure: str | None = None, **more: Any
    ) -> Person:
        """Add somebody to a group; ``structure`` is a name, made a structure if it is not one yet."""
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
        if not (family_name.strip() or given_name.strip()):
            raise UserError(tr("Type at least a family name or a given name."))
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
        name = name.strip()
        known = self._store.records.first(Structure, "scope = ? AND lower(name) = lower(?)", (scope, name))
        if known:
            return known.id
        structure = Structure(id=self._store.environment.new_id(), scope=scope, name=name)
        action.add(structure)
        return structure.id

    def edit(self, person_id: str, **values: Any) -> Changes:
        """Change some fields of a person.

        Raises:
            UserError: a field is not one that can be edited.
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
        person = self.get(person_id)
        with self._store.writer.action() as action:
            action.change(person, **values)
            return action.changes

    def delete(self, person_id: str) -> Changes:
        """Hide a person everywhere; nothing about them is destroyed."""
        person = self.get(person_id)
        with self._store.writer.action() as action:
            action.delete(person)
            return action.changes
