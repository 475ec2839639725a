"""Renews the pictures of the user guide: ``python packaging/guide.py``, run by ``make guide``.

The pages of ``docs/guide`` say which scenes of the tour they show; each is drawn anew in its language, with
few colours, so that the repository stays small.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = ("fr", "en")
COLOURS = 48
_PICTURE = re.compile(r"!\[[^\]]*\]\(\.\./pictures/(\w+)/([\w-]+)\.png\)")


def pages(language: str) -> list[Path]:
    """Return the pages of the guide in ``language``, in order."""
    return sorted((GUIDE / language).glob("*.md"))


def pictures(language: str) -> list[tuple[str, str]]:
    """Return language and scene of every picture that the pages in ``language`` show."""
    return [found for page in pages(language) for found in _PICTURE.findall(page.read_text("utf-8"))]


def renew(language: str) -> int:
    """Draw the pictures of one language again, and no others; return how many there are."""
    from ui.tour import render_tour

    folder = GUIDE / "pictures" / language
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {scene for _, scene in pictures(language)}
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as drawn:
        for path in render_tour(Path(drawn), language, states=("usual",)):
            scene = path.stem.partition("-")[2]
            if scene in wanted:
                _keep(path, folder / f"{scene}.png")
    return len(wanted)


def _keep(drawn: Path, kept: Path) -> None:
    with Image.open(drawn) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(kept, optimize=True)


def main() -> int:
    """Renew both languages."""
    for language in LANGUAGES:
        print(f"{language}: {renew(language)} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
