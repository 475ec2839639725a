"""Where the repository is, and which files belong to it."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("organiser_kit", "sync", "ui", "assets")
_MADE = {".git", ".venv", "__pycache__", "out", "dist", "build"}


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, in the repository; all but the made ones without git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not _is_made(path)]
    return tuple(sorted(path for path in paths if path.is_file()))


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under these folders of the repository."""
    chosen = [ROOT / folder for folder in folders]
    return [
        path for path in files() if path.suffix == ".py" and any(folder in path.parents for folder in chosen)
    ]


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return bool(_MADE.intersection(parts)) or any(
        part.endswith(("_cache", ".egg-info")) or part == ".hypothesis" for part in parts
    )
