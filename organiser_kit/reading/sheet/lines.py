"""The printed lines of the table: where a picture shows each, however the paper bows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, odd

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.reading.sheet.arrays import Floats, Grey, Maps

    Steps = NDArray[np.int64]

NODE_MM = 3.0
"""How far apart a line is looked at."""

LEAST_CONTRAST = 0.02
"""Paler lines are none."""

_THICKEST = 1.6  # mm: what is thicker is no printed line
_SMOOTHED = 3.0  # mm along the line: letters and ink do not run as far
# How much a step sideways of one pixel from node to node costs, beside 1 for a node without any line.
_STEP_COST = 0.06


@dataclass(frozen=True, slots=True)
class Followed:
    """One family of parallel lines as a picture shows them, at every node: lines × nodes.

    Attributes:
        x, y: where each node should be, in millimetres on the page.
        shift: how far off the line runs there, in millimetres across it.
        strength: how much of a line is to be seen, 0 to 1.
        contrast: how much darker than paper the darkest is that is to be seen near most nodes, 0 to 1.
    """

    x: Floats
    y: Floats
    shift: Floats
    strength: Floats
    contrast: float


def row_edges(rows: PageRows) -> Floats:
    """Return the heights of all lines across the page that bound its rows, from the top."""
    tops = {round(place.top, 2) for place in rows.places()}
    bottoms = {round(place.top + rows.row, 2) for place in rows.places()}
    return np.array(sorted({round(rows.top, 2)} | tops | bottoms))


def column_edges(rows: PageRows) -> Floats:
    """Return the places of the lines down the page that are known: the table's edges, and of its cells."""
    cells = [rows.signatures + n * rows.cell_width for n in range(rows.columns + 1)]
    return np.array([rows.left, *cells])


def across(straight: Grey) -> Maps:
    """Return how much every pixel looks as part of a thin dark line that runs across the page, 0 to 1."""
    return _thin(straight, (1, odd(_THICKEST)), (odd(_SMOOTHED), 1))


def down(straight: Grey) -> Maps:
    """Return the same of lines down the page, turned so that they run across."""
    return np.ascontiguousarray(_thin(straight, (odd(_THICKEST), 1), (1, odd(_SMOOTHED))).T)


def _thin(straight: Grey, across_it: tuple[int, int], along_it: tuple[int, int]) -> Maps:
    filled = cv2.morphologyEx(straight, cv2.MORPH_CLOSE, np.ones(across_it[::-1], np.uint8)).astype(
        np.float32
    )
    darker = (filled - straight) / np.maximum(filled, 1.0)
    return np.asarray(cv2.blur(darker, along_it), np.float32)


def follow(
    response: Maps, lines: Floats, start: float, end: float, expected: Floats, reach: float
) -> Followed:
    """Follow parallel lines across a response; all lengths are millimetres.

    Args:
        response: from :func:`across`, or :func:`down`: the lines run along its rows.
        lines: where each line should be.
        start: where along them to begin.
        end: where along them to stop.
        expected: how far off each is thought to run, lines × nodes, or a single 0.
        reach: how far from there it is looked for.
    """
    nodes = node_places(start, end)
    steps = np.arange(-round(reach * PIXELS_A_MM), round(reach * PIXELS_A_MM) + 1)
    middle = (lines[:, None] + np.broadcast_to(expected, (len(lines), len(nodes)))) * PIXELS_A_MM
    places = np.rint(middle)[:, :, None].astype(int) + steps
    columns = np.clip(np.rint(nodes * PIXELS_A_MM).astype(int), 0, response.shape[1] - 1)
    seen = response[np.clip(places, 0, response.shape[0] - 1), columns[None, :, None]].astype(float)
    contrast = float(np.median(seen.max(axis=2)))
    seen = np.minimum(seen / max(LEAST_CONTRAST, contrast), 1.0)
    chosen = _cheapest_path(seen)
    rows = np.take_along_axis(places, chosen[:, :, None], axis=2)[:, :, 0] + _between(seen, chosen)
    strength = np.take_along_axis(seen, chosen[:, :, None], axis=2)[:, :, 0]
    x, y = np.meshgrid(nodes, lines)
    return Followed(x, y, rows / PIXELS_A_MM - lines[:, None], strength, contrast)


def node_places(start: float, end: float) -> Floats:
    """Return where lines from ``start`` to ``end`` are looked at, in millimetres."""
    return np.linspace(start + 1.0, end - 1.0, max(2, round((end - start) / NODE_MM)))


def _cheapest_path(seen: Floats) -> Steps:
    """Return for each line and node the step that a line bending little and seen much would take."""
    lines, nodes, steps = seen.shape
    slack = 3
    total = np.empty_like(seen)
    came = np.zeros(seen.shape, np.int64)
    total[:, 0] = -seen[:, 0]
    for node in range(1, nodes):
        padded = np.pad(total[:, node - 1], ((0, 0), (slack, slack)), constant_values=np.inf)
        ways = np.stack(
            [padded[:, k : k + steps] + _STEP_COST * (k - slack) ** 2 for k in range(2 * slack + 1)], axis=-1
        )
        best = ways.argmin(axis=-1)
        came[:, node] = best - slack
        total[:, node] = np.take_along_axis(ways, best[..., None], axis=-1)[..., 0] - seen[:, node]
    path = np.zeros((lines, nodes), np.int64)
    path[:, -1] = total[:, -1].argmin(axis=1)
    for node in range(nodes - 1, 0, -1):
        at = path[:, node][:, None]
        path[:, node - 1] = path[:, node] + np.take_along_axis(came[:, node], at, axis=1)[:, 0]
    return path


def _between(seen: Floats, chosen: Steps) -> Floats:
    """Return by what part of a pixel the top of the response lies beside each chosen step."""
    at = np.clip(chosen, 1, seen.shape[2] - 2)[:, :, None]
    before, here, after = (np.take_along_axis(seen, at + k, axis=2)[:, :, 0] for k in (-1, 0, 1))
    curve = before - 2 * here + after
    flat = np.abs(curve) < 1e-6
    part = np.where(flat, 0.0, 0.5 * (before - after) / np.where(flat, 1.0, curve))
    return np.clip(part, -0.5, 0.5)


def smoothed(line: Floats) -> Floats:
    """Return a line's shift without what a single node shows."""
    padded = np.pad(line, 2, mode="edge")
    return np.asarray(np.median(np.stack([padded[k : k + len(line)] for k in range(5)]), axis=0))
