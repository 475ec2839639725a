"""What a person says of a read sheet: what is recorded of it, and where paper and screen differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.sheet import together
from organiser_kit.errors import UserError
from organiser_kit.i18n import using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.attendance import Method
from organiser_kit.papers.sheet_review import (
    Decided,
    Differs,
    PaperSeen,
    Place,
    WalkIn,
    decided,
    differences,
    paper_seen,
    record_decided,
)
from organiser_kit.papers.signed_sheets import SignedSheets, gather
from organiser_kit.reading.sheet.files import Looked
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from tests.papers.read_pages import EMPTY, REVIEW, SIGNED, read_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.model.paper import SignInSheet


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


@pytest.fixture
def meetings(kit: Kit) -> tuple[str, ...]:
    return kit.practice.create(people=5).meeting_ids


@pytest.fixture
def sheet(kit: Kit, meetings: tuple[str, ...]) -> SignInSheet:
    return kit.sheets.prepare(meetings[0])


@pytest.fixture
def signed(kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet) -> SignedSheets:
    """Rows 1 and 4 signed, 2 empty, 3 and 5 in doubt, a name and a signature on the blank row 6."""
    page = read_page(sheet.id, (SIGNED, EMPTY, REVIEW, SIGNED, REVIEW, SIGNED), blank=1, written=(6,))
    return gather(kit, meetings[0], [Looked("a.jpg", page)])


def methods(kit: Kit, meeting: str) -> dict[str, Method | None]:
    roster = kit.registrations.roster(meeting)
    return {entry.person.id: entry.presence.method for entry in roster if entry.presence.is_present}


def at(sheet: SignInSheet, row: int) -> Place:
    return Place(sheet.id, 1, row)


def test_a_person_has_the_last_word_on_any_cell(
    kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet, signed: SignedSheets
) -> None:
    said = Decided({at(sheet, 3): True, at(sheet, 4): False, at(sheet, 2): True})

    done, paper = record_decided(kit, meetings[0], signed, said)

    one, two, three, four, five = sheet.people
    assert done.recorded == [one, two, three]
    assert methods(kit, meetings[0]) == dict.fromkeys((one, two, three), Method.SIGNED_PAPER)
    assert paper == PaperSeen(
        signed=frozenset({one, two, three}), unsigned=frozenset({four}), open=frozenset({five}), whole=True
    )


def test_names_on_blank_lines_are_added_or_admitted_as_from_paper(
    kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet, signed: SignedSheets
) -> None:
    group = kit.meetings.groups()[0]
    known = kit.people.add(group.id, family_name="Exemple-Connu", given_name="Ève")
    new = WalkIn(family_name="Fictif-Visite", given_name="Noé", structure="Fablab inventé")

    done, paper = record_decided(kit, meetings[0], signed, Decided({}, {at(sheet, 6): new}))
    again, _ = record_decided(
        kit, meetings[0], signed, Decided({}, {at(sheet, 6): WalkIn(person_id=known.id)})
    )

    added = next(e for e in kit.registrations.roster(meetings[0]) if e.person.family_name == "Fictif-Visite")
    assert (added.structure_name, added.presence.method) == ("Fablab inventé", Method.SIGNED_PAPER)
    assert added.person.id in done.recorded
    assert added.person.id in paper.signed
    assert again.recorded == [known.id]
    assert methods(kit, meetings[0])[known.id] is Method.SIGNED_PAPER


def test_somebody_of_a_blank_line_who_was_deleted_stops_nobody(
    kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet, signed: SignedSheets
) -> None:
    gone = kit.people.add(kit.meetings.groups()[0].id, family_name="Exemple-Parti", given_name="Ève").id
    kit.people.delete(gone)

    done, paper = record_decided(kit, meetings[0], signed, Decided({}, {at(sheet, 6): WalkIn(gone)}))

    assert done.problems == [gone]
    assert len(done.recorded) == 2
    assert gone not in paper.signed


def test_a_validated_sheet_records_nothing(
    kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet, signed: SignedSheets
) -> None:
    kit.check_in.admit(meetings[0], sheet.people[1])
    kit.sheets.validate(meetings[0])
    before = methods(kit, meetings[0])

    with pytest.raises(UserError, match="Reopen its sheet"):
        record_decided(kit, meetings[0], signed, Decided({}, {at(sheet, 6): WalkIn(family_name="Fictif")}))

    assert methods(kit, meetings[0]) == before


def test_on_a_paper_of_two_meetings_only_the_own_column_is_decided(
    kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet
) -> None:
    other = kit.sheets.prepare(meetings[1])
    paper = together(sheet.id, other.id)
    page = read_page(paper, (REVIEW, EMPTY), columns=2)
    at_the_other = replace(page.cells[2], state=SIGNED)
    page = replace(page, cells=(*page.cells[:2], at_the_other, page.cells[3]))
    read = gather(kit, meetings[1], [Looked("a.jpg", page)])

    final = decided(meetings[1], read, {Place(paper, 1, 1): True})

    states = [(row.cell.column, row.cell.state) for row in final.pages[0].rows]
    assert states == [(1, REVIEW), (2, SIGNED), (1, SIGNED), (2, EMPTY)]
    seen = paper_seen(meetings[1], final)
    one, two, *_ = sheet.people
    assert seen == PaperSeen(frozenset({one}), frozenset({two}), frozenset(), whole=True)


def test_one_signature_on_any_page_is_enough(kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet) -> None:
    kit.registrations.withdraw(meetings[0], sheet.people[4])
    later = kit.sheets.prepare(meetings[0])
    read = gather(
        kit,
        meetings[0],
        [
            Looked("a.jpg", read_page(sheet.id, (EMPTY, SIGNED, EMPTY))),
            Looked("b.jpg", read_page(later.id, (SIGNED, EMPTY, EMPTY))),
        ],
    )

    paper = paper_seen(meetings[0], read)

    one, two, three, *_ = sheet.people
    assert (paper.signed, paper.unsigned) == (frozenset({one, two}), frozenset({three}))


class TestDifferences:
    """Paper against screen."""

    def test_each_way_to_differ(self, kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet) -> None:
        one, two, three, four, five = sheet.people
        for person in (two, three, five):
            kit.check_in.admit(meetings[0], person)
        paper = PaperSeen(frozenset({one, two}), frozenset({three, four}), frozenset(), whole=True)

        found = differences(paper, kit.registrations.roster(meetings[0]))

        assert {(one.person_id, one.kind) for one in found} == {
            (one, Differs.NOT_ON_SCREEN),
            (three, Differs.NOT_SIGNED),
            (five, Differs.ON_NO_ROW),
        }

    def test_what_nobody_knows_is_no_difference(
        self, kit: Kit, meetings: tuple[str, ...], sheet: SignInSheet
    ) -> None:
        """Their page is missing, or their row is still in doubt."""
        kit.check_in.admit(meetings[0], sheet.people[0])
        roster = kit.registrations.roster(meetings[0])
        in_doubt = PaperSeen(open=frozenset({sheet.people[0]}), whole=True)

        assert differences(PaperSeen(whole=False), roster) == ()
        assert differences(in_doubt, roster) == ()
        assert differences(PaperSeen(whole=True), roster) != ()
