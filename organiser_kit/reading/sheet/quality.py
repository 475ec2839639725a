"""The gate: a picture that is not good enough is refused with what to do, never guessed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from organiser_kit.codes.sheet_marks import MARKER_SIDE, PAGE_MM, marker_places
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.reading.sheet.arrays import PIXELS_A_MM, pixels
from organiser_kit.reading.sheet.lines import LEAST_CONTRAST
from organiser_kit.reading.sheet.results import Quality

if TYPE_CHECKING:
    from organiser_kit.reading.sheet.arrays import Grey
    from organiser_kit.reading.sheet.bow import Bow
    from organiser_kit.reading.sheet.finding import Pose

LEAST_PIXELS_A_MM = 3.2
WIDEST_EDGE_MM = 0.9
MOST_RESIDUAL_MM = 0.25
LEAST_SEEN = 0.5


def check_picture(straight: Grey, pose: Pose, name: str) -> float:
    """Return how wide a sharp edge comes out, in millimetres, if the page is large and sharp enough.

    Raises:
        InputFileError: it is not; the sentence says what to do.
    """
    if pose.pixels_a_mm < LEAST_PIXELS_A_MM:
        raise InputFileError(
            tr("The page is too small in {name}: come closer and photograph it again.", name=name)
        )
    edge = _edge(straight, pose)
    if edge > WIDEST_EDGE_MM:
        raise InputFileError(
            tr(
                "The picture {name} is not sharp enough: hold still, find more light and photograph the page "
                "again.",
                name=name,
            )
        )
    return edge


def check_lines(bow: Bow, pose: Pose, edge_mm: float, name: str) -> Quality:
    """Return how good a picture is, if the printed lines run where the reader thinks they do.

    Raises:
        InputFileError: they do not; the sentence says what to do.
    """
    if bow.contrast < LEAST_CONTRAST:
        raise InputFileError(
            tr(
                "The fine lines of the page are not to be seen in {name}: scan it in grey or in colour, or "
                "photograph it in softer light.",
                name=name,
            )
        )
    seen = float(bow.seen.min(initial=1.0))
    if bow.residual > MOST_RESIDUAL_MM or seen < LEAST_SEEN:
        raise InputFileError(
            tr(
                "The lines of the page cannot be followed in {name}: lay the page flat and photograph it "
                "from above, without hard shadows.",
                name=name,
            )
        )
    return Quality(
        markers=len(pose.markers),
        pixels_a_mm=round(pose.pixels_a_mm, 2),
        edge_mm=round(edge_mm, 2),
        residual_mm=round(bow.residual, 3),
        seen=round(seen, 2),
    )


def _edge(straight: Grey, pose: Pose) -> float:
    """Return how wide the edge of a corner square comes out, in millimetres: contrast over steepness."""
    widths = [_edge_of(straight, number) for number in pose.markers]
    return float(np.median(widths))


def _edge_of(straight: Grey, number: int) -> float:
    left, top = marker_places()[number]
    # The outer edge of the black border, on the side that faces the middle of the page: white paper beyond.
    outwards = -1 if left > PAGE_MM[0] / 2 else 1
    edge = left if outwards < 0 else left + MARKER_SIDE
    y0, y1 = pixels(top + 2.5), pixels(top + MARKER_SIDE - 2.5)
    x0, x1 = pixels(edge - 1.5), pixels(edge + 1.5)
    profiles = straight[y0:y1, x0:x1].astype(float)
    contrast = np.percentile(profiles, 95) - np.percentile(profiles, 5)
    steepest = np.abs(np.diff(profiles, axis=1)).max(axis=1)
    return float(contrast / max(1.0, float(np.median(steepest))) / PIXELS_A_MM)
