"""Signed, empty, or for a person to look at: by the ink that belongs to each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, pixels
from organiser_kit.reading.sheet.results import CellState, Doubt

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Floats, Marks
    from organiser_kit.reading.sheet.ink import InkPieces
    from organiser_kit.reading.sheet.table import Cell

# Square millimetres: less is dust; from there a mark.
_MARK_MM2 = 0.35
# A signature is at least so wide and has so much ink: less may be a tick, a cross, initials.
_SIGNATURE_MM = 10.5
_SIGNATURE_MM2 = 3.0
# Letters of one signature are not farther apart.
_APART_MM = 6.0
# A dash or a stroke through the row: nearly all its ink is no farther from its middle.
_BEND_MM = 0.8
# A straight stroke through so much of a cell strikes it out, whatever else stands there.
_STRIKE = 0.5
# How much of a cell has nothing but that stroke above and below, for how long at least, and how thick it is.
_ALONE = 0.25
_ALONE_MM = 4.0
_STROKE_MM = 1.2
# A piece that lies in a second cell by this share may be that cell's.
_CONTEST = 0.28
# Square millimetres of pale marks that a dry pen may have left.
_FAINT_MM2 = 2.5
# How much darker than the paper a pen is that nobody would call pale.
_PALE = 0.24
_EDGE_MM = 1.2


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands in a cell, how sure that is, and why it is not."""

    state: CellState
    confidence: float
    doubt: Doubt | None = None


def decide(cell: Cell, ink: InkPieces) -> Decision:
    """Return what stands in ``cell``."""
    share = ink.areas / np.maximum(ink.areas.sum(axis=1, keepdims=True), 1e-9)
    here = ink.areas[:, cell.number]
    contested = _contested(cell.number, ink.areas, share)
    own = (ink.owners == cell.number) & (here > _MARK_MM2) & ~contested
    area = float(ink.areas[own].sum())
    drawn = _drawn(own, cell, ink)
    width = _width(drawn)
    if _is_struck(cell, ink):
        return Decision(CellState.REVIEW, 0.2, Doubt.LINE)
    if area >= _SIGNATURE_MM2 and width >= _SIGNATURE_MM:
        if _is_line(drawn):
            return Decision(CellState.REVIEW, 0.3, Doubt.LINE)
        darkness = float(np.average(ink.darkness[own], weights=ink.areas[own].sum(axis=1)))
        if darkness < _PALE:
            return Decision(CellState.REVIEW, 0.4, Doubt.FAINT)
        margin = min(width / _SIGNATURE_MM, area / _SIGNATURE_MM2)
        return Decision(CellState.SIGNED, _certainty(margin - 1.0))
    if (contested & (here > _MARK_MM2)).any():
        return Decision(CellState.REVIEW, 0.4, Doubt.SHARED)
    if area >= _MARK_MM2:
        return Decision(CellState.REVIEW, 0.4, Doubt.SMALL)
    return _empty(cell, ink)


def _contested(number: int, areas: Floats, share: Floats) -> Marks:
    """Return which pieces may belong to another cell as well as to this one, or to this one as well."""
    elsewhere = np.delete(share[:, 1:], number - 1, axis=1).max(axis=1, initial=0.0)
    outside = share[:, 0]
    here = share[:, number]
    return np.asarray(
        (here > _CONTEST) & (np.maximum(elsewhere, outside) > _CONTEST) & (areas[:, number] > 0)
    )


def _empty(cell: Cell, ink: InkPieces) -> Decision:
    """Return whether nothing at all stands in the middle of a cell to which no ink belongs."""
    edge = pixels(_EDGE_MM)
    quarter = (cell.bottom - cell.top) // 4
    middle = ink.labels[cell.top + quarter : cell.bottom - quarter, cell.left + edge : cell.right - edge]
    strange = float(np.count_nonzero(middle)) / PIXELS_A_MM**2
    if strange > _MARK_MM2:
        return Decision(CellState.REVIEW, 0.4, Doubt.SHARED)
    pale = ink.faint[cell.top + edge : cell.bottom - edge, cell.left + edge : cell.right - edge]
    _, _, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8)
    largest = float(stats[1:, cv2.CC_STAT_AREA].max(initial=0)) / PIXELS_A_MM**2
    if largest > _FAINT_MM2:
        return Decision(CellState.REVIEW, 0.4, Doubt.FAINT)
    used = max(strange / _MARK_MM2, largest / _FAINT_MM2)
    return Decision(CellState.EMPTY, _certainty(1.0 - used))


def _drawn(own: Marks, cell: Cell, ink: InkPieces) -> Marks:
    """Return the ink that belongs to a cell: it may run over into the rows beside, no farther."""
    height = cell.bottom - cell.top
    around = ink.labels[max(0, cell.top - height) : cell.bottom + height, cell.left : cell.right]
    return np.asarray(own[around])


def _width(drawn: Marks) -> float:
    """Return how wide the widest part of some ink is, in millimetres: marks far apart are not one."""
    x = np.flatnonzero(drawn.any(axis=0))
    parts = np.split(x, np.flatnonzero(np.diff(x) > pixels(_APART_MM)) + 1)
    return max(float(part[-1] - part[0]) if len(part) else 0.0 for part in parts) / PIXELS_A_MM


def _is_line(drawn: Marks) -> bool:
    """Return whether ink is one stroke that hardly bends: nearly all of it lies along one curve."""
    x = np.flatnonzero(drawn.any(axis=0))
    inked = drawn[:, x]
    top, bottom = inked.argmax(axis=0), len(inked) - 1 - inked[::-1].argmax(axis=0)
    curve = np.polyval(np.polyfit(x, (top + bottom) / 2, 2), x)
    off = np.maximum(np.abs(top - curve), np.abs(bottom - curve))
    return float(np.percentile(off, 90)) < _BEND_MM * PIXELS_A_MM


def _is_struck(cell: Cell, ink: InkPieces) -> bool:
    """Return whether one straight stroke runs through most of the cell, beyond any writing there."""
    inside = (ink.labels[cell.top : cell.bottom, cell.left : cell.right] > 0).astype(np.uint8)
    wide = cell.right - cell.left
    if np.count_nonzero(inside.any(axis=0)) < _STRIKE * wide:
        return False
    # Letters stand on a straight line as well, but it is never alone for long.
    lone = ((inside.sum(axis=0) > 0) & (inside.sum(axis=0) < pixels(_STROKE_MM))).astype(np.uint8)
    alone = cv2.morphologyEx(lone[None, :], cv2.MORPH_OPEN, np.ones((1, pixels(_ALONE_MM)), np.uint8))
    if np.count_nonzero(alone) < _ALONE * wide:
        return False
    strokes = cv2.HoughLinesP(
        inside, 1, np.pi / 360, round(0.3 * wide), minLineLength=_STRIKE * wide, maxLineGap=pixels(0.5)
    )
    return strokes is not None


def _certainty(margin: float) -> float:
    """Return 0.5 where a margin is 0 and nearly 1 where it is 1 or more."""
    return round(0.5 + 0.49 * min(1.0, max(0.0, margin)), 2)
