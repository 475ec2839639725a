"""Whoever agreed is on the contact sheet; whoever did not, or no longer does, is nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.exports.tables import text_of
from organiser_kit.model.people import Consent, Purpose
from organiser_kit.services.exports import Format, Thing
from tests import coordinator

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup

CONTACT = Purpose.GROUP_CONTACT


def test_nobody_is_taken_to_agree_and_taking_back_is_as_easy(kit: Kit, practice: PracticeGroup) -> None:
    del practice
    first, second = kit.people.all()[:2]
    assert kit.consents.agreed(CONTACT) == frozenset()
    kit.consents.give(first.id, CONTACT)
    kit.consents.give(first.id, CONTACT)
    assert kit.consents.agreed(CONTACT) == {first.id}
    assert kit.consents.agreed(Purpose.NEWS) == frozenset()
    kit.consents.withdraw(second.id, CONTACT)
    kit.consents.withdraw(first.id, CONTACT)
    assert kit.consents.agreed(CONTACT) == frozenset()
    kit.consents.give(first.id, CONTACT)
    assert kit.consents.agreed(CONTACT) == {first.id}


def test_a_refusal_that_another_laptop_recorded_counts(kit: Kit, practice: PracticeGroup) -> None:
    del practice
    person = kit.people.all()[0]
    kit.consents.give(person.id, CONTACT)
    other = Consent(id=kit.environment.new_id(), scope=person.scope)
    coordinator.writes(kit, other, person_id=person.id, purpose=CONTACT, given=False)
    assert kit.consents.agreed(CONTACT) == frozenset()


def test_the_contact_sheet_holds_those_who_agreed_alone(
    kit: Kit, practice: PracticeGroup, tmp_path: Path
) -> None:
    del practice
    first, second = kit.people.all()[:2]
    kit.people.edit(first.id, email="premiere@example.org")
    kit.people.edit(second.id, email="seconde@example.org")
    kit.consents.give(first.id, CONTACT)
    table = kit.exports.table(Thing.CONTACTS)
    (row,) = table.rows
    assert [column.key for column in table.columns] == [
        "family_name", "given_name", "email", "phone", "structure",
    ]  # fmt: skip
    assert [text_of(cell) for cell in row[:3]] == [
        first.family_name,
        first.given_name,
        "premiere@example.org",
    ]
    done = kit.exports.write(Thing.CONTACTS, Format.CSV, tmp_path / "contacts.csv")
    assert "seconde@example.org" not in done.file.read_text(encoding="utf-8-sig")


def test_who_took_back_on_one_laptop_objects_whatever_another_wrote(kit: Kit, meeting_id: str) -> None:
    person = kit.registrations.roster(meeting_id)[0].person
    kit.consents.give(person.id, Purpose.GROUP_CONTACT)
    kit.consents.withdraw(person.id, Purpose.GROUP_CONTACT)
    assert kit.consents.refused(Purpose.GROUP_CONTACT, Purpose.NEWS) == {person.id}
    kit.consents.give(person.id, Purpose.GROUP_CONTACT)
    assert kit.consents.refused(Purpose.GROUP_CONTACT, Purpose.NEWS) == frozenset()
