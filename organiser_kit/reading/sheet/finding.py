"""Where the sheet lies in a picture: its corner squares, and the perspective they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from organiser_kit.codes.sheet_marks import MARKER_SIDE, PAGE_MM, marker_places
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr, trn
from organiser_kit.reading.sheet.arrays import PIXELS_A_MM

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Floats, Grey

# Markers are large: they are looked for in a picture of this many pixels a side, whatever its own size.
_LOOKED_AT = 2000
# With three, perspective is still known four times over; with two it is a guess.
FEWEST_MARKERS = 3
_MARKERS = 4


@dataclass(frozen=True, slots=True)
class Pose:
    """How the page lies in the picture.

    Attributes:
        matrix: 3 × 3, from millimetres on the page to pixels of the picture.
        markers: the numbers of the corner squares seen.
        pixels_a_mm: how large the page is in the picture.
    """

    matrix: Floats
    markers: tuple[int, ...]
    pixels_a_mm: float

    def locate(self, points: Floats) -> Floats:
        """Return where points of the page (n × 2, millimetres) lie in the picture, in pixels."""
        return np.asarray(
            cv2.perspectiveTransform(points.reshape(-1, 1, 2), self.matrix).reshape(-1, 2), float
        )


def find_pose(picture: Grey, name: str) -> Pose:
    """Return how the page lies in ``picture``, whichever way up.

    Raises:
        InputFileError: too few corner squares are to be seen, or those of several pages.
    """
    corners = _corners(picture, name)
    if not corners:
        raise InputFileError(
            tr(
                "No sign-in sheet is to be seen in {name}: photograph one whole page, with the black squares "
                "in its four corners.",
                name=name,
            )
        )
    if len(corners) < FEWEST_MARKERS:
        raise InputFileError(
            trn(
                "Only {n} of the four corner squares is to be seen in {name}: photograph the whole page, "
                "with nothing lying on it.",
                "Only {n} of the four corner squares are to be seen in {name}: photograph the whole page, "
                "with nothing lying on it.",
                len(corners),
                name=name,
            )
        )
    on_page = np.concatenate([_square(number) for number in corners])
    in_picture = np.concatenate(list(corners.values()))
    matrix, _ = cv2.findHomography(on_page, in_picture)
    sides = [
        np.linalg.norm(np.roll(square, 1, axis=0) - square, axis=1).mean() for square in corners.values()
    ]
    return Pose(np.asarray(matrix, float), tuple(sorted(corners)), float(np.mean(sides)) / MARKER_SIDE)


def straighten(picture: Grey, pose: Pose) -> Grey:
    """Return the whole page upright, at :data:`PIXELS_A_MM`, its perspective undone."""
    size = (round(PAGE_MM[0] * PIXELS_A_MM), round(PAGE_MM[1] * PIXELS_A_MM))
    to_mm = np.diag([1 / PIXELS_A_MM, 1 / PIXELS_A_MM, 1.0])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpPerspective(picture, pose.matrix @ to_mm, size, flags=flags, borderMode=cv2.BORDER_REPLICATE),
        np.uint8,
    )


def softened(picture: Grey, pose: Pose) -> Grey:
    """Return a picture finer than :data:`PIXELS_A_MM` without what would only flicker when it is reduced."""
    ratio = pose.pixels_a_mm / PIXELS_A_MM
    if ratio < 1.2:
        return picture
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.4 * ratio), np.uint8)


def _corners(picture: Grey, name: str) -> dict[int, Floats]:
    """Return the four corners of every corner square seen, clockwise from the square's own top left."""
    ratio = min(1.0, _LOOKED_AT / max(picture.shape))
    looked_at = cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    found, numbers, _ = _detector().detectMarkers(looked_at)
    corners: dict[int, Floats] = {}
    for square, number in zip(found, np.ravel(numbers) if len(found) else (), strict=True):
        if number >= _MARKERS:
            continue
        if int(number) in corners:
            raise InputFileError(
                tr("Several pages are to be seen in {name}: photograph one page at a time.", name=name)
            )
        corners[int(number)] = _refined(picture, (square.reshape(4, 2) + 0.5) / ratio - 0.5)
    return dict(sorted(corners.items()))


def _detector() -> cv2.aruco.ArucoDetector:
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.adaptiveThreshWinSizeMax = 53
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), settings)


def _refined(picture: Grey, square: Floats) -> Floats:
    """Return corners found in a smaller picture as the full one shows them."""
    side = float(np.linalg.norm(square[0] - square[1]))
    reach = max(2, min(12, round(side / 15)))
    points = square.astype(np.float32).reshape(-1, 1, 2)
    enough = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 30, 0.02)
    exact = cv2.cornerSubPix(picture, points, (reach, reach), (-1, -1), enough)
    return np.asarray(exact.reshape(4, 2), float)


def _square(number: int) -> Floats:
    left, top = marker_places()[number]
    right, bottom = left + MARKER_SIDE, top + MARKER_SIDE
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
