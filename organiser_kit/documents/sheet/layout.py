"""Which row of a sign-in sheet stands where: pure arithmetic, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.documents.sheet.style import CLOSING_GAP, LEFT, WIDTH, SheetStyle
from organiser_kit.documents.toolkit.box import Box

if TYPE_CHECKING:
    from organiser_kit.documents.data.sheet import SheetRow


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the table: a row (``row`` counts from 1), or the heading of the blank rows (0)."""

    row: int
    named: SheetRow | None
    height: float


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A slot and where it stands on its page, over the table's whole width."""

    slot: Slot
    box: Box


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: its slots, and where the sheet is closed when this is the last page."""

    slots: tuple[PlacedSlot, ...]
    closing: Box | None


def plan_pages(rows: tuple[SheetRow, ...], blank_rows: int, style: SheetStyle) -> tuple[PagePlan, ...]:
    """Return the pages, at least one: all named rows, then the blank rows, then the closing block."""
    groups = _make_room_for_closing(_fill(_slots(rows, blank_rows, style), style), style)
    last = len(groups) - 1
    return tuple(_place(group, style, closes=index == last) for index, group in enumerate(groups))


def _slots(rows: tuple[SheetRow, ...], blank_rows: int, style: SheetStyle) -> list[Slot]:
    slots = [Slot(index, row, style.row) for index, row in enumerate(rows, start=1)]
    if blank_rows:
        slots.append(Slot(0, None, style.section))
    slots += [Slot(len(rows) + index, None, style.row) for index in range(1, blank_rows + 1)]
    return slots


def _fill(slots: list[Slot], style: SheetStyle) -> list[list[Slot]]:
    groups: list[list[Slot]] = [[]]
    for slot in slots:
        # A heading never stands alone at the foot of a page.
        needed = slot.height + (style.row if slot.row == 0 else 0.0)
        if groups[-1] and _height(groups[-1]) + needed > _room(style):
            groups.append([])
        groups[-1].append(slot)
    return groups


def _make_room_for_closing(groups: list[list[Slot]], style: SheetStyle) -> list[list[Slot]]:
    room = _room(style) - CLOSING_GAP - style.closing
    last = groups[-1]
    if _height(last) <= room:
        return groups
    # Better all blank rows together beside the closing block; else just one row, so that no page that
    # is signed as exact stands without any.
    heading = next((index for index, slot in enumerate(last) if slot.row == 0), 0)
    start = heading if heading and _height(last[heading:]) <= room else len(last) - 1
    return [*groups[:-1], last[:start], last[start:]]


def _place(group: list[Slot], style: SheetStyle, *, closes: bool) -> PagePlan:
    y = _body_top(style)
    placed: list[PlacedSlot] = []
    for slot in group:
        placed.append(PlacedSlot(slot, Box(LEFT, y, WIDTH, slot.height)))
        y += slot.height
    return PagePlan(tuple(placed), Box(LEFT, y + CLOSING_GAP, WIDTH, style.closing) if closes else None)


def _height(slots: list[Slot]) -> float:
    return sum(slot.height for slot in slots)


def _body_top(style: SheetStyle) -> float:
    return style.header_bottom + style.table_head


def _room(style: SheetStyle) -> float:
    return style.body_bottom - _body_top(style)
