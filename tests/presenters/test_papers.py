"""The papers of a meeting without a window: what is made, for whom, in which language, what is dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assets.paths import asset
from organiser_kit.documents.toolkit.canvas import RenderedDocument
from organiser_kit.i18n import catalogue, using
from organiser_kit.papers.kinds import Use, use_words
from organiser_kit.papers.registry import PRINTABLES, Printable
from ui.jobs import CancelToken
from ui.pages.papers.descriptions import Option, described, offered
from ui.pages.papers.presenter import PapersPresenter

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.papers.wish import PaperWish
    from tests.presenters.asker import PlainAsker, Recorder


@pytest.fixture
def presenter(asker: PlainAsker, view: Recorder) -> PapersPresenter:
    made = PapersPresenter(asker, view, view.notify)
    made.open(asker.kit.meetings.all()[0].id)
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, PaperWish]]:
    """Note what each paper was asked for, instead of drawing it: name, language, wish."""
    noted: list[tuple[str, str, PaperWish]] = []

    def noting(paper: Printable) -> Printable:
        def render(data: Any, catalogue: Any, wish: PaperWish) -> RenderedDocument:
            del data
            noted.append((paper.name, catalogue.language, wish))
            return RenderedDocument(b"%PDF", 2, 3)

        return replace(paper, gather=lambda *_: None, render=render)

    for name, paper in list(PRINTABLES.items()):
        monkeypatch.setitem(PRINTABLES, name, noting(paper))
    return noted


class TestDescriptions:
    """Every paper that can be printed is on the page, in words."""

    def test_every_paper_is_described_once(self) -> None:
        assert sorted(paper.name for paper in offered()) == sorted(PRINTABLES)

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_words_tell_the_papers_apart(self, language: str) -> None:
        with using(language):
            papers = offered()
            for words in ("title", "sentence", "file_name"):
                said = [getattr(paper, words) for paper in papers]
                assert all(said)
                assert len(set(said)) == len(said)
            assert all(paper.file_name.isascii() for paper in papers)
            assert len({use_words(use, catalogue(language)) for use in Use}) == len(Use)

    def test_papers_of_one_use_stand_together_in_order(self) -> None:
        uses = [list(Use).index(paper.use) for paper in offered()]
        assert uses == sorted(uses)

    def test_every_icon_is_there(self) -> None:
        for paper in offered():
            assert asset("icons", f"{paper.icon}.svg").is_file(), paper.icon


def test_the_sheet_comes_first_and_says_how_long_it_is(presenter: PapersPresenter, view: Recorder) -> None:
    state = view.last("show_paper")
    assert (presenter.name, state.name) == ("sheet", "sheet")
    assert state.pdf.startswith(b"%PDF")
    assert "8 people" in state.remark


def test_a_choice_holds_for_the_papers_that_have_it(
    presenter: PapersPresenter, asked: list[tuple[str, str, PaperWish]]
) -> None:
    presenter.large_print(True)
    presenter.people(frozenset({"one"}))
    presenter.choose("badges")
    presenter.choose("poster")
    by_name = {name: wish for name, _, wish in asked}
    assert (by_name["sheet"].large_print, by_name["sheet"].people) == (True, None)
    assert (by_name["badges"].large_print, by_name["badges"].people) == (False, frozenset({"one"}))
    assert by_name["poster"].large_print
    assert Option.PEOPLE in described("badges").options


def test_who_signs_and_which_sides_are_printed_are_choices_of_few_papers(
    presenter: PapersPresenter, asked: list[tuple[str, str, PaperWish]]
) -> None:
    presenter.trainer(True)
    presenter.two_sided(True)
    for name in ("sheet-recap", "poster", "kit"):
        presenter.choose(name)
    by_name = {name: (wish.trainer, wish.two_sided) for name, _, wish in asked}
    assert by_name == {
        "sheet": (True, False),
        "sheet-recap": (True, False),
        "poster": (False, False),
        "kit": (True, True),
    }


def test_a_kit_is_proposed_for_both_sides_only_where_it_is_laid_out_for_them(
    presenter: PapersPresenter, asked: list[tuple[str, str, PaperWish]]
) -> None:
    del asked
    proposed = []
    for name, both_sides in (("kit", False), ("kit", True), ("badges", True)):
        presenter.choose(name)
        presenter.two_sided(both_sides)
        proposed.append(presenter.paper.one_sided)
    assert proposed == [True, False, True]


def test_the_paper_speaks_another_language_than_the_screen(
    presenter: PapersPresenter, asked: list[tuple[str, str, PaperWish]]
) -> None:
    first = presenter.language
    other = "fr" if first == "en" else "en"
    presenter.speak(first)
    assert asked == []
    presenter.speak(other)
    presenter.choose("poster")
    assert [language for _, language, _ in asked] == [other, other]


def test_another_meeting_is_for_everybody_again(
    presenter: PapersPresenter, asker: PlainAsker, asked: list[tuple[str, str, PaperWish]]
) -> None:
    one, two = (meeting.id for meeting in asker.kit.meetings.all()[:2])
    presenter.want_for("badges", "somebody")
    presenter.open(one)
    assert asked[-1][2].people == frozenset({"somebody"})
    presenter.open(one)
    assert asked[-1][0] == "badges"
    presenter.open(two)
    assert asked[-1][0] == "sheet"
    assert asked[-1][2].people is None


def test_slips_are_blank_until_somebody_is_chosen(
    presenter: PapersPresenter, view: Recorder, asked: list[tuple[str, str, PaperWish]]
) -> None:
    def for_whom() -> Any:
        return next(shown[1] for name, shown in reversed(view.calls) if name == "show_chosen")

    presenter.choose("slips")
    assert for_whom() == described("slips").unless_chosen != ""
    presenter.people(frozenset({"somebody"}))
    assert asked[-1][2].people == frozenset({"somebody"})
    assert for_whom() != described("slips").unless_chosen
    presenter.choose("front-desk")
    assert asked[-1][2].people is None


def test_what_is_for_chosen_people_here_is_so_on_the_command_line() -> None:
    here = {paper.name for paper in offered() if Option.PEOPLE in paper.options}
    assert here == {name for name, paper in PRINTABLES.items() if paper.is_personal}


def test_those_expected_can_be_chosen(presenter: PapersPresenter, asker: PlainAsker, view: Recorder) -> None:
    withdrawn = asker.kit.registrations.roster(asker.kit.meetings.all()[0].id)[5].person.id
    asker.kit.registrations.withdraw(asker.kit.meetings.all()[0].id, withdrawn)
    presenter.ask_people()
    lines = view.last("ask_people")
    assert len(lines) == 7
    assert withdrawn not in {line.person_id for line in lines}


def test_what_comes_too_late_is_dropped(
    presenter: PapersPresenter,
    asker: PlainAsker,
    view: Recorder,
    asked: list[tuple[str, str, PaperWish]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    late: list[Any] = []
    tokens: list[CancelToken] = []

    def submit(_owner: object, job: Any, done: Any, *_: Any, **__: Any) -> CancelToken:
        late.append((job, done))
        tokens.append(CancelToken())
        return tokens[-1]

    monkeypatch.setattr(asker.runner, "submit", submit)
    monkeypatch.setattr(asker, "ask", lambda _owner, question, done, *_: done(question(asker.kit)))
    shown = view.count("show_paper")
    presenter.choose("badges")
    presenter.choose("poster")
    presenter.choose("sheet")
    presenter.stop()
    for job, done in late:
        done(job())
    assert view.count("show_paper") == shown
    assert view.count("show_stopped") == 1
    assert len(asked) == 3
    assert all(token.cancelled for token in tokens)


def test_a_paper_that_cannot_be_made_says_why(
    presenter: PapersPresenter, view: Recorder, tmp_path: Path
) -> None:
    presenter.choose("statements")
    presenter.make()
    assert "Validate the sign-in sheet" in view.last("show_none").sentence
    presenter.save(tmp_path / "nothing.pdf")
    assert not (tmp_path / "nothing.pdf").exists()


def test_what_cannot_be_taken_back_is_made_only_when_asked(
    presenter: PapersPresenter, view: Recorder, asked: list[tuple[str, str, PaperWish]]
) -> None:
    presenter.choose("statements")
    presenter.large_print(True)
    assert asked == []
    assert view.last("ask_first").name == "statements"
    presenter.make()
    assert [(name, wish.large_print) for name, _, wish in asked] == [("statements", True)]


def test_saved_as_a_pdf_or_as_a_page(presenter: PapersPresenter, view: Recorder, tmp_path: Path) -> None:
    presenter.save(tmp_path / "sheet.pdf")
    presenter.save(tmp_path / "sheet.html")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "sheet.html").read_text("utf-8").lower().startswith("<!doctype html>")
    assert view.count("notify") == 2
