"""Which controls of a window nobody can name or reach without eyes and without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
WHOLES = (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractItemView)
"""What is one control, whatever Qt makes it of."""
_LISTS = {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader meets in ``root`` and can only call by their kind."""
    return [
        f"{interface.role().name} in {type(interface.object().parent()).__name__}"
        for interface in _met(QAccessible.queryAccessibleInterface(root))
        if interface.state().focusable and not interface.text(QAccessible.Text.Name)
    ]


def _met(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield what can be seen of the tree below ``interface``; the rows of a list are named by their text."""
    for place in range(interface.childCount()):
        child = interface.child(place)
        widget = child.object() if child.isValid() else None
        if not isinstance(widget, QWidget) or child.state().invisible or not widget.isVisible():
            continue
        yield child
        if child.role() not in _LISTS and not isinstance(widget, WHOLES):
            yield from _met(child)


def unreachable(root: QWidget) -> list[str]:
    """Return the controls of ``root`` that work, and to which Tab never leads."""
    chain: set[QWidget] = {root}
    widget = root.nextInFocusChain()
    while widget is not None and widget not in chain:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    return [
        f"{type(control).__name__} “{control.accessibleName()}”"
        for control in root.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and control.isVisible()
        and control.isEnabled()
        and not _is_part(control)
        and not (control.focusPolicy() & Qt.FocusPolicy.TabFocus and control in chain)
    ]


def _is_part(control: QWidget) -> bool:
    parent = control.parentWidget()
    return isinstance(parent, WHOLES) or isinstance(control, QHeaderView)
