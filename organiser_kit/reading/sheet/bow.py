"""How the paper bows: a smooth surface through what the printed lines show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.polynomial.chebyshev import chebvander2d

from organiser_kit.codes.sheet_marks import MARKER_SIDE, PAGE_MM, marker_places
from organiser_kit.reading.sheet.arrays import PIXELS_A_MM
from organiser_kit.reading.sheet.lines import across, column_edges, down, follow, node_places, row_edges

if TYPE_CHECKING:
    from organiser_kit.codes.sheet_rows import PageRows
    from organiser_kit.reading.sheet.arrays import Floats, Grey
    from organiser_kit.reading.sheet.finding import Pose
    from organiser_kit.reading.sheet.lines import Followed

# Half the height of a row, less a little: beyond that a line is taken for its neighbour.
_FIRST_REACH = 4.4
_SECOND_REACH = 1.2
_ROW_DEGREES = (5, 3)
_COLUMN_DEGREES = (2, 3)
# How much a bend is disliked where nothing is seen; and how much a corner square counts, beside 1 for a node.
_STIFFNESS = 0.02
_ANCHOR = 4.0
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Surface:
    """A smooth shift over the page, in millimetres."""

    degrees: tuple[int, int]
    weights: Floats

    def at(self, x: Floats, y: Floats) -> Floats:
        """Return the shift at places given in millimetres."""
        return np.asarray(_powers(x, y, self.degrees) @ self.weights)


@dataclass(frozen=True, slots=True)
class Bow:
    """How far every place of the page is shifted, after perspective.

    Attributes:
        rows: what the lines across the page show after all, for the gate.
        residual: how far they still run beside the surface, root mean square in millimetres.
        seen: for each line, how much of it was seen where people sign, 0 to 1.
        contrast: how much darker than paper the lines are.
    """

    sideways: Surface
    upwards: Surface
    residual: float
    seen: Floats
    contrast: float


def find_bow(straight: Grey, rows: PageRows) -> Bow:
    """Follow the printed lines of a page whose perspective is undone."""
    height, width = across(straight), down(straight)
    edges, sides = row_edges(rows), column_edges(rows)
    rough = follow(height, edges, rows.left, rows.right, np.zeros((1, 1)), _FIRST_REACH)
    upwards = _fitted(rough, _ROW_DEGREES)
    x, y = np.meshgrid(node_places(rows.left, rows.right), edges)
    fine = follow(height, edges, rows.left, rows.right, upwards.at(x, y), _SECOND_REACH)
    upwards = _fitted(fine, _ROW_DEGREES)
    top, bottom = float(edges[0]), float(edges[-1])
    rough_sides = _turned(follow(width, sides, top, bottom, np.zeros((1, 1)), _FIRST_REACH))
    sideways = _fitted(rough_sides, _COLUMN_DEGREES)
    y, x = np.meshgrid(node_places(top, bottom), sides)
    fine_sides = _turned(follow(width, sides, top, bottom, sideways.at(x, y), _SECOND_REACH))
    sideways = _fitted(fine_sides, _COLUMN_DEGREES)
    residual, seen = _judged(fine, upwards, rows)
    return Bow(sideways, upwards, residual, seen, fine.contrast)


def unbow(picture: Grey, pose: Pose, bow: Bow, corner: tuple[float, float], far: tuple[float, float]) -> Grey:
    """Return the part of the page from ``corner`` to ``far``, in millimetres, flat at :data:`PIXELS_A_MM`."""
    step = 16
    size = (round((far[0] - corner[0]) * PIXELS_A_MM), round((far[1] - corner[1]) * PIXELS_A_MM))
    # Every sixteenth pixel is worked out, the others lie between.
    wide, tall = size[0] // step + 2, size[1] // step + 2
    x, y = np.meshgrid(
        corner[0] + np.arange(wide) * step / PIXELS_A_MM, corner[1] + np.arange(tall) * step / PIXELS_A_MM
    )
    bowed = np.stack([x + bow.sideways.at(x, y), y + bow.upwards.at(x, y)], axis=-1)
    places = pose.locate(bowed.reshape(-1, 2)).reshape(tall, wide, 2).astype(np.float32)
    grow = np.array([[step, 0, 0], [0, step, 0]], np.float32)
    full = [cv2.warpAffine(np.ascontiguousarray(places[..., k]), grow, size) for k in (0, 1)]
    return np.asarray(
        cv2.remap(picture, full[0], full[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8
    )


def _turned(lines: Followed) -> Followed:
    """Return lines that were followed across a turned picture as they run down the page."""
    return replace(lines, x=lines.y, y=lines.x)


def _fitted(lines: Followed, degrees: tuple[int, int]) -> Surface:
    """Return the surface nearest to what most nodes show; the few that show something else do not count."""
    anchors = np.array(marker_places()) + MARKER_SIDE / 2
    x = np.concatenate([lines.x.ravel(), anchors[:, 0]])
    y = np.concatenate([lines.y.ravel(), anchors[:, 1]])
    shift = np.concatenate([lines.shift.ravel(), np.zeros(len(anchors))])
    trust = np.concatenate([lines.strength.ravel() ** 2, np.full(len(anchors), _ANCHOR)])
    powers = _powers(x, y, degrees)
    stiff = np.diag(_STIFFNESS * np.arange(powers.shape[1]).astype(bool) * len(x) ** 0.5)
    weights = np.zeros(powers.shape[1])
    believed = trust
    for _ in range(_ROUNDS):
        weighted = powers * believed[:, None]
        weights = np.linalg.solve(weighted.T @ powers + stiff, weighted.T @ shift)
        off = np.abs(shift - powers @ weights)
        usual = max(0.06, 1.5 * float(np.median(off[: lines.x.size])))
        believed = trust * np.clip(1 - (off / (4.0 * usual)) ** 2, 0, 1) ** 2
        believed[lines.x.size :] = trust[lines.x.size :]
    return Surface(degrees, weights)


def _powers(x: Floats, y: Floats, degrees: tuple[int, int]) -> Floats:
    return np.asarray(chebvander2d(2 * x / PAGE_MM[0] - 1, 2 * y / PAGE_MM[1] - 1, degrees))


def _judged(lines: Followed, surface: Surface, rows: PageRows) -> tuple[float, Floats]:
    off = lines.shift - surface.at(lines.x, lines.y)
    clear = lines.strength > 0.5
    residual = float(np.sqrt(np.mean(np.minimum(np.abs(off[clear]), 1.0) ** 2))) if clear.any() else np.inf
    signed = lines.x[0] > rows.signatures
    on_it = clear & (np.abs(off) < 0.5)
    return residual, on_it[:, signed].mean(axis=1)
