"""How much memory the desktop takes with a whole country's people in its copy, in a fresh process.

Linux tells the most that a process ever had at once (``VmHWM`` in ``/proc/self/status``).
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment
from organiser_kit.kit import open_kit
from organiser_kit.services.generate import Plan
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600)]

PEOPLE = 300_000
IN_THE_ROOM = 400
GOAL_MB = 250

WALK = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from organiser_kit.environment import Environment
from tests.gui.journeys.threaded import ThreadedDesk, until
from ui.app import Desktop
from ui.navigation import Route
from ui.preferences import Preferences

def most():
    words = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()
    return int(words[0]) // 1024

app = QApplication([])
folder, meeting = Path(sys.argv[1]), sys.argv[2]
desktop = Desktop(Environment(), folder, Preferences(folder), practice=False)
desktop.window.show()
until(lambda: desktop.workspace is not None)
desk = ThreadedDesk(desktop)
print("opened", most(), flush=True)
places = [Route("meetings"), Route("people"), Route("meeting", meeting, "registrations")]
places += [Route("meeting", meeting, "print"), Route("reception", meeting), Route("sync"), Route("settings")]
for route in places:
    desk.workspace.go(route)
    desk.ask(lambda kit: None)
    app.processEvents()
    print(route.place, route.step, most(), flush=True)
desktop.close()
"""


def test_the_desktop_stays_small_with_everybody_in_its_copy(tmp_path: Path) -> None:
    environment = Environment()
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    kit = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    kit.generate.run(Plan(regions=13, venues=1_300, people=PEOPLE))
    meeting = kit.practice.create(people=IN_THE_ROOM).meeting_ids[0]
    kit.close()
    said = subprocess.run(
        [sys.executable, "-c", WALK, str(tmp_path), meeting], check=True, capture_output=True, text=True
    ).stdout
    sys.stdout.write(f"\n  the most memory so far, MB, page by page:\n{said}")
    most = int(said.split()[-1])
    sys.stdout.write(f"  {most} MB with {PEOPLE} people · goal < {GOAL_MB} MB\n")
    assert most < GOAL_MB
