"""How much a file may ask of this computer before it is refused with one sentence."""

from __future__ import annotations

MAX_BYTES = 64 * 1024 * 1024
"""Size of a file, in bytes. Ten thousand people with twenty columns weigh about 3 MB."""

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
"""Size of everything inside a workbook once unpacked, in bytes, as its own index declares it."""

MAX_LINES = 100_000
"""Number of the last line that may hold something."""

MAX_COLUMNS = 300
"""Columns of the line of headings."""

MAX_CELL_CHARS = 300
"""Characters of a cell that is read (a name, an address...); other cells are never looked at."""

MAX_LINE_CHARS = 100_000
"""Characters of one line of a CSV file: a longer one is rejected unread."""

MAX_RECORD_LINES = 100
"""Lines one CSV record may cover: more means that a quotation mark was never closed."""

HEADING_SEARCH_LINES = 25
"""Lines that hold something, looked at from the top, to find the headings."""
