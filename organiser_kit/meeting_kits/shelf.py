"""The kits of one computer: shipped ones, editions that came, and the organiser's own in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.library import Library, shipped
from organiser_kit.meeting_kits.reading import read, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
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


def shelf(folder: Path | None, editions: Mapping[str, str] | None = None) -> Shelf:
    """Return the shipped kits together with ``editions`` that came and the kits of ``folder``.

    A kit of the same name and a higher version takes the place of another; of two with one version, and of
    two names for one meeting, the organiser's own is used. What cannot be used is left aside: the others
    are there all the same.

    Args:
        folder: it need not exist; ``None`` where nobody has kits of their own.
        editions: the text of each, by words that tell which it is.
    """
    came, problems = _readable(editions or {}, lambda name: read_text((editions or {})[name], name))
    files = {path.name: path for path in sorted(folder.glob("*.toml"))} if folder else {}
    own, own_problems = _readable(files, lambda name: read(files[name]))
    if not came and not own and not problems and not own_problems:
        return Shelf(shipped())
    library = _filled(shipped(), came, problems)
    library = _filled(library, own, own_problems)
    refused = [_sentence(name, problems[name], came=True) for name in sorted(problems)]
    refused += [_sentence(name, own_problems[name], came=False) for name in sorted(own_problems)]
    return Shelf(library, tuple(refused))


def _readable(
    names: Iterable[str], read_one: Callable[[str], MeetingKit]
) -> tuple[dict[str, MeetingKit], dict[str, InputFileError]]:
    """Return the kits that can be read, and what is wrong with the others."""
    readable: dict[str, MeetingKit] = {}
    problems: dict[str, InputFileError] = {}
    for name in names:
        try:
            readable[name] = read_one(name)
        except InputFileError as error:
            problems[name] = error
    return readable, problems


def _filled(library: Library, waiting: dict[str, MeetingKit], problems: dict[str, InputFileError]) -> Library:
    """Add each kit once the one it extends is there; ``problems`` then tells of those that never could be."""
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


def _sentence(name: str, error: InputFileError, *, came: bool) -> str:
    if came:
        return tr("“{kit}”, which came with an exchange, was left aside. {problem}", kit=name, problem=error)
    return tr("“{file}”, one of your own kits, was left aside. {problem}", file=name, problem=error)
