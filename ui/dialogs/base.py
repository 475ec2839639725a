"""The shape of every dialog: a title, what it asks, what went wrong, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.page import scrolled
from ui.widgets.basics import announce, button, label
from ui.widgets.keyboard import give_keyboard_back

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from ui.widgets.basics import Look


class FormDialog(QDialog):
    """Fill :attr:`body`; say what the main button does; implement :meth:`submit`.

    What is in :attr:`foot` stays in view on a small screen, where the body scrolls.
    """

    def __init__(
        self, title: str, sentence: str, act: str, parent: QWidget | None = None, *, look: Look = "primary"
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._width = theme.current().height(520)
        self.setMinimumWidth(self._width)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xl"]] * 4)
        column.setSpacing(theme.SPACE["l"])
        self._title, self._sentence = label("", "title", wrap=True), label("", "muted", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self.head(title, sentence)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE["m"])
        self.body.setContentsMargins(0, 0, 0, 0)
        self._form = QWidget()
        self._form.setLayout(self.body)
        self._form.installEventFilter(self)
        self._area = scrolled(self._form)
        column.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        column.addLayout(self.foot)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["s"])
        buttons.addStretch(1)
        self.cancel_button = button(tr("Cancel"), self.reject)
        self.act_button = button(act, self.submit, look)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.act_button)
        column.addLayout(buttons)
        give_keyboard_back(self)

    def head(self, title: str, sentence: str) -> None:
        """Say at the top what the dialog is about; '' for no sentence."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        """Return what is said under the title."""
        return self._sentence.text()

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as the form asks for."""
        super().showEvent(event)
        self.activateWindow()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the form, for instance when an error is shown under a field."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._form and self.isVisible():
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Take the height of everything, or what the screen allows: the form scrolls then."""
        column = self.layout()
        if column is None:
            return
        inside = self.width() - 2 * theme.SPACE["xl"]
        form = max(self._form.heightForWidth(inside), self._form.minimumSizeHint().height())
        around = column.totalHeightForWidth(self.width()) - self._area.sizeHint().height()
        most = round(self.screen().availableGeometry().height() * 0.92)
        self.resize(self.width(), min(form + around, most))

    @property
    def problem(self) -> str:
        """Return the sentence that says what went wrong."""
        return self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the dialog stays."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.act_button.setEnabled(True)
        if sentence:
            announce(self, sentence, urgent=True)

    def submit(self) -> None:
        """Do what the main button says."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the main button says on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.act_button.isEnabled():
            self.submit()
        else:
            super().keyPressEvent(event)
