"""The way to paper that keeps the drawing: CUPS gets the PDF itself, with the choices made. No Qt here.

Bitmaps of 300 dots an inch, which is what Qt paints, are twenty times as large, and a label printer of 203
dots makes grey edges of them. The document goes through a pipe: no file of names stays behind.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from ui.printing.order import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.printing.order import Choices

PATIENCE_S = 60.0
"""A printing system that has not answered by then does not."""


@dataclass(frozen=True)
class Answer:
    """What a program said."""

    status: int
    error: str = ""


def run(command: Sequence[str], given: bytes) -> Answer:
    """Run a program, ``given`` on its standard input."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Answer(-1, str(error))
    return Answer(done.returncode, done.stderr.decode("utf-8", "replace").strip())


class Cups:
    """The printing system of Linux and macOS, where it is there."""

    def __init__(
        self,
        find: Callable[[str], str | None] = shutil.which,
        run: Callable[[Sequence[str], bytes], Answer] = run,
    ) -> None:
        """Take where programs are found and how they are run; tests have their own."""
        self._find = find
        self._run = run

    @property
    def is_there(self) -> bool:
        """Return whether a PDF can be handed over: the program ``lp`` of CUPS is on the path."""
        return self._find("lp") is not None

    def send(self, pdf: bytes, title: str, choices: Choices) -> None:
        """Hand a document over; once this returns it is in the printer's queue.

        Raises:
            UserError: the printing system did not take it.
        """
        program = self._find("lp")
        if program is None:
            raise _refused(tr("the program lp is gone"))
        answer = self._run([program, *options(title, choices)], pdf)
        if answer.status:
            # The reason stands behind the name of the program and the word for an error.
            problem = answer.error.rpartition(" - ")[2].rstrip(".")
            raise _refused(problem or str(answer.status))


def options(title: str, choices: Choices) -> list[str]:
    """Return the words after ``lp``."""
    said = ["-d", choices.printer, "-t", title, "-n", str(choices.copies)]
    if choices.pages:
        said += [
            "-P",
            ",".join(f"{first}-{last}" if last > first else str(first) for first, last in choices.pages),
        ]
    wishes = ["print-scaling=none"]  # at 100 %: what is measured must not be fitted to anything
    if choices.copies > 1:
        wishes.append(f"collate={str(choices.collated).lower()}")
    if choices.media:
        wishes.append(f"media={choices.media}")
    if choices.sides is not Sides.AS_SET:
        wishes.append(f"sides={choices.sides}")
    if choices.grey:
        wishes.append("print-color-mode=monochrome")
    for wish in wishes:
        said += ["-o", wish]
    return said


def _refused(problem: str) -> UserError:
    return UserError(
        tr(
            "The printing system did not take the document ({problem}): check that the printer is on and "
            "still there, then print again.",
            problem=problem,
        )
    )
