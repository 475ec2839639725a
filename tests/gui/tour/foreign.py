"""Which words of a window were left in the other language."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

import i18n
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QWidget

from tests.gui.tour.fitting import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS_TOLD = 10
"""How many letters a sentence with values in it must have for itself: “{n} : {name}” fits everything."""
ROWS_READ = 30
NAMES = frozenset({"English", "Français"})
"""Languages are called by their own name in each of them."""


def foreign(root: QWidget, language: str) -> list[str]:
    """Return everything in ``root``, seen or spoken, that the catalogue has in the other language only."""
    return sorted({text for text in _read(root) if is_foreign(text, language)})


@cache
def is_foreign(text: str, language: str) -> bool:
    """Tell whether ``text`` is a message of the other language and none of ``language``."""
    wanted, other = ("fr", "en") if language == "fr" else ("en", "fr")
    return _is_message(text, other) and not _is_message(text, wanted)


def _is_message(text: str, language: str) -> bool:
    exact, patterns = _messages(language)
    return text in exact or any(text.startswith(first) and rest.fullmatch(text) for first, rest in patterns)


@cache
def _messages(language: str) -> tuple[frozenset[str], list[tuple[str, re.Pattern[str]]]]:
    """Return the texts of ``language``: those that stand as they are, and those with values put in.

    The beginning of the latter comes apart, for to look at it first is ten times faster.
    """
    forms: set[str] = set()
    for message in i18n.read(i18n.po_path("fr"), "fr"):
        text = message.id if language == "en" else message.string
        forms.update([text] if isinstance(text, str) else text or ())
    forms.discard("")
    told = {form for form in forms if "{" in form and sum(map(str.isalpha, _fixed(form))) >= LETTERS_TOLD}
    return frozenset(forms) | NAMES, [
        (form.partition("{")[0], re.compile(_pattern(form), re.DOTALL)) for form in sorted(told)
    ]


def _fixed(form: str) -> str:
    return "".join(literal for literal, *_ in Formatter().parse(form))


def _pattern(form: str) -> str:
    return "".join(
        re.escape(literal) + (".+" if name is not None else "")
        for literal, name, *_ in Formatter().parse(form)
    )


def _read(root: QWidget) -> Iterator[str]:
    """Yield every text that a person reads or hears in ``root``."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) and widget is not root:
            continue
        yield from (words_of(widget), widget.accessibleName(), widget.accessibleDescription())
        yield widget.toolTip()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from _cells(widget.model())
    yield root.window().windowTitle()


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(ROWS_READ, model.rowCount())):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column).data(role) or "")
