"""Writes the three lists of dependencies in ``packaging/lock``, with their hashes and no address.

One resolution serves Linux, Windows and macOS. The smaller lists take the versions of the largest, so that
what is tested is what is shipped.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "lock"
EXTRAS = {
    "dev": ("desktop", "server", "postgresql", "dev"),
    "desktop": ("desktop",),
    "server": ("server", "postgresql"),
}
HEADER = "# Written by `make lock`. To install: pip install --require-hashes -r packaging/lock/{}.txt\n"


def command(extras: tuple[str, ...], constraint: Path | None) -> list[str]:
    """Return the line that resolves ``extras``."""
    parts = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    parts += ["--python-version", "3.11", "--generate-hashes", "--no-config", "--upgrade"]
    parts += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    parts += [part for extra in extras for part in ("--extra", extra)]
    return parts if constraint is None else [*parts, "--constraint", str(constraint)]


def main() -> None:
    """Resolve each list and write it."""
    FOLDER.mkdir(exist_ok=True)
    everything: Path | None = None
    for name, extras in EXTRAS.items():
        done = subprocess.run(
            command(extras, everything), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        path = FOLDER / f"{name}.txt"
        path.write_text(HEADER.format(name) + done.stdout, encoding="utf-8")
        everything = everything or path


if __name__ == "__main__":
    main()
