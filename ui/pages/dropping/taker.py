"""Takes files wherever they come from: dropped anywhere on the window, or chosen with Ctrl+O."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.arrived import ArrivedDialog
from ui.dialogs.import_file import ImportDialog
from ui.navigation import Route
from ui.pages.dropping.codes import papers_in
from ui.pages.dropping.kinds import PICTURE_ENDINGS, What
from ui.pages.dropping.overlay import DropOverlay
from ui.pages.dropping.places import Here
from ui.pages.dropping.presenter import Arrived, DropPresenter
from ui.pages.dropping.watch import DropWatch
from ui.pages.meeting.page import PAPER, MeetingPage
from ui.pages.signed_paper.page import SignedPaperStep
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.errors import KitError
    from ui.navigation import Navigator
    from ui.pages.dropping.places import Place
    from ui.pages.dropping.words import Promise
    from ui.pages.page import Context
    from ui.shell import Shell


class FileTaker(QObject):
    """Shows what files would do, asks where they go, and opens the page that knows them."""

    def __init__(self, context: Context, shell: Shell, navigator: Navigator) -> None:
        super().__init__(shell)
        self._context = context
        self._shell = shell
        self._navigator = navigator
        self.presenter = DropPresenter(context.session, self, papers_in)
        self.overlay = DropOverlay(shell)
        self.dialog: ArrivedDialog | ImportDialog | None = None
        self.choose_files: Callable[[QWidget], Sequence[Path]] = _choose_files
        watch = DropWatch(shell, self._is_left_to_page)
        watch.held.connect(self.presenter.hold)
        watch.let_go.connect(self._let_go)
        watch.dropped.connect(self.take)
        shell.open_asked.connect(self.choose)

    def choose(self) -> None:
        """Choose files, and open them as if they had been dropped."""
        files = self.choose_files(self._shell)
        if files:
            self.take(tuple(files))

    def take(self, files: Sequence[Path]) -> None:
        """Open files."""
        self.presenter.take(files, self._here())

    def _here(self) -> Here:
        route = self._navigator.route
        if route is None:
            return Here()
        return Here(route.meeting_id, self._navigator.page(route.place).group_at_hand())

    def _is_left_to_page(self) -> bool:
        route = self._navigator.route
        return route is not None and self._navigator.page(route.place).takes_files()

    def _let_go(self) -> None:
        self.presenter.let_go()
        self.overlay.hide()

    # -- what the presenter shows

    def show_promise(self, promise: Promise) -> None:
        """Show what letting go would do."""
        self.overlay.show_promise(promise)

    def ask(self, arrived: Arrived) -> None:
        """Say what was left out, and ask where the rest goes."""
        dialog = ArrivedDialog(arrived, self._shell)
        dialog.settled.connect(lambda place: self.presenter.go_on(arrived, place))
        self.dialog = dialog
        dialog.open()

    def import_people(self, files: tuple[Path, ...], place: Place) -> None:
        """Show what the first file holds, and the others after it."""
        first, rest = files[0], files[1:]
        dialog = ImportDialog(
            self._context.session, first, place.group_id, place.meeting_id or None, self._shell
        )
        if rest:
            dialog.finished.connect(lambda _: self.import_people(rest, place))
        self.dialog = dialog
        dialog.open()

    def read_sheet(self, files: tuple[Path, ...], place: Place) -> None:
        """Go to the meeting, and read."""
        self._context.go(Route("meeting", place.meeting_id, PAPER))
        page = self._navigator.page("meeting")
        assert isinstance(page, MeetingPage)
        step = page.steps[PAPER]
        assert isinstance(step, SignedPaperStep)
        step.read(files)

    def read_sticks(self, files: tuple[Path, ...]) -> None:
        """Go to the synchronisation, and take what is new."""
        self._context.go(Route("sync"))
        page = self._navigator.page("sync")
        assert isinstance(page, SyncPage)
        page.nearby.stick.read(files)

    def refuse(self, error: KitError) -> None:
        """Say why something cannot be done."""
        self.ask(Arrived(What.NOTHING, (), "", (), (error.sentence,)))


def _choose_files(parent: QWidget) -> Sequence[Path]:
    known = " ".join(f"*.{ending}" for ending in ("csv", "txt", "tsv", "xlsx", *PICTURE_ENDINGS, "okb"))
    kinds = tr("Lists of people, signed sheets, exchange files ({kinds});;All files (*)", kinds=known)
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open a file"), "", kinds)
    return tuple(Path(name) for name in names)
