"""Python's constants survive more emissions than they have references of their own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

from ui.constants_guard import LENT, keep_constants_alive


class _Bell(QObject):
    rung = Signal()


def test_ten_thousand_emissions_do_not_stop_the_process() -> None:
    keep_constants_alive()
    bell = _Bell()
    for _ in range(10_000):
        bell.rung.emit()
    assert sys.getrefcount(True) > 10_000


def test_references_are_lent_once() -> None:
    keep_constants_alive()
    before = sys.getrefcount(None)
    keep_constants_alive()
    assert sys.getrefcount(None) - before < LENT // 2
