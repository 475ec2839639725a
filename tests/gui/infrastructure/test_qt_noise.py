"""What a machine without screen or sound makes Qt say is dropped; everything else is still said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qWarning

from ui.qt_noise import without_noise

if TYPE_CHECKING:
    import pytest


def test_only_the_known_remarks_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    with without_noise():
        qWarning("This plugin does not support propagateSizeHints()")
        qWarning("A real trouble")
    said = capsys.readouterr().err
    assert "A real trouble" in said
    assert "propagateSizeHints" not in said
