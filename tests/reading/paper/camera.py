"""What scanners and phones do to a page: it leans, bows, is unsharp, badly lit, noisy, squeezed into JPEG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    Maps = NDArray[np.float32]


@dataclass(frozen=True)
class Camera:
    """How pictures are taken.

    Attributes:
        pixels: how many the picture has, in millions.
        severity: 0 for a careful hand on a flat sheet, 1 for a hurried one on a crumpled sheet.
        flat: a scanner: nothing leans or bows, light is even.
        bow: by how many millimetres the paper bows at most; follows from the severity when None.
        quarter_turns: by how many quarter turns the picture lies, counter-clockwise; drawn when None.
    """

    pixels: float
    severity: float
    flat: bool = False
    quarter_turns: int | None = None
    bow: float | None = None

    def photograph(self, page: Picture, chance: np.random.Generator) -> Picture:
        """Return what this camera sees of ``page``."""
        height = round((self.pixels * 1e6 / 4 * 3) ** 0.5)
        width = round(height * 4 / 3)
        if self.flat:
            height, width = round(page.shape[0] * 1.02), round(page.shape[1] * 1.02)
            ratio = (self.pixels * 1e6 / height / width) ** 0.5
            height, width = round(height * ratio), round(width * ratio)
        seen = self._seen(page, width, height, chance)
        seen = self._lit(seen, chance)
        seen = self._unsharp(seen, chance)
        noise = cv2.resize(
            chance.normal(0, 2 + 5 * self.severity, (height // 2, width // 2)).astype(np.float32),
            (width, height),
        )
        picture = np.clip(seen + noise, 0, 255).astype(np.uint8)
        quality = 92 - round(30 * self.severity)
        _, squeezed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        turns = self.quarter_turns if self.quarter_turns is not None else int(chance.integers(4))
        decoded = cv2.imdecode(squeezed, cv2.IMREAD_GRAYSCALE)
        assert decoded is not None
        return np.ascontiguousarray(np.rot90(decoded, turns)).astype(np.uint8)

    def _seen(self, page: Picture, width: int, height: int, chance: np.random.Generator) -> Maps:
        """Return the page where it lies in the picture, on a darker table."""
        tall, wide = page.shape
        step = 16
        x, y = np.meshgrid(np.arange(0, width + step, step), np.arange(0, height + step, step))
        back = np.linalg.inv(self._pose(page.shape, width, height, chance))
        flat = np.stack([x, y, np.ones_like(x)], axis=-1) @ back.T
        page_x, page_y = flat[..., 0] / flat[..., 2], flat[..., 1] / flat[..., 2]
        bow_x, bow_y = self._bow(page_x / wide, page_y / tall, wide / 297.0, chance)
        full = ((x.shape[1]) * step, (x.shape[0]) * step)
        maps = [
            _grown((part).astype(np.float32), step, full)[:height, :width]
            for part in (page_x + bow_x, page_y + bow_y)
        ]
        shrinking = wide / 297.0 / (width / 297.0 * 0.9)
        source = cv2.GaussianBlur(page, (0, 0), 0.45 * shrinking) if shrinking > 1 else page
        paper = cv2.remap(
            source, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0
        )
        on_page = cv2.remap(
            np.full(page.shape, 255, np.uint8), maps[0], maps[1], cv2.INTER_LINEAR, borderValue=0
        )
        table = 90 + 25 * np.sin(np.arange(width, dtype=np.float32) / 37)[None, :]
        share = on_page.astype(np.float32) / 255
        return (paper * share + (245 if self.flat else table) * (1 - share)).astype(np.float32)

    def _pose(
        self, shape: tuple[int, ...], width: int, height: int, chance: np.random.Generator
    ) -> NDArray[np.float64]:
        """Return the homography from the page's pixels to the picture's."""
        tall, wide = shape[:2]
        corners = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float64)
        fill = 0.98 if self.flat else float(chance.uniform(0.86, 0.93))
        scale = fill * min(width / wide, height / tall)
        placed = (corners - [wide / 2, tall / 2]) * scale
        angle = np.deg2rad(chance.normal(0, 0.4 if self.flat else 1.5 + 2 * self.severity))
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        placed = placed @ turn.T
        if not self.flat:
            placed += chance.uniform(-1, 0, (4, 2)) * np.sign(placed) * self.severity * 0.1 * width / 2
        placed += [width / 2, height / 2]
        return np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), placed.astype(np.float32)))

    def _bow(
        self, u: NDArray[np.float64], v: NDArray[np.float64], scale: float, chance: np.random.Generator
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return by how many pixels of the page the paper's bow shifts what is seen."""
        if self.flat:
            return np.zeros_like(u), np.zeros_like(v)
        reach = (self.severity * 5.0 if self.bow is None else self.bow) * scale
        across, down, both, side = chance.uniform(-1, 1, 4) * reach
        one, other = chance.uniform(0.8, 1.3, 2)
        bow_y = (
            across * np.sin(np.pi * u * one)
            + 0.5 * down * np.sin(np.pi * v)
            + 0.5 * both * np.sin(np.pi * u * other) * np.sin(np.pi * v)
        )
        # Folded once to fit a bag, then laid open again; and crumpled a little all over.
        fold, crumple = 0.25 * reach * chance.uniform(), 0.06 * reach
        bow_y += fold * np.maximum(0, 1 - np.abs(v - chance.uniform(0.45, 0.55)) / 0.3)
        waves = chance.uniform(3, 6, 4), chance.uniform(0, 6, 4)
        for turns, start in zip(*waves, strict=True):
            bow_y += crumple / 2 * np.sin(np.pi * turns * u + start) * np.sin(np.pi * (9 - turns) * v + start)
        return 0.5 * side * np.sin(np.pi * v) * (0.5 + 0.5 * u), bow_y

    def _lit(self, seen: Maps, chance: np.random.Generator) -> Maps:
        height, width = seen.shape
        x, y = np.meshgrid(np.linspace(-1, 1, 64), np.linspace(-1, 1, 48))
        if self.flat:
            return np.asarray(seen * np.float32(0.97), np.float32)
        angle = chance.uniform(0, 2 * np.pi)
        slope = (np.cos(angle) * x + np.sin(angle) * y) * (0.08 + 0.2 * self.severity)
        edge = np.cos(angle + 2) * x + np.sin(angle + 2) * y - chance.uniform(-0.6, 0.6)
        shadow = 1 - 0.45 * self.severity / (1 + np.exp(-edge * 12))
        light = (0.88 - np.abs(slope)) * shadow
        grown = cv2.resize(light.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        return np.asarray(seen * grown, np.float32)

    def _unsharp(self, seen: Maps, chance: np.random.Generator) -> Maps:
        scale = seen.shape[1] / 297.0
        softness = (0.04 if self.flat else 0.05 + 0.14 * self.severity) * scale
        soft = cv2.GaussianBlur(seen, (0, 0), max(0.4, softness))
        length = round(self.severity * 0.25 * scale)
        if self.flat or length < 2:
            return np.asarray(soft)
        kernel = np.zeros((length, length), np.float32)
        angle = chance.uniform(0, np.pi)
        middle = length / 2
        reach = np.array([np.cos(angle), np.sin(angle)]) * middle
        start, end = np.round(middle - reach), np.round(middle + reach)
        cv2.line(kernel, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), 1.0)
        return np.asarray(cv2.filter2D(soft, -1, kernel / max(1.0, float(kernel.sum()))))


def _grown(coarse: Maps, step: int, size: tuple[int, int]) -> Maps:
    """Return a map given every ``step`` pixels at every pixel."""
    matrix = np.array([[step, 0, 0], [0, step, 0]], np.float32)
    return np.asarray(cv2.warpAffine(coarse, matrix, size, flags=cv2.INTER_LINEAR))
