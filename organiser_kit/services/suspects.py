"""Who may be one person twice: proposed to a person side by side, never merged by the name alone."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.paper import SignInSheet
from organiser_kit.rules import attendance
from organiser_kit.rules.matching import Match, candidate_keys, same_person
from organiser_kit.services.placeholders import is_placeholder

if TYPE_CHECKING:
    from organiser_kit.model.people import Person
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store

_APART = "told_apart"
MOST_PEOPLE = 5_000
"""Beyond a few groups nobody looks through suspects: a coordinator's copy is not searched."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of two records that may be of one person.

    Attributes:
        evenings: at how many meetings they were present.
        is_on_sheet: whether a validated sheet names this very record.
    """

    person: Person
    structure_name: str | None
    evenings: int = 0
    is_on_sheet: bool = False

    @property
    def family_name(self) -> str:
        """Return the family name."""
        return self.person.family_name

    @property
    def given_name(self) -> str:
        """Return the given name."""
        return self.person.given_name

    @property
    def email(self) -> str | None:
        """Return the e-mail address."""
        return self.person.email

    @property
    def phone(self) -> str | None:
        """Return the telephone number."""
        return self.person.phone

    @property
    def external_ref(self) -> str | None:
        """Return what the structure's own list calls them."""
        return self.person.external_ref


@dataclass(frozen=True, slots=True)
class Suspects:
    """Two records that may be of one person, the one to keep first."""

    kept: Candidate
    duplicate: Candidate


class SuspectFinder:
    """Looks through the people of a copy."""

    def __init__(self, store: Store, people: People) -> None:
        self._store = store
        self._people = people

    def all(self) -> tuple[Suspects, ...]:
        """Return every two records that may be of one person, of one group each, by name."""
        if self._people.count() > MOST_PEOPLE:
            return ()
        people = self._people.all()
        structures = self._people.structure_names()
        near: defaultdict[str, list[Candidate]] = defaultdict(list)
        found: dict[tuple[str, str], tuple[Candidate, Candidate]] = {}
        for person in people:
            if is_placeholder(person.id):
                continue
            one = Candidate(person, structures.get(person.structure_id or ""))
            for key in sorted(candidate_keys(one)):
                for other in near[f"{person.scope} {key}"]:
                    if same_person(one, other) is not Match.DIFFERENT:
                        found[other.person.id, person.id] = (other, one)
                near[f"{person.scope} {key}"].append(one)
        apart = self._apart()
        return tuple(self._ordered(*pair) for ids, pair in found.items() if tuple(sorted(ids)) not in apart)

    def tell_apart(self, person_id: str, other_id: str, *, apart: bool = True) -> None:
        """Note on this laptop that two records are of two people, or take that back."""
        pair = (min(person_id, other_id), max(person_id, other_id))
        kept = self._apart() | {pair} if apart else self._apart() - {pair}
        with self._store.database.transaction():
            self._store.device.put(_APART, json.dumps(sorted(kept)))

    def _apart(self) -> set[tuple[str, str]]:
        """Return who was told apart, the ids of each two in order."""
        return {(one, other) for one, other in json.loads(self._store.device.get(_APART) or "[]")}

    def _ordered(self, *pair: Candidate) -> Suspects:
        """Return two records with what tells them apart; kept is what a sheet names, or was made first."""
        told = [self._told(one) for one in pair]
        kept, duplicate = sorted(told, key=lambda one: (not one.is_on_sheet, one.person.id))
        return Suspects(kept, duplicate)

    def _told(self, one: Candidate) -> Candidate:
        facts = self._store.records.find(AttendanceFact, "person_id = ?", (one.person.id,))
        by_meeting: defaultdict[str, list[AttendanceFact]] = defaultdict(list)
        for fact in facts:
            by_meeting[fact.meeting_id].append(fact)
        came = [known for known, own in by_meeting.items() if attendance.presence(own).is_present]
        return Candidate(
            one.person,
            one.structure_name,
            len(came),
            any(self._names(known, one.person.id) for known in came),
        )

    def _names(self, meeting_id: str, person_id: str) -> bool:
        sheets = self._store.records.find(
            SignInSheet, "meeting_id = ? AND validated_at IS NOT NULL", (meeting_id,)
        )
        return any(person_id in sheet.present for sheet in sheets)
