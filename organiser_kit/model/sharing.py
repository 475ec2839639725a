"""What a group sends on and gets back: reports, practice sheets, questions, resources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - read at run time by msgspec
from enum import StrEnum
from uuid import UUID, uuid5

from organiser_kit.model.record import Record, indexed, surfaced


class SheetState(StrEnum):
    """The life of a practice sheet."""

    DRAFT = "draft"
    SENT = "sent"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """What an organiser tells the coordinator about a meeting; one for each meeting.

    Attributes:
        satisfaction: from 1 to 5, the organiser's own impression.
        sent_at: when the organiser finished it; it leaves with the next exchange.
        acknowledged_at: when the coordinator read it.
    """

    meeting_id: str = indexed("")
    what_worked: str | None = surfaced()
    difficulties: str | None = surfaced()
    help_wanted: str | None = surfaced()
    satisfaction: int | None = None
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSheet(Record):
    """An activity told so that others can do it. Authors are those who agreed to be named."""

    title: str = surfaced("")
    authors: tuple[str, ...] = ()
    meeting_id: str | None = indexed()
    module_number: int | None = None
    audience: str | None = None
    age_range: str | None = None
    duration_minutes: int | None = None
    objectives: str | None = None
    materials: str | None = None
    steps: str | None = surfaced()
    variants: str | None = None
    feedback: str | None = None
    licence: str = "CC-BY-4.0"
    state: SheetState = SheetState.DRAFT
    sent_at: datetime | None = None
    published_at: datetime | None = None


_COPIES = UUID("7b0d2f4e-5f55-5c1b-9a53-0c6f2f0f7a11")


def shared_copy_id(sheet_id: str) -> str:
    """Return the id of the copy that everybody reads of a group's published sheet, always the same one."""
    return str(uuid5(_COPIES, sheet_id))


_ABOUT_SHEET = "practice_sheet "


def about_sheet(sheet_id: str) -> str:
    """Return the ``context`` of the message that says why a sheet was sent back."""
    return f"{_ABOUT_SHEET}{sheet_id}"


def is_about_sheet(context: str | None) -> bool:
    """Return whether this is the ``context`` of such a message, and not of a question."""
    return (context or "").startswith(_ABOUT_SHEET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file that goes with another record. The file itself stays where it was attached, encrypted.

    Attributes:
        about: the kind of the record it goes with, whose id is ``record_id``.
        digest: SHA-256 of the file, hexadecimal: what the file is recognised by.
        page: the page of the sign-in sheet that a photo shows.
        device_id: the laptop that keeps the file.
        keep_until: after this it is put out.
    """

    about: str = ""
    record_id: str = indexed("")
    name: str = ""
    media_type: str = ""
    digest: str = indexed("")
    size: int = 0
    page: int | None = None
    licence: str | None = None
    description: str | None = None
    added_at: datetime | None = None
    device_id: str | None = None
    keep_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Record):
    """Something to go further with: a page, a book, an activity."""

    title: str = surfaced("")
    url: str | None = None
    summary: str | None = None
    licence: str | None = None
    language: str | None = None
    module_number: int | None = indexed()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequest(Record):
    """A question to the help desk, and its answer."""

    subject: str = surfaced("")
    question: str = ""
    context: str | None = None
    meeting_id: str | None = indexed()
    asked_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None
