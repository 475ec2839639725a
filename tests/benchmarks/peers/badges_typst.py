"""The kit's badges by typst and segno: the same texts at the same places, each code as one vector path."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from assets.paths import asset
from organiser_kit.documents.badge_plan import CODE_SIDE
from organiser_kit.rules.wording import display_name
from organiser_kit.stocks.library import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.documents.data.badges import BadgeData

_SOURCE = """
#set page(paper: "a4", margin: (x: {across}mm, y: {down}mm))
#set text(font: "Noto Sans", size: 10pt)
#let head = json("head.json")
#let badge(person) = box(width: {width}mm, height: {height}mm, inset: 5mm, grid(
  columns: (1fr, {code}mm),
  column-gutter: 2mm,
  stack(
    spacing: 2mm,
    text(8.5pt, weight: "bold", head.at(0)),
    text(7.5pt, head.at(1)),
    text(24pt, weight: "bold", person.given),
    text(17pt, person.family),
    text(10pt, person.structure),
    box(stroke: 0.35mm, inset: 2mm, width: 100%, text(10.5pt, weight: "bold", person.role)),
  ),
  image(bytes(person.code), format: "svg", width: {code}mm),
))
#grid(columns: 2, ..json("people.json").map(badge))
"""


def badges(people: tuple[BadgeData, ...], head: tuple[str, str], folder: Path) -> bytes:
    """Return the PDF; ``head`` stands at the top of every badge, ``folder`` is for the input files."""
    segno = import_module("segno")
    written = [
        {
            "given": badge.given_name,
            "family": display_name(badge.family_name, ""),
            "structure": badge.structure,
            "role": badge.role_label,
            "code": _svg(segno.make(badge.code, error="m", micro=False, boost_error=False)),
        }
        for badge in people
    ]
    (folder / "people.json").write_text(json.dumps(written), encoding="utf-8")
    (folder / "head.json").write_text(json.dumps(head), encoding="utf-8")
    stock = shipped().house
    (width, height), (across, down) = stock.label, stock.margin
    measures = {"across": across, "down": down, "width": width, "height": height, "code": CODE_SIDE}
    source = _SOURCE
    for name, value in measures.items():
        source = source.replace(f"{{{name}}}", f"{value:g}")
    (folder / "badges.typ").write_text(source, encoding="utf-8")
    fonts = str(asset("fonts"))
    made: bytes = import_module("typst").compile(
        str(folder / "badges.typ"), root=str(folder), font_paths=[fonts]
    )
    return made


def _svg(code: Any) -> str:
    """Return a code as the one path of its horizontal runs, with its white border."""
    runs: list[str] = []
    matrix: tuple[bytearray, ...] = code.matrix
    for y, row in enumerate(matrix):
        start = 0
        while start < len(row):
            end = start + 1
            while end < len(row) and row[end] == row[start]:
                end += 1
            if row[start]:
                runs.append(f"M{start + 4} {y + 4}h{end - start}v1h-{end - start}z")
            start = end
    side = len(matrix) + 8
    path = "".join(runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
