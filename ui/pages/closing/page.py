"""The step in which the meeting is closed: compare, count, validate, attest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from organiser_kit.i18n import tr, trn
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Thing
from ui import theme
from ui.dialogs.export_file import choose_export
from ui.dialogs.reason import ReasonDialog
from ui.dialogs.sheet_pictures import SheetPicturesDialog
from ui.pages.closing.difference_card import DifferenceCard
from ui.pages.closing.models import CloseModel
from ui.pages.closing.overview_dialog import OverviewDialog
from ui.pages.closing.presenter import ClosePresenter
from ui.pages.exporting import ExportPresenter, proposed_name
from ui.pages.page import roomy
from ui.pages.step import StepPage
from ui.widgets.basics import button, icon_button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.list_table import ListTable
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.papers.sheet_review import PaperSeen
    from ui.jobs import Step
    from ui.pages.closing.overview import Overview
    from ui.pages.closing.pictures import KeptPicture
    from ui.pages.closing.state import CloseState, Mark
    from ui.pages.page import Context


class ClosingStep(StepPage):
    """The list with its corrections, then what closes the evening."""

    paper_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = ClosePresenter(context.session, self, context.notify)
        self.exports = ExportPresenter(context.session, self, context.notify)
        self.choose_export: Callable[[QWidget, Thing, str], Path | None] = choose_export
        self.dialog: ReasonDialog | None = None
        self.pictures_dialog: SheetPicturesDialog | None = None
        self.overview: OverviewDialog | None = None
        self.choose_folder: Callable[[QWidget], Path | None] = _choose_folder
        self._meeting_id = ""
        self._differing = 0
        self._has_new_paper = False
        self.differences = DifferenceCard()
        self.differences.hide()
        self.differences.settled.connect(self.presenter.settle)
        self.column.addWidget(self.differences, 1)
        self.column.addWidget(self._compare_card(), 1)
        self.column.addWidget(self._finish_card())
        context.session.bus.on(
            ("attendance", "registration", "meeting", "sign_in_sheet"),
            self,
            lambda _: self.presenter.load() if self.isVisible() else None,
        )

    def _compare_card(self) -> Card:
        self.card = Card(tr("Who was there"), " ")
        self.read_button = button(tr("Read the signed sheet…"), self.paper_asked.emit, "plain", "scan-line")
        self.pictures_button = button(
            tr("Pictures of the sheet"), self.presenter.ask_pictures, "plain", "camera"
        )
        self.export_button = icon_button(tr("Export…"), "download", self._export)
        self.card.header.add(self.export_button)
        self.card.header.add(self.pictures_button)
        self.card.header.add(self.read_button)
        self.pills = {name: StatusPill() for name in ("present", "absent", "excused", "agreed", "log")}
        tally = FlowLayout(right=False)
        for pill in self.pills.values():
            tally.add(pill)
        self.card.add(tally)
        counts = FlowLayout()
        self._correct = label(tr("Correct the person chosen in the list:"), "muted", wrap=True)
        counts.add(self._correct, grow=True)
        self.marks: dict[Mark, QWidget] = {}
        choices: tuple[tuple[Mark, str, str], ...] = (
            ("present", tr("Present"), "user-check"),
            ("absent", tr("Absent"), "user-x"),
            ("excused", tr("Excused"), "mail"),
        )
        for mark, words, icon in choices:
            made = button(words, lambda mark=mark: self._mark(mark), "plain", icon)  # type: ignore[misc]
            self.marks[mark] = made
            counts.add(made)
        self.card.add(counts)
        self.model = CloseModel()
        self.table = ListTable(tr("People and their presence"))
        self.table.setModel(self.model)
        self.table.stretch(1)
        self.table.set_empty_words(tr("Nobody was expected and nobody came."))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.card.add(self.table, 1)
        return self.card

    def _finish_card(self) -> Card:
        card = Card()
        line = FlowLayout()
        self._count_words = label(tr("People counted in the room"), "strong")
        self.headcount = QSpinBox()
        self.headcount.setRange(0, 9999)
        self.headcount.setSpecialValueText(tr("not counted"))
        self.headcount.setAccessibleName(self._count_words.text())
        self.headcount.setMinimumWidth(theme.current().scaled(130))
        roomy(self.headcount)
        self.validate_button = button(tr("Validate the sheet"), self._validate, "primary", "shield-check")
        self.reopen_button = button(tr("Reopen to correct"), self._reopen, "plain", "pencil")
        self.statements_button = button(tr("Write the statements"), self._statements, "primary", "file-check")
        self.overview_button = button(tr("Who gets a statement"), self.presenter.look_over, "plain", "users")
        self._written = label("", "muted", wrap=True)
        line.add(self._count_words)
        line.add(self.headcount)
        line.add(self._written, grow=True)
        line.add(self.overview_button)
        line.add(self.reopen_button)
        line.add(self.validate_button)
        line.add(self.statements_button)
        card.add(line)
        return card

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self.notice.clear()
        self._written.clear()
        self._meeting_id = meeting_id
        self.presenter.open(meeting_id)

    def show_close(self, state: CloseState) -> None:
        """Show the comparison."""
        self.card.header.set_title(tr("Who was there"), state.sentence)
        self.model.show_lines(state.lines)
        self.pills["present"].show_status(
            "success", "user-check", trn("{n} present", "{n} present", state.present)
        )
        self.pills["absent"].show_status("neutral", "user-x", trn("{n} absent", "{n} absent", state.absent))
        self.pills["excused"].show_status("info", "mail", trn("{n} excused", "{n} excused", state.excused))
        self.pills["agreed"].show_status("success", "circle-check", tr("Paper and screen agree"))
        self.pills["agreed"].setVisible(state.paper_read and not state.differences)
        self._show_log(state)
        self.pictures_button.setVisible(state.pictures > 0)
        self.read_button.setVisible(state.can_read)
        self._differing = len(state.differences)
        self.differences.show_lines(state.differences)
        if self._has_new_paper and state.differences:
            self.differences.list.setFocus()
        self._has_new_paper = False
        self.headcount.setValue(state.headcount)
        self.headcount.setVisible(not state.validated)
        self._count_words.setVisible(not state.validated)
        self.validate_button.setVisible(not state.validated)
        self.reopen_button.setVisible(state.can_reopen)
        self.statements_button.setVisible(state.validated)
        for made in (self._correct, *self.marks.values()):
            made.setVisible(not state.validated)
        self._enable()

    def _show_log(self, state: CloseState) -> None:
        if state.log_is_whole:
            self.pills["log"].show_status("success", "shield-check", tr("Log whole"), state.log)
        else:
            self.pills["log"].show_status("danger", "triangle-alert", tr("Log changed"), state.log)
            self.notice.say("danger", state.log)
        self.pills["log"].setVisible(state.validated or not state.log_is_whole)

    def _enable(self) -> None:
        row = self.table.selected_row()
        now = self.model.line(row).mark if row is not None else None
        for mark, made in self.marks.items():
            made.setEnabled(now is not None and now != mark)

    def _mark(self, mark: Mark) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.presenter.mark(self.model.line(row), mark)

    def take_paper(self, meeting_id: str, paper: PaperSeen) -> None:
        """Compare with this paper from now on; the keyboard goes to what differs when it is shown next."""
        self.presenter.take_paper(meeting_id, paper)
        self._has_new_paper = True

    def _validate(self) -> None:
        if self._differing:
            n = self._differing
            self.notice.say(
                "warning",
                trn(
                    "Paper and screen still differ about {n} person.",
                    "Paper and screen still differ about {n} people.",
                    n,
                ),
                (tr("Validate all the same"), self._validate_now),
            )
        else:
            self._validate_now()

    def _validate_now(self) -> None:
        self.notice.clear()
        self.presenter.validate(self.headcount.value())

    def _reopen(self) -> None:
        self.dialog = ReasonDialog(
            tr("Reopen the sheet"),
            tr("The validated sheet stays as it is; the correction gets its own sheet, with this reason."),
            tr("Reopen"),
            tr("Leave it as it is"),
            self,
        )
        self.dialog.given.connect(self.presenter.reopen)
        self.dialog.open()

    def _export(self) -> None:
        now = self.context.session.environment.now()
        path = self.choose_export(self, Thing.ATTENDANCE, proposed_name(Thing.ATTENDANCE, now))
        if path is not None:
            self.exports.write(Thing.ATTENDANCE, path, Selection(meeting_id=self._meeting_id))

    def _statements(self) -> None:
        folder = self.choose_folder(self)
        if folder is not None:
            self.statements_button.setEnabled(False)
            self.presenter.write_statements(folder)

    def show_pictures(self, pictures: tuple[KeptPicture, ...]) -> None:
        """Show the pictures of the signed sheet."""
        self.pictures_dialog = SheetPicturesDialog(pictures, self)
        self.pictures_dialog.save_asked.connect(self.presenter.save_picture)
        self.pictures_dialog.open()

    def show_progress(self, step: Step) -> None:
        """Show how far the statements are."""
        self._written.setText(step.text)

    def show_written(self, sentence: str, folder: Path, notes: tuple[str, ...]) -> None:
        """Say that the statements are written and what their maker noted; offer their folder."""
        self.statements_button.setEnabled(True)
        self._written.setText("")
        words = "\n".join((sentence, *notes))
        self.notice.say(
            "warning" if notes else "success", words, (tr("Open the folder"), lambda: _show_folder(folder))
        )

    def show_overview(self, seen: Overview) -> None:
        """Show who gets a statement."""
        self.overview = OverviewDialog(seen, self)
        self.overview.open()

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self.statements_button.setEnabled(True)
        super().refuse(error)


def _choose_folder(parent: QWidget) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, tr("Folder for the statements"))
    return Path(name) if name else None


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
