"""The kits of one computer: those that come with the program, and the organiser's own in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.library import Library, shipped
from organiser_kit.meeting_kits.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.meeting_kits.content import MeetingKit

FOLDER = "kits"
"""The folder of the organiser's own kits, beside the local copy."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was found.

    Attributes:
        refused: one sentence for each file that was left aside.
    """

    library: Library
    refused: tuple[str, ...] = ()


def shelf(folder: Path) -> Shelf:
    """Return the shipped kits together with those of ``folder``, which need not exist.

    A kit of the same name and a higher version takes the place of a shipped one. A file that cannot be used
    is left aside: the others are there all the same.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        return Shelf(shipped())
    problems: dict[str, InputFileError] = {}
    readable: dict[str, MeetingKit] = {}
    for path in files:
        try:
            readable[path.name] = read(path)
        except InputFileError as error:
            problems[path.name] = error
    library = _filled(readable, problems)
    return Shelf(library, tuple(_sentence(name, problems[name]) for name in sorted(problems)))


def _filled(waiting: dict[str, MeetingKit], problems: dict[str, InputFileError]) -> Library:
    """Add each kit once the one it extends is there; ``problems`` then tells of those that never could be."""
    library = shipped()
    goes_on = True
    while goes_on:
        goes_on = False
        for name in sorted(waiting):
            try:
                library = library.with_kit(waiting[name])
            except InputFileError as error:
                problems[name] = error
            else:
                goes_on = True
                problems.pop(name, None)
                del waiting[name]
    return library


def _sentence(name: str, error: InputFileError) -> str:
    return tr("“{file}”, one of your own kits, was left aside. {problem}", file=name, problem=error)
