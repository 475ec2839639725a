"""Tries every part that an evening needs on this machine, each by using it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from organiser_kit.i18n import LANGUAGES, catalogue, tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.documents.data.badges import BadgesData
    from organiser_kit.environment import Environment


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was tried.

    Attributes:
        name: stable, for programs.
        detail: what was found, for a person.
    """

    name: str
    ok: bool
    detail: str


class _FailedError(Exception):
    """A part is there and does not do what it must; the text says so to a person."""


def run_checks(environment: Environment) -> list[Check]:
    """Try everything; one part that fails does not keep the others from being tried."""
    with tempfile.TemporaryDirectory(prefix="organiser-kit-") as name:
        folder = Path(name)
        parts: dict[str, Callable[[], str]] = {
            "fonts": _fonts,
            "icons": _icons,
            "catalogues": _catalogues,
            "database": lambda: _database(folder, environment),
            "pdf": lambda: _pdf(folder),
            "qr": lambda: _qr(folder),
            "cameras": _cameras,
            "printers": _printers,
        }
        return [_tried(part, attempt) for part, attempt in parts.items()]


def _tried(name: str, attempt: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=attempt())
    except _FailedError as error:
        return Check(name, ok=False, detail=str(error))
    except Exception as error:  # noqa: BLE001 - whatever is broken here is the very thing to report
        return Check(
            name, ok=False, detail=tr("It failed: {kind}: {words}", kind=type(error).__name__, words=error)
        )


def _fonts() -> str:
    from organiser_kit.documents.toolkit.fonts import Face, load, width_mm

    for face in Face:
        load(face)
        if width_mm("Écœuré, Łukasz", face, 12) <= 0:
            raise _FailedError(tr("The typeface {face} draws nothing.", face=face.name))
    return trn("{n} typeface is here.", "{n} typefaces are here.", len(Face))


def _icons() -> str:
    from assets.paths import asset

    found = [path for path in asset("icons").glob("*.svg") if path.stat().st_size > 0]
    if not found:
        raise _FailedError(tr("The icons are missing: install the kit again."))
    return trn("{n} icon is here.", "{n} icons are here.", len(found))


def _catalogues() -> str:
    for language in LANGUAGES:
        catalogue(language)
    return ", ".join((tr("French"), tr("English")))


def _database(folder: Path, environment: Environment) -> str:
    from organiser_kit.kit import open_kit
    from organiser_kit.storage import local_copy
    from organiser_kit.storage.keyring_store import NoKeyring

    secret, keyring = environment.chance.token_bytes(16).hex(), NoKeyring()
    local_copy.create(folder / "copy", environment, passphrase=secret, keyring=keyring)
    kit = open_kit(folder / "copy", environment, passphrase=secret, keyring=keyring)
    try:
        kit.practice.create(people=2)
        if not kit.people.search("exemple"):
            raise _FailedError(tr("The search found nobody."))
    finally:
        kit.close()
    return tr("An encrypted copy was made, written and searched.")


def _pdf(folder: Path) -> str:
    from organiser_kit.codes.badge import code_of, token_of
    from organiser_kit.documents import badges

    key = bytes(range(32))
    code = code_of(token_of(key, "nobody"), key)
    rendered = badges.render(_one_badge(code), catalogue("fr"))
    (folder / "badges.pdf").write_bytes(rendered.pdf)
    (folder / "badges.txt").write_text(code, encoding="utf-8")
    return trn("{n} page was made.", "{n} pages were made.", rendered.pages)


def _one_badge(code: str) -> BadgesData:
    from organiser_kit.documents.data.badges import BadgeData, BadgesData
    from organiser_kit.documents.data.meeting import MeetingDetails
    from organiser_kit.stocks.library import shipped

    start = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    meeting = MeetingDetails(
        title="Class’Code",
        starts_at=start,
        structure_name="Maison des exemples",
        venue_name="Médiathèque fictive",
    )
    return BadgesData(meeting, (BadgeData("Exemple", "Zoé", "", "Participante", code),), shipped().house)


def _qr(folder: Path) -> str:
    from organiser_kit.reading.codes import codes_in_image
    from ui.cli.pdf_pictures import page_pictures

    (picture,) = page_pictures(folder / "badges.pdf", folder)
    if codes_in_image(picture) != [(folder / "badges.txt").read_text(encoding="utf-8")]:
        raise _FailedError(tr("The code on a printed badge cannot be read back."))
    return tr("The code on a printed badge was read back.")


def _cameras() -> str:
    from PySide6.QtMultimedia import QMediaDevices

    from ui.cli.pdf_pictures import start_qt

    start_qt()
    names = [device.description() for device in QMediaDevices.videoInputs()]
    return ", ".join(names) or tr("No camera: codes can be typed or scanned with a USB scanner.")


def _printers() -> str:
    from PySide6.QtPrintSupport import QPrinterInfo

    from ui.cli.pdf_pictures import start_qt

    start_qt()
    return ", ".join(QPrinterInfo.availablePrinterNames()) or tr(
        "No printer: papers can be saved as PDF files."
    )
