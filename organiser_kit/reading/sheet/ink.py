"""Ink on a flat page: what is darker than paper and was not printed, and which cell it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, odd, pixels
from organiser_kit.reading.sheet.tracing import trace_lines

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Floats, Grey, Labels, Maps, Marks
    from organiser_kit.reading.sheet.table import Table
    from organiser_kit.reading.sheet.tracing import LineTraces, Trace

# How much darker than the paper, of its brightness, ink is at least; and what only a faint pen leaves.
_INK = 0.13
_FAINT = 0.045
# In times the paper's own noise.
_ABOVE_NOISE = 4.5
# Printed lines are 0.2 mm thick; the rest is what a lens and a smooth surface add.
_LINE_REACH = 0.45
_SPECK_MM2 = 0.1
_BACKGROUND_MM = 6.5
_FAINT_BLUR_MM = 0.35


@dataclass(frozen=True, slots=True)
class InkPieces:
    """The connected pieces of ink around the table.

    Attributes:
        labels: for every pixel, the number of its piece; 0 is paper.
        areas: pieces × (1 + cells), square millimetres: how much lies outside all cells, then in each.
        faint: for every pixel, whether something paler than ink is there.
        darkness: for every piece, how much darker than the paper most of it is, 0 to 1.
    """

    labels: Labels
    areas: Floats
    faint: Grey
    darkness: Floats

    @property
    def owners(self) -> Labels:
        """Return for every piece which cell holds most of it, 0 where that is none."""
        return np.asarray(self.areas.argmax(axis=1), np.int32)


def find_ink(flat: Grey, table: Table) -> InkPieces:
    """Return the ink on a flat picture of ``table``."""
    traces = trace_lines(flat, table)
    dark = _darkness(flat)
    inside = table.cell_map > 0
    paper = float(np.median(dark[inside]))
    noise = 1.4826 * float(np.median(np.abs(dark[inside] - paper)))
    dark = dark - paper
    ink = (dark > max(_INK, _ABOVE_NOISE * noise)).astype(np.uint8)
    lines = _without_lines(ink, dark, traces, max(_INK, _ABOVE_NOISE * noise))
    pieces, found = cv2.connectedComponents(ink, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, np.int32)
    areas = _areas(labels, table.cell_map, pieces, len(table.cells))
    small = areas.sum(axis=1) < _SPECK_MM2
    areas[small] = 0.0
    areas[0] = 0.0
    labels[small[labels]] = 0
    soft = cv2.GaussianBlur(dark, (0, 0), _FAINT_BLUR_MM * PIXELS_A_MM)
    # Noise shrinks with the number of pixels that are blurred into one; that of a camera is not independent.
    # What blurs around ink is no pale ink.
    halo = cv2.dilate((labels > 0).astype(np.uint8), np.ones((odd(4 * _FAINT_BLUR_MM),) * 2, np.uint8))
    faint = (soft > max(_FAINT, 1.5 * noise)) & (lines == 0) & inside & (halo == 0)
    return InkPieces(labels, areas, faint.astype(np.uint8), _darkest(labels, dark, pieces))


def _darkness(flat: Grey) -> Maps:
    """Return how much darker every pixel is than the paper around it, 0 to 1."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = odd(_BACKGROUND_MM / 4)
    around = cv2.morphologyEx(
        small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    )
    around = cv2.GaussianBlur(around, (0, 0), size / 4)
    paper = cv2.resize(around, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(1.0 - flat / np.maximum(paper.astype(np.float32), 1.0), np.float32)


def _without_lines(ink: Grey, dark: Maps, traces: LineTraces, least: float) -> Grey:
    """Take the printed lines out of ``ink``, but not what crosses them; return where they lie."""
    along, crossing = np.zeros_like(ink), np.zeros_like(ink)
    for trace in traces.rows:
        _clear(ink, dark, along, trace, least)
    for trace in traces.columns:
        _clear(ink.T, dark.T, crossing.T, trace, least)
    # Where two lines cross they are darker than either.
    ink[(along & crossing) > 0] = 0
    return along | crossing


def _clear(ink: Grey, dark: Maps, lines: Grey, trace: Trace, least: float) -> None:
    """Keep of one line across what is clearly darker than the line itself, or joins ink on both its sides."""
    reach = pixels(_LINE_REACH)
    x = np.arange(ink.shape[1])
    band = np.clip(trace + np.arange(-reach, reach + 1)[:, None], 0, ink.shape[0] - 1), x
    usual = np.median(dark[band], axis=1, keepdims=True)
    # Where a line runs is known to a pixel, no better.
    nearly = np.pad(usual, ((1, 1), (0, 0)), mode="edge")
    over = dark[band] > np.maximum(usual, np.maximum(nearly[:-2], nearly[2:])) + least
    beside = [
        ink[np.clip(trace + side * np.array([[reach + 1], [reach + 2]]), 0, ink.shape[0] - 1), x].any(axis=0)
        for side in (-1, 1)
    ]
    # A stroke leans: it may leave the band a little beside where it came in.
    lean = np.ones(2 * reach + 1, np.uint8)
    joins = _widened(beside[0], lean) & _widened(beside[1], lean)
    ink[band] = over | (joins & (ink[band] > 0))
    lines[band] = 1


def _widened(marks: Marks, kernel: Grey) -> Marks:
    row = np.ascontiguousarray(marks[None, :].astype(np.uint8))
    return np.asarray(cv2.dilate(row, kernel[None, :])[0] > 0)


def _darkest(labels: Labels, dark: Maps, pieces: int) -> Floats:
    """Return how dark the darker half of every piece is."""
    drawn = np.flatnonzero(labels)
    piece, value = labels.ravel()[drawn], dark.ravel()[drawn].astype(float)
    count = np.maximum(np.bincount(piece, minlength=pieces), 1)
    mean = np.bincount(piece, value, pieces) / count
    upper = value > mean[piece]
    many = np.maximum(np.bincount(piece[upper], minlength=pieces), 1)
    return np.asarray(np.bincount(piece[upper], value[upper], pieces) / many, float)


def _areas(labels: Labels, cell_map: Labels, pieces: int, cells: int) -> Floats:
    both = labels.astype(np.int64) * (cells + 1) + cell_map
    counts = np.bincount(both.ravel(), minlength=pieces * (cells + 1)).reshape(pieces, cells + 1)
    return np.asarray(counts / PIXELS_A_MM**2, float)
