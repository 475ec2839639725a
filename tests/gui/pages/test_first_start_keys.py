"""The first start by keyboard alone: how many keys, how many words to read, and how long that takes.

Seconds are those of the keystroke-level model (Card, Moran and Newell, 1980), as in docs/benchmarks.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from organiser_kit.i18n import using
from ui.pages.opening.first_start import FirstStartCard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

KEY, CHOICE = 0.5, 1.35
"""Seconds for a key of somebody who types slowly, and for deciding something."""
WORDS_A_SECOND = 200 / 60
BAR = 180.0
PASSPHRASE = "lampe cerise tambour onze"
GROUP = "Groupe Fictif"


class Typist:
    """Presses real keys on whatever has the keyboard, and reads whatever is shown."""

    def __init__(self, card: FirstStartCard) -> None:
        self.card = card
        self.keys = 0
        self.words = 0
        self.choices = 0

    def read(self) -> None:
        """Read all that stands on the card now, and decide what to do."""
        self.choices += 1
        shown = [
            widget.text()  # type: ignore[attr-defined]
            for kind in (QLabel, QAbstractButton)
            for widget in self.card.findChildren(kind)
            if widget.isVisible()
        ]
        self.words += sum(len(text.split()) for text in shown)

    def press(self, key: Qt.Key) -> None:
        self.keys += 1
        QTest.keyClick(self._focused(), key)

    def write(self, text: str) -> None:
        self.keys += len(text)
        QTest.keyClicks(self._focused(), text)

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.choices * CHOICE + self.words / WORDS_A_SECOND

    def _focused(self) -> QWidget:
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None, "the keyboard leads nowhere"
        return focused


@pytest.fixture
def typist(qtbot: QtBot) -> Iterator[Typist]:
    with using("fr"):
        card = FirstStartCard()
        qtbot.addWidget(card)
        card.show()
        card.activateWindow()
        card.focus_first()
        yield Typist(card)


def created(typist: Typist) -> list[tuple[str, str | None]]:
    made: list[tuple[str, str | None]] = []
    typist.card.created.connect(lambda name, secret: made.append((name, secret)))
    return made


def test_the_shortest_way_leaves_the_key_to_the_computer(typist: Typist) -> None:
    made = created(typist)
    for _ in ("language", "charter"):
        typist.read()
        typist.press(Qt.Key.Key_Return)
    typist.read()
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Space)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Return)
    typist.read()
    typist.write(GROUP)
    typist.press(Qt.Key.Key_Return)
    assert made == [(GROUP, None)]
    assert typist.keys == 9 + len(GROUP)
    assert typist.seconds < BAR
    assert round(typist.seconds) == pytest.approx(126, abs=4), "docs/benchmarks.md tells it"


def test_the_usual_way_types_a_passphrase_twice(typist: Typist) -> None:
    made = created(typist)
    for _ in ("language", "charter"):
        typist.read()
        typist.press(Qt.Key.Key_Return)
    typist.read()
    typist.write(PASSPHRASE)
    typist.press(Qt.Key.Key_Tab)
    typist.write(PASSPHRASE)
    typist.press(Qt.Key.Key_Return)
    typist.read()
    typist.write(GROUP)
    typist.press(Qt.Key.Key_Return)
    assert made == [(GROUP, PASSPHRASE)]
    assert typist.keys == 5 + 2 * len(PASSPHRASE) + len(GROUP)
    assert typist.seconds < BAR
    assert round(typist.seconds) == pytest.approx(149, abs=4), "docs/benchmarks.md tells it"
