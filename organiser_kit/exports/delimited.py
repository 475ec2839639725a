"""A table as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from organiser_kit.exports.harmless import harmless
from organiser_kit.exports.tables import text_of

if TYPE_CHECKING:
    from organiser_kit.exports.tables import Table


def csv_bytes(table: Table, language: str) -> bytes:
    """Return ``table`` as a spreadsheet of ``language`` opens it by a double click.

    UTF-8 with its mark; ``;`` in French, where the comma is for decimals, and ``,`` in English.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language == "fr" else ",")
    writer.writerow([column.heading for column in table.columns])
    for row in table.rows:
        writer.writerow([harmless(text_of(cell)) for cell in row])
    # A lone half of a pair, out of a damaged file, has no form in UTF-8.
    return text.getvalue().encode("utf-8-sig", errors="replace")
