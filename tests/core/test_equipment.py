"""What a meeting needs: counted from the kit, then what people write about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import catalogue, using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.preparation import EquipmentLine, EquipmentSource
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from tests.documents.samples import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.services.equipment import Piece


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it, spoken to in English."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


@pytest.fixture
def meeting(kit: Kit) -> str:
    return kit.practice.create(people=25).meeting_ids[0]


def piece(kit: Kit, meeting: str, key: str) -> Piece:
    return next(one for one in kit.equipment.of(meeting, "en").pieces if one.key == key)


def test_the_numbers_are_the_kits_until_somebody_says_otherwise(kit: Kit, meeting: str) -> None:
    computers = piece(kit, meeting, "computers")
    assert (computers.needed, computers.counted, computers.there, computers.missing) == (13, 13, None, None)

    kit.equipment.note(meeting, "computers", needed=10, available=4)
    changed = piece(kit, meeting, "computers")
    assert (changed.needed, changed.counted, changed.there, changed.missing) == (10, 13, 4, 6)
    assert not changed.is_settled
    kit.equipment.note(meeting, "computers", needed=None)
    assert piece(kit, meeting, "computers").needed == 13


def test_what_was_written_goes_before_what_the_venues_record_says(kit: Kit, meeting: str) -> None:
    group = kit.meetings.detail(meeting).group.id
    venue = kit.plan.add_venue(group, "Salle fictive", computers=20)
    kit.plan.edit_meeting(meeting, venue_id=venue.id)
    assert piece(kit, meeting, "computers").missing == 0

    kit.equipment.note(meeting, "computers", available=3)

    assert piece(kit, meeting, "computers").missing == 10


def test_somebody_who_brings_it_settles_it(kit: Kit, meeting: str) -> None:
    person = kit.registrations.roster(meeting)[0].person.id
    kit.equipment.note(meeting, "computers", source=EquipmentSource.PARTICIPANT, brought_by=person)

    found = piece(kit, meeting, "computers")

    assert (found.source, found.brought_by, found.is_settled) == (EquipmentSource.PARTICIPANT, person, True)


def test_things_of_ones_own_are_added_taken_off_and_brought_back(kit: Kit, meeting: str) -> None:
    added = kit.equipment.add(meeting, " Coffee  machine ", 2)
    own = piece(kit, meeting, added.id)
    assert (own.name, own.needed, own.is_own) == ("Coffee machine", 2, True)

    kit.equipment.remove(meeting, added.id)
    kit.equipment.remove(meeting, "computers")
    after = kit.equipment.of(meeting, "en")
    assert {added.id, "computers"} & {one.key for one in after.pieces} == set()
    assert [one.key for one in after.removed] == ["computers"]
    kit.equipment.bring_back(meeting, added.id)
    kit.equipment.bring_back(meeting, "computers")
    assert piece(kit, meeting, added.id).needed == 2


def test_what_two_laptops_wrote_about_one_thing_is_put_together(kit: Kit, meeting: str) -> None:
    scope = kit.meetings.get(meeting).scope
    with kit.equipment._store.writer.action() as action:  # noqa: SLF001 - what a sync brings
        for values in ({"available": 4}, {"available": 9, "source": EquipmentSource.LOAN}):
            action.add(
                EquipmentLine(
                    id=kit.environment.new_id(),
                    scope=scope,
                    meeting_id=meeting,
                    material="computers",
                    **values,
                )
            )

    found = piece(kit, meeting, "computers")

    assert (found.there, found.source) == (4, EquipmentSource.LOAN)
    kit.equipment.note(meeting, "computers", available=None)
    assert piece(kit, meeting, "computers").there is None


def test_numbers_and_words_that_make_no_sense_are_refused(kit: Kit, meeting: str) -> None:
    for number in (-1, 10_000):
        with pytest.raises(UserError, match="from 0 to"):
            kit.equipment.note(meeting, "computers", available=number)
    with pytest.raises(UserError, match="from 1 to"):
        kit.equipment.add(meeting, "Coffee", 0)
    with pytest.raises(UserError, match="Write what is needed"):
        kit.equipment.add(meeting, " ")
    with pytest.raises(NotFoundError, match="no longer on the list"):
        kit.equipment.note(meeting, "no-such-thing", available=1)


def test_the_paper_shows_who_brings_what_and_things_of_ones_own(kit: Kit, meeting: str) -> None:
    person = kit.registrations.roster(meeting)[0].person
    kit.equipment.note(meeting, "computers", available=4, source=EquipmentSource.LOAN)
    added = kit.equipment.add(meeting, "Coffee machine", 1)
    kit.equipment.note(meeting, added.id, brought_by=person.id)

    data = PRINTABLES["equipment"].gather(kit, meeting, catalogue("en"), PLAIN)

    lines = {one.name: one for one in (*data.ask, *data.bring)}
    laptops = next(one for name, one in lines.items() if name.startswith("Laptops"))
    assert (laptops.there, laptops.missing, laptops.who) == (4, 9, "A loan")
    assert lines["Coffee machine"].who.startswith(person.family_name.upper())
    text = text_of(PRINTABLES["equipment"].render(data, catalogue("en"), PLAIN))
    assert "Coffee machine" in text
    assert "A loan" in text
