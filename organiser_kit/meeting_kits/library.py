"""Which kit d'animation a meeting runs by."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from assets.paths import asset
from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.meeting_kits.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from organiser_kit.meeting_kits.content import MeetingKit

ANY = "any-meeting"
"""The kit of every meeting that has none of its own."""


class Library:
    """Kits by name, each in its newest version."""

    def __init__(self, kits: Iterable[MeetingKit]) -> None:
        self._given = tuple(kits)
        newest: dict[str, MeetingKit] = {}
        for kit in self._given:
            known = newest.get(kit.name)
            if known is None or kit.version > known.version:
                newest[kit.name] = kit
        self._kits = {name: _whole(kit, newest) for name, kit in newest.items()}

    @classmethod
    def of(cls, folder: Path) -> Library:
        """Return the library of the files of one folder.

        Raises:
            InputFileError: a file is no kit, or names something that no kit describes.
        """
        return cls(read(path) for path in sorted(folder.glob("*.toml")))

    def with_kit(self, kit: MeetingKit) -> Library:
        """Return a library that has ``kit`` too.

        Raises:
            InputFileError: it, or a kit that it takes the place of, names something that no kit describes.
        """
        return Library((*self._given, kit))

    @property
    def kits(self) -> tuple[MeetingKit, ...]:
        """Return every kit, by name."""
        return tuple(self._kits[name] for name in sorted(self._kits))

    def for_meeting(self, module: int, sequence: int) -> MeetingKit:
        """Return the kit of a module's meeting, the one added last; where there is none, that for any."""
        for kit in reversed(self._kits.values()):
            if (kit.module, kit.meeting) == (module, sequence):
                return kit
        return self._kits[ANY]


@cache
def shipped() -> Library:
    """Return the kits that come with the program."""
    return Library.of(asset("kits"))


def _whole(kit: MeetingKit, known: dict[str, MeetingKit]) -> MeetingKit:
    """Return ``kit`` with what the one it extends asks for put before its own, all but the activities."""
    if kit.extends:
        base = known.get(kit.extends)
        if base is None:
            raise _refused(kit, kit.extends)
        own = {material.id for material in kit.materials}
        own_tasks = {item.id for item in kit.checklist if item.id}
        kit = replace(
            kit,
            materials=(*(one for one in base.materials if one.id not in own), *kit.materials),
            checklist=(*(one for one in base.checklist if one.id not in own_tasks), *kit.checklist),
            handouts=(*base.handouts, *kit.handouts),
        )
    described = {material.id for material in kit.materials}
    for activity in kit.activities:
        if missing := [one for one in activity.material if one not in described]:
            raise _refused(kit, missing[0])
    return kit


def _refused(kit: MeetingKit, name: str) -> InputFileError:
    return InputFileError(
        tr(
            "The meeting kit “{kit}” names “{name}”, which no kit describes: correct it, or take it away.",
            kit=kit.name,
            name=name,
        )
    )
