"""A row that becomes several when the window is narrow or the text is large."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui import theme

_WORDS_LEAST = 280
"""Pixels that words which grow keep at least, where they take more lines for buttons to stand beside them."""


@dataclass
class _Line:
    """Some items beside each other: their widths, and what all of them take."""

    items: list[QLayoutItem] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    def taken(self, spacing: int) -> int:
        return sum(self.widths) + spacing * max(0, len(self.widths) - 1)


class FlowLayout(QLayout):
    """Lays its widgets beside each other as far as they fit, the others on the lines below.

    One widget may be told to grow: it takes the width that its line has left. A line without it stands at
    the right, where a row's buttons are, unless ``right`` is false.
    """

    def __init__(self, spacing: int = theme.SPACE["s"], *, right: bool = True) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._growing: QWidget | None = None
        self._right = right
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def add(self, widget: QWidget, *, grow: bool = False) -> None:
        """Put a widget at the end."""
        if grow:
            self._growing = widget
        self.addWidget(widget)

    # -- what Qt asks of a layout

    def addItem(self, item: QLayoutItem) -> None:
        """Keep an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let go of an item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        line = _Line(self._shown(), [item.sizeHint().width() for item in self._shown()])
        return QSize(
            line.taken(self.spacing()), max((_height(i, i.sizeHint().width()) for i in line.items), default=0)
        )

    def minimumSize(self) -> QSize:
        """Return the width of the widest item, since every item may have a line of its own."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        spare = max(0, rect.height() - self.heightForWidth(rect.width()))
        self._lay_out(rect.adjusted(0, spare // 2, 0, 0), move=True)

    # -- lines

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[_Line]:
        single = self._one_line(width)
        if single is not None:
            return [single]
        lines = [_Line()]
        for item in self._shown():
            wanted = min(item.sizeHint().width(), width)
            line = lines[-1]
            if line.items and line.taken(self.spacing()) + self.spacing() + wanted > width:
                line = _Line()
                lines.append(line)
            line.items.append(item)
            line.widths.append(wanted)
        return lines

    def _one_line(self, width: int) -> _Line | None:
        """Return everything on one line, the words that grow on several; none where that would cramp them."""
        line = _Line(self._shown(), [item.sizeHint().width() for item in self._shown()])
        beyond = line.taken(self.spacing()) - width
        for place, item in enumerate(line.items):
            if self._growing is not None and item.widget() is self._growing and item.hasHeightForWidth():
                least = max(item.minimumSize().width(), theme.current().scaled(_WORDS_LEAST))
                if line.widths[place] - beyond >= least:
                    line.widths[place] -= max(0, beyond)
                    return line
        return None

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            if not line.items:
                break
            left = rect.left() + self._share_out(line, rect.width() - line.taken(self.spacing()))
            height = max(map(_height, line.items, line.widths))
            for item, width in zip(line.items, line.widths, strict=True):
                if move:
                    low = _height(item, width)
                    item.setGeometry(QRect(QPoint(left, top + (height - low) // 2), QSize(width, low)))
                left += width + self.spacing()
            top += height + self.spacing()
        return max(0, top - rect.top() - self.spacing())

    def _share_out(self, line: _Line, left_over: int) -> int:
        """Give what is left to the item that grows; return by how much the line moves to the right."""
        for place, item in enumerate(line.items):
            if self._growing is not None and item.widget() is self._growing:
                line.widths[place] += left_over
                return 0
        return left_over if self._right else 0


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
