"""The scenes of the tour in which files are dropped onto the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import current
from ui.navigation import Route

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.pages.dropping.taker import FileTaker
    from ui.tour_stage import Stage

_NAMES = {
    "en": ("people.csv", "calendar.ics", "photo.heic", "pictures", "Family name;Given name"),
    "fr": ("inscriptions.csv", "agenda.ics", "photo.heic", "images", "Nom;Prénom"),
}
_PICTURE = b"\xff\xd8\xff\xe0"
_HEIC = b"\0\0\0\x18ftypheic\0\0\0\0"


def _files(stage: Stage) -> tuple[Path, ...]:
    """Return a list of people, a calendar, a phone's own photo, and a folder."""
    *names, headings = _NAMES[current().language]
    people, calendar, photo, folder = (stage.folder / name for name in names)
    people.write_text(f"{headings}\nExemple-Martin;Zoé\n", encoding="utf-8")
    calendar.write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    photo.write_bytes(_HEIC)
    folder.mkdir(exist_ok=True)
    return people, calendar, photo, folder


def _at(stage: Stage, route: Route) -> FileTaker:
    stage.workspace.shell.toast.hide()
    stage.workspace.go(route)
    return stage.workspace.files


def held_people(stage: Stage) -> QWidget:
    """Draw a list of people held over the window."""
    _at(stage, Route("meetings")).presenter.hold(_files(stage)[:1])
    return stage.window


def held_pictures(stage: Stage) -> QWidget:
    """Draw two pictures of a signed sheet held over a meeting, with a folder that is left out."""
    photos = [stage.folder / f"photo-{number}.jpg" for number in (1, 2)]
    for photo in photos:
        photo.write_bytes(_PICTURE)
    taker = _at(stage, Route("meeting", stage.meeting_id, "close"))
    taker.presenter.hold((*photos, _files(stage)[-1]))
    return stage.window


def held_others(stage: Stage) -> QWidget:
    """Draw files that nothing can use."""
    _at(stage, Route("home")).presenter.hold(_files(stage)[1:])
    return stage.window


def asked(stage: Stage) -> QWidget:
    """Draw what is said once files were dropped: where the people go, and what was left out."""
    taker = _at(stage, Route("home"))
    taker.overlay.hide()
    taker.take(_files(stage)[:3])
    assert taker.dialog is not None
    return taker.dialog


def refused(stage: Stage) -> QWidget:
    """Draw what is said when nothing can use what was dropped."""
    taker = _at(stage, Route("home"))
    taker.take(_files(stage)[1:])
    assert taker.dialog is not None
    return taker.dialog


SCENES: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("drop-people", held_people),
    ("drop-pictures", held_pictures),
    ("drop-others", held_others),
    ("drop-asked", asked),
    ("drop-refused", refused),
)
