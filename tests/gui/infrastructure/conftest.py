"""What the tests of the desktop's foundations share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from organiser_kit.i18n import using
from ui.constants_guard import keep_constants_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_constants_alive()

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak the language of the source: what these tests read is the code's own words."""
    with using("en"):
        yield
