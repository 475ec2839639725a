"""What the tests of the desktop's foundations share."""

from __future__ import annotations

from ui.constants_guard import keep_constants_alive

keep_constants_alive()
