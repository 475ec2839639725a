"""Bring the people of a spreadsheet into a group: the good lines go in, the others are listed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.imports.people_rows import PersonRow, RejectedRow
from organiser_kit.model.meetings import Group, Meeting, RegistrationSource
from organiser_kit.model.people import Person
from organiser_kit.model.places import Structure
from organiser_kit.model.record import group_scope
from organiser_kit.rules import lifecycle
from organiser_kit.rules.matching import Match, candidate_keys, same_person
from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from organiser_kit.services.people import People
    from organiser_kit.services.registrations import Registrations
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_STEP = 50
"""How many lines between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that did not go in, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every line of a file.

    Attributes:
        created: people who are new.
        matched: lines about somebody already known, from before or from an earlier line.
        suspects: lines that went in although they resemble somebody: a person should look.
    """

    read: int
    created: int
    matched: int
    suspects: int
    rejected: tuple[Rejected, ...]
    group_id: str


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody as matching compares them."""

    id: str
    family_name: str
    given_name: str
    email: str | None
    phone: str | None
    structure_name: str | None
    external_ref: str | None


@dataclass
class _Directory:
    """The people a line may be about, found by what they may share."""

    by_key: defaultdict[str, list[_Known]] = field(default_factory=lambda: defaultdict(list))

    def put(self, known: _Known) -> None:
        for key in candidate_keys(known):
            self.by_key[key].append(known)

    def complete(self, known: _Known, now: _Known) -> None:
        """Put ``now`` in the place of ``known``, so that later lines are held against what the file added."""
        for key in candidate_keys(known):
            self.by_key[key].remove(known)
        self.put(now)

    def find(self, candidate: _Known) -> tuple[Match, _Known | None]:
        near = [known for key in sorted(candidate_keys(candidate)) for known in self.by_key.get(key, ())]
        answers = [(same_person(candidate, known), known) for known in near]
        for wanted in (Match.SAME, Match.SUSPECT):
            for match, known in answers:
                if match is wanted:
                    return match, known
        return Match.DIFFERENT, None


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the lines go; structures are known by their folded names."""

    scope: str
    directory: _Directory
    structures: dict[str, Structure]


@dataclass
class _Tally:
    read: int = 0
    created: int = 0
    matched: int = 0
    suspects: int = 0
    rejected: list[Rejected] = field(default_factory=list)


class ImportCancelledError(UserError):
    """The person stopped the import: nothing of it went in."""


class _DryRunError(Exception):
    """Ends a rehearsal by undoing all of it."""


class ImportPeople:
    """Journey J1: people from a file, in one transaction."""

    def __init__(self, store: Store, people: People, registrations: Registrations) -> None:
        self._store = store
        self._people = people
        self._registrations = registrations

    def run(
        self,
        rows: Iterable[PersonRow | RejectedRow],
        *,
        group_id: str,
        meeting_id: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int], bool] = lambda _: True,
    ) -> ImportReport:
        """Put every usable line into the group, and register it at ``meeting_id`` if one is given.

        ``progress`` is told how many lines were read and answers whether to go on.

        Raises:
            ImportCancelledError: ``progress`` answered no; nothing went in.
            UserError: the sheet of the meeting is validated.
        """
        self._store.records.get(Group, group_id)
        meeting = self._store.records.get(Meeting, meeting_id) if meeting_id else None
        if meeting:
            lifecycle.check_plan_open(meeting.status)
        tally = _Tally()
        try:
            with self._store.writer.action() as action:
                self._absorb(action, rows, group_scope(group_id), meeting, tally, progress)
                if dry_run:
                    raise _DryRunError
        except _DryRunError:
            # The transaction rolled back: the report tells what would have happened.
            pass
        return ImportReport(
            tally.read, tally.created, tally.matched, tally.suspects, tuple(tally.rejected), group_id
        )

    def _absorb(
        self,
        action: Action,
        rows: Iterable[PersonRow | RejectedRow],
        scope: str,
        meeting: Meeting | None,
        tally: _Tally,
        progress: Callable[[int], bool],
    ) -> None:
        target = _Target(scope, self._directory(scope), self._people.structures_in(scope))
        seats = self._registrations.seats(meeting) if meeting else None
        for row in rows:
            tally.read += 1
            if tally.read % _STEP == 0 and not progress(tally.read):
                raise ImportCancelledError(tr("The import was stopped: nothing of the file went in."))
            if isinstance(row, RejectedRow):
                tally.rejected.append(Rejected(row.line, row.reason))
                continue
            person = self._place(action, row, target, tally)
            if meeting and seats:
                own = self._people.brought_into(action, meeting.scope, person)
                self._registrations.register_within(action, meeting, own.id, RegistrationSource.IMPORT, seats)
        if meeting:
            self._registrations.promote_within(action, meeting)

    def _place(self, action: Action, row: PersonRow, target: _Target, tally: _Tally) -> Person:
        candidate = _Known(
            "",
            row.family_name,
            row.given_name,
            row.email or None,
            row.phone or None,
            row.structure or None,
            row.external_ref or None,
        )
        match, known = target.directory.find(candidate)
        if match is Match.SAME and known is not None:
            tally.matched += 1
            return self._complete(action, known, row, target)
        if match is Match.SUSPECT:
            tally.suspects += 1
        tally.created += 1
        person = self._people.add_within(
            action,
            target.scope,
            family_name=row.family_name,
            given_name=row.given_name,
            structure_id=self._structure(action, row, target),
            **_details(row),
        )
        target.directory.put(_known_of(person, row.structure or None))
        return person

    def _structure(self, action: Action, row: PersonRow, target: _Target) -> str | None:
        key = fold(row.structure)
        if not key:
            return None
        if key not in target.structures:
            structure = Structure(
                id=self._store.environment.new_id(), scope=target.scope, name=row.structure.strip()
            )
            action.add(structure)
            target.structures[key] = structure
        return target.structures[key].id

    def _complete(self, action: Action, known: _Known, row: PersonRow, target: _Target) -> Person:
        """Fill what was unknown about somebody; what was known is never overwritten by a file."""
        person = self._people.get(known.id)
        missing: dict[str, Any] = {
            name: value for name, value in _details(row).items() if value and not getattr(person, name)
        }
        if row.structure and person.structure_id is None:
            missing["structure_id"] = self._structure(action, row, target)
        if not missing:
            return person
        action.change(person, **missing)
        person = replace(person, **missing)
        target.directory.complete(known, _known_of(person, known.structure_name or row.structure or None))
        return person

    def _directory(self, scope: str) -> _Directory:
        structures = self._people.structure_names()
        directory = _Directory()
        for person in self._store.records.find(Person, "scope = ?", (scope,)):
            directory.put(_known_of(person, structures.get(person.structure_id or "")))
        return directory


def _details(row: PersonRow) -> dict[str, str | None]:
    return {
        "email": row.email or None,
        "phone": row.phone or None,
        "commune": row.commune or None,
        "profession_kind": row.profession_kind or None,
        "external_ref": row.external_ref or None,
    }


def _known_of(person: Person, structure_name: str | None) -> _Known:
    return _Known(
        person.id,
        person.family_name,
        person.given_name,
        person.email,
        person.phone,
        structure_name,
        person.external_ref,
    )
