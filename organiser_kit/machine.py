"""What the operating system calls this machine: the same at each start, and never sent anywhere."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import sys
from pathlib import Path
from typing import Any

_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_WINDOWS_KEY = r"SOFTWARE\Microsoft\Cryptography"


def machine_id() -> str:
    """Return the identifier that the system gave this machine, its network name where it gave none."""
    return _given() or platform.node()


def _given() -> str:
    if sys.platform == "win32":
        return _from_registry()
    if sys.platform == "darwin":
        return _from_kernel()
    return next((text for file in _FILES if (text := _text_of(file))), "")


def _text_of(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, ValueError):
        # A container or an old system has none: the name of the machine does.
        return ""


def _from_registry() -> str:
    import winreg

    found: Any = winreg
    access = found.KEY_READ | found.KEY_WOW64_64KEY
    try:
        with found.OpenKey(found.HKEY_LOCAL_MACHINE, _WINDOWS_KEY, 0, access) as key:
            return str(found.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""


def _from_kernel() -> str:
    answer = ctypes.create_string_buffer(16)
    at_once = (ctypes.c_long * 2)(1, 0)
    library = ctypes.CDLL(ctypes.util.find_library("c"))
    return answer.raw.hex() if library.gethostuuid(answer, ctypes.byref(at_once)) == 0 else ""
