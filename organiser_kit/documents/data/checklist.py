"""What a checklist shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName


@dataclass(frozen=True, slots=True)
class ChecklistTask:
    """One thing to do.

    Attributes:
        who: a role in words; none when empty.
        names: those who have that role at this meeting.
        done: whether it was ticked on a screen.
    """

    text: str
    due: date
    who: str
    names: tuple[PersonName, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A role in words and who has it: nobody yet, when there are no names."""

    role: str
    names: tuple[PersonName, ...]


@dataclass(frozen=True, slots=True)
class ChecklistData:
    """What is to be done around one meeting.

    Attributes:
        before, during, after: in the order of their days.
        holders: the roles that the tasks name.
        notes: sentences for the person who prints.
    """

    meeting: MeetingDetails
    before: tuple[ChecklistTask, ...]
    during: tuple[ChecklistTask, ...]
    after: tuple[ChecklistTask, ...]
    holders: tuple[RoleHolder, ...] = ()
    notes: tuple[str, ...] = ()
