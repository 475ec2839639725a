"""Makes sure that the tests can start a PostgreSQL of their own; run by ``make test``, standard library only.

The programs are looked for and tried; when they are missing they are installed with apt-get if that needs no
password, and otherwise the exact line to type is printed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from bootstrap import apt_install, ask_for

PACKAGES = ["postgresql"]
OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")
_MAJOR = re.compile(r"\d+")


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs; None when none is good enough."""
    found = {major: folder for folder in _folders() if (major := _major(folder)) >= OLDEST}
    return found[max(found)] if found else None


def _folders() -> list[Path]:
    # Debian keeps them out of the way of those who only type psql.
    folders = sorted(_DEBIAN.glob("*/bin"))
    on_path = shutil.which("initdb")
    return [*folders, Path(on_path).parent] if on_path else folders


def _major(folder: Path) -> int:
    """Return the version of a folder's programs, 0 when they do not run."""
    try:
        done = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return 0
    number = _MAJOR.search(done.stdout)
    return int(number[0]) if done.returncode == 0 and number else 0


def main() -> None:
    """Check, and install what is missing."""
    if programs() is None:
        print("The tests of the server need PostgreSQL 15 or newer.", flush=True)
        if not apt_install(PACKAGES) or programs() is None:
            ask_for(PACKAGES, "PostgreSQL 15 or newer is missing; the tests start one of their own.")


if __name__ == "__main__":
    main()
