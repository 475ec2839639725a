"""The kit's badges by fpdf2 and qrcode: the same texts at the same places, the codes as squares."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qrcode.main import QRCode

from assets.paths import asset
from organiser_kit.documents.badge_plan import CODE_SIDE
from organiser_kit.rules.wording import display_name
from organiser_kit.stocks.library import shipped

if TYPE_CHECKING:
    from organiser_kit.documents.data.badges import BadgeData
    from organiser_kit.documents.toolkit.box import Box

_POINTS_PER_MM = 72 / 25.4


def badges(people: tuple[BadgeData, ...], head: tuple[str, str]) -> bytes:
    """Return the PDF; ``head`` is what stands at the top of every badge."""
    paper: Any = import_module("fpdf").FPDF(format="A4")
    paper.set_auto_page_break(False)
    paper.add_font("noto", "", str(asset("fonts", "NotoSans-Regular.ttf")))
    paper.add_font("noto", "B", str(asset("fonts", "NotoSans-Bold.ttf")))
    boxes = shipped().house.boxes()
    for start in range(0, len(people), len(boxes)):
        paper.add_page()
        for badge, box in zip(people[start:], boxes, strict=False):
            _badge(paper, badge, head, box.inset(5.0))
    return bytes(paper.output())


def _badge(paper: Any, badge: BadgeData, head: tuple[str, str], box: Box) -> None:
    text, code = box.columns(0, CODE_SIDE, gap=2.0)
    _code(paper, badge.code, code)
    top, names, structure, role = text.rows(10.0, 0, 11.0, 8.0, gap=1.0)
    training, day = top.rows(0, 0)
    given, family = names.rows(0, names.h * 0.48)
    _fitted(paper, head[0], training, "B", 8.5)
    _fitted(paper, head[1], day, "", 7.5)
    _fitted(paper, badge.given_name, given, "B", 24)
    _fitted(paper, display_name(badge.family_name, ""), family, "", 17)
    _fitted(paper, badge.structure, structure, "", 10)
    paper.rect(role.x, role.y, role.w, role.h)
    _fitted(paper, badge.role_label, role.inset(2.0, 0.5), "B", 10.5)


def _fitted(paper: Any, text: str, box: Box, style: str, points: float) -> None:
    """Write one line, as large as its box allows."""
    paper.set_font("noto", style, points)
    points = min(points, points * box.w / max(paper.get_string_width(text), 0.1))
    paper.set_font("noto", style, points)
    paper.text(box.x, box.y + box.h / 2 + 0.357 * points / _POINTS_PER_MM, text)


def _code(paper: Any, content: str, box: Box) -> None:
    code = QRCode(error_correction=0, border=0)
    code.add_data(content, optimize=0)
    code.make(fit=True)
    module = box.w / (code.modules_count + 8)
    for y, row in enumerate(code.modules):
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                place = (box.x + (start + 4) * module, box.y + (y + 4) * module)
                paper.rect(*place, (end - start) * module, module, style="F")
            start = end
