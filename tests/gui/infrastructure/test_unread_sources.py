"""The text of the modules is not kept in memory; what an evening may never need is not even loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from ui.unread_sources import ASKED

ROOT = Path(__file__).parents[3]

OPENED = """
import json, linecache, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from organiser_kit.environment import Environment
from tests.gui.journeys.threaded import threaded_desk

app = QApplication([])
with threaded_desk(Environment(), Path(sys.argv[1])) as desk:
    desk.ask(lambda kit: None)
    print(json.dumps([list(linecache.cache), list(sys.modules)]))
"""
SEEN_TODAY = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtSvg", "PySide6.QtWidgets"}
LATER = """
    PIL cv2 numpy zxingcpp reportlab qrcode pypdf openpyxl httpx asyncio litestar uvicorn zeroconf ifaddr
    spake2 sync.server sync.lan.share
"""


def test_the_open_window_holds_no_text_of_modules_and_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    texts, modules = json.loads(done.stdout)
    assert texts == []
    assert {name for name in modules if name.startswith("PySide6.Qt")} == SEEN_TODAY
    assert [name for name in LATER.split() if name in modules] == []


def test_pyside_still_asks_where_the_kit_answers() -> None:
    feature = import_module("shibokensupport.feature")
    assert callable(getattr(feature, ASKED)), "another release of PySide asks otherwise: look again"
