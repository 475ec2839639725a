"""The report step: what it says of each state, and what is kept while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.sharing import Report
from organiser_kit.services.reports import Standing
from tests import coordinator
from tests.core.test_replica import settle_all
from ui.pages.reporting.presenter import Answers, ReportPresenter, read

if TYPE_CHECKING:
    from tests.presenters.asker import PlainAsker, Recorder


@pytest.fixture
def held(asker: PlainAsker) -> str:
    meeting_id = asker.kit.meetings.all()[0].id
    asker.kit.sheets.validate(meeting_id, headcount=8)
    return meeting_id


@pytest.fixture
def presenter(asker: PlainAsker, view: Recorder, held: str) -> ReportPresenter:
    made = ReportPresenter(asker, view, lambda sentence, undo=None: view.notify(sentence))
    made.open(held)
    return made


def test_before_the_sheet_is_validated_there_is_no_form(asker: PlainAsker) -> None:
    state = read(asker.kit, asker.kit.meetings.all()[0].id)
    assert state.standing is Standing.TOO_EARLY
    assert not state.is_open
    assert state.pill is None


def test_writing_keeps_and_finishing_closes_the_form(presenter: ReportPresenter, view: Recorder) -> None:
    assert view.last("show_report").is_open
    presenter.save(Answers(what_worked="L’entraide"))
    draft = view.last("show_report")
    assert draft.standing is Standing.DRAFT
    assert draft.answers.what_worked == "L’entraide"

    presenter.finish(Answers("L’entraide", "", "Un lieu", 5))
    done = view.last("show_report")
    assert done.standing is Standing.WAITING
    assert done.answers == Answers("L’entraide", "", "Un lieu", 5)
    assert (done.is_open, done.can_correct) == (False, True)
    assert "next exchange" in done.pill[2]

    presenter.correct()
    assert view.last("show_report").is_open


def test_only_what_changed_is_written(
    presenter: ReportPresenter, asker: PlainAsker, view: Recorder, held: str
) -> None:
    presenter.save(Answers(what_worked="L’entraide"))
    asker.kit.reports.save(held, difficulties="Écrit ailleurs")
    presenter.save(Answers(what_worked="L’entraide, surtout"))
    kept = view.last("show_report").answers
    assert kept.difficulties == "Écrit ailleurs"
    assert kept.what_worked == "L’entraide, surtout"


def test_an_empty_report_is_refused_with_what_to_do(presenter: ReportPresenter, view: Recorder) -> None:
    presenter.finish(Answers())
    assert "impression" in view.last("refuse").sentence
    assert view.count("notify") == 0


def test_what_happened_to_it_is_told(asker: PlainAsker, held: str) -> None:
    asker.kit.reports.save(held, satisfaction=3)
    report = asker.kit.reports.finish(held)
    settle_all(asker.kit)
    sent = read(asker.kit, held)
    assert sent.standing is Standing.SENT
    assert sent.can_correct
    coordinator.writes(asker.kit, report, acknowledged_at=asker.environment.now())
    seen = read(asker.kit, held)
    assert seen.standing is Standing.READ
    assert seen.pill is not None
    assert "coordinator" in seen.pill[2]
    assert not seen.can_correct


def test_a_newer_kit_may_know_more_impressions(asker: PlainAsker, held: str) -> None:
    scope = asker.kit.meetings.get(held).scope
    fresh = Report(id=asker.environment.new_id(), scope=scope)
    coordinator.writes(asker.kit, fresh, meeting_id=held, satisfaction=9)
    assert read(asker.kit, held).answers.satisfaction is None
