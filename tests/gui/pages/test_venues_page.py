"""The venue directory in the window: a field left is a field kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.navigation import Route
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from tests.gui.pages.desk import Desk


def _page(desk: Desk) -> VenuesPage:
    desk.workspace.go(Route("venues"))
    page = desk.workspace.navigator.page("venues")
    assert isinstance(page, VenuesPage)
    return page


def test_a_field_is_kept_as_soon_as_one_leaves_it(desk: Desk) -> None:
    page = _page(desk)
    (venue,) = desk.kit.venues.all()
    page.form.name.setFocus()
    page.form.name.setText("Salle inventée")
    QTest.keyClick(page.form.name, Qt.Key.Key_Return)
    page.form.opening.setPlainText("La clé est à la loge")
    page.form.opening.left.emit()
    page.form.internet.setCurrentIndex(page.form.internet.findData("weak"))
    page.form.internet.activated.emit(page.form.internet.currentIndex())
    page.form.host_list.click()
    page.form.capacity.setValue(18)
    page.form.software.setText("Scratch, LibreOffice")
    page.form.software.editingFinished.emit()

    kept = desk.kit.venues.get(venue.id)
    assert (kept.name, kept.opening, kept.internet) == ("Salle inventée", "La clé est à la loge", "weak")
    assert (kept.host_list_required, kept.capacity) == (True, 18)
    assert kept.offline_software == ("Scratch", "LibreOffice")
    assert page.table.model().index(0, 0).data() == "Salle inventée, Trial room"


def test_a_venue_is_added_and_checked(desk: Desk) -> None:
    page = _page(desk)
    page.add_button.click()
    assert page.dialog is not None
    page.dialog.submit()
    assert page.dialog.field.error
    page.dialog.name.setText("Tiers-lieu imaginaire")
    page.dialog.submit()
    page.form.verify_button.click()
    added = desk.kit.venues.get(desk.kit.venues.resolve("tiers-lieu imaginaire"))
    assert added.verified_at == desk.environment.now()
    assert page.form.checked.words.startswith("Checked on")
