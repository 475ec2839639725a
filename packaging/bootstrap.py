"""Prepares this folder: system libraries that Qt needs, ``.venv``, and the locked dependencies.

Run by the system's own Python (standard library only) through ``make setup``. Each need is checked by
trying; what is missing is installed with apt-get when that is possible without asking, and otherwise the
exact line to type is printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "packaging" / "lock" / "dev.txt"

# Names on Debian 12; newer Debian and Ubuntu provide the same names, or virtual ones.
WINDOW_LIBRARIES = (
    "libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3 libbrotli1 "
    "libpulse0 libxrandr2 libcups2"
).split()
SCREEN_LIBRARIES = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
    "libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-cursor0 libwayland-egl1 fonts-dejavu-core"
).split()


def say(text: str) -> None:
    """Tell the person what goes on, at once even when the output is piped."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """Give up with one clear message."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root without being asked, or None."""
    if shutil.which("apt-get") is None:
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages if that needs no password; return whether it was done."""
    prefix = as_root()
    if prefix is None:
        return False
    say(f"Installing: apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in ([*prefix, "apt-get", "update", "-qq"], install):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0 and command is install:
            say((done.stdout + done.stderr).strip())
            return False
    return True


def ask_for(packages: list[str], why: str) -> NoReturn:
    """Print the exact line that installs what is missing, and give up."""
    if shutil.which("apt-get") is None:
        stop(
            f"{why} Install what this message names with your system's own tool, then type the command again."
        )
    stop(
        f"{why} Type this line, then the same command again:\n\n  sudo apt-get install {' '.join(packages)}\n"
    )


def ensure_venv_module() -> None:
    """Debian ships Python without the part that makes virtual environments."""
    if find_spec("ensurepip") is not None:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    say("Python's module for virtual environments is missing.")
    if not apt_install([package]):
        # Without the right to install, everything is asked for at once rather than one line after the other.
        ask_for([package, *WINDOW_LIBRARIES, *SCREEN_LIBRARIES], "Some system packages are missing.")


def run(arguments: list[str], trouble: str) -> None:
    """Run a step to its end, or give up with ``trouble`` and what the step said."""
    if subprocess.run(arguments, cwd=ROOT, check=False).returncode != 0:
        stop(trouble)


def venv_works() -> bool:
    """Return whether ``.venv`` is whole: not when its Python was removed, or when it was copied here."""
    configuration = VENV / "pyvenv.cfg"
    if not (PYTHON.exists() and configuration.exists()):
        return False
    if str(VENV) not in configuration.read_text(encoding="utf-8"):
        return False
    return subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """Make ``.venv`` unless the one that is there works."""
    if venv_works():
        return
    say(f"Making the virtual environment in .venv, with Python {sys.version_info[0]}.{sys.version_info[1]}.")
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made.")


def install_dependencies() -> None:
    """Install exactly the locked files, then this folder itself."""
    count = sum(1 for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"Installing {count} locked packages (about 300 MB the first time; a few minutes).")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    run(
        [*pip, "--only-binary=:all:", "--require-hashes", "-r", str(LOCK)],
        "The dependencies could not be installed: read the message above, check the network, and try again.",
    )
    run(
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)],
        "Organiser Kit itself could not be installed: read the message above.",
    )


def qt_failures() -> dict[str, list[str]]:
    """Return what fails on this machine: for any window, and for a window on a real screen."""
    done = subprocess.run(
        [str(PYTHON), str(ROOT / "packaging" / "qt_check.py")], capture_output=True, text=True, check=False
    )
    failures: dict[str, list[str]] = {"window": [], "screen": []}
    for line in done.stdout.splitlines():
        kind, _, reason = line.partition("\t")
        failures[kind].append(reason)
    if done.returncode != 0 and not any(failures.values()):
        failures["window"].append(done.stderr.strip())
    return failures


def ensure_qt(wants_screen: bool) -> bool:
    """Make Qt work here; return whether a window can open on a real screen too."""
    failures = qt_failures()
    if any(failures.values()):
        say("Qt misses system libraries.")
        if apt_install([*WINDOW_LIBRARIES, *SCREEN_LIBRARIES]):
            failures = qt_failures()
    blocking = failures["window"] + (failures["screen"] if wants_screen else [])
    if blocking:
        for reason in blocking:
            say(f"  {reason}")
        ask_for([*WINDOW_LIBRARIES, *SCREEN_LIBRARIES], "Qt cannot open a window on this machine.")
    return not failures["screen"]


def main(stamp: str) -> None:
    """Prepare everything, and leave ``stamp`` behind so that the next start can tell that it is done."""
    wants_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    say("Preparing Organiser Kit (once; again only when its dependencies change).")
    for name in ("ready.stamp", "display.stamp"):
        (VENV / name).unlink(missing_ok=True)
    ensure_venv_module()
    make_venv()
    install_dependencies()
    screen_works = ensure_qt(wants_screen)
    (VENV / "ready.stamp").write_text(stamp + "\n", encoding="utf-8")
    if screen_works:
        (VENV / "display.stamp").write_text(stamp + "\n", encoding="utf-8")
    say("Ready.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
