"""Which edits are undone by Ctrl+Z, and what must be so when they are.

Every kind of record is undone unless it is named here: one that is added later is undone by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.attendance import AttendanceFact
from organiser_kit.model.meetings import Group, Meeting, MeetingStatus
from organiser_kit.model.people import Person
from organiser_kit.model.places import Venue
from organiser_kit.model.sharing import HelpRequest, PracticeSheet, Report, SheetState
from organiser_kit.rules import lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organiser_kit.model.record import Record
    from organiser_kit.storage.records import Records
    from organiser_kit.storage.trail import Step, Trail

LASTING: dict[str, str] = {
    "region": "comes with the copy, no page changes it",
    "attendance": "a fact: the door and the sheet take it back by another fact, with a reason",
    "badge_key": "a fact: badges may be printed with it; another key takes its place",
    "badge": "paper in somebody's hands: it is called back by its own button; see _FOLLOWING",
    "sign_in_sheet": "paper with signatures: it is reopened, with a reason",
    "statement": "paper in somebody's hands: it is called back, with a reason",
    "statement_key": "statements may be sealed with it; it is retired, or called back with a reason",
    "attachment": "goes with a file that no edit brings back; it has its own button and its own end",
    "kit_edition": "was sent to groups, that may be using it; another edition takes its place",
}
"""Kinds of record that Ctrl+Z leaves alone, each with the reason."""

_FOLLOWING = {"badge": {"person_id"}}
"""Fields of lasting kinds that only follow another record: two people merged, and apart again."""
_BY_THE_WAY = frozenset({"structure", "venue", "module", "group"})
"""Kinds of which a record made by the way stays: others may have come to use it."""
_OF_THE_KIT = ("template", "material")
"""What names a line of the kit: a record of it that says nothing leaves the line as the kit has it."""
_USED: dict[str, tuple[tuple[type[Record], str], ...]] = {
    "venue": ((Meeting, "venue_id"),),
    "structure": ((Person, "structure_id"), (Venue, "structure_id"), (Group, "host_structure_id")),
}
"""Made for themselves these go again, unless one of those fields names them."""
_AT_THE_DOOR = {status.value for status in lifecycle.OVER | {MeetingStatus.IN_PROGRESS}}
_ON_THE_SHEET = frozenset({"meeting", "meeting_role", "registration"})
_BESIDE_THE_SHEET = frozenset({"attention", "minutes", "mentored_by"})
"""What may still change of them once the sheet is validated: no sheet says it."""


def undoable(trail: Trail) -> tuple[Step, ...]:
    """Return what can be undone of an act: all of it, or nothing."""
    if trail.lasts or any(_stays(step) for step in trail.steps):
        return ()
    alone = all(step.made and step.kind in _USED for step in trail.steps)
    return tuple(step for step in trail.steps if alone or not (step.made and _is_by_the_way(step)))


def _is_by_the_way(step: Step) -> bool:
    """Return whether what was made stays: others may use it, or hiding it would take a line off a kit."""
    names_a_line = any(step.after.get(field) for field in _OF_THE_KIT)
    return step.kind in _BY_THE_WAY or names_a_line


def backwards(steps: Sequence[Step]) -> Iterable[Step]:
    """Return steps in the order of undoing; two versions last, for writing their field closes them."""
    versions = [step for step in reversed(steps) if step.kind == "conflict"]
    return (*(step for step in reversed(steps) if step.kind != "conflict"), *versions)


def _stays(step: Step) -> bool:
    """Return whether a step has a way back of its own, or none."""
    if step.kind in LASTING:
        return step.made or step.alive is not None or not set(step.after) <= _FOLLOWING.get(step.kind, set())
    statuses = {step.before.get("status"), step.after.get("status")} if step.kind == "meeting" else set()
    return bool(statuses & _AT_THE_DOOR)


class UndoRules:
    """Refuses to take back what others rest on by now."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def check(self, step: Step, record: Record, words: str) -> None:
        """Refuse to take ``step`` back from ``record`` where something stands on it.

        Raises:
            UserError: a validated sheet, a presence, another record or an answer does; ``words`` say what
                cannot be undone.
        """
        self._check_sheet(step, record)
        self._check_sent(record, step, words)
        if step.made:
            self._check_unused(step, words)

    def _check_sheet(self, step: Step, record: Record) -> None:
        """Refuse to change what a validated sheet rests on."""
        beside = bool(step.after) and not step.made and set(step.after) <= _BESIDE_THE_SHEET
        if step.kind not in _ON_THE_SHEET or beside:
            return
        meeting_id = step.record_id if step.kind == "meeting" else getattr(record, "meeting_id", None)
        meeting = self._records.seen(Meeting, meeting_id) if meeting_id else None
        if meeting is not None:
            lifecycle.check_plan_open(meeting.status)

    def _check_sent(self, record: Record, step: Step, words: str) -> None:
        """Refuse to change what somebody elsewhere has read, answered or taken over by now."""
        match record:
            case Report():
                taken = record.acknowledged_at is not None
            case HelpRequest():
                taken = record.answer is not None
            case PracticeSheet():
                taken = record.state is not SheetState.DRAFT and "state" not in step.after
            case _:
                taken = False
        if taken:
            raise UserError(
                tr("“{what}” cannot be undone: it was sent since, and others go by what it says.", what=words)
            )

    def _check_unused(self, step: Step, words: str) -> None:
        """Refuse to hide a person or a meeting of which the door knows, or what others use."""
        column = {"person": "person_id", "meeting": "meeting_id"}.get(step.kind)
        if column and self._records.first(AttendanceFact, f"{column} = ?", (step.record_id,)):
            raise UserError(tr("“{what}” cannot be undone: a presence was recorded since.", what=words))
        for kind, field in _USED.get(step.kind, ()):
            if self._records.first(kind, f"{field} = ?", (step.record_id,)):
                raise UserError(tr("“{what}” cannot be undone: it is used by now.", what=words))
