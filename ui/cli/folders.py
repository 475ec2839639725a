"""Where the local copy lies when nobody says otherwise. Light: the desktop asks before its window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA_VARIABLE = "ORGANISER_KIT_DATA"


def data_folder(given: Path | None, variables: Mapping[str, str]) -> Path:
    """Return ``given``, else the folder that the variable names, else the platform's user data folder."""
    if given is not None:
        return given
    if variables.get(DATA_VARIABLE):
        return Path(variables[DATA_VARIABLE])
    import platformdirs

    return Path(platformdirs.user_data_dir("organiser-kit", appauthor=False))
