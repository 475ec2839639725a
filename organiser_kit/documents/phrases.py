"""How a meeting is described on paper, once for all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.rules.wording import display_name, duration, long_date, time_range

if TYPE_CHECKING:
    from organiser_kit.documents.data.meeting import MeetingDetails, PersonName
    from organiser_kit.i18n import Catalogue


def training(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the training and its module: "Class'Code — Module 3 “Title”"."""
    if meeting.module_number is None or not meeting.module_title:
        return training_short(meeting, catalogue)
    return catalogue.tr(
        "{training} — Module {number} “{title}”",
        training=meeting.title,
        number=meeting.module_number,
        title=meeting.module_title,
    )


def training_short(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the training and its module's number, without the module's title."""
    if meeting.module_number is None:
        return meeting.title
    return catalogue.tr("{training} — Module {number}", training=meeting.title, number=meeting.module_number)


def which_meeting(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return which meeting of its module this is: "Meeting 1 of 2"."""
    return catalogue.tr("Meeting {n} of {total}", n=meeting.sequence, total=meeting.sequence_total)


def training_and_meeting(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the training, its module and which meeting this is, on one line."""
    return catalogue.tr(
        "{training} — {meeting}",
        training=training(meeting, catalogue),
        meeting=which_meeting(meeting, catalogue),
    )


def when(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the day, the hours and the length: "Tuesday 24 November 2026, 18:00–20:00 (2 h)"."""
    return catalogue.tr(
        "{day}, {hours} ({length})",
        day=long_date(meeting.starts_at, catalogue),
        hours=time_range(meeting.starts_at, meeting.ends_at, catalogue),
        length=duration(meeting.duration_minutes, catalogue),
    )


def in_short(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return which meeting this is, for small papers: the training, the module's number and the day."""
    return catalogue.tr(
        "{training}, {day}",
        training=training_short(meeting, catalogue),
        day=long_date(meeting.starts_at, catalogue),
    )


def where(meeting: MeetingDetails) -> str:
    """Return the venue, its room and its address on one line."""
    return ", ".join(part for part in (meeting.venue_name, meeting.room, meeting.address) if part)


def host(meeting: MeetingDetails, catalogue: Catalogue) -> str:
    """Return the host structure, with its activity declaration number when it has one."""
    if not meeting.activity_declaration_no:
        return meeting.structure_name
    return catalogue.tr(
        "{structure} — activity declaration no. {number}",
        structure=meeting.structure_name,
        number=meeting.activity_declaration_no,
    )


def full_name(person: PersonName) -> str:
    """Return "FAMILY Given"."""
    return display_name(person.family_name, person.given_name)


def name_and_structure(person: PersonName) -> str:
    """Return "FAMILY Given (Structure)"."""
    name = full_name(person)
    return f"{name} ({person.structure})" if person.structure else name
