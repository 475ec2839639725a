"""Breaks a copy of the code on purpose, one way after another, and expects the tests to notice each.

Run by ``make mutants``; ``ARGS="name name"`` chooses some. A mutant that no test notices fails the run, and
so do tests that fail on the unbroken copy.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

from mutations import MUTANTS

if TYPE_CHECKING:
    from mutation import Mutant

ROOT = Path(__file__).resolve().parent.parent
_COPIED = ("organiser_kit", "sync", "ui", "assets", "tests", "packaging")
_GREEN, _RED = 0, 1
_PATIENCE_SECONDS = 600
_writings = count(1)


def mutated(mutant: Mutant) -> dict[Path, str]:
    """Return the files that ``mutant`` changes, relative to the tree, with their broken text.

    Raises:
        LookupError: what it breaks is not in the code any more, or not exactly once.
    """
    texts: dict[Path, str] = {}
    for edit in mutant.edits:
        file = Path(edit.file)
        text = texts.get(file) or (ROOT / file).read_text("utf-8")
        if text.count(edit.old) != 1:
            message = f"{mutant.name}: found {text.count(edit.old)} times in {edit.file}: {edit.old!r}"
            raise LookupError(message)
        texts[file] = text.replace(edit.old, edit.new)
    return texts


class Workshop:
    """A copy of the tree in a temporary folder, in which code may be broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in _COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("pyproject.toml", "README.md", "CHANGELOG.md"):
            shutil.copy(ROOT / file, folder)

    def run(self, tests: str) -> int:
        """Run some tests and return pytest's exit status."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *shlex.split(tests)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "CI": "1"},  # noqa: TID251 - no Environment here
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        if done.returncode not in (_GREEN, _RED):
            sys.stderr.buffer.write(done.stdout)
        return done.returncode

    def run_broken(self, mutant: Mutant) -> int:
        """Run a mutant's tests on the code broken its way."""
        texts = mutated(mutant)
        whole = {file: (self.folder / file).read_text("utf-8") for file in texts}
        for file, text in texts.items():
            self._write(file, text)
        try:
            return self.run(mutant.tests)
        finally:
            for file, text in whole.items():
                self._write(file, text)

    def _write(self, file: Path, text: str) -> None:
        path = self.folder / file
        path.write_text(text, "utf-8")
        # Python takes a compiled file for fresh by the second and the size of its source.
        moment = time.time() + 10 * next(_writings)  # noqa: TID251 - no Environment here
        os.utime(path, (moment, moment))


def main() -> int:
    """Try the mutants and return how many were not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="which mutants; all by default")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at once")
    arguments = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if not arguments.names or mutant.name in arguments.names]
    with (
        tempfile.TemporaryDirectory(prefix="kit-mutants-") as folder,
        ThreadPoolExecutor(arguments.jobs) as pool,
    ):
        free: Queue[Workshop] = Queue()
        for number in range(arguments.jobs):
            free.put(Workshop(Path(folder) / str(number)))
        print(f"{len(chosen)} mutants; first their tests on the unbroken code …", flush=True)
        every = sorted({mutant.tests for mutant in chosen})
        bad = [
            tests
            for tests, status in zip(every, pool.map(partial(_green, free), every), strict=True)
            if status
        ]
        if bad:
            print("These fail already, or find nothing to run:", *bad, sep="\n  ")
            return len(bad)
        survivors = sum(not noticed for noticed in pool.map(partial(_try, free), chosen))
    print(f"{len(chosen) - survivors} of {len(chosen)} noticed.")
    return survivors


def _green(free: Queue[Workshop], tests: str) -> int:
    workshop = free.get()
    try:
        return workshop.run(tests)
    finally:
        free.put(workshop)


def _try(free: Queue[Workshop], mutant: Mutant) -> bool:
    workshop = free.get()
    start = time.monotonic()
    try:
        status = workshop.run_broken(mutant)
    finally:
        free.put(workshop)
    noticed = status == _RED
    told = {_GREEN: "SURVIVED", _RED: "noticed"}.get(status, f"broke the run ({status})")
    print(f"  {told:9}  {time.monotonic() - start:5.1f} s  {mutant.name}: {mutant.harm}", flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(min(main(), 100))
