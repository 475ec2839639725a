"""The scenes of the tour in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Route
from ui.pages.help.page import HelpPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def evening(stage: Stage) -> QWidget:
    """Draw the first article."""
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("help"))
    return stage.window


def search(stage: Stage) -> QWidget:
    """Draw what a search finds."""
    page = stage.page("help", HelpPage)
    page.search.setText("csv")
    page.presenter.search("csv")
    return stage.window


def keyboard(stage: Stage) -> QWidget:
    """Draw the table of keys."""
    page = stage.page("help", HelpPage)
    page.search.clear()
    page.presenter.search("")
    page.presenter.open("keyboard")
    return stage.window


def nothing(stage: Stage) -> QWidget:
    """Draw a search that finds nothing."""
    page = stage.page("help", HelpPage)
    page.search.setText("dromadaire")
    page.presenter.search("dromadaire")
    return stage.window


SCENES = (
    ("help", evening),
    ("help-search", search),
    ("help-nothing", nothing),
    ("help-keyboard", keyboard),
)
