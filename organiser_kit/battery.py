"""How full the battery is, where the system tells; no library for three small questions."""

from __future__ import annotations

import ctypes
import re
import subprocess
from pathlib import Path
from typing import Any

from organiser_kit.rules.readiness import Battery

_LINUX = Path("/sys/class/power_supply")
_UNSAID = 255
"""What Windows answers instead of a percentage or a state that it does not know."""


def read_battery(system: str) -> Battery | None:
    """Return the battery, ``None`` where there is none or nothing is told of it."""
    if system == "Linux":
        return from_linux(_LINUX)
    if system == "Windows":
        return _from_windows()
    return from_pmset(_ask_pmset()) if system == "Darwin" else None


def from_linux(folder: Path) -> Battery | None:
    """Return what the kernel's files say; several batteries count as their mean."""
    supplies = sorted(folder.glob("*")) if folder.is_dir() else []
    batteries = [one for one in supplies if _text(one / "type") == "Battery" and _is_the_laptop_s(one)]
    if not batteries:
        return None
    levels = [int(text) for one in batteries if (text := _text(one / "capacity")).isdigit()]
    mains = any(_text(one / "type") in ("Mains", "USB") and _text(one / "online") == "1" for one in supplies)
    charging = any(_text(one / "status") in ("Charging", "Full") for one in batteries)
    return Battery(sum(levels) // len(levels) if levels else None, mains or charging)


def _is_the_laptop_s(supply: Path) -> bool:
    """Tell a laptop's battery from a mouse's."""
    return _text(supply / "scope") != "Device"


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, ValueError):
        # Not every supply has every file: what is not there is not told.
        return ""


class _PowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS of the Windows API."""

    _fields_ = (
        ("line", ctypes.c_ubyte),
        ("flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_ulong),
        ("full_seconds", ctypes.c_ulong),
    )


def _from_windows() -> Battery | None:
    status = _PowerStatus()
    windows: Any = ctypes
    if not windows.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
        return None
    return from_power_status(status.line, status.flag, status.percent)


def from_power_status(line: int, flag: int, percent: int) -> Battery | None:
    """Return what the three numbers of Windows mean; bit 128 of ``flag`` says that there is no battery."""
    if flag == _UNSAID or flag & 128:
        return None
    return Battery(None if percent == _UNSAID else percent, line == 1)


def _ask_pmset() -> str:
    try:
        asked = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"], capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout


def from_pmset(text: str) -> Battery | None:
    """Return what ``pmset -g batt`` of macOS says."""
    level = re.search(r"(\d{1,3})%", text)
    if level is None:
        return None
    return Battery(int(level[1]), "AC Power" in text)
