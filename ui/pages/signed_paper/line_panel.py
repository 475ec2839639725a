"""One row of the signed sheet: its picture, why somebody has to look, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.signed_paper.guest_form import GuestForm
from ui.widgets.basics import IconLabel, announce, button, label
from ui.widgets.crop_view import CropView
from ui.widgets.flow import FlowLayout
from ui.widgets.letters import letter_of

if TYPE_CHECKING:
    from organiser_kit.papers.sheet_review import WalkIn
    from ui.pages.signed_paper.lines import Line


NAME_HEIGHT, CELL_HEIGHT = 60, 104


class LinePanel(QWidget):
    """Shows the row that is chosen; ``answered`` carries ``signed`` or ``empty``."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line: Line | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        self._name = label("", "heading", wrap=True)
        self._facts = label("", "muted", wrap=True)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        self.name_crop, self.crop = CropView(NAME_HEIGHT), CropView(CELL_HEIGHT)
        column.addWidget(self.name_crop)
        column.addWidget(self.crop)
        self.guest = GuestForm()
        column.addLayout(self._answers())
        column.addWidget(self.guest)

    def _doubt_row(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE["s"])
        self._icon = IconLabel("circle-question-mark", "warning_text", 18)
        self._doubt = label("", "strong", wrap=True)
        line.addWidget(self._icon)
        line.addWidget(self._doubt, 1)
        return made

    def _answers(self) -> FlowLayout:
        row = FlowLayout()
        row.add(self._doubt_row(), grow=True)
        self.signed_button = button(tr("Signed (S)"), lambda: self.answered.emit("signed"), "plain", "check")
        self.empty_button = button(tr("Empty (E)"), lambda: self.answered.emit("empty"), "plain", "minus")
        self.nobody_button = button(tr("Nobody (E)"), lambda: self.answered.emit("empty"), "plain", "minus")
        self.add_button = button(tr("This is the name"), self.guest.send, "plain", "user-plus")
        for made in (self.signed_button, self.empty_button, self.add_button, self.nobody_button):
            row.add(made)
        return row

    def letters(self) -> dict[str, str]:
        """Return which letter gives which answer."""
        return {
            letter_of(self.signed_button.text()): "signed",
            letter_of(self.empty_button.text()): "empty",
        }

    def forget(self) -> None:
        """Take the next row for one that was never shown."""
        self._line = None

    def show_line(self, line: Line, guest: WalkIn | None) -> None:
        """Show a row; ``guest`` is who was typed for it before."""
        is_new = self._line is None or self._line.place != line.place
        self._line = line
        self._name.setText(line.person)
        facts = (tr("Row {number}", number=line.place.row), line.structure, line.screen)
        self._facts.setText("" if line.is_walk_in else " · ".join(filter(None, facts)))
        self._facts.setVisible(not line.is_walk_in)
        self.crop.show_picture(line.picture, _picture_words(line))
        self.name_crop.setVisible(line.is_walk_in and bool(line.name_picture))
        self.name_crop.show_picture(
            line.name_picture,
            tr("Picture of the name written by hand on row {number}.", number=line.place.row),
        )
        self._icon.show_icon(*(("circle-question-mark", "warning_text") if line.doubt else ("info", "muted")))
        self._doubt.setText(line.doubt or tr("The reader was sure: {answer}.", answer=line.words))
        for made in (self.signed_button, self.empty_button):
            made.setVisible(not line.is_walk_in)
        for shown in (self.guest, self.add_button, self.nobody_button):
            shown.setVisible(line.is_walk_in)
        if line.is_walk_in and is_new:
            self.guest.begin(guest)
        if is_new:
            announce(self, " ".join((line.person, self._doubt.text(), line.words)))


def _picture_words(line: Line) -> str:
    """Return what stands for the picture where it is not seen."""
    return tr(
        "Picture of the signature cell of {who}, row {number}. {doubt}",
        who=line.person,
        number=line.place.row,
        doubt=line.doubt or line.words,
    )
