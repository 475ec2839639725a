"""What this laptop has for an evening: cameras, printers, room, battery. Tests hand in their own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from organiser_kit.battery import read_battery
from organiser_kit.rules.readiness import Machine

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.environment import Environment


def read_machine(folder: Path, environment: Environment) -> Machine:
    """Ask the system for what needs no Qt."""
    return Machine(free_bytes=_free(folder), battery=read_battery(environment.system))


def cameras_here() -> tuple[str, ...] | None:
    """Return the cameras' names, ``None`` on a system whose video libraries are missing.

    Qt wants to be asked on the thread of its window.
    """
    from ui.camera import CameraFeed, can_see

    return tuple(choice.name for choice in CameraFeed.choices()) if can_see() else None


def printers_here() -> tuple[str, ...]:
    """Return the printers' names; those of a network may take a moment, so not on the window's thread."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return tuple(QPrinterInfo.availablePrinterNames())


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        # A network drive may refuse to say.
        return None
