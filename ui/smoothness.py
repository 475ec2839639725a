"""Keeps the window answering while workers are busy in Python: they share one interpreter."""

from __future__ import annotations

import gc
import sys

TURN_SECONDS = 0.001
"""How long a busy worker may keep the interpreter when the window wants it: a fifth of what is usual."""


def be_smooth() -> None:
    """Search for garbage without the start of the program, and give the window its turn sooner.

    A whole search for garbage stops every thread. With the hundred thousand objects of Qt's bindings, the
    libraries and the pages among what it walks through, it took 70 ms, ten times during a first
    download. What the start made stays until the end: it need not be searched again.
    """
    gc.freeze()
    sys.setswitchinterval(TURN_SECONDS)
