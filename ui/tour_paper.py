"""The scenes of the tour in which the signed sheet is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.sheet_review import WalkIn
from organiser_kit.papers.wish import PaperWish
from ui.jobs import Step
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.signed_paper.page import SignedPaperStep
from ui.tour_pen import sign_pages

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage

TICKED, LEFT_OPEN, GUEST = 5, 8, 26
EMPTY = frozenset({11, 12, 17, 21, 24})
FIRST_PAGE = 12


def _step(stage: Stage) -> SignedPaperStep:
    stage.workspace.go(Route("meeting", stage.meeting_id, "paper"))
    step = stage.page("meeting", MeetingPage).steps["paper"]
    assert isinstance(step, SignedPaperStep)
    return step


def _signed_pages(stage: Stage, strokes: dict[int, str]) -> list[Path]:
    wish, sheet = PaperWish(), PRINTABLES["sheet"]
    document = sheet.render(sheet.gather(stage.kit, stage.meeting_id, current(), wish), current(), wish)
    assert document.geometry is not None
    return sign_pages(document.pdf, document.geometry, strokes, stage.folder)


def start(stage: Stage) -> QWidget:
    """Draw the page that asks for pictures."""
    _step(stage)
    return stage.window


def reading(stage: Stage) -> QWidget:
    """Draw the reading of the second page of three."""
    step = _step(stage)
    step.show_reading()
    step.show_step(Step(1, 3, tr("{file}: being read…", file="photo-2.jpg")))
    return stage.window


def certain(stage: Stage) -> QWidget:
    """Draw a page of which nothing is in doubt."""
    step = _step(stage)
    rows = {row: "signature" for row in range(1, FIRST_PAGE + 1) if row not in EMPTY}
    step.presenter.read(_signed_pages(stage, rows)[:2])
    return stage.window


def doubtful(stage: Stage) -> QWidget:
    """Draw a tick where a signature should stand, after another row was answered."""
    step = _step(stage)
    step.presenter.start_over()
    rows = {row: "signature" for row in range(1, GUEST) if row not in EMPTY}
    step.presenter.read(_signed_pages(stage, rows | {TICKED: "tick", LEFT_OPEN: "tick", GUEST: "guest"}))
    step.presenter.decide(True)
    return stage.window


def guest(stage: Stage) -> QWidget:
    """Draw a name written by hand on a blank line, while it is typed."""
    step = _step(stage)
    step.presenter.decide(False)
    form = step.review.panel.guest
    form.family_name.setText("Fictif")
    form.typed.emit("Fictif")
    return stage.window


def every(stage: Stage) -> QWidget:
    """Draw every row, one of them chosen."""
    step = _step(stage)
    step.review.every.setChecked(True)
    step.review.list.selectRow(2)
    return stage.window


def differing(stage: Stage) -> QWidget:
    """Draw the closing step after the paper was recorded: who is on the screen and did not sign."""
    step = _step(stage)
    step.presenter.decide(True)
    step.presenter.name(WalkIn(family_name="Fictif-Visite", given_name="Noé"))
    step.review.confirm_button.click()
    return stage.window
