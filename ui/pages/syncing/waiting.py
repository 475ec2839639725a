"""What waits on this laptop, counted by kind. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.rules.wording import grouped
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from organiser_kit.storage.outbox import WaitingKind


@dataclass(frozen=True)
class WaitingLine:
    """How many changes of one kind wait, and since when."""

    kind: str
    icon: str
    count: str
    since: str


ICONS = {
    "person": "user",
    "badge": "qr-code",
    "attendance": "user-check",
    "registration": "clipboard-list",
    "meeting": "calendar",
    "meeting_pair": "calendar",
    "meeting_role": "id-card",
    "venue": "map-pin",
    "structure": "building-2",
    "group": "users",
    "module": "graduation-cap",
    "sign_in_sheet": "file-text",
    "statement": "badge-check",
    "statement_key": "shield-check",
    "conflict": "copy",
    "consent": "shield-check",
    "membership": "users",
    "checklist_item": "list-checks",
    "equipment_line": "hard-drive",
    "need": "circle-dot",
    "notice": "mail",
    "kit_edition": "archive",
    "report": "clipboard-check",
    "practice_sheet": "file-text",
    "attachment": "file-check",
    "resource": "external-link",
    "help_request": "circle-question-mark",
}


def waiting_lines(kinds: Iterable[WaitingKind], now: datetime) -> tuple[WaitingLine, ...]:
    """Return what waits, the kind that waits longest first."""
    return tuple(
        WaitingLine(
            record_words(kind.record),
            ICONS.get(kind.record, "file-text"),
            grouped(kind.count, current()),
            tr("since {time}", time=moment_words(datetime.fromisoformat(kind.since), now)),
        )
        for kind in kinds
    )


def record_words(record: str) -> str:
    """Return what kind of thing a change is about."""
    return {
        "region": tr("Region"),
        "structure": tr("Structure"),
        "venue": tr("Venue"),
        "module": tr("Module"),
        "group": tr("Group"),
        "person": tr("Person"),
        "badge": tr("Badge"),
        "meeting_pair": tr("Pair of meetings"),
        "meeting": tr("Meeting"),
        "meeting_role": tr("Role at a meeting"),
        "registration": tr("Registration"),
        "attendance": tr("Attendance"),
        "sign_in_sheet": tr("Sign-in sheet"),
        "statement": tr("Statement"),
        "statement_key": tr("Key of statements"),
        "consent": tr("Consent"),
        "membership": tr("Membership"),
        "checklist_item": tr("Line of a checklist"),
        "equipment_line": tr("Piece of equipment"),
        "need": tr("Need of the group"),
        "notice": tr("Message to a person"),
        "kit_edition": tr("Edition of a kit"),
        "report": tr("Report"),
        "practice_sheet": tr("Practice sheet"),
        "attachment": tr("Attached file"),
        "resource": tr("Resource"),
        "help_request": tr("Question to the help desk"),
        "conflict": tr("Choice between two versions"),
    }.get(record, record)
