"""What an edit was, in the words of the person who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr, trn
from organiser_kit.services.record_names import kind_words, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.storage.records import Records
    from organiser_kit.storage.trail import Step

_ORDER = ("meeting", "person", "registration", "meeting_role", "report")
"""The kind that an edit is called after, when it touched several."""
_TICKS = {"checklist_item": "done_at", "notice": "state"}
"""What a tick in the window writes."""


def edit_words(records: Records, steps: Sequence[Step]) -> str:
    """Return e.g. ``Room (meeting of 24/11/2026 18:30)``, or ``Registration of MARTIN Zoé and 3 more``."""
    merged = next((step for step in steps if step.after.get("merged_into")), None)
    if merged is not None:
        return tr("Merged: {name}", name=_name(records, merged))
    main = min(steps, key=lambda step: _ORDER.index(step.kind) if step.kind in _ORDER else len(_ORDER))
    others = {step.record_id for step in steps if step.kind == main.kind} - {main.record_id}
    words = _one(records, main)
    if not others:
        return words
    return trn("{what} and {n} more", "{what} and {n} more", len(others), what=words)


def _one(records: Records, step: Step) -> str:
    name = _name(records, step)
    if step.kind == "registration":
        return tr("Registration of {name}", name=name)
    if step.kind == "meeting_role":
        return tr("Role of {name}", name=name)
    if step.made:
        return tr("New: {name}", name=name)
    if step.alive is not None:
        return tr("Back: {name}", name=name) if step.alive[1] else tr("Deleted: {name}", name=name)
    if _TICKS.get(step.kind) in step.after:
        return tr("Tick ({name})", name=name)
    fields = ", ".join(dict.fromkeys(map(_field, step.after)))
    return tr("{fields} ({name})", fields=fields, name=name)


def _name(records: Records, step: Step) -> str:
    name = name_of(records, step.kind, step.record_id)
    if step.kind == "meeting":
        return tr("meeting of {moment}", moment=name) if name else tr("a meeting without a date")
    kind = kind_words(step.kind)
    if step.kind in ("person", "registration", "meeting_role"):
        return name or kind
    return tr("{kind} “{name}”", kind=kind, name=name) if name else kind


def _field(name: str) -> str:
    return {
        "starts_at": tr("Date and time"),
        "duration_minutes": tr("Duration"),
        "venue_id": tr("Venue"),
        "room": tr("Room"),
        "capacity": tr("Seats"),
        "status": tr("Status"),
        "cancel_reason": tr("Status"),
        "family_name": tr("Family name"),
        "given_name": tr("Given name"),
        "email": tr("E-mail"),
        "phone": tr("Telephone"),
        "structure_id": tr("Structure"),
        "commune": tr("Town"),
        "name": tr("Name"),
        "title": tr("Title"),
        "public_text": tr("Public text"),
        "public_url": tr("Public page"),
        "notes": tr("Notes"),
        "text": tr("Text"),
        "votes": tr("Hands raised"),
        "chosen": tr("Choice"),
        "needed": tr("How many are needed"),
        "available": tr("How many are there"),
        "brought_by": tr("Who brings it"),
        "source": tr("Who brings it"),
        "given": tr("Consent"),
        "withdrawn_at": tr("Consent"),
        "origin": tr("Origin"),
        "left_at": tr("Leaving the group"),
        "state": tr("Status"),
        "sent_at": tr("Sending"),
    }.get(name, tr("Details"))
