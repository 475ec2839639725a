"""Which record is meant, in the words of a person: somebody's name, a meeting's evening, a venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.model.kinds import BY_NAME
from organiser_kit.model.meetings import Meeting
from organiser_kit.model.people import Person
from organiser_kit.rules.wording import clock_time, display_name, short_date

if TYPE_CHECKING:
    from organiser_kit.storage.records import Records

_LABELS = ("name", "title", "text", "subject", "sheet_no", "number")


def name_of(records: Records, kind_name: str, record_id: str) -> str:
    """Return the words for one record, '' when it never came here or has none."""
    kind = BY_NAME.get(kind_name)
    record = records.seen(kind.type, record_id) if kind else None
    match record:
        case None:
            return ""
        case Person():
            return display_name(record.family_name, record.given_name)
        case Meeting():
            return _evening(record)
    person_id = getattr(record, "person_id", None)
    if person_id:
        return name_of(records, "person", person_id)
    labels = (getattr(record, label, None) for label in _LABELS)
    words = next((str(label) for label in labels if label), "")
    meeting_id = getattr(record, "meeting_id", None)
    return name_of(records, "meeting", meeting_id) if meeting_id and not words else words


def _evening(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    local, catalogue = meeting.starts_at.astimezone(meeting.zone), current()
    return f"{short_date(local, catalogue)} {clock_time(local, catalogue)}"


def kind_words(kind: str) -> str:
    """Return what a kind of record is called; a kind of a newer version by its own name."""
    return {
        "region": tr("region"),
        "structure": tr("structure"),
        "venue": tr("venue"),
        "module": tr("module"),
        "group": tr("group"),
        "person": tr("person"),
        "badge": tr("badge"),
        "badge_key": tr("key of badges"),
        "meeting_pair": tr("pair of meetings"),
        "meeting": tr("meeting"),
        "meeting_role": tr("role at a meeting"),
        "registration": tr("registration"),
        "attendance": tr("attendance"),
        "sign_in_sheet": tr("sign-in sheet"),
        "statement": tr("statement of participation"),
        "statement_key": tr("key of statements"),
        "conflict": tr("two versions of a field"),
        "consent": tr("consent"),
        "membership": tr("membership"),
        "checklist_item": tr("line of a checklist"),
        "equipment_line": tr("piece of equipment"),
        "need": tr("need of the group"),
        "notice": tr("message to a person"),
        "kit_edition": tr("edition of a kit"),
        "report": tr("report"),
        "practice_sheet": tr("practice sheet"),
        "attachment": tr("attached file"),
        "resource": tr("resource"),
        "help_request": tr("question to the help desk"),
    }.get(kind, kind)
