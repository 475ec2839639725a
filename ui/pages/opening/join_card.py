"""The last step of a first start with a server: address and code, typed, by camera or from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import theme
from ui.pages.opening.joining import JoiningPresenter
from ui.widgets.basics import IconLabel, announce, button, label
from ui.widgets.busy import ProgressPanel
from ui.widgets.flow import FlowLayout
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from organiser_kit.errors import KitError
    from sync.facade import Invite
    from ui.jobs import Step
    from ui.pages.page import Context
    from ui.pages.reception.camera_panel import CameraPanel
    from ui.pages.syncing.courier import Courier


class JoinServerCard(QFrame):
    """Emits ``ended`` when the laptop is paired, or when that is left for later: ``True`` for paired."""

    ended = Signal(bool)

    def __init__(self, context: Context, courier: Courier, camera: CameraPanel) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.presenter = JoiningPresenter(context.session, self, courier, context.notify)
        self.choose_file: Callable[[QWidget], Path | None] = _choose_file
        title = tr("Join your group’s server")
        sentence = tr(
            "Your coordinator gives you an address and a code that serves once: in words, as a QR code or as "
            "a file."
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
        column.setSpacing(theme.SPACE["m"])
        column.addWidget(IconLabel("refresh-cw", "accent_text", 44), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(sentence, "lead", wrap=True))
        self.url, self.code = QLineEdit(), QLineEdit()
        self.url.setPlaceholderText("https://")
        self.url.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self._join)
        column.addWidget(FormField(tr("Address"), self.url))
        column.addWidget(FormField(tr("Code"), self.code))
        column.addLayout(self._other_ways(camera))
        column.addWidget(self.camera)
        self.busy = ProgressPanel("", stoppable=False)
        self.busy.hide()
        column.addWidget(self.busy)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        remark = tr("Without a network, go on: everything works, and this page comes back at the next start.")
        column.addWidget(label(remark, "caption", wrap=True))
        column.addLayout(self._acts())

    def _other_ways(self, camera: CameraPanel) -> FlowLayout:
        self.camera = camera
        self.camera.read.connect(self._seen)
        self.camera_button = button(tr("Read the QR code with the camera"), lambda: None, icon="qr-code")
        self.camera_button.setCheckable(True)
        self.camera_button.toggled.connect(lambda on: self.camera.switch(on=on))
        self.file_button = button(tr("Open the file…"), self._open_file, "plain", "file-text")
        self.file_button.setToolTip(tr("Or drop it here: the invitation, or a picture of its QR code."))
        line = FlowLayout()
        line.add(self.camera_button)
        line.add(self.file_button)
        return line

    def _acts(self) -> QHBoxLayout:
        self.later_button = button(tr("Join later"), lambda: self._end(paired=False), "plain")
        self.join_button = button(tr("Join"), self._join, "primary")
        line = QHBoxLayout()
        line.addWidget(self.later_button)
        line.addStretch(1)
        line.addWidget(self.join_button)
        return line

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        self.url.setFocus()

    def _join(self) -> None:
        self.presenter.join(self.url.text(), self.code.text())

    def _seen(self, text: str) -> None:
        if self.busy.isHidden():
            self.presenter.read(text)

    def _open_file(self) -> None:
        path = self.choose_file(self)
        if path is not None:
            self.presenter.open_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        event.acceptProposedAction()
        self.presenter.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def show_invite(self, invite: Invite) -> None:
        """Show the address and the code that were read."""
        self.camera_button.setChecked(False)
        self.url.setText(invite.url)
        self.code.setText(invite.code)

    def show_busy(self, sentence: str) -> None:
        """Say what is under way; a second press would begin it twice."""
        self.problem.hide()
        self.busy.begin(sentence)
        self.busy.show()
        self._let_act(now=False)
        announce(self, sentence)

    def show_step(self, step: Step) -> None:
        """Show how far the first exchange is."""
        self.busy.show_step(step)

    def refuse(self, error: KitError) -> None:
        """Say why it did not work; everything typed stays."""
        self.busy.hide()
        self._let_act(now=True)
        self.problem.setText(error.sentence)
        self.problem.show()
        announce(self, error.sentence, urgent=True)
        self.code.setFocus() if self.url.text().strip() else self.url.setFocus()

    def joined(self) -> None:
        """Go on: this laptop is paired."""
        self._end(paired=True)

    def _let_act(self, *, now: bool) -> None:
        for part in (
            self.url,
            self.code,
            self.camera_button,
            self.file_button,
            self.later_button,
            self.join_button,
        ):
            part.setEnabled(now)

    def _end(self, *, paired: bool) -> None:
        self.camera.switch(on=False)
        self.ended.emit(paired)


def _choose_file(parent: QWidget) -> Path | None:
    kinds = tr("Invitations and pictures (*.json *.txt *.png *.jpg *.jpeg);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open the file"), "", kinds)
    return Path(name) if name else None
