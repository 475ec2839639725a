"""Tries what the desktop needs of Qt on this machine, and names what is missing.

Run by the interpreter of ``.venv``. One line a failure: ``window|screen``, then a tab, then the reason.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

_WINDOW = """
import PySide6.QtMultimedia, PySide6.QtPdfWidgets, PySide6.QtPrintSupport, PySide6.QtSvg
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
"""
# Qt loads these by itself, and silently does without the ones that it cannot load.
_WINDOW_PLUGINS = ("platforms/libqoffscreen.so", "multimedia/libffmpegmediaplugin.so")
_PRINT_PLUGINS = ("printsupport/libcupsprintersupport.so",)
_SCREEN_PLUGINS = ("platforms/libqxcb.so", "platforms/libqwayland.so")


def _offscreen_window() -> str:
    """Open a window in a process of its own: a missing library can abort it. Return why it failed, or ''."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _WINDOW], env=environment, capture_output=True, text=True, check=False
    )
    lines = done.stderr.strip().splitlines() or [f"it stopped with code {done.returncode}"]
    return "" if done.returncode == 0 else lines[-1]


def _unloadable(plugins: tuple[str, ...]) -> list[str]:
    """Return why each of the plugins does not load; a plugin that this Qt does not ship is no failure."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return ["PySide6 is not installed"]
    folder = Path(spec.origin).parent / "Qt" / "plugins"
    reasons = []
    for plugin in plugins:
        if (folder / plugin).exists():
            try:
                ctypes.CDLL(str(folder / plugin))
            except OSError as error:
                reasons.append(str(error))
    return reasons


def main() -> int:
    """Print what fails; the exit code is 0 when nothing does."""
    failures = [("window", reason) for reason in [_offscreen_window()] if reason]
    if sys.platform == "linux":
        failures += [("window", reason) for reason in _unloadable(_WINDOW_PLUGINS + _PRINT_PLUGINS)]
        failures += [("screen", reason) for reason in _unloadable(_SCREEN_PLUGINS)]
    for kind, reason in failures:
        print(f"{kind}\t{reason}")
    return int(bool(failures))


if __name__ == "__main__":
    raise SystemExit(main())
