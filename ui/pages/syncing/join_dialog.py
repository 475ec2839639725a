"""Join a laptop in this room: its address and its code, then what the exchange brought.

Typing comes first, and is enough. Looking for laptops and reading the QR code by camera spare it where
they work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.pages.syncing.finding import is_link, not_a_link
from ui.pages.syncing.found_list import FoundList
from ui.widgets.basics import button
from ui.widgets.busy import ProgressPanel
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from ui.pages.reception.camera_panel import CameraPanel
    from ui.pages.syncing.finding import FoundState


class JoinDialog(FormDialog):
    """Emits ``asked`` with what was typed, or the whole link that was read, and ``find_asked``.

    Whoever opened it says how it went, and what was found.
    """

    asked = Signal(str, str)
    find_asked = Signal()

    def __init__(self, camera: CameraPanel, parent: QWidget | None = None) -> None:
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
        self.found = FoundList()
        self.found.asked.connect(self.find_asked.emit)
        self.found.chosen.connect(self._choose)
        self.body.addWidget(self.found)
        self.camera = camera
        self.camera.read.connect(self._read)
        self.camera_button = button(tr("Read the QR code with the camera"), lambda: None, icon="qr-code")
        self.camera_button.setCheckable(True)
        self.camera_button.toggled.connect(lambda on: self.camera.switch(on=on))
        self.body.addWidget(self.camera_button)
        self.body.addWidget(self.camera)
        self.finished.connect(lambda _: self.camera.switch(on=False))
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
        self._ask(address, code)

    def show_found(self, state: FoundState) -> None:
        """Show how the search goes, or what it found."""
        self.found.show_state(state)

    def _choose(self, address: str) -> None:
        self.address.setText(address)
        self.code.setFocus()

    def _read(self, code: str) -> None:
        if not is_link(code):
            self.show_problem(not_a_link())
            return
        self.camera_button.setChecked(False)
        self._ask(code, "")

    def _ask(self, address: str, code: str) -> None:
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
