"""Files under a practice sheet or a resource: what is there, where it is, and adding more."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from organiser_kit.errors import UserError
from organiser_kit.files import write_bytes
from organiser_kit.i18n import tr
from organiser_kit.rules.attached import AUTOMATIC_BYTES, ENDINGS, MAX_FILE_BYTES, clean_name, size_words
from ui import theme
from ui.pages.library.files_presenter import FilesPresenter, Holder
from ui.pages.notice import Notice
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDropEvent

    from organiser_kit.errors import KitError
    from ui.pages.library.files_presenter import FileLine
    from ui.pages.page import Context


class FilesPanel(QWidget):
    """Shows the files of one record; whoever owns it says which with :meth:`show_record`."""

    def __init__(self, context: Context, holder: Holder) -> None:
        super().__init__()
        self._holder = holder
        self.presenter = FilesPresenter(context.session, self, context.notify, holder)
        self.choose_files: Callable[[QWidget], Sequence[Path]] = _choose_files
        self.choose_place: Callable[[QWidget, str], Path | None] = _choose_place
        self.open_file: Callable[[Path], object] = _open
        self._opened: Path | None = None
        self._is_adding = False
        self._seen: tuple[tuple[FileLine, ...], bool] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["s"])
        column.addWidget(self._head())
        self.notice = Notice()
        column.addWidget(self.notice)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.SPACE["s"])
        column.addLayout(self._rows)
        self.rows: list[FileRow] = []
        context.session.bus.on(
            ("attachment",), self, lambda _: self.presenter.load() if self.isVisible() else None
        )

    def _head(self) -> QWidget:
        held = QWidget()
        row = FlowLayout()
        held.setLayout(row)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        is_sheet = self._holder is Holder.SHEET
        column.addWidget(label(tr("Attached files") if is_sheet else tr("Copy kept offline"), "strong"))
        self.hint = label("", "muted", wrap=True)
        column.addWidget(self.hint)
        row.add(words, grow=True)
        add = tr("Attach files…") if is_sheet else tr("Keep a copy offline…")
        self.add_button = button(add, self._choose, "plain", "plus")
        row.add(self.add_button)
        return held

    def show_record(self, record_id: str, *, may_change: bool) -> None:
        """Show the files of this record."""
        self.notice.clear()
        self.presenter.show(record_id, may_change=may_change)

    def show_files(self, lines: tuple[FileLine, ...], *, may_change: bool) -> None:
        """Show the files; whoever may not change the record sees only what is there."""
        if (lines, may_change) == self._seen:
            return  # rows made anew would take the keyboard from whoever is on one, and the page its place
        self._seen = (lines, may_change)
        self.setVisible(may_change or bool(lines))
        self.add_button.setVisible(may_change)
        self.hint.setText(_hint(self._holder, may_change=may_change))
        self.hint.setVisible(bool(self.hint.text()))
        for row in self.rows:
            row.hide()
            self._rows.removeWidget(row)
            row.deleteLater()
        grew = len(lines) > len(self.rows)
        self.rows = [FileRow(line, self, may_change=may_change) for line in lines]
        for row in self.rows:
            self._rows.addWidget(row)
        if grew and self._is_adding:
            self.reveal(self.rows[-1])
        self._is_adding = False

    def refuse(self, error: KitError) -> None:
        """Say why something was not done, in sight even if a file was dropped far above."""
        self._is_adding = False
        self.notice.say("danger", error.sentence)
        self.reveal(self.notice)

    def reveal(self, widget: QWidget) -> None:
        """Scroll the page to a part of this panel that was just added."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            # It has no place before the layouts around it have worked.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            area.ensureWidgetVisible(widget)

    def open_copy(self, name: str, content: bytes) -> None:
        """Open a copy of a file with the program for it."""
        try:
            copy = write_bytes(self._folder() / clean_name(name), content)
        except UserError as error:
            self.refuse(error)
            return
        self.open_file(copy)

    def _folder(self) -> Path:
        """Return where copies are opened: outside the sealed ones, so that it goes when the program ends."""
        if self._opened is None:
            self._opened = Path(tempfile.mkdtemp(prefix="organiser-kit-opened-"))
            weakref.finalize(self, shutil.rmtree, self._opened, ignore_errors=True)
        return self._opened

    def save(self, line: FileLine) -> None:
        """Write a copy where a person wants it."""
        self.notice.clear()
        path = self.choose_place(self, clean_name(line.name))
        if path is not None:
            self.presenter.save(line, path)

    def _choose(self) -> None:
        self.take(self.choose_files(self))

    def take(self, files: Sequence[Path]) -> None:
        """Add what was chosen or dropped."""
        self.notice.clear()
        self._is_adding = True
        self.presenter.add(files)


class FileRow(QWidget):
    """One file: its name, what it is, where it is, and what may be done with it."""

    def __init__(self, line: FileLine, panel: FilesPanel, *, may_change: bool) -> None:
        super().__init__()
        row = FlowLayout()
        self.setLayout(row)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        # Narrower, a name would be cut into words; the buttons go below instead.
        words.setMinimumWidth(theme.current().height(200))
        column.addWidget(label(line.name, wrap=True))
        column.addWidget(label(line.words, "muted", wrap=True))
        row.add(words, grow=True)
        pill = StatusPill()
        pill.show_status(*line.state)
        row.add(pill)
        presenter = panel.presenter
        self.ask_button = button(line.ask, lambda: presenter.ask(line), "plain", "refresh-cw")
        self.open_button = button(tr("Open"), lambda: presenter.open(line), "plain", "eye")
        self.save_button = button(tr("Save as…"), lambda: panel.save(line), "plain", "download")
        self.remove_button = button(tr("Remove"), lambda: presenter.remove(line), "quiet", "trash-2")
        for made, is_shown, name in (
            (self.ask_button, bool(line.ask), line.ask),
            (self.open_button, line.is_here, tr("Open “{name}”", name=line.name)),
            (self.save_button, line.is_here, tr("Save “{name}” as…", name=line.name)),
            (self.remove_button, may_change, tr("Remove “{name}”", name=line.name)),
        ):
            made.setAccessibleName(name)
            made.setVisible(is_shown)
            row.add(made)


def _hint(holder: Holder, *, may_change: bool) -> str:
    if not may_change:
        return ""
    most, small = size_words(MAX_FILE_BYTES), size_words(AUTOMATIC_BYTES)
    if holder is Holder.SHEET:
        return tr(
            "Documents, pictures, sounds, films, Scratch projects or ZIP archives, {most} each at most; "
            "drop them here if you like. Above {small}, a file travels only when you ask for it.",
            most=most,
            small=small,
        )
    return tr("A file that is opened without a network, {most} at most.", most=most)


def local_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files of this machine that are being dropped."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


def _choose_files(parent: QWidget) -> Sequence[Path]:
    kinds = " ".join(f"*{ending}" for ending in ENDINGS)
    names, _ = QFileDialog.getOpenFileNames(
        parent, tr("Attach files"), "", tr("Files that can be attached ({kinds})", kinds=kinds)
    )
    return tuple(Path(name) for name in names)


def _choose_place(parent: QWidget, proposed: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save a copy"), proposed)
    return Path(name) if name else None


def _open(file: Path) -> object:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
