"""What can be chosen for the paper in preview, on one line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from organiser_kit.i18n import current, tr
from ui import theme
from ui.pages.page import roomy
from ui.pages.papers.descriptions import Option
from ui.widgets.basics import button
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.stocks.stock import Stock
    from ui.pages.papers.descriptions import PaperDescription

_BESIDE_WORDS = 64
LANGUAGES = (("fr", "Français"), ("en", "English"))


class PaperOptions(QWidget):
    """Shows only what the paper has a choice of."""

    large_print = Signal(bool)
    language = Signal(str)
    stock = Signal(str)
    trainer = Signal(bool)
    two_sided = Signal(bool)
    first_label = Signal(int)
    people_asked = Signal()

    def __init__(self, language: str) -> None:
        """Begin with ``language``; labels are offered by :meth:`offer`."""
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
        self._labels: dict[str, int] = {}
        self.stocks = _combo((), tr("Labels or paper"))
        self.stocks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.stocks.currentTextChanged.connect(self._make_room)
        self.stocks.activated.connect(lambda _: self._take_stock())
        self.first = self._first_spin()
        self.whom = button("", self.people_asked.emit, "plain", "users")
        line = FlowLayout(theme.SPACE["m"], right=False)
        self.setLayout(line)
        for widget in (
            self.languages,
            self.whom,
            self.stocks,
            self.first,
            self.large,
            self.with_trainer,
            self.both_sides,
        ):
            line.add(widget)

    def _first_spin(self) -> QSpinBox:
        made = QSpinBox()
        made.setMinimum(1)
        made.setPrefix(tr("From label "))
        words = tr("First free label of a sheet that was begun before")
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setKeyboardTracking(False)
        made.valueChanged.connect(self.first_label)
        roomy(made)
        return made

    def offer(self, stocks: Sequence[Stock]) -> None:
        """Offer these sheets, the plain one first, and keep the one chosen if it is still there."""
        chosen = self.stocks.currentData()
        self._labels = {stock.name: stock.per_page for stock in stocks}
        self.stocks.clear()
        for stock in stocks:
            words = stock.words(current())
            self.stocks.addItem(words, stock.name)
            self.stocks.setItemData(self.stocks.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        view = self.stocks.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + theme.SPACE["xl"])
        self.stocks.setCurrentIndex(max(0, self.stocks.findData(chosen)))

    def _make_room(self, chosen: str) -> None:
        """Show the chosen sheet whole, without the room of the longest one."""
        words = self.stocks.fontMetrics().horizontalAdvance(chosen)
        self.stocks.setMinimumWidth(words + theme.current().height(_BESIDE_WORDS))

    def _take_stock(self) -> None:
        with QSignalBlocker(self.first):
            self.first.setValue(1)
        self.stock.emit(self.stocks.currentData())

    def show_for(self, paper: PaperDescription, for_whom: str) -> None:
        """Show the choices of ``paper``."""
        self.large.setVisible(Option.LARGE_PRINT in paper.options)
        self.with_trainer.setVisible(Option.TRAINER in paper.options)
        self.both_sides.setVisible(Option.TWO_SIDED in paper.options)
        self.whom.setVisible(Option.PEOPLE in paper.options)
        self.stocks.setVisible(Option.STOCK in paper.options and self.stocks.count() > 1)
        self.first.setVisible(Option.FIRST_LABEL in paper.options)
        self.first.setMaximum(self._labels.get(self.stocks.currentData(), 1))
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
