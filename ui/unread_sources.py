"""Keeps PySide from reading the source of every module that is imported, and from keeping it.

PySide6 6.12 searches the text of each module for its own name, to know where ``from __feature__ import``
may give Qt's methods other names, and what it read stays in :mod:`linecache` for good (measured: 21 MB after
seven pages, and the time to read 850 files). The kit uses no such feature. "No" is also what PySide finds by
itself where a program is shipped without its sources.
"""

from __future__ import annotations

import linecache
from importlib import import_module

ASKED = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Answer for PySide that no module wants features, and let go of what was read so far.

    A traceback still shows its lines: they are read when it is written.

    Raises:
        ModuleNotFoundError: PySide6 is not installed.
    """
    import_module("PySide6.QtCore")  # what asks comes with it
    feature = import_module("shibokensupport.feature")
    if hasattr(feature, ASKED):  # another release of PySide may ask otherwise: then it reads on
        setattr(feature, ASKED, _no)
    linecache.clearcache()


def _no(_module: object) -> bool:
    return False
