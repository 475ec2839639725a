"""Join a laptop in this room: its address and its code, then what the exchange brought."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.busy import ProgressPanel
from ui.widgets.form import FormField


class JoinDialog(FormDialog):
    """Emits ``asked`` with what was typed; whoever opened it says how it went."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Join a laptop"),
            tr("Both laptops must be on the same network. Internet is not needed."),
            tr("Join"),
            parent,
        )
        self.address = QLineEdit()
        self.address.setPlaceholderText("192.168.1.20")
        self.code = QLineEdit()
        self.code.setPlaceholderText("123 456")
        self.body.addWidget(
            FormField(tr("Address"), self.address, tr("As the other screen shows it."), required=True)
        )
        self.body.addWidget(
            FormField(tr("Code"), self.code, tr("The six digits on the other screen."), required=True)
        )
        self.busy = ProgressPanel(tr("Exchanging with the other laptop…"), stoppable=False)
        self.busy.hide()
        self.body.addWidget(self.busy)
        self.address.setFocus()

    def submit(self) -> None:
        """Ask to join."""
        address, code = self.address.text().strip(), self.code.text().strip()
        if not address:
            self.show_problem(tr("Type the address that the other laptop shows."))
            self.address.setFocus()
            return
        self.show_problem("")
        self.act_button.setEnabled(False)  # once: whoever opened the dialog says how it went
        self.busy.show()
        self.asked.emit(address, code)

    def show_problem(self, sentence: str) -> None:
        """Say what went wrong; the dialog stays."""
        self.busy.hide()
        super().show_problem(sentence)
        if sentence and self.address.text():
            self.code.setFocus()
            self.code.selectAll()
