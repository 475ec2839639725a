"""Keeps None, True and False alive under Python 3.11.

PySide6 6.12 gives back a reference it does not own: each ``signal.emit()`` takes one off ``True``, each click
handled by a function takes one off ``None`` (measured: exactly 1 per call). Python 3.12 made these constants
immortal; 3.11 aborts with "bool_dealloc" after some hundreds of emissions. Lending each constant more
references than can ever be lost puts 3.11 on the same footing.
"""

from __future__ import annotations

import ctypes
import sys

LENT = 1 << 40


def keep_constants_alive() -> None:
    """Lend references to the three constants, once; nothing to do from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        if sys.getrefcount(constant) < LENT // 2:
            # The reference count is the first word of every object of a release build.
            ctypes.c_ssize_t.from_address(id(constant)).value += LENT
