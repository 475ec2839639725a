"""Makes sure that a real printing system can be tried; run by ``make print-test``, standard library only.

CUPS and the printer that writes PDF files are looked for; when they are missing they are installed with
apt-get if that needs no password, and otherwise the exact line to type is printed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bootstrap import apt_install, ask_for

PACKAGES = ["cups", "cups-client", "printer-driver-cups-pdf"]
_BACKEND = Path("/usr/lib/cups/backend/cups-pdf")


def is_there() -> bool:
    """Return whether the daemon, the programs and the printer that writes files are here."""
    # Daemons lie where ordinary people's shells do not look.
    found = shutil.which("lp") and (shutil.which("cupsd") or Path("/usr/sbin/cupsd").exists())
    return bool(found) and _BACKEND.exists()


def main() -> None:
    """Check, and install what is missing."""
    if not is_there():
        print("Trying a real printing system needs CUPS and its printer of PDF files.", flush=True)
        if not apt_install(PACKAGES) or not is_there():
            ask_for(PACKAGES, "CUPS or its printer of PDF files is missing.")


if __name__ == "__main__":
    main()
