"""Keeps a form without a button: what was changed is due when its field is left, or after a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.scheduler import Scheduler

PAUSE_MS = 1_000
"""After the last change, how long somebody may think before it is kept."""

Field = QLineEdit | QPlainTextEdit | QSpinBox | QDateEdit | QTimeEdit | QComboBox


class Autosave(QObject):
    """Emits ``due`` with the name of a field whose content is to be kept.

    Only what a person changes counts: fill fields between :meth:`pause` and :meth:`go_on`. A form that is
    kept whole says itself what changed, by :meth:`touch`, and when it is left, by :meth:`flush`.
    """

    due = Signal(str)

    def __init__(self, scheduler: Scheduler, parent: QWidget) -> None:
        super().__init__(parent)
        self._scheduler = scheduler
        self._waiting: dict[str, Callable[[], None]] = {}
        self._names: dict[QObject, str] = {}
        self._paused = False

    def watch(self, name: str, field: Field, *, when_left_only: bool = False) -> None:
        """Keep an eye on a field; ``when_left_only`` for text that means nothing before it is whole."""
        self._names[field] = name
        field.installEventFilter(self)

        def changed(*_: object) -> None:
            self._changed(name, pause=not when_left_only)

        match field:
            case QComboBox():
                (field.editTextChanged if field.isEditable() else field.currentIndexChanged).connect(changed)
                field.activated.connect(lambda _: self._chosen(name))
            case QPlainTextEdit():
                field.textChanged.connect(changed)
            case QLineEdit():
                field.textChanged.connect(changed)
                field.returnPressed.connect(lambda: self._left(name))
            case QSpinBox():
                field.valueChanged.connect(changed)
            case QDateEdit() | QTimeEdit():
                field.dateTimeChanged.connect(changed)

    @property
    def is_due(self) -> bool:
        """Return whether anything is not kept yet."""
        return bool(self._waiting)

    def is_waiting(self, name: str) -> bool:
        """Return whether a field holds something that is not kept yet."""
        return name in self._waiting

    def pause(self) -> None:
        """Take what changes from now on as the program's own."""
        self._paused = True

    def go_on(self) -> None:
        """Take what changes from now on as somebody's."""
        self._paused = False

    def touch(self, name: str = "") -> None:
        """Note a change of a field, or of a form that is kept whole."""
        self._changed(name, pause=True)

    def flush(self) -> None:
        """Have everything kept that waits."""
        for name in list(self._waiting):
            self._left(name)

    def drop(self) -> None:
        """Forget what waits: it is kept otherwise."""
        for cancel in self._waiting.values():
            cancel()
        self._waiting.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that a field is left."""
        if event.type() == QEvent.Type.FocusOut and watched in self._names:
            self._left(self._names[watched])
        return super().eventFilter(watched, event)

    def _changed(self, name: str, *, pause: bool) -> None:
        if self._paused:
            return
        self._waiting.get(name, _nothing)()
        self._waiting[name] = (
            self._scheduler.after(PAUSE_MS, self, lambda: self._left(name)) if pause else _nothing
        )

    def _chosen(self, name: str) -> None:
        """Have a choice kept at once: it is whole."""
        self._changed(name, pause=False)
        self._left(name)

    def _left(self, name: str) -> None:
        cancel = self._waiting.pop(name, None)
        if cancel is not None:
            cancel()
            self.due.emit(name)


def _nothing() -> None:
    """Cancel nothing."""
