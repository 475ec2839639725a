"""The sheet of one meeting, of a day that hosts both meetings of a pair, and of a whole module."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.codes.sheet import parse, together
from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN, PaperWish
from tests.documents.samples import codes_on, page_texts

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SignInSheetData
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup

ENGLISH = catalogue("en")


def gathered(kit: Kit, meeting_id: str, name: str = "sheet", wish: PaperWish = PLAIN) -> SignInSheetData:
    data: SignInSheetData = PRINTABLES[name].gather(kit, meeting_id, ENGLISH, wish)
    return data


def drawn(data: SignInSheetData) -> RenderedDocument:
    return PRINTABLES["sheet"].render(data, ENGLISH, PLAIN)


def columns(document: RenderedDocument) -> set[int]:
    assert document.geometry is not None
    return {cell.column for cell in document.geometry.cells}


@pytest.fixture
def one_day(kit: Kit, practice: PracticeGroup) -> tuple[str, str]:
    """A pair of meetings, morning and evening of the same day."""
    first, second = practice.meeting_ids
    start = kit.meetings.get(second).starts_at
    assert start is not None
    kit.plan.edit_meeting(first, starts_at=start - timedelta(hours=8))
    return first, second


def test_an_ordinary_meeting_has_one_column_for_its_half_day(kit: Kit, practice: PracticeGroup) -> None:
    first, _ = practice.meeting_ids
    data = gathered(kit, first)
    document = drawn(data)
    sheet = kit.meetings.sheet(first)

    assert sheet is not None
    assert (data.sheet_id, data.sheet_no) == (sheet.id, sheet.sheet_no)
    assert columns(document) == {1}
    assert "Signature — evening" in page_texts(document)[0]
    assert document.geometry is not None
    assert document.geometry.as_json()["columns"] == [
        {"column": 1, "meeting": first, "sheet": sheet.sheet_no}
    ]


def test_a_day_of_both_meetings_has_one_sheet_whichever_asks_for_it(
    kit: Kit, one_day: tuple[str, str]
) -> None:
    first, second = one_day
    data = gathered(kit, second)
    document = drawn(data)
    sheets = [kit.meetings.sheet(meeting) for meeting in one_day]
    assert all(sheets)
    ids = [sheet.id for sheet in sheets if sheet]
    numbers = [sheet.sheet_no for sheet in sheets if sheet]

    assert gathered(kit, first) == data
    assert data.sheet_id == together(*ids)
    (page,) = (parse(code) for code in codes_on(document, 2))
    assert page is not None
    assert (page.sheet_id, page.page) == (data.sheet_id, 2)
    assert [(column.meeting_id, column.sheet_no) for column in data.columns] == [
        *zip(one_day, numbers, strict=True)
    ]
    assert columns(document) == {1, 2}
    text = page_texts(document)[0]
    assert "Meeting 1 of 2 — morning" in text
    assert "Meeting 2 of 2 — evening" in text
    assert f"{numbers[0]} · {numbers[1]}" in text
    assert "RECAP" not in text
    closing = page_texts(document)[-1]
    assert [closing.count(f"Meeting {n}, present:") for n in (1, 2)] == [1, 1]


def test_each_meeting_of_a_day_is_validated_by_its_own_sheet(kit: Kit, one_day: tuple[str, str]) -> None:
    first, second = one_day
    before = gathered(kit, first)
    kit.check_in.admit(first, kit.registrations.roster(first)[0].person.id)
    validated = kit.sheets.validate(first)

    assert validated.sheet_no == before.columns[0].sheet_no
    open_still = kit.meetings.sheet(second)
    assert open_still is not None
    assert open_still.validated_at is None
    assert gathered(kit, second) == before
    kit.check_in.admit(second, kit.registrations.roster(second)[0].person.id)
    assert kit.sheets.validate(second).sheet_no == before.columns[1].sheet_no


def test_whoever_is_added_gets_the_paper_a_version_and_a_code_of_its_own(
    kit: Kit, practice: PracticeGroup, one_day: tuple[str, str]
) -> None:
    first, second = one_day
    before = gathered(kit, first)
    late = kit.people.add(practice.group_id, family_name="Exemple", given_name="Aa")
    kit.registrations.register(second, [late.id])
    after = gathered(kit, first)

    assert (before.revision, after.revision) == (1, 2)
    assert after.sheet_id != before.sheet_id
    assert after.columns[0] == before.columns[0]
    assert [row.person_id for row in after.rows] == [*(row.person_id for row in before.rows), late.id]


def test_a_second_meeting_that_is_cancelled_has_no_column(kit: Kit, one_day: tuple[str, str]) -> None:
    first, second = one_day
    kit.plan.move_to(second, MeetingStatus.CANCELLED, reason="Salle fermée")

    assert columns(drawn(gathered(kit, first))) == {1}
    assert len(gathered(kit, second).columns) == 1
    with pytest.raises(UserError, match="two meetings of a module"):
        gathered(kit, first, "sheet-recap")


def test_the_recap_sheet_replaces_no_sheet(kit: Kit, practice: PracticeGroup) -> None:
    first, second = practice.meeting_ids
    ordinary = gathered(kit, first)
    recap = gathered(kit, second, "sheet-recap")
    document = drawn(recap)
    text = page_texts(document)[0]

    assert gathered(kit, first) == ordinary
    assert gathered(kit, first, "sheet-recap") == recap
    assert recap.columns[0].sheet_no == ordinary.sheet_no
    assert recap.sheet_id not in (ordinary.sheet_id, gathered(kit, second).sheet_id)
    assert "RECAP SHEET OF THE MODULE" in text
    assert "Meeting 1 of 2 — 24/11/2026, evening" in text
    assert "Meeting 2 of 2 — 08/12/2026, evening" in text
    assert columns(document) == {1, 2}


def test_a_trainer_signs_only_where_one_was_asked_for(kit: Kit, meeting_id: str) -> None:
    for name in ("sheet", "sheet-recap"):
        without = drawn(gathered(kit, meeting_id, name))
        with_one = drawn(gathered(kit, meeting_id, name, PaperWish(trainer=True)))

        assert not any("Trainer" in text for text in page_texts(without))
        assert all("Trainer — signature:" in text for text in page_texts(with_one))
        assert with_one.geometry == without.geometry
