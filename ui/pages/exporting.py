"""Taking data out from a page: which file, and what was written. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr, trn
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import FORMATS, Format, Thing

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.services.exports import Exported
    from ui.pages.asking import Asker, Notify

_EVERYTHING = Selection()


class ExportView(Protocol):
    """A page with an export, as its presenter sees it."""

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class ExportPresenter:
    """Writes what a page shows to a file that a person chose."""

    def __init__(self, asker: Asker, view: ExportView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify

    def write(self, thing: Thing, path: Path, selection: Selection = _EVERYTHING) -> None:
        """Write ``thing`` in the format that the file's name ends with."""
        form = format_of(thing, path)
        if form is None:
            self._view.refuse(_unknown(thing))
            return
        self._asker.ask(
            self._view,
            lambda kit: kit.exports.write(thing, form, path, selection),
            lambda done: self._notify(written_words(done)),
            self._view.refuse,
        )

    def write_person(self, person_id: str, folder: Path) -> None:
        """Write everything that is kept about somebody."""

        def done(files: tuple[Path, ...]) -> None:
            self._notify(tr("Written: {file}, and the same for programs.", file=files[-1]))

        self._asker.ask(
            self._view, lambda kit: kit.person_file.write(person_id, folder), done, self._view.refuse
        )


def format_of(thing: Thing, path: Path) -> Format | None:
    """Return the format that a file's name asks for, ``None`` if it makes no sense for ``thing``."""
    ending = path.suffix.removeprefix(".").lower()
    return next((form for form in FORMATS[thing] if form.value == ending), None)


def _unknown(thing: Thing) -> UserError:
    known = ", ".join(f".{form.value}" for form in FORMATS[thing])
    return UserError(tr("The name of the file says the format: let it end with one of {known}.", known=known))


def written_words(done: Exported) -> str:
    """Return what was written."""
    return trn("{n} line written to {file}.", "{n} lines written to {file}.", done.rows, file=done.file)


def copied_words(pictures: int, folder: Path) -> str:
    """Return what was copied out, and that nothing protects it there."""
    return trn(
        "{n} picture copied to {folder}: it is not encrypted there.",
        "{n} pictures copied to {folder}: they are not encrypted there.",
        pictures,
        folder=folder,
    )


def proposed_name(thing: Thing, now: datetime) -> str:
    """Return a name for the file: what it is and the day, and nobody's name."""
    return f"organiser-kit-{thing.value}-{now:%Y-%m-%d}.{FORMATS[thing][0].value}"


def format_words(form: Format) -> str:
    """Return what a format is called, as a dialog of files lists it."""
    return {
        Format.CSV: tr("Table for any program (*.csv)"),
        Format.XLSX: tr("Spreadsheet (*.xlsx)"),
        Format.JSON: tr("For programs (*.json)"),
        Format.ICS: tr("Calendar (*.ics)"),
    }[form]
