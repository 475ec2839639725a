"""A sheet printed, signed by a made-up hand, read back, and its presences recorded when asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from organiser_kit.documents.toolkit.box import Box
from tests.reading.paper.handwriting import Kind, Pen
from tests.repository import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

PIXELS_A_MM = 7.0


@pytest.fixture
def signed(practice: Cli, tmp_path: Path) -> list[Path]:
    """Every page of the sheet of the next meeting, as a scanner gives it; rows 1, 3 and 28 are signed."""
    sheet, plan = tmp_path / "sheet.pdf", tmp_path / "plan.json"
    practice.ok("print", "sheet", "next", "--out", sheet, "--geometry", plan)
    document = pypdfium2.PdfDocument(sheet)
    pages = [
        page.render(scale=PIXELS_A_MM * 25.4 / 72, grayscale=True).to_numpy().squeeze().copy()
        for page in document
    ]
    document.close()
    for cell in json.loads(plan.read_text("utf-8"))["cells"]:
        if cell["row"] in (1, 3, 28):
            pen = Pen(pages[cell["page"] - 1], PIXELS_A_MM, np.random.default_rng(cell["row"]))
            pen.write(Kind.SCRIBBLE, Box(cell["x"], cell["y"], cell["w"], cell["h"]))
    files = []
    for number, page in enumerate(pages, start=1):
        files.append(tmp_path / f"scan-{number}.png")
        # They come in any order and any way up.
        Image.fromarray(np.rot90(page, number)).save(files[-1])
    return files


def test_pages_in_any_order_are_read_and_nothing_is_recorded_unasked(
    practice: Cli, signed: list[Path]
) -> None:
    said = practice.ok("read-sheet", "next", *reversed(signed))

    assert [sheet["page"] for sheet in said["sheets"]] == list(range(1, len(signed) + 1))
    assert len({sheet["sheet_no"] for sheet in said["sheets"]}) == 1
    rows = [row for sheet in said["sheets"] for row in sheet["rows"]]
    assert [row["row"] for row in rows] == list(range(1, 31))
    assert [row["row"] for row in rows if row["state"] == "signed"] == [1, 3, 28]
    assert [sheet["signed_without_name"] for sheet in said["sheets"]] == [[], [], [28]][-len(signed) :]
    assert {row["state"] for row in rows} == {"signed", "empty"}
    assert all(0.5 <= row["confidence"] <= 1 and row["column"] == 1 for row in rows)
    assert [bool(row["person"]) for row in rows] == [True] * 25 + [False] * 5
    assert (said["problems"], said["missing"]) == ([], [])
    assert practice.ok("attendance", "next")["present"] == 0


def test_what_is_signed_is_recorded_when_asked(practice: Cli, signed: list[Path]) -> None:
    said = practice.ok("read-sheet", "next", signed[0], "--apply")

    people = {row["row"]: row["person"] for row in said["sheets"][0]["rows"]}
    assert said["recorded"] == [people[1], people[3]]
    assert [missing["page"] for missing in said["missing"]] == list(range(2, len(signed) + 1))
    attendance = practice.ok("attendance", "next")
    assert attendance["present"] == 2
    present = [person for person in attendance["people"] if person["state"] == "present"]
    assert {(person["id"], person["method"]) for person in present} == {
        (people[1], "signed_paper"),
        (people[3], "signed_paper"),
    }
    assert (said["pictures_kept"], said["pictures_not_kept"]) == (1, [])
    (kept,) = practice.ok("pictures", "next")["pictures"]
    assert (kept["page"], kept["here"]) == (1, True)
    (copy,) = practice.ok("pictures", "next", "--out", signed[0].parent / "copies")["files"]
    assert Path(copy).read_bytes() == signed[0].read_bytes()
    again = practice.ok("read-sheet", "next", signed[0], "--apply")
    assert (again["recorded"], again["known"]) == ([], [people[1], people[3]])


def test_a_pdf_is_read_page_by_page_and_told_in_words(
    practice: Cli, signed: list[Path], tmp_path: Path
) -> None:
    scan = tmp_path / "scan.pdf"
    Image.open(signed[0]).save(scan, resolution=PIXELS_A_MM * 25.4)

    answer = practice("read-sheet", "next", scan)

    assert answer.status == 0, answer.err
    first, *missing = answer.out.splitlines()
    assert first.endswith("page 1: 2 signed, 10 empty, 0 to be looked at.") or "2 signed" in first
    assert all("is missing: photograph it too." in line for line in missing)


def test_what_cannot_be_used_is_told_beside_what_can(
    practice: Cli, signed: list[Path], tmp_path: Path
) -> None:
    Image.new("L", (640, 480), 220).save(tmp_path / "wall.png")

    answer = practice("read-sheet", "next", signed[0], tmp_path / "wall.png", tmp_path / "gone.jpg", "--json")

    assert answer.status == 1
    assert [sheet["page"] for sheet in answer.json["sheets"]] == [1]
    assert [problem["input"] for problem in answer.json["problems"]] == ["wall.png", "gone.jpg"]
    told = answer.err.splitlines()
    assert told[0].startswith("No sign-in sheet is to be seen in wall.png")
    assert told[1] == "The picture gone.jpg is not there: check its place."


def test_nothing_but_reading_a_sheet_loads_opencv() -> None:
    probe = (
        "import sys; from ui.cli.program import program; program(); import organiser_kit.kit;"
        "import organiser_kit.papers.signed_sheets; print([m for m in ('cv2', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_signature_without_a_name_is_told_in_words(practice: Cli, signed: list[Path]) -> None:
    answer = practice("read-sheet", "next", signed[-1], "--apply")
    assert "Row 28 is signed and has no name" in answer.out
    assert "0 presences recorded." in answer.out


def test_without_a_picture_it_is_said_and_not_counted(practice: Cli) -> None:
    assert practice("pictures", "next").out.strip() == "No picture is kept."
    assert practice("pictures", "--gone").out.strip() == "No picture is kept."
    assert practice.ok("pictures", "--gone", "--out", "copies") == {"pictures": [], "files": []}
    assert "--gone" in practice.refused("pictures")
