"""Which words of a window do not fit where they stand: cut, elided, or under something else."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from ui.pages.dropping.overlay import DropOverlay
from ui.pages.page import Page
from ui.widgets.busy import BusyOverlay
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Iterator

SLACK = 1
"""Pixels that rounding may cost, more than which nobody would see."""
PLACEHOLDER_MARGIN = 4
"""What QLineEdit leaves free on the left and right together, which no style tells."""
ROWS_READ = 40
ROW_MARGIN = 14
"""What the style leaves free around the words of a row, at least."""
FLOATING = (Toast, BusyOverlay, DropOverlay)
"""What is meant to lie over something else for a moment."""
_BREAK = re.compile("[ \n\u200b-]")
_MNEMONIC = Qt.TextFlag.TextShowMnemonic


def sideways(root: QWidget) -> list[str]:
    """Return the pages of ``root`` that are wider than the window: half a line is out of sight."""
    return [
        type(page).__name__
        for page in root.findChildren(Page)
        if page.isVisibleTo(root) and page.horizontalScrollBar().maximum() > 0
    ]


def misfits(root: QWidget) -> list[str]:
    """Return a line for everything in ``root`` that cannot be read whole."""
    shown = [widget for widget in root.findChildren(QWidget) if _is_shown(widget, root)]
    found = []
    for widget in shown:
        found += [f"{_called(widget)}: {fault}" for fault in _cut(widget)]
    worded = [widget for widget in shown if words_of(widget)]
    found += [f"{_called(widget)}: beyond the edge" for widget in worded if _is_beyond(widget, root)]
    found += [f"{_called(one)}: over {_called(two)}" for one, two in _overlapping(shown)]
    return found


def words_of(widget: QWidget) -> str:
    """Return the words that a label, a button or a field shows; '' for anything else."""
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return ""


def _is_shown(widget: QWidget, root: QWidget) -> bool:
    return widget.isVisibleTo(root) and widget.window() is root.window() and not widget.size().isEmpty()


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{words_of(widget) or widget.accessibleName()}”"


def _cut(widget: QWidget) -> Iterator[str]:
    """Yield what is missing of the words of one widget."""
    if isinstance(widget, QHeaderView):
        yield from _cut_sections(widget)
        return
    if isinstance(widget, QListView) and widget.horizontalScrollBar().maximum() > SLACK:
        yield f"rows {widget.horizontalScrollBar().maximum()} px too wide"
    if isinstance(widget, QListView) and not widget.wordWrap():
        yield from _elided_rows(widget)
    if not words_of(widget) or (isinstance(widget, QLineEdit) and widget.text()):
        return  # what somebody typed scrolls in its field
    if isinstance(widget, QComboBox) and widget.toolTip() == widget.currentText():
        return  # a name that somebody gave is told whole under the mouse
    needed, given = _needed(widget), _given(widget)
    if needed.width() > given.width() + SLACK:
        yield f"{needed.width() - given.width()} px too wide"
    if needed.height() > given.height() + SLACK:
        yield f"{needed.height() - given.height()} px too high"


def _elided_rows(view: QListView) -> Iterator[str]:
    """Yield the rows of a list that end in “…”, unless the mouse tells the whole of them."""
    model = view.model()
    for row in range(min(ROWS_READ, model.rowCount())):
        index = model.index(row, 0)
        words = str(index.data() or "")
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font) if isinstance(font, QFont) else view.fontMetrics()
        beside = 0 if index.data(Qt.ItemDataRole.DecorationRole) is None else view.iconSize().width()
        if index.data(Qt.ItemDataRole.ToolTipRole) == words:
            continue
        if metrics.horizontalAdvance(words) + beside + ROW_MARGIN > view.viewport().width():
            yield f"row “{words}” is cut"


def _needed(widget: QWidget) -> QSize:
    """Return the room that the words of a widget take."""
    if isinstance(widget, QLabel):
        return _label_needs(widget)
    metrics = widget.fontMetrics()
    words = metrics.size(_MNEMONIC, words_of(widget))
    if isinstance(widget, QPushButton) and not widget.icon().isNull():
        return QSize(words.width() + widget.iconSize().width() + PLACEHOLDER_MARGIN, words.height())
    return words


def _label_needs(label: QLabel) -> QSize:
    if not label.wordWrap():
        return label.sizeHint()
    longest = max(map(label.fontMetrics().horizontalAdvance, _BREAK.split(label.text())))
    return QSize(longest, label.heightForWidth(label.width()))


def _given(widget: QWidget) -> QSize:
    """Return the room that a widget has for its words."""
    style = widget.style()
    if isinstance(widget, QLineEdit):
        inside = widget.contentsRect().marginsRemoved(widget.textMargins())
        pictures = sum(child.width() for child in widget.findChildren(QToolButton) if child.isVisible())
        return QSize(inside.width() - pictures - PLACEHOLDER_MARGIN, inside.height())
    if isinstance(widget, QComboBox):
        combo = QStyleOptionComboBox()
        widget.initStyleOption(combo)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return style.subControlRect(control, combo, field, widget).size()
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        button = QStyleOptionButton()
        widget.initStyleOption(button)
        part = (
            QStyle.SubElement.SE_PushButtonContents
            if isinstance(widget, QPushButton)
            else QStyle.SubElement.SE_CheckBoxContents
        )
        return style.subElementRect(part, button, widget).size()
    return widget.size()


def _cut_sections(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    across = header.orientation() == Qt.Orientation.Horizontal
    for section in range(header.count() if across else 0):
        needed = header.sectionSizeFromContents(section)
        if not header.isSectionHidden(section) and needed.width() > header.sectionSize(section) + SLACK:
            words = model.headerData(section, Qt.Orientation.Horizontal)
            yield f"heading “{words}” {needed.width() - header.sectionSize(section)} px too wide"


def _is_beyond(widget: QWidget, root: QWidget) -> bool:
    """Tell whether something around the widget cuts it, other than an area that can be scrolled."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QAbstractScrollArea):
        place = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
        if not around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return True
        if around is root:
            break
        around = around.parentWidget()
    return False


def _overlapping(shown: list[QWidget]) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield neighbours of which one lies over the other."""
    families: dict[QWidget, list[QWidget]] = {}
    for widget in shown:
        parent = widget.parentWidget()
        if parent is not None and parent.layout() is not None and not isinstance(widget, FLOATING):
            families.setdefault(parent, []).append(widget)
    for family in families.values():
        for one, two in combinations(family, 2):
            common = one.geometry().intersected(two.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                yield one, two
