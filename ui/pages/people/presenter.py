"""Everybody of the group: find, add, correct."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.i18n import tr, trn
from organiser_kit.imports.contacts import check_typed
from organiser_kit.model.people import Purpose
from organiser_kit.rules.wording import display_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from ui.pages.asking import Asker, Notify

MOST = 10_000
"""How many people are listed at once: beyond that, one searches."""
FOUND = 500
"""How many of those a search finds are listed: beyond that, one types another letter."""


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What a person's form holds."""

    family_name: str
    given_name: str
    structure: str = ""
    email: str = ""
    phone: str = ""
    commune: str = ""
    group_id: str = ""

    def check(self, known: Person | None = None) -> None:
        """Refuse an address or a number that is none; what ``known`` had before holds nothing back.

        Raises:
            UserError: one of them could reach nobody.
        """
        email, phone = self.email.strip(), self.phone.strip()
        check_typed(
            None if known and email == known.email else email,
            None if known and phone == known.phone else phone,
        )

    def values(self) -> dict[str, Any]:
        """Return the fields as the services take them; what is empty is unknown."""
        return {
            "family_name": self.family_name,
            "given_name": self.given_name,
            "structure": self.structure.strip() or None,
            "email": self.email.strip() or None,
            "phone": self.phone.strip() or None,
            "commune": self.commune.strip() or None,
        }


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list."""

    id: str
    name: str
    structure: str
    email: str
    phone: str
    fields: PersonFields
    agrees: bool = False
    """Whether the group may have this person's contact."""


@dataclass(frozen=True)
class PeopleState:
    """The list."""

    lines: tuple[PersonLine, ...]
    summary: str
    groups: tuple[tuple[str, str], ...] = ()
    """Names and ids of the groups to which somebody may be added."""


class PeopleView(Protocol):
    """The page, as its presenter sees it."""

    def show_people(self, state: PeopleState) -> None:
        """Show the list."""
        ...

    def saved(self) -> None:
        """Close the form in which somebody was added."""
        ...

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        ...

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class PeoplePresenter:
    """Lists and corrects people."""

    def __init__(self, asker: Asker, view: PeopleView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._text = ""
        self._asked = 0

    def search(self, text: str) -> None:
        """Show the people whose names begin so, everybody for an empty text."""
        self._text = text
        self.load()

    def load(self) -> None:
        """Read the list again; an answer that comes after a later question is dropped."""
        self._asked += 1
        number, text = self._asked, self._text

        def show(state: PeopleState) -> None:
            if number == self._asked:
                self._view.show_people(state)

        self._asker.ask(self._view, lambda kit: read(kit, text), show, self._view.refuse)

    def add(self, fields: PersonFields) -> None:
        """Add somebody to the group chosen, or to the one there is."""

        def question(kit: Kit) -> None:
            fields.check()
            group_id = fields.group_id or kit.plan.home_group(tr("My group")).id
            kit.people.add(group_id, **fields.values())

        self._save(question, tr("The person was added."))

    def keep(self, person_id: str, part: str, fields: PersonFields) -> None:
        """Keep one field of somebody; another laptop may be correcting the rest."""

        def done(_: object) -> None:
            self._view.show_kept(part)
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: _keep(kit, person_id, part, fields),
            done,
            lambda error: self._view.show_wrong(part, error),
        )

    def set_agrees(self, line: PersonLine, *, agrees: bool) -> None:
        """Record that somebody agrees that the group has their contact, or agrees no longer."""
        person_id = line.id

        def question(kit: Kit) -> None:
            if agrees:
                kit.consents.give(person_id, Purpose.GROUP_CONTACT)
            else:
                kit.consents.withdraw(person_id, Purpose.GROUP_CONTACT)

        def done(_: None) -> None:
            sentence = tr("{name} is on the contact sheet of the group.", name=line.name)
            if not agrees:
                sentence = tr("{name} is no longer on the contact sheet of the group.", name=line.name)
            self._notify(sentence, lambda: self.set_agrees(line, agrees=not agrees))
            self.load()

        self._asker.ask(self._view, question, done, self._view.refuse)

    def _save(self, question: Callable[[Kit], None], sentence: str) -> None:
        def done(_: None) -> None:
            self._view.saved()
            self._notify(sentence)
            self.load()

        self._asker.ask(self._view, question, done, self._view.refuse)


def read(kit: Kit, text: str) -> PeopleState:
    """Return the people that ``text`` finds."""
    searched = bool(text.strip())
    if searched:
        found = kit.people.search(text, limit=FOUND + 1)
        total, most = len(found), FOUND
    else:
        found, total = kit.people.first(MOST)
        most = MOST
    names = kit.people.structures_of(found[:most])
    agreed = kit.consents.agreed(Purpose.GROUP_CONTACT)
    lines = tuple(
        _line(person, names.get(person.structure_id or "", ""), agrees=person.id in agreed)
        for person in found[:most]
    )
    summary = trn("{n} person", "{n} people", total)
    if total > most:
        summary = (
            tr("The first {most} people found: type more letters", most=most)
            if searched
            else tr("{people}; shown: {most}, search by name", people=summary, most=most)
        )
    return PeopleState(lines, summary, tuple(kit.meetings.group_names()))


def _line(person: Person, structure: str, *, agrees: bool) -> PersonLine:
    fields = PersonFields(
        person.family_name,
        person.given_name,
        structure,
        person.email or "",
        person.phone or "",
        person.commune or "",
    )
    name = display_name(person.family_name, person.given_name)
    return PersonLine(person.id, name, structure, fields.email, fields.phone, fields, agrees)


def _keep(kit: Kit, person_id: str, part: str, fields: PersonFields) -> None:
    person, value = kit.people.get(person_id), fields.values()[part]
    if part in ("email", "phone"):
        kept = PersonFields("", "", email=person.email or "", phone=person.phone or "")
        replace(kept, **{part: value or ""}).check(person)
    if part == "structure":
        structure_id = kit.plan.add_structure(person.scope, value).id if value else None
        kit.people.edit(person_id, structure_id=structure_id)
    else:
        kit.people.edit(person_id, **{part: value})
