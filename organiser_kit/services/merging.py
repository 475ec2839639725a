"""Two records that turned out to be one person: everything goes to one of them, nothing is rewritten.

What two laptops do apart leads to the same: a presence moves as a fact whose id and values follow from the
fact it repeats, everything else is pointed to the person kept. What a laptop writes about the other record
before it hears of the merge follows after the exchange that brings both.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING
from uuid import UUID

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import MERGED, AttendanceFact, FactKind
from organiser_kit.model.kinds import to_wire
from organiser_kit.model.meetings import HOLDING, Group, Meeting, MeetingRole, Registration
from organiser_kit.model.people import Badge, Consent, Membership, Person
from organiser_kit.model.preparation import ChecklistItem, EquipmentLine, Need, Notice
from organiser_kit.rules import attendance, lifecycle
from organiser_kit.rules.wording import display_name
from organiser_kit.services.people import survivor
from organiser_kit.services.placeholders import Placeholders
from organiser_kit.services.record_names import name_of

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.model.record import Record
    from organiser_kit.services.badges import Badges
    from organiser_kit.services.people import People
    from organiser_kit.services.store import Store
    from organiser_kit.storage.writer import Action

_POINTING: tuple[tuple[type[Record], str], ...] = (
    (Registration, "person_id"),
    (Badge, "person_id"),
    (Consent, "person_id"),
    (Membership, "person_id"),
    (Need, "person_id"),
    (Notice, "person_id"),
    (EquipmentLine, "brought_by"),
    (ChecklistItem, "done_by"),
    (MeetingRole, "mentored_by"),
    (Group, "predecessor"),
    (Person, "twin_of"),
)
"""What names a person and is pointed to the one kept. Roles are apart: nobody has one twice."""
_ONE_EACH: dict[type[Record], str] = {Membership: "scope", Notice: "meeting_id, purpose"}
"""Of these, nobody has two with the same values here: of two letters, one is written."""
_OWN_WORDS = frozenset({"id", "scope", "family_name", "given_name", "merged_into"})
"""Of a person, what the other record does not fill."""


class Merging:
    """Merges, and lets what comes late follow."""

    def __init__(self, store: Store, people: People, badges: Badges) -> None:
        self._store = store
        self._people = people
        self._badges = badges
        self._placeholders = Placeholders(store)

    def merge(self, kept_id: str, duplicate_id: str) -> Changes:
        """Make one person of two: the second is deleted, and all that was known of them goes to the first.

        Raises:
            NotFoundError: somebody is not in this copy.
            UserError: both are the same, they belong to different groups, or a validated sheet names the
                second.
        """
        with self._store.writer.action(together=True) as action:
            kept, duplicate = self._people.living(kept_id), self._people.living(duplicate_id)
            if kept.id == duplicate.id:
                raise UserError(tr("This is one and the same person: choose two."))
            if kept.scope != duplicate.scope:
                raise UserError(
                    tr("These two belong to different groups: people are merged within one group.")
                )
            self._check_sheets(kept, duplicate)
            self._merge(action, kept, duplicate)
            return action.changes

    def _check_sheets(self, kept: Person, duplicate: Person) -> None:
        """Refuse what would take a name from a sheet that is validated."""
        for meeting in self._closed_meetings(duplicate):
            raise UserError(
                tr(
                    "A validated sheet names {duplicate} as present ({meeting}): keep that record and "
                    "merge {kept} into it, or reopen the sheet first.",
                    duplicate=_name(duplicate),
                    kept=_name(kept),
                    meeting=name_of(self._store.records, "meeting", meeting.id),
                )
            )

    def _closed_meetings(self, person: Person) -> list[Meeting]:
        meetings = {fact.meeting_id for fact in attendance.live(self._facts(person.id))}
        found = (self._store.records.living(Meeting, one) for one in sorted(meetings))
        return [meeting for meeting in found if meeting is not None and meeting.status in lifecycle.OVER]

    def _merge(self, action: Action, kept: Person, duplicate: Person) -> None:
        filling = {
            one.name: getattr(duplicate, one.name)
            for one in fields(Person)
            if one.name not in _OWN_WORDS
            and getattr(kept, one.name) in (None, "")
            and getattr(duplicate, one.name) not in (None, "", kept.id)
        }
        action.change(kept, **filling)
        self._follow(action, kept, duplicate)
        action.change(duplicate, merged_into=kept.id)
        action.delete(duplicate)

    def _follow(self, action: Action, kept: Person, gone: Person) -> None:
        """Bring to ``kept`` what is written about ``gone``; presences on validated sheets stay."""
        for fact in attendance.live(self._facts(gone.id)):
            meeting = self._store.records.seen(Meeting, fact.meeting_id)
            if meeting is None or meeting.status not in lifecycle.OVER:
                action.add(_moved(fact, kept))
                action.add(_void(fact, kept))
        for kind, field in _POINTING:
            for record in self._store.records.find(kind, f"{field} = ?", (gone.id,)):
                if record.id == kept.id:
                    continue
                if self._has_the_same(kind, record, kept):
                    action.delete(record)
                else:
                    action.change(record, **{field: kept.id})
        self._follow_roles(action, kept, gone)

    def _follow_roles(self, action: Action, kept: Person, gone: Person) -> None:
        """Bring the roles: of two at one meeting, the one that was accepted stands."""
        for role in self._store.records.find(MeetingRole, "person_id = ?", (gone.id,)):
            same = "meeting_id = ? AND person_id = ? AND role = ?"
            own = self._store.records.first(MeetingRole, same, (role.meeting_id, kept.id, role.role.value))
            if own is not None:
                if role.state in HOLDING and own.state not in HOLDING:
                    action.change(own, state=role.state, minutes=role.minutes, mentored_by=role.mentored_by)
                action.delete(role)
            else:
                action.change(role, person_id=kept.id)

    def _has_the_same(self, kind: type[Record], record: Record, kept: Person) -> bool:
        names = _ONE_EACH.get(kind, "").split(", ")
        if names == [""]:
            return False
        where = " AND ".join(f"{name} = ?" for name in ("person_id", *names))
        values = [to_wire(getattr(record, name)) for name in names]
        return self._store.records.first(kind, where, (kept.id, *values)) is not None

    def _facts(self, person_id: str) -> list[AttendanceFact]:
        return self._store.records.find(AttendanceFact, "person_id = ?", (person_id,))

    def settle(self) -> None:
        """Do what an exchange made possible: name the badges admitted before, let late facts follow."""
        for placeholder, token in self._placeholders.waiting():
            self._complete(placeholder, token)
        merged = self._store.records.find(Person, "merged_into IS NOT NULL AND alive = 0", deleted=True)
        for gone in merged:
            if self._is_spoken_of(gone):
                with self._store.writer.action(together=True) as action:
                    kept = self._survivor(action, gone)
                    if kept.id != gone.id:
                        self._follow(action, kept, gone)

    def _complete(self, placeholder: Person, token: str) -> None:
        """Give a badge that was admitted before its person came to that person."""
        holder = self._badges.holder(token)
        person = survivor(self._store.records, holder.person_id) if holder else None
        # What a sheet was validated with stays on it until somebody reopens it.
        if person is None or person.id == placeholder.id or self._closed_meetings(placeholder):
            return
        with self._store.writer.action(together=True) as action:
            kept = self._people.brought_into(action, placeholder.scope, person)
            self._merge(action, kept, placeholder)

    def _is_spoken_of(self, gone: Person) -> bool:
        """Return whether anything still rests on somebody who was merged."""
        if survivor(self._store.records, gone.id) is None:
            other = self._store.records.seen(Person, gone.merged_into)
            return other is not None and other.merged_into == gone.id
        pointing: tuple[tuple[type[Record], str], ...] = (*_POINTING, (MeetingRole, "person_id"))
        facts = attendance.live(self._facts(gone.id))
        closed = {meeting.id for meeting in self._closed_meetings(gone)}
        return any(fact.meeting_id not in closed for fact in facts) or any(
            self._store.records.first(kind, f"{field} = ?", (gone.id,)) for kind, field in pointing
        )

    def _survivor(self, action: Action, gone: Person) -> Person:
        """Return whom ``gone`` was merged into; of two merged into each other, the one made first."""
        living = survivor(self._store.records, gone.id)
        if living is not None:
            return living
        first = min(gone.id, gone.merged_into or gone.id)
        kept = self._store.records.get(Person, first)
        action.restore(kept)
        action.change(kept, merged_into=None)
        return kept


def _moved(fact: AttendanceFact, kept: Person) -> AttendanceFact:
    return replace(fact, id=_derived("moved", fact, kept), person_id=kept.id, previous=None)


def _void(fact: AttendanceFact, kept: Person) -> AttendanceFact:
    return replace(
        fact,
        id=_derived("void", fact, kept),
        kind=FactKind.VOID,
        voids=fact.id,
        reason=MERGED,
        previous=None,
    )


def _derived(purpose: str, fact: AttendanceFact, kept: Person) -> str:
    drawn = hashlib.sha256(f"{purpose} {fact.id} to {kept.id}".encode()).digest()
    return str(UUID(bytes=drawn[:16], version=5))


def _name(person: Person) -> str:
    return display_name(person.family_name, person.given_name)
