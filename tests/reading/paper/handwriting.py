"""Made-up handwriting: seeded strokes of a pen, in millimetres, drawn over the picture of a printed page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from organiser_kit.documents.toolkit.box import Box

    Points = NDArray[np.float64]
    Picture = NDArray[np.uint8]


class Kind(StrEnum):
    """What somebody put into a cell."""

    BLANK = "blank"
    SCRIBBLE = "scribble"
    SCRIPT = "script"
    TALL = "tall"
    OVER = "over"
    TICK = "tick"
    CROSS = "cross"
    INITIALS = "initials"
    DOT = "dot"
    STRUCK = "struck"
    FAINT = "faint"


ORDINARY = (Kind.SCRIBBLE, Kind.SCRIPT)
SIGNED = frozenset({Kind.SCRIBBLE, Kind.SCRIPT, Kind.TALL, Kind.OVER})
FOR_A_PERSON = frozenset({Kind.TICK, Kind.CROSS, Kind.INITIALS, Kind.DOT, Kind.STRUCK, Kind.FAINT})


class Pen:
    """One pen, and the hand that holds it."""

    def __init__(self, page: Picture, pixels_a_mm: float, chance: np.random.Generator) -> None:
        self._page = page
        self._scale = pixels_a_mm
        self._chance = chance

    def write(self, kind: Kind, box: Box) -> None:
        """Put one mark of ``kind`` into a cell."""
        if kind is Kind.BLANK:
            return
        strokes = getattr(self, f"_{kind.value}")(box)
        darkness = float(self._chance.uniform(0.55, 0.9))
        if kind is Kind.FAINT:
            darkness = float(self._chance.uniform(0.1, 0.17))
        self._draw(strokes, float(self._chance.uniform(0.35, 0.6)), darkness)

    def name(self, box: Box) -> None:
        """Write a made-up name by hand."""
        width = min(box.w - 6.0, float(self._chance.uniform(25, 45)))
        self._draw([self._letters(box.x + 3.0, box.y + box.h * 0.55, width, 2.2)], 0.45, 0.75)

    def _scribble(self, box: Box) -> list[Points]:
        length = float(self._chance.uniform(18, min(60, box.w - 10)))
        start = box.x + float(self._chance.uniform(4, box.w - length - 4))
        turns = float(self._chance.uniform(5, 11))
        t = np.linspace(0, 1, 220)
        swell = self._swell(t)
        x = start + length * t + 1.8 * np.sin(2 * np.pi * turns * t + 1.1)
        y = self._middle(box) + 0.3 * box.h * swell * np.sin(2 * np.pi * turns * t)
        return [np.stack([x, y + 1.0 * (0.5 - t)], axis=1)]

    def _script(self, box: Box) -> list[Points]:
        length = float(self._chance.uniform(22, min(55, box.w - 8)))
        start = box.x + float(self._chance.uniform(3, box.w - length - 3))
        line = self._letters(start, self._middle(box) + 1.0, length, 1.8)
        under = np.array([[start + length * 0.2, line[-1, 1] + 2.2], [start + length, line[-1, 1] + 1.6]])
        return [line, under] if self._chance.random() < 0.4 else [line]

    def _letters(self, start: float, base: float, length: float, height: float) -> Points:
        letters = max(4, int(length / 3.2))
        t = np.linspace(0, letters, letters * 22)
        tall = self._chance.choice([0.8, 1.0, 1.9], size=letters + 1, p=[0.4, 0.35, 0.25])
        size = height * tall[t.astype(int)]
        x = start + length * t / letters + 1.1 * np.sin(2 * np.pi * t + 2.0)
        return np.stack([x, base - 0.55 * size * (1 + np.sin(2 * np.pi * t))], axis=1)

    def _tall(self, box: Box) -> list[Points]:
        (line,) = self._scribble(box)
        middle = self._middle(box)
        place = int(self._chance.uniform(20, 200))
        line[place : place + 9, 1] = middle + np.linspace(-0.75, 0.75, 9) * box.h
        return [line]

    def _over(self, box: Box) -> list[Points]:
        (line,) = self._scribble(box)
        return [line + np.array([0.0, float(self._chance.choice([-1, 1])) * 0.28 * box.h])]

    def _tick(self, box: Box) -> list[Points]:
        x, y = self._spot(box)
        return [np.array([[x, y], [x + 1.6, y + 2.2], [x + 5.0, y - 2.6]])]

    def _cross(self, box: Box) -> list[Points]:
        x, y = self._spot(box)
        return [np.array([[x, y - 2], [x + 4, y + 2]]), np.array([[x, y + 2], [x + 4, y - 2]])]

    def _initials(self, box: Box) -> list[Points]:
        x, y = self._spot(box)
        first = [[x, y + 2.2], [x + 0.2, y - 2.2], [x + 2.0, y - 1.0], [x + 0.4, y]]
        second = [[x + 3.4, y + 2.2], [x + 4.3, y - 2.2], [x + 5.4, y + 2.2]]
        return [np.array(first), np.array(second)]

    def _dot(self, box: Box) -> list[Points]:
        x, y = self._spot(box)
        return [np.array([[x, y], [x + 0.5, y + 0.2], [x + 0.2, y + 0.5], [x + 0.6, y + 0.4]])]

    def _struck(self, box: Box) -> list[Points]:
        y = self._middle(box)
        lean = float(self._chance.uniform(-1.5, 1.5))
        t = np.linspace(0, 1, 60)
        across = np.stack([box.x - 15 + (box.w + 10) * t, y + lean * t + 0.25 * np.sin(9 * t)], axis=1)
        return [across]

    def _faint(self, box: Box) -> list[Points]:
        return self._scribble(box)

    def _swell(self, t: Points) -> Points:
        phase, turns = self._chance.uniform(0, 6), self._chance.uniform(1, 3)
        return np.asarray(0.65 + 0.35 * np.sin(2 * np.pi * turns * t + phase))

    def _middle(self, box: Box) -> float:
        return box.y + box.h * float(self._chance.uniform(0.44, 0.56))

    def _spot(self, box: Box) -> tuple[float, float]:
        return box.x + float(self._chance.uniform(6, box.w - 14)), self._middle(box)

    def _draw(self, strokes: list[Points], width: float, darkness: float) -> None:
        """Darken the page under ``strokes``, ``width`` mm thick; a pen presses now more, now less."""
        ink = np.zeros(self._page.shape, np.uint8)
        thick = max(1, round(width * self._scale))
        for stroke in strokes:
            jitter = self._chance.normal(0, 0.03, stroke.shape)
            points = np.round((stroke + jitter) * self._scale * 16).astype(np.int32)
            cv2.polylines(ink, [points.reshape(-1, 1, 2)], False, 255, thick, cv2.LINE_AA, 4)
        rows, columns = np.nonzero(ink)
        if not len(rows):
            return
        area = np.s_[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        cover = cv2.GaussianBlur(ink[area], (0, 0), 0.06 * self._scale).astype(np.float32) / 255
        pressure = self._chance.uniform(0.85, 1.0, (9, 9)).astype(np.float32)
        cover *= cv2.resize(pressure, (cover.shape[1], cover.shape[0]))
        self._page[area] = (self._page[area] * (1 - darkness * cover)).astype(np.uint8)
