"""The local copy: an encrypted SQLite file, one connection, one thread."""

from __future__ import annotations

import sys


def _load_sqlite_utils_alone() -> None:
    """Import sqlite-utils without NumPy, which it takes along where it is installed.

    That would cost a tenth of a second at every start, for kinds of numbers that the kit never stores. NumPy
    itself is loaded as usual, later, by whoever needs it.
    """
    if "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils

        del sqlite_utils
    finally:
        del sys.modules["numpy"]


_load_sqlite_utils_alone()
