"""Reading a kit d'animation from its file. A kit that is not whole is refused, with one sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.content import FORMAT, MeetingKit, Per, Phase, Wordings
from organiser_kit.toml_files import Fault, TomlProblem, parse_toml, read_toml

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from organiser_kit.meeting_kits.content import Activity, Material


def read(path: Path) -> MeetingKit:
    """Return the kit in the file ``path``.

    Raises:
        InputFileError: the file cannot be read, is no TOML, or is no kit.
    """
    try:
        return _checked(read_toml(path, MeetingKit, FORMAT))
    except TomlProblem as problem:
        raise InputFileError(_sentence(path.name, problem)) from problem


def read_text(text: str, name: str) -> MeetingKit:
    """Return the kit in ``text``, which sentences call ``name``.

    Raises:
        InputFileError: the text is no TOML, or is no kit.
    """
    try:
        return _checked(parse_toml(text, MeetingKit, FORMAT))
    except TomlProblem as problem:
        raise InputFileError(_sentence(name, problem)) from problem


def _checked(kit: MeetingKit) -> MeetingKit:
    for place in _faults(kit):
        raise TomlProblem(Fault.MISFIT, place)
    return kit


def _sentence(file: str, problem: TomlProblem) -> str:
    match problem.fault:
        case Fault.UNREADABLE:
            return tr("The meeting kit “{file}” cannot be read.", file=file)
        case Fault.NOT_TOML:
            return tr(
                "The meeting kit “{file}” is not written as TOML ({problem}): correct it, or take it away.",
                file=file,
                problem=problem.detail,
            )
        case Fault.OTHER_FORMAT:
            return tr(
                "The meeting kit “{file}” is in a format that this version does not know: update the "
                "program, or take the file away.",
                file=file,
            )
        case Fault.MISFIT:
            return tr(
                "The meeting kit “{file}” is not as it should be at “{place}”: correct it, or take it away.",
                file=file,
                place=problem.detail,
            )


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
    yield from (f"checklist: {name}" for name in _repeated(item.id for item in kit.checklist if item.id))
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
