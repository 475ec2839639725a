"""The library: searching without accents, what may be changed, what is said of each state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.model.record import COMMON_SCOPE, group_scope
from organiser_kit.model.sharing import HelpRequest, PracticeSheet, SheetState, about_sheet, shared_copy_id
from tests import coordinator
from ui.pages.library import questions_presenter
from ui.pages.library.questions_presenter import QuestionsPresenter
from ui.pages.library.resources_presenter import ResourceFields, ResourcesPresenter
from ui.pages.library.sheets_presenter import SheetsPresenter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.presenters.asker import PlainAsker, Recorder


def _sheets(asker: PlainAsker, view: Recorder) -> SheetsPresenter:
    return SheetsPresenter(asker, view, lambda sentence, undo=None: view.notify(sentence, undo))


def test_a_sheet_is_written_sent_and_taken_back(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    empty = view.last("show_sheet")
    assert empty.is_draft
    presenter.save(
        {**empty.fields, "title": "Le tri", "authors": "Camille Exemple, , Noé Fictif", "steps": "1."}
    )
    (kept,) = asker.kit.practice_sheets.all()
    assert kept.authors == ("Camille Exemple", "Noé Fictif")
    assert kept.module_number is None

    presenter.send()
    sent = view.last("show_sheet")
    assert (sent.is_draft, sent.can_take_back) == (False, True)
    assert ("Steps", "1.") in sent.parts
    presenter.save({**sent.fields, "title": "Autre"})
    assert asker.kit.practice_sheets.all()[0].title == "Le tri"
    presenter.export(tmp_path / "fiche.md")
    assert (tmp_path / "fiche.md").exists()
    presenter.take_back()
    assert view.last("show_sheet").is_draft


def test_what_is_missing_is_said_before_sending(asker: PlainAsker, view: Recorder) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    presenter.send()
    assert "author" in view.last("refuse").sentence


def test_a_deleted_draft_comes_back(asker: PlainAsker, view: Recorder) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    presenter.delete()
    assert not presenter.is_open
    assert view.last("show_list") == ()
    _, undo = next(arguments for name, arguments in reversed(view.calls) if name == "notify")
    undo()
    assert len(view.last("show_list")) == 1


def test_sheets_of_others_are_found_without_accents_and_only_read(asker: PlainAsker, view: Recorder) -> None:
    scope = group_scope(asker.kit.meetings.groups()[0].id)
    other = PracticeSheet(id=asker.environment.new_id(), scope=scope)
    coordinator.writes(asker.kit, other, title="Le défi à l’École", state=SheetState.PUBLISHED)
    presenter = _sheets(asker, view)
    presenter.load()
    presenter.search("defi ecole")
    (line,) = view.last("show_list")
    presenter.open(line.id)
    shown = view.last("show_sheet")
    assert (shown.is_draft, shown.can_take_back) == (False, False)
    presenter.search("rien")
    assert view.last("show_list") == ()


def test_a_sheet_that_came_back_says_why_and_is_no_question(asker: PlainAsker, view: Recorder) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    draft = asker.kit.practice_sheets.all()[0]
    message = HelpRequest(id=asker.environment.new_id(), scope=draft.scope)
    coordinator.writes(asker.kit, message, context=about_sheet(draft.id), answer="Ajoutez la durée.")
    presenter.load()
    assert "“Ajoutez la durée.”" in view.last("show_sheet").returned
    assert view.last("show_list")[0].state == "Sent back to change"
    assert questions_presenter.read(asker.kit).lines == ()


def test_a_published_sheet_of_the_group_is_shown_once(asker: PlainAsker, view: Recorder) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    own = asker.kit.practice_sheets.all()[0]
    shared = PracticeSheet(id=shared_copy_id(own.id), scope=COMMON_SCOPE)
    coordinator.writes(asker.kit, own, title="Le tri", state=SheetState.PUBLISHED)
    coordinator.writes(asker.kit, shared, title="Le tri", state=SheetState.PUBLISHED)
    presenter.load()
    (line,) = view.last("show_list")
    assert (line.id, line.state) == (own.id, "Published")
    assert view.last("show_sheet").pill[2] == "Published"


def test_resources_say_what_can_be_read_without_a_network(asker: PlainAsker, view: Recorder) -> None:
    presenter = ResourcesPresenter(asker, view, lambda sentence, undo=None: view.notify(sentence, undo))
    presenter.add(ResourceFields(title="Un livre", tags="jeux, débranché"))
    presenter.add(ResourceFields(title="Une page", url="https://example.org", summary="En bref"))
    presenter.add(ResourceFields(title="Une autre page", url="https://example.org"))
    offline = [line.offline for line in view.last("show_resources")]
    assert len(set(offline)) == 3
    presenter.search("debranche")
    (found,) = view.last("show_resources")
    presenter.keep(found.id, "title", ResourceFields(title="Le même livre"))
    assert view.last("show_resources")[0].fields.title == "Le même livre"
    presenter.delete(view.last("show_resources")[0])
    assert view.last("show_resources") == ()
    presenter.add(ResourceFields(title="Une page", url="pas une adresse"))
    assert "web address" in view.last("refuse").sentence


def test_a_question_tells_how_far_it_is(asker: PlainAsker, view: Recorder) -> None:
    presenter = QuestionsPresenter(asker, view, lambda sentence, undo=None: view.notify(sentence, undo))
    presenter.load()
    meeting_id = view.last("show_questions").meetings[0][1]
    presenter.ask("Badges", "Comment ?", meeting_id)
    (line,) = view.last("show_questions").lines
    assert "next exchange" in line.pill[2]
    assert "Meeting 1 of 2" in line.about
    (request,) = [one.request for one in asker.kit.questions.all()]
    assert (request.context or "").startswith("organiser-kit ")
    coordinator.writes(asker.kit, request, answer="Ainsi.")
    state = questions_presenter.read(asker.kit)
    assert state.lines[0].answer == "Ainsi."
    assert state.summary == "1 answer came"
    presenter.ask("", "Comment ?", "")
    assert view.last("refuse").sentence


def test_an_answer_that_comes_after_closing_opens_nothing(asker: PlainAsker, view: Recorder) -> None:
    presenter = _sheets(asker, view)
    presenter.begin()
    answers: list[Callable[[], None]] = []
    ask = asker.ask

    def later(*question: Any) -> None:
        answers.append(lambda: ask(*question))

    asker.ask = later  # type: ignore[method-assign,assignment]
    presenter.open(asker.kit.practice_sheets.all()[0].id)
    presenter.close()
    shown = view.count("show_sheet")
    for answer in answers:
        answer()
    assert not presenter.is_open
    assert view.count("show_sheet") == shown
