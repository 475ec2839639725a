"""Measures of the sign-in sheet: the standard one, and the large print one. Millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """Sizes of one variant.

    Attributes:
        title, text, name, small: sizes in points of the title, the fields, people's names, the footer.
        one_line: the size down to which a field shrinks to stay on one line; 0: it breaks at once.
        fields_right: where the fields end and the organisers' signature areas begin.
        label: width of a field's label.
        header_bottom: where the header ends and the table begins.
        body_bottom: the lowest a row may reach.
        columns: widths of number, family name, given name and structure with one signature column.
        narrow_columns: the same with two.
        notice_on_every_page: whether the privacy notice is repeated or stands once, at the end.
        closing: height of the block that closes the sheet, notice included when it stands there.
    """

    title: float
    text: float
    name: float
    small: float
    one_line: float
    fields_right: float
    label: float
    header_bottom: float
    table_head: float
    row: float
    section: float
    body_bottom: float
    closing: float
    footer_top: float
    footer_line: float
    columns: tuple[float, float, float, float]
    narrow_columns: tuple[float, float, float, float]
    notice_on_every_page: bool


LEFT = 10.0
WIDTH = 277.0
HEADER_TOP = 8.0
TITLE_BAND = 13.0
CLOSING_GAP = 4.0

STANDARD = SheetStyle(
    title=17,
    text=9.5,
    name=11,
    small=7,
    one_line=7.5,
    fields_right=176,
    label=31,
    header_bottom=49.5,
    table_head=7,
    row=11,
    section=6.5,
    body_bottom=188.5,
    closing=24,
    footer_top=189.5,
    footer_line=4.5,
    columns=(11, 60, 48, 62),
    narrow_columns=(11, 50, 42, 46),
    notice_on_every_page=True,
)

LARGE_PRINT = SheetStyle(
    title=20,
    text=14,
    name=14,
    small=14,
    one_line=0,
    fields_right=198,
    label=48,
    header_bottom=84,
    table_head=10,
    row=15.5,
    section=9,
    body_bottom=194.5,
    closing=64,
    footer_top=195,
    footer_line=7.5,
    columns=(14, 63, 54, 56),
    narrow_columns=(14, 56, 45, 44),
    notice_on_every_page=False,
)


LARGE_PRINT_TWO = replace(LARGE_PRINT, table_head=13, body_bottom=190.2)
"""Two lines for the heads of two columns to sign."""


def sheet_style(*, large_print: bool, columns: int) -> SheetStyle:
    """Return the measures of a sheet with so many columns to sign."""
    if not large_print:
        return STANDARD
    return LARGE_PRINT if columns == 1 else LARGE_PRINT_TWO


def signature_columns(style: SheetStyle, count: int) -> tuple[float, ...]:
    """Return the widths of all columns of a table with ``count`` signature columns, from the left."""
    fixed = style.columns if count == 1 else style.narrow_columns
    return (*fixed, *[(WIDTH - sum(fixed)) / count] * count)
