"""Reading a kit d'animation from its file. A kit that is not whole is refused, with one sentence."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.content import FORMAT, MeetingKit, Per, Phase, Wordings

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from organiser_kit.meeting_kits.content import Activity, Material

_AT = re.compile(r" - at `\$\.?(.*)`$")
_NAMED = re.compile(r"field `([^`]+)`")


def read(path: Path) -> MeetingKit:
    """Return the kit in the file ``path``.

    Raises:
        InputFileError: the file cannot be read, is no TOML, or is no kit.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(tr("The meeting kit “{file}” cannot be read.", file=path.name)) from error
    except tomllib.TOMLDecodeError as error:
        raise InputFileError(
            tr(
                "The meeting kit “{file}” is not written as TOML ({problem}): correct it, or take it away.",
                file=path.name,
                problem=error,
            )
        ) from error
    if table.get("format") != FORMAT:
        raise InputFileError(
            tr(
                "The meeting kit “{file}” is in a format that this version does not know: update the "
                "program, or take the file away.",
                file=path.name,
            )
        )
    try:
        kit = msgspec.convert(table, MeetingKit)
    except msgspec.ValidationError as error:
        raise _not_a_kit(path, _place(str(error))) from error
    for place in _faults(kit):
        raise _not_a_kit(path, place)
    return kit


def _not_a_kit(path: Path, place: str) -> InputFileError:
    return InputFileError(
        tr(
            "The meeting kit “{file}” is not as it should be at “{place}”: correct it, or take it away.",
            file=path.name,
            place=place,
        )
    )


def _place(problem: str) -> str:
    """Return where a mistake lies, e.g. ``activities[2].title.en``, from the words of the library."""
    found = _AT.search(problem)
    named = _NAMED.search(problem)
    return ".".join(part[1] for part in (found, named) if part and part[1])


def _faults(kit: MeetingKit) -> Iterator[str]:
    """Yield the places that hold what no type can forbid."""
    if not kit.activities:
        yield "activities"
    for index, activity in enumerate(kit.activities):
        yield from (f"activities[{index}].{field}" for field in _activity_faults(activity))
    handouts = {handout.id for handout in kit.handouts}
    for index, material in enumerate(kit.materials):
        yield from (f"materials[{index}].{field}" for field in _material_faults(material, handouts))
    for index, item in enumerate(kit.checklist):
        if not _in_phase(item.phase, item.days):
            yield f"checklist[{index}].days"
    for index, handout in enumerate(kit.handouts):
        if not (_paired(handout.points) and _paired(handout.blanks)):
            yield f"handouts[{index}]"
    yield from (f"materials: {name}" for name in _repeated(material.id for material in kit.materials))
    yield from (f"handouts: {name}" for name in _repeated(handout.id for handout in kit.handouts))


def _activity_faults(activity: Activity) -> Iterator[str]:
    if activity.minutes < 1:
        yield "minutes"
    if not _paired(activity.steps):
        yield "steps"


def _material_faults(material: Material, handouts: Container[str]) -> Iterator[str]:
    if (material.per is Per.GROUP) != (material.size > 0):
        yield "size"
    if material.quantity < 0 or material.spare < 0:
        yield "quantity"
    if material.handout and material.handout not in handouts:
        yield "handout"


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _paired(wordings: Wordings) -> bool:
    return len(wordings.fr) == len(wordings.en)


def _in_phase(phase: Phase, days: int) -> bool:
    # What is done once people have left may be due the same evening.
    return {Phase.BEFORE: days <= 0, Phase.DURING: days == 0, Phase.AFTER: days >= 0}[phase]
