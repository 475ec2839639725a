"""Choose for whom a paper is: everybody, or some people found by the first letters of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from organiser_kit.i18n import tr, trn
from organiser_kit.rules.text import fold
from ui import theme
from ui.dialogs.base import FormDialog
from ui.widgets.basics import button, label
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.papers.presenter import PersonLine
    from ui.widgets.scheduler import Scheduler

_ID = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 300
_ROW = 32


class ChoosePeopleDialog(FormDialog):
    """Emits ``chosen`` with the ids of the people ticked, or with ``None`` for everybody."""

    chosen = Signal(object)

    def __init__(
        self,
        scheduler: Scheduler,
        people: Sequence[PersonLine],
        ticked: frozenset[str] | None,
        parent: QWidget | None = None,
        *,
        otherwise: str,
    ) -> None:
        """Offer ``people``; ``otherwise`` says what the paper is when nobody is chosen."""
        super().__init__(
            tr("For whom?"), tr("Space ticks the person on whom the keyboard stands."), tr("Choose"), parent
        )
        self.everybody = QCheckBox(otherwise)
        self.search = SearchField(
            scheduler, tr("Search the list"), tr("Name or structure, from the first letter…")
        )
        self.search.asked.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("People to choose"))
        self.list.setMinimumHeight(theme.current().height(_HEIGHT))
        for person in people:
            self._add(person, ticked=ticked is not None and person.person_id in ticked)
        self.count = label("", "muted")
        self.list.itemChanged.connect(lambda _: self._counted())
        self.everybody.toggled.connect(self._take_everybody)
        self._lay_out()
        self.everybody.setChecked(ticked is None)
        self._take_everybody(ticked is None)
        (self.everybody if ticked is None else self.search).setFocus()

    def _add(self, person: PersonLine, *, ticked: bool) -> None:
        words = person.name
        if person.structure:
            words = tr("{name} · {structure}", name=person.name, structure=person.structure)
        row = QListWidgetItem(words)
        row.setToolTip(words)
        row.setData(_ID, person.person_id)
        row.setData(_FOLDED, fold(words))
        row.setSizeHint(QSize(0, theme.current().height(_ROW)))
        row.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(row)

    def _lay_out(self) -> None:
        self.none_button = button(tr("Untick all"), self._untick, "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.none_button)
        self.body.addWidget(self.everybody)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(foot)

    def _rows(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    @property
    def ticked(self) -> frozenset[str]:
        """Return the ids of the people ticked, those that the search hides too."""
        return frozenset(row.data(_ID) for row in self._rows() if row.checkState() is Qt.CheckState.Checked)

    def _take_everybody(self, everybody: bool) -> None:
        for widget in (self.search, self.list, self.none_button):
            widget.setEnabled(not everybody)
        self._counted()

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for row in self._rows():
            parts = row.data(_FOLDED).split()
            fits = all(any(part.startswith(word) for part in parts) for word in words)
            row.setHidden(not fits)

    def _untick(self) -> None:
        for row in self._rows():
            row.setCheckState(Qt.CheckState.Unchecked)

    def _counted(self) -> None:
        chosen = len(self._rows()) if self.everybody.isChecked() else len(self.ticked)
        self.count.setText(trn("{n} person", "{n} people", chosen))
        self.show_problem("")

    def submit(self) -> None:
        """Hand over who was chosen."""
        if self.everybody.isChecked():
            self.chosen.emit(None)
        elif self.ticked:
            self.chosen.emit(self.ticked)
        else:
            self.show_problem(tr("Tick somebody, or choose everybody."))
            return
        self.accept()
