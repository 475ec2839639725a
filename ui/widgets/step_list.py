"""The evening's steps down the side: where we are, what is done, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr
from ui import icons, theme
from ui.widgets.basics import GAP
from ui.widgets.enter import PushButton
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

State = Literal["todo", "current", "done"]


@dataclass(frozen=True)
class StepItem:
    """One step: ``key`` names its page, ``note`` is a short remark such as "12 registered"."""

    key: str
    words: str
    icon: str
    state: State = "todo"
    note: str = ""


class StepList(QFrame):
    """A column of steps, or lines of them with ``across``; ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, across: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("stepList")
        self.setAccessibleName(name)
        self.across = across
        self._line: QLayout
        if across:
            self._line = FlowLayout(theme.SPACE["xs"], right=False)
            self.setLayout(self._line)
        else:
            column = self._line = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.SPACE["xs"])
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._buttons: dict[str, PushButton] = {}

    def show_steps(self, steps: Sequence[StepItem]) -> None:
        """Show the steps in order; the buttons of steps already there keep the focus."""
        for key in [key for key in self._buttons if key not in {step.key for step in steps}]:
            self._buttons.pop(key).deleteLater()
        for step in steps:
            if step.key not in self._buttons:
                self._buttons[step.key] = self._button(step.key)
                self._line.addWidget(self._buttons[step.key])
            _dress(self._buttons[step.key], step)

    def _button(self, key: str) -> PushButton:
        made = PushButton()
        side = theme.current().scaled(20)
        made.setIconSize(QSize(side + GAP, side))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        return made


def _dress(button: PushButton, step: StepItem) -> None:
    icon, token = {
        "todo": (step.icon, "muted"),
        "current": (step.icon, "accent_on_soft"),
        "done": ("circle-check", "success_text"),
    }[step.state]
    said = {"todo": tr("to do"), "current": tr("current step"), "done": tr("done")}[step.state]
    button.setProperty("step", step.state)
    button.setText(step.words if not step.note else tr("{step} · {note}", step=step.words, note=step.note))
    button.setAccessibleName(tr("{step}: {state}", step=step.words, state=said))
    button.setAccessibleDescription(step.note)
    icons.bind(button, icon, token, GAP)
    theme.restyle(button)
