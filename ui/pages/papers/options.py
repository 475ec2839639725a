"""What can be chosen for the paper in preview, on one line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.papers.descriptions import Option
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.papers.descriptions import PaperDescription

LANGUAGES = (("fr", "Français"), ("en", "English"))


class PaperOptions(QWidget):
    """Shows only what the paper has a choice of."""

    large_print = Signal(bool)
    language = Signal(str)
    stock = Signal(str)
    trainer = Signal(bool)
    two_sided = Signal(bool)
    people_asked = Signal()

    def __init__(self, language: str, stocks: Sequence[tuple[str, str]]) -> None:
        """Offer ``stocks`` of labels by name and words; ``language`` is the papers' first one."""
        super().__init__()
        self.large = _check(tr("Large print"), tr("Letters of 14 points and more"))
        self.large.toggled.connect(self.large_print)
        self.with_trainer = _check(
            tr("With a trainer"), tr("A trainer signs too; these meetings ordinarily have none")
        )
        self.with_trainer.toggled.connect(self.trainer)
        self.both_sides = _check(
            tr("Both sides"), tr("Blank backs behind what is cut up, hung up or handed out")
        )
        self.both_sides.toggled.connect(self.two_sided)
        self.languages = _combo(LANGUAGES, tr("Language of the paper"))
        self.languages.setCurrentIndex(self.languages.findData(language))
        self.languages.activated.connect(lambda _: self.language.emit(self.languages.currentData()))
        self.stocks = _combo((("", tr("Plain paper")), *stocks), tr("Labels or paper"))
        self.stocks.activated.connect(lambda _: self.stock.emit(self.stocks.currentData()))
        self.whom = button("", self.people_asked.emit, "plain", "users")
        line = FlowLayout(theme.SPACE["m"], right=False)
        self.setLayout(line)
        for widget in (
            self.languages,
            self.whom,
            self.stocks,
            self.large,
            self.with_trainer,
            self.both_sides,
        ):
            line.add(widget)

    def show_for(self, paper: PaperDescription, for_whom: str) -> None:
        """Show the choices of ``paper``."""
        self.large.setVisible(Option.LARGE_PRINT in paper.options)
        self.with_trainer.setVisible(Option.TRAINER in paper.options)
        self.both_sides.setVisible(Option.TWO_SIDED in paper.options)
        self.whom.setVisible(Option.PEOPLE in paper.options)
        self.stocks.setVisible(Option.STOCK in paper.options and self.stocks.count() > 1)
        self.whom.setText(for_whom)
        self.whom.setAccessibleName(tr("For whom: {whom}", whom=for_whom))


def _check(words: str, explanation: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setToolTip(explanation)
    return made


def _combo(choices: Sequence[tuple[str, str]], name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for key, words in choices:
        made.addItem(words, key)
    return made
