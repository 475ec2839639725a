"""What a page says of its own rows, in its code, for whoever reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.codes.sheet_rows import PageRows
from organiser_kit.documents.data.sheet import SheetRow
from organiser_kit.documents.sheet.layout import plan_pages
from organiser_kit.documents.sheet.style import LARGE_PRINT, LEFT, STANDARD, WIDTH, signature_columns

if TYPE_CHECKING:
    from organiser_kit.documents.sheet.layout import PagePlan
    from organiser_kit.documents.sheet.style import SheetStyle

_NOT_SIGNED = 4
_FORMER_BLANK_ROWS = 5


def printed_rows(plan: PagePlan, style: SheetStyle, columns: int, pages: int) -> PageRows:
    """Return where the rows of ``plan``, one of ``pages``, lie."""
    rows = [placed.slot for placed in plan.slots if placed.slot.row]
    headings = [placed for placed in plan.slots if not placed.slot.row]
    named = sum(1 for row in rows if row.named)
    return PageRows(
        pages=pages,
        first=rows[0].row if rows else 0,
        named=named,
        blank=len(rows) - named,
        columns=columns,
        top=plan.slots[0].box.y if plan.slots else 0.0,
        row=style.row,
        section=headings[0].box.h if headings else 0.0,
        left=LEFT,
        signatures=LEFT + sum(signature_columns(style, columns)[:_NOT_SIGNED]),
        right=LEFT + WIDTH,
    )


def former_rows(people: int, page: int) -> tuple[PageRows, ...]:
    """Return where the rows of a page may lie whose code does not say so: in standard print or in large.

    Sheets were then for one meeting, with five blank rows.
    """
    rows = tuple(SheetRow(number, "", "", "") for number in range(1, people + 1))
    found: list[PageRows] = []
    for style in (STANDARD, LARGE_PRINT):
        plans = plan_pages(rows, _FORMER_BLANK_ROWS, style)
        if page <= len(plans):
            found.append(printed_rows(plans[page - 1], style, 1, len(plans)))
    return tuple(found)
