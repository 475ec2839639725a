"""The scenes of the tour about files: those of a practice sheet, and the kept copy of a resource."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.model.sharing import Attachment
from organiser_kit.rules.attached import AUTOMATIC_BYTES, MAX_FILE_BYTES
from ui.navigation import Route
from ui.pages.library.page import LibraryPage
from ui.pages.library.resources_section import ResourcesSection
from ui.pages.library.sheets_section import SheetsSection
from ui.tour_library import arrives

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.pages.library.files_panel import FilesPanel
    from ui.tour_stage import Stage


def _section(stage: Stage, name: str) -> object:
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("library", step=name))
    return stage.page("library", LibraryPage).sections[name]


def _draft(stage: Stage) -> SheetsSection:
    section = _section(stage, "sheets")
    assert isinstance(section, SheetsSection)
    section.presenter.open(stage.kit.practice_sheets.all()[0].id)
    return section


def _take(panel: FilesPanel, name: str, size: int, start: bytes = b"") -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(start)
        with file.open("r+b") as content:
            content.truncate(size)
        panel.take([file])


def files(stage: Stage) -> QWidget:
    """Draw a draft with files: one on the server, one that waits, a large one, one of another laptop."""
    section = _draft(stage)
    panel = section.form.files
    _take(panel, tr("Cards to cut out.pdf"), 240_000, b"%PDF cards")
    _take(panel, tr("The robot’s floor.png"), 1_000_000, b"floor")
    kit = stage.kit
    sheet = kit.practice_sheets.all()[0]
    first = kit.attached.of(sheet.id)[0].record
    kit.replica.files.note_sent([first.digest], "")
    other = Attachment(id=stage.session.environment.new_id(), scope=sheet.scope)
    arrives(
        stage,
        other,
        about="practice_sheet",
        record_id=sheet.id,
        name=tr("Orders to fill in.odt"),
        media_type="application/vnd.oasis.opendocument.text",
        digest="0" * 64,
        size=48_000,
        added_at=kit.environment.now(),
    )
    _take(panel, tr("An evening of it.mp4"), 3 * AUTOMATIC_BYTES, b"film")
    panel.reveal(section.form.send_button)
    return stage.window


def file_refused(stage: Stage) -> QWidget:
    """Draw the refusal of a file that is too large."""
    panel = _draft(stage).form.files
    _take(panel, tr("The whole evening.mp4"), MAX_FILE_BYTES * 4)
    return stage.window


def resource_copy(stage: Stage) -> QWidget:
    """Draw a resource of which a copy is kept."""
    section = _section(stage, "resources")
    assert isinstance(section, ResourcesSection)
    _take(section.files, tr("Our notes.pdf"), 420_000, b"%PDF notes")
    return stage.window
