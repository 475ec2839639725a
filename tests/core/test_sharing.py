"""Practice sheets, resources and questions: their lives, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from organiser_kit.model.sharing import SheetState
from organiser_kit.services.questions import QuestionState
from tests import coordinator
from tests.core.test_replica import settle_all

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import PracticeSheet
    from organiser_kit.services.practice import PracticeGroup


def _whole(kit: Kit, practice: PracticeGroup) -> PracticeSheet:
    sheet = kit.practice_sheets.begin(practice.group_id, practice.meeting_ids[0])
    return kit.practice_sheets.edit(
        sheet.id,
        title="Le robot <idiot>",
        authors=("Camille Exemple",),
        duration_minutes=45,
        steps="1. Se mettre par deux\n2. Guider",
    )


def test_a_sheet_goes_from_draft_to_published(kit: Kit, practice: PracticeGroup) -> None:
    sheet = kit.practice_sheets.begin(practice.group_id)
    with pytest.raises(UserError, match="title"):
        kit.practice_sheets.send(sheet.id)
    sheet = _whole(kit, practice)
    sent = kit.practice_sheets.send(sheet.id)
    assert (sent.state, sent.licence) == (SheetState.SENT, "CC-BY-4.0")
    assert kit.practice_sheets.waits(sheet.id)
    with pytest.raises(UserError, match="take it back"):
        kit.practice_sheets.edit(sheet.id, title="Autre")
    assert kit.practice_sheets.take_back(sheet.id).sent_at is None
    kit.practice_sheets.send(sheet.id)

    settle_all(kit)
    assert not kit.practice_sheets.waits(sheet.id)
    coordinator.writes(kit, sheet, state=SheetState.PUBLISHED, published_at=kit.environment.now())
    with pytest.raises(UserError, match="published"):
        kit.practice_sheets.take_back(sheet.id)
    assert [one.state for one in kit.practice_sheets.all()] == [SheetState.DRAFT, SheetState.PUBLISHED]


def test_a_draft_is_deleted_and_brought_back(kit: Kit, practice: PracticeGroup) -> None:
    sheet = _whole(kit, practice)
    kit.practice_sheets.delete(sheet.id)
    assert kit.practice_sheets.all() == []
    kit.practice_sheets.restore(sheet.id)
    assert kit.practice_sheets.all() == [sheet]


def test_a_sheet_is_written_to_a_file_with_its_authors_and_licence(
    kit: Kit, practice: PracticeGroup, tmp_path: Path
) -> None:
    sheet = _whole(kit, practice)
    markdown = kit.practice_sheets.write(sheet.id, tmp_path / "fiche.md").read_text(encoding="utf-8")
    page = kit.practice_sheets.write(sheet.id, tmp_path / "fiche.html").read_text(encoding="utf-8")
    assert markdown.startswith("# Le robot <idiot>\n")
    assert "## Steps\n\n1. Se mettre par deux\n2. Guider" in markdown
    assert "Le robot &lt;idiot&gt;" in page
    assert "<idiot>" not in page
    for text in (markdown, page):
        assert "Camille Exemple" in text
        assert "creativecommons.org/licenses/by/4.0" in text
        assert "45" in text
    with pytest.raises(UserError, match=r"\.md"):
        kit.practice_sheets.write(sheet.id, tmp_path / "fiche.docx")


def test_resources_are_kept_with_what_is_known_of_them(kit: Kit, practice: PracticeGroup) -> None:
    added = kit.resources.add(practice.group_id, title=" Livre ", tags=("jeux",), url="https://example.org/a")
    kit.resources.edit(added.id, module_number=2, url=None)
    (kept,) = kit.resources.all()
    assert (kept.title, kept.tags, kept.module_number, kept.url) == ("Livre", ("jeux",), 2, None)
    kit.resources.delete(added.id)
    assert kit.resources.all() == []
    kit.resources.restore(added.id)
    with pytest.raises(UserError, match="title"):
        kit.resources.edit(added.id, title="  ")
    with pytest.raises(UserError, match="web address"):
        kit.resources.add(practice.group_id, title="Livre", url="un livre")


def test_a_question_waits_is_sent_and_is_answered(kit: Kit, practice: PracticeGroup) -> None:
    asked = kit.questions.ask(
        practice.group_id, "Badges", "Comment les réimprimer ?", practice.meeting_ids[0]
    )
    assert [one.state for one in kit.questions.all()] == [QuestionState.WAITING]
    settle_all(kit)
    assert [one.state for one in kit.questions.all()] == [QuestionState.SENT]
    coordinator.writes(kit, asked, answer="Par la page Imprimer.", answered_at=kit.environment.now())
    (answered,) = kit.questions.all()
    assert answered.state is QuestionState.ANSWERED
    assert answered.request.answer == "Par la page Imprimer."
    with pytest.raises(UserError, match="what it is about"):
        kit.questions.ask(practice.group_id, "Badges", " ")
