"""The garbage collector while much comes in: a feed on a laptop, pushes on a server."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANY = 100_000
"""More objects than the rows of a page are made of."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector of cycles look round less often.

    A page is tens of thousands of small objects that hold no cycles and end together, and so are the pushes
    of many laptops. By its usual measure the collector would look round dozens of times before they do, and
    find nothing: that took an eighth of a first download, a twentieth of a push.
    """
    usual = gc.get_threshold()
    gc.set_threshold(max(_MANY, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
