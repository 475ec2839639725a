"""Texts into boxes: the largest size at which every word of a text fits. Nothing is ever cut off."""

from __future__ import annotations

from dataclasses import dataclass

from organiser_kit.documents.toolkit.fonts import POINTS_PER_MM, Face, width_mm

LEADING = 1.2
STEP = 0.25
# Only spaces that may break: U+00A0 and U+202F hold French punctuation to its word.
BREAKING = " "


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of one face and size.

    Attributes:
        points: the size in points.
        spacing: from one baseline to the next, in sizes of the letters.
    """

    lines: tuple[str, ...]
    face: Face
    points: float
    spacing: float = LEADING

    @property
    def leading(self) -> float:
        """Return the distance between baselines in millimetres."""
        return self.points * self.spacing / POINTS_PER_MM

    @property
    def height(self) -> float:
        """Return the height of all lines in millimetres."""
        return self.leading * len(self.lines)

    def part(self, start: int, end: int) -> FittedText:
        """Return the lines from ``start`` up to ``end``, not included."""
        return FittedText(self.lines[start:end], self.face, self.points, self.spacing)


def fit(
    text: str, face: Face, width: float, height: float, *, points: float, keep: float = 0.0
) -> FittedText:
    """Return ``text`` at the largest size up to ``points`` that fits ``width`` × ``height`` mm.

    Args:
        text: printable text; it breaks at spaces and hyphens.
        face: the face to set it in.
        width: millimetres available.
        height: millimetres available.
        points: the size wanted.
        keep: shrink down to this size to stay on one line before breaking into several; 0 breaks at once.
    """
    size = points
    if keep:
        one_line = min(width / max(width_mm(text, face, 1.0), 1e-9), height * POINTS_PER_MM / LEADING)
        if one_line >= keep:
            return FittedText((text,), face, min(points, _stepped(one_line)))
    while True:
        fitted = FittedText(wrap(text, face, width, size, splitting=size <= points / 2), face, size)
        widest = max(width_mm(line, face, size) for line in fitted.lines)
        if (fitted.height <= height and widest <= width) or size <= STEP:
            return fitted
        size -= STEP


def wrap(text: str, face: Face, width: float, points: float, *, splitting: bool = False) -> tuple[str, ...]:
    """Break ``text`` into lines of at most ``width`` mm, greedily, at spaces and after hyphens.

    A word longer than a line stands alone, too wide, unless ``splitting`` allows it to be cut anywhere.
    """
    lines = [""]
    for word in text.split(BREAKING):
        glue = BREAKING
        for part in _parts(word):
            cut = splitting and width_mm(part, face, points) > width
            for piece in list(part) if cut else [part]:
                candidate = lines[-1] + (glue if lines[-1] else "") + piece
                if not lines[-1] or width_mm(candidate, face, points) <= width:
                    lines[-1] = candidate
                else:
                    lines.append(piece)
                glue = ""
    return tuple(lines)


def _parts(word: str) -> list[str]:
    """Return ``word`` cut after each hyphen."""
    *heads, tail = word.split("-")
    return [f"{head}-" for head in heads] + ([tail] if tail or not heads else [])


def _stepped(points: float) -> float:
    return int(points / STEP) * STEP
