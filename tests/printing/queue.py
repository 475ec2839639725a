"""A real print queue whose paper is PDF files: CUPS with the back-end that Debian packages."""

from __future__ import annotations

import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NAME = "OrganiserKitTest"
_MODEL = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd"
_PATIENCE_MS = 60_000


class Queue:
    """The queue, and the folder in which its paper lies."""

    def __init__(self, folder: Path) -> None:
        self.name = NAME
        self._folder = folder
        self._seen = self._papers()

    def taken(self, qtbot: QtBot) -> bytes:
        """Wait until something new is printed and return it."""
        qtbot.waitUntil(lambda: bool(self._papers() - self._seen) and not waiting(), timeout=_PATIENCE_MS)
        (paper,) = self._papers() - self._seen
        printed = paper.read_bytes()
        paper.unlink()
        return printed

    def stop(self) -> None:
        """Hold the queue, as a paper jam does."""
        told("cupsdisable", self.name)

    def go_on(self) -> None:
        """Let the queue print again, from nothing."""
        told("cancel", "-a", self.name)
        told("cupsenable", self.name)

    def _papers(self) -> set[Path]:
        return set(self._folder.glob("*.pdf"))


def told(program: str, *words: str) -> str:
    """Run a program of CUPS, which must succeed; return what it says."""
    path = shutil.which(program) or f"/usr/sbin/{program}"
    done = subprocess.run([path, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{program}: {done.stderr}"
    return done.stdout


def waiting() -> bool:
    """Return whether a document is still on its way."""
    return bool(told("lpstat", "-o", NAME).strip())


def _runs() -> bool:
    path = shutil.which("lpstat")
    if path is None:
        pytest.fail("There is no CUPS here: run “make print-test”, which installs it.")
    done = subprocess.run([path, "-r"], capture_output=True, text=True, check=False, env={"LC_ALL": "C"})
    return "is running" in done.stdout


@contextmanager
def open_queue(user: str, started: QtBot) -> Iterator[Queue]:
    """Make the queue, starting the daemon where none runs; leave nothing behind."""
    daemon = None
    if not _runs():
        daemon = subprocess.Popen(
            [shutil.which("cupsd") or "/usr/sbin/cupsd", "-f"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.waitUntil(_runs, timeout=_PATIENCE_MS)
    try:
        told("lpadmin", "-p", NAME, "-E", "-v", "cups-pdf:/", "-m", _MODEL)
        try:
            yield Queue(Path(pwd.getpwnam(user).pw_dir) / "PDF")
        finally:
            told("lpadmin", "-x", NAME)
    finally:
        if daemon is not None:
            daemon.terminate()
            daemon.wait()
