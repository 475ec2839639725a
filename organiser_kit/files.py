"""Files written for a person: whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file, making its folder; what stood there before is replaced only by the whole new file.

    It is on the disk on return: whoever takes the stick out then has it.

    Raises:
        UserError: it cannot be written there.
    """
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UserError(
            tr("{file} cannot be written: check the folder, your rights and the space left.", file=path)
        ) from error
    return path
