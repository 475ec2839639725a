"""Forms and lists, gathered from a local copy."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.data.sheet import BLANK_ROWS
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN, PaperWish
from organiser_kit.rules.text import sort_key
from tests.documents.samples import ENGLISH, png

if TYPE_CHECKING:
    from typing import Any

    from organiser_kit.kit import Kit


def _gathered(kit: Kit, meeting_id: str, name: str, wish: PaperWish = PLAIN) -> Any:
    return PRINTABLES[name].gather(kit, meeting_id, ENGLISH, wish)


def _tell_about_the_host(kit: Kit) -> None:
    kit.structures.edit(
        kit.structures.all()[0].id,
        name="Association Exemple",
        address="1 rue de l’Exemple",
        website="https://www.example.org",
        privacy_contact="donnees@example.org",
        dpo_contact="delegue@example.org",
        retention_years=3,
        logo=base64.b64encode(png()).decode(),
    )


def test_the_front_desk_has_everybody_in_alphabetical_order(kit: Kit, meeting_id: str) -> None:
    roster = kit.registrations.roster(meeting_id)
    kit.people.edit(roster[0].person.id, family_name="Zut-Fictif")
    kit.people.edit(roster[-1].person.id, family_name="Écart-Fictif")
    gone = next(entry.person for entry in roster[3:] if not entry.roles)
    kit.registrations.withdraw(meeting_id, gone.id)

    people = _gathered(kit, meeting_id, "front-desk", PaperWish(people=frozenset({gone.id}))).people

    assert len(people) == 24
    names = [(person.family_name, person.given_name) for person in people]
    assert names == sorted(names, key=lambda name: sort_key(*name))
    assert names[-1][0] == "Zut-Fictif"
    assert names[0][0] < "É"
    assert {person.structure for person in people} == {""}


def test_slips_are_blank_or_for_those_chosen(kit: Kit, meeting_id: str) -> None:
    _tell_about_the_host(kit)
    came = kit.check_in.walk_in(meeting_id, family_name="Imprévu-Fictif", given_name="Camille")

    blank = _gathered(kit, meeting_id, "slips")
    named = _gathered(kit, meeting_id, "slips", PaperWish(people=frozenset({came.person_id or ""})))

    assert (blank.people, blank.blank) == ((), BLANK_ROWS)
    assert blank.privacy_contact == "donnees@example.org"
    assert [(one.family_name, one.given_name) for one in named.people] == [("Imprévu-Fictif", "Camille")]


def test_a_notice_tells_what_the_host_said_about_itself(kit: Kit, meeting_id: str) -> None:
    before = _gathered(kit, meeting_id, "privacy-notice")
    _tell_about_the_host(kit)
    after = _gathered(kit, meeting_id, "privacy-notice")
    consent = _gathered(kit, meeting_id, "image-consent")

    assert before.retention_text == "5 years"
    assert (after.address, after.website) == ("1 rue de l’Exemple", "https://www.example.org")
    assert (after.privacy_contact, after.dpo_contact) == ("donnees@example.org", "delegue@example.org")
    assert after.retention_text == "3 years"
    assert after.meeting.logo
    assert (consent.privacy_contact, consent.website) == ("donnees@example.org", "https://www.example.org")


def test_a_report_is_filled_in_once_the_sheet_is_validated(kit: Kit, meeting_id: str) -> None:
    crowd = kit.registrations.roster(meeting_id)
    kit.sheets.prepare(meeting_id)
    kit.plan.move_to(meeting_id, MeetingStatus.IN_PROGRESS)
    for entry in crowd[:20]:
        kit.check_in.admit(meeting_id, entry.person.id)
    kit.check_in.walk_in(meeting_id, family_name="Imprévu-Fictif", given_name="Camille")
    during = _gathered(kit, meeting_id, "report")
    number = kit.sheets.validate(meeting_id, headcount=22).sheet_no
    after = _gathered(kit, meeting_id, "report")

    assert (during.expected, during.present, during.walk_ins) == (25, None, None)
    assert (after.expected, after.present, after.walk_ins) == (25, 22, 1)
    assert after.sheet_no == number


@pytest.mark.parametrize("name", ["image-consent", "privacy-notice", "evaluation"])
def test_these_are_the_same_whoever_takes_part(kit: Kit, meeting_id: str, name: str) -> None:
    before = _gathered(kit, meeting_id, name)
    kit.check_in.walk_in(meeting_id, family_name="Imprévu-Fictif", given_name="Camille")

    assert _gathered(kit, meeting_id, name) == before
