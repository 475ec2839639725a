"""By how much each printer of this laptop misses, for each kind of sheet: kept here, never sent anywhere."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from organiser_kit.calibration import NONE, Calibration
from organiser_kit.errors import StorageError
from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "printers.json"


class Calibrations:
    """Those of one folder. What cannot be read, or cannot be, counts as no calibration."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def of(self, printer: str, stock: str) -> Calibration:
        """Return what is known of a printer with these sheets."""
        figures = _dict(_dict(self._read().get(printer)).get(stock))
        try:
            known = Calibration(**{name: float(figure) for name, figure in figures.items()})
        except (TypeError, ValueError):
            return NONE
        return known if known.is_plausible else NONE

    def keep(self, printer: str, stock: str, calibration: Calibration) -> None:
        """Remember a calibration, or forget the one there was when ``calibration`` corrects nothing.

        Raises:
            StorageError: the folder cannot be written.
        """
        known = self._read()
        sheets = _dict(known.get(printer))
        sheets.pop(stock, None)
        if calibration != NONE:
            sheets[stock] = asdict(calibration)
        known[printer] = sheets
        self._write({name: kept for name, kept in known.items() if kept})

    def _read(self) -> dict[str, Any]:
        try:
            return _dict(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError):
            return {}

    def _write(self, known: dict[str, Any]) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(known, indent=1, ensure_ascii=False), "utf-8")
            fresh.replace(self._path)
        except OSError as error:
            raise StorageError(
                tr("The calibration could not be kept: the disk is full or locked.")
            ) from error


def _dict(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}
