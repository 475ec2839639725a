"""The scenes of the tour about what is kept by itself: correcting a person, and who has left a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Route
from ui.pages.groups.page import GroupsPage
from ui.pages.people.page import PeoplePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.dialogs.person import KeptPersonDialog
    from ui.tour_stage import Stage

_SOMEBODY = 1
"""The row of somebody with a name: the first is a badge that was admitted before its person came."""


def _correct(stage: Stage, part: str, text: str) -> KeptPersonDialog:
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("people"))
    page = stage.page("people", PeoplePage)
    page.table.selectRow(_SOMEBODY)
    page.edit_button.click()
    assert page.correcting is not None
    page.correcting.inputs.lines[part].setText(text)
    page.correcting.autosave.flush()
    return page.correcting


def person_kept(stage: Stage) -> QWidget:
    """Draw a person's form after a field was kept."""
    return _correct(stage, "commune", "Exempleville")


def person_refused(stage: Stage) -> QWidget:
    """Draw a person's form with an address that reaches nobody."""
    form = _correct(stage, "email", "ana@")
    form.submit()
    return form


def group_left(stage: Stage) -> QWidget:
    """Draw the members of a group, of whom one has left."""
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("groups"))
    page = stage.page("groups", GroupsPage)
    page.table.selectRow(_SOMEBODY)
    page.leaving_button.click()
    page.ensureWidgetVisible(page.table)
    page.ensureWidgetVisible(page.leaving_button)
    return stage.window
