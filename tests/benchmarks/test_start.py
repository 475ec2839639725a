"""How long until there is a window: the kit's beside a bare ``QMainWindow``, in fresh processes, in turn.

Both are measured from the start of the process to the first paint, so Python and Qt count on both sides.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.figures import Figures, report

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.benchmark

RUNS = 12
GOAL = 3.0

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        QTimer.singleShot(0, QApplication.quit)

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

KIT = """
import sys
from pathlib import Path
from ui import app
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def painted(desktop):
    print("painted", flush=True)
    QTimer.singleShot(0, QApplication.quit)

# What follows the first paint, opening the copy, is not part of it.
app.Desktop.begin = painted
sys.exit(app.run_desktop(Path(sys.argv[1]), False, "fr"))
"""


def to_first_paint(script: str, folder: Path) -> float:
    """Return the milliseconds from the start of a process to its first paint."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        elapsed = (time.perf_counter() - start) * 1000
        process.communicate(timeout=30)
    assert line == "painted\n"
    return elapsed


def test_the_window_is_there_at_once(tmp_path: Path) -> None:
    to_first_paint(BARE, tmp_path)
    to_first_paint(KIT, tmp_path)
    pairs = [(to_first_paint(BARE, tmp_path), to_first_paint(KIT, tmp_path)) for _ in range(RUNS)]
    bare, kit = Figures([pair[0] for pair in pairs]), Figures([pair[1] for pair in pairs])
    report("a bare window", bare)
    report("the kit's window", kit, goal=f"≤ {GOAL:.0f} × a bare window")
    ratio = kit.p50 / bare.p50
    sys.stdout.write(f"\n  ratio {ratio:.2f}\n")
    assert ratio <= GOAL
