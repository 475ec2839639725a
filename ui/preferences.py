"""What a person chose for this laptop: kept beside the local copy, never sent anywhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from organiser_kit.errors import StorageError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "preferences.json"


@dataclass
class Choices:
    """The choices and what they are until somebody chooses."""

    language: str = ""
    theme: str = "system"
    text_scale: float = 1.0
    sound: bool = True
    clock_sound: bool = False
    camera: str = ""
    mirror: bool = True
    confirm_arrivals: bool = False
    first_step: str = ""
    charter_accepted_at: str = ""
    lock_minutes: int = 0
    meetings_view: str = "list"


class Preferences:
    """The choices of one folder; unreadable ones are replaced by those of the beginning."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self.choices = _read(self._path)

    def save(self, **values: Any) -> None:
        """Change some choices and write them all, whole or not at all.

        Raises:
            StorageError: the folder cannot be written.
        """
        for name, value in values.items():
            setattr(self.choices, name, value)
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(asdict(self.choices), indent=1), "utf-8")
            fresh.replace(self._path)
        except OSError as error:
            raise StorageError(tr("Your settings could not be kept: the disk is full or locked.")) from error


def _read(path: Path) -> Choices:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Choices()
    if not isinstance(content, dict):
        return Choices()
    made = Choices()
    for field in fields(Choices):
        value = content.get(field.name)
        if isinstance(value, type(getattr(made, field.name))):
            setattr(made, field.name, value)
    return made
