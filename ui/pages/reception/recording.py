"""What the reception asks of the local copy: one question, one durable answer. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from organiser_kit.services.verdicts import ScanResult, Verdict
from ui.pages import phrases
from ui.pages.reception.newcomers import Alike, alike

if TYPE_CHECKING:
    from organiser_kit.kit import Kit
    from ui.pages.reception.newcomers import Newcomer
    from ui.pages.reception.state import Door

Mode = Literal["rapid", "confirm", "leaving"]
"""What a badge does: lets in at once, asks first, or lets out."""


@dataclass(frozen=True)
class Scanned:
    """One answer, with the words that go with it.

    Attributes:
        elsewhere: another meeting's day.
        structure: where the person comes from.
        attention: what the organiser alone should think of.
        laptop: what the other laptop is called that saw the person first, '' where that is not known.
    """

    result: ScanResult
    elsewhere: str = ""
    structure: str = ""
    attention: str = ""
    laptop: str = ""


def scan(kit: Kit, meeting_id: str, text: str, mode: Mode) -> Scanned:
    """Answer a code as the mode wants it."""
    if mode == "confirm":
        result = kit.check_in.look(meeting_id, text)
    else:
        result = kit.check_in.scan(meeting_id, text, leaving=mode == "leaving", admit_unknown=mode == "rapid")
    if result.other_meeting is None:
        return come(kit, meeting_id, result)
    return Scanned(result, phrases.when_inside(kit.meetings.get(result.other_meeting)))


def welcome(kit: Kit, door: Door, newcomer: Newcomer, *, is_confirmed: bool) -> Scanned | Alike:
    """Add, register and admit somebody, or return who bears the very name already."""
    found = alike(kit, door, newcomer)
    if found.same_name and not is_confirmed:
        return found
    return Scanned(
        kit.check_in.walk_in(
            door.meeting_id,
            family_name=newcomer.family_name,
            given_name=newcomer.given_name,
            structure=newcomer.structure or None,
            contact=newcomer.contact or None,
        )
    )


_AT_THE_DESK = (Verdict.CHECKED_IN, Verdict.ALREADY_IN, Verdict.EXPECTED)


def come(kit: Kit, meeting_id: str, result: ScanResult) -> Scanned:
    """Return the result with where the person comes from, if they came, and what to think of."""
    if result.verdict not in _AT_THE_DESK or result.person_id is None:
        return Scanned(result)
    attention = kit.registrations.attention(meeting_id, result.person_id)
    if result.verdict is not Verdict.CHECKED_IN:
        laptop = kit.replica.parcels.trust.names().get(result.device_id or "", "")
        return Scanned(result, attention=attention, laptop=laptop)
    structures = kit.people.structures_of([kit.people.get(result.person_id)])
    return Scanned(result, structure="".join(structures.values()), attention=attention)
