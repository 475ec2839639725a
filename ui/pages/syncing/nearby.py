"""The part of the page that works without internet: its card, its dialogs, and what they ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from organiser_kit.i18n import tr
from ui.dialogs.save_as import save_as
from ui.pages.reception.camera_panel import CameraPanel
from ui.pages.syncing.finding import FindPresenter
from ui.pages.syncing.join_dialog import JoinDialog
from ui.pages.syncing.nearby_card import NearbyCard
from ui.pages.syncing.room import RoomPresenter
from ui.pages.syncing.share_dialog import ShareDialog
from ui.pages.syncing.stick import SUFFIX, StickPresenter, proposed_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.errors import KitError
    from sync.facade import Found
    from ui.pages.page import Context
    from ui.pages.syncing.courier import Courier
    from ui.pages.syncing.finding import FoundState
    from ui.pages.syncing.page import SyncPage
    from ui.pages.syncing.room import RoomState, ShareState


class Nearby(QObject):
    """The other laptops in the room, and the stick."""

    def __init__(self, context: Context, courier: Courier, page: SyncPage) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self.room = RoomPresenter(context.session, self, courier, self._later)
        self.stick = StickPresenter(context.session, self, courier)
        self.card = NearbyCard()
        self.finding = FindPresenter(context.session, self, _find, lambda: self.room.share_name)
        self.choose_new: Callable[[QWidget, str], Path | None] = _choose_new
        self.choose_file: Callable[[QWidget], Path | None] = _choose_file
        self.share_dialog: ShareDialog | None = None
        self.join_dialog: JoinDialog | None = None
        self.card.share_asked.connect(self.room.share)
        self.card.stop_asked.connect(self.room.stop_sharing)
        self.card.join_asked.connect(self._ask_join)
        self.card.leave_asked.connect(self.room.leave)
        self.card.write_asked.connect(self._write)
        self.card.read_asked.connect(self._read)

    def _later(self, milliseconds: int, call: Callable[[], None]) -> Callable[[], None]:
        return self._context.scheduler.after(milliseconds, self, call)

    def show_room(self, state: RoomState) -> None:
        """Show what goes on in the room."""
        self.card.show_room(state)
        if not state.shared and self.share_dialog is not None and not self.share_dialog.is_over:
            self.share_dialog.reject()

    def show_share(self, state: ShareState) -> None:
        """Show the code, the addresses and who joined; a dialog that was hidden stays so until asked for."""
        if self.share_dialog is None and not state.news:
            self._open_share()
        if self.share_dialog is not None:
            self.share_dialog.show_state(state)

    def _open_share(self) -> None:
        self.share_dialog = ShareDialog(self._page)
        self.share_dialog.stopped.connect(self.room.stop_sharing)
        self.share_dialog.finished.connect(self._share_hidden)
        self.share_dialog.open()

    def _share_hidden(self) -> None:
        self.share_dialog = None

    def _ask_join(self) -> None:
        self.join_dialog = JoinDialog(CameraPanel(self._context), self._page)
        self.join_dialog.asked.connect(self.room.join)
        self.join_dialog.find_asked.connect(self.finding.look)
        self.join_dialog.finished.connect(self._join_closed)
        self.join_dialog.open()

    def _join_closed(self, result: int) -> None:
        self.join_dialog = None
        if not result:
            self.room.leave()

    def show_found(self, state: FoundState) -> None:
        """Show how the search for laptops goes, while somebody wants to join one."""
        if self.join_dialog is not None:
            self.join_dialog.show_found(state)

    def joined(self, sentence: str) -> None:
        """Say what the first exchange with the other laptop brought."""
        if self.join_dialog is not None:
            self.join_dialog.accept()
        self._page.tell("success", sentence)

    def join_failed(self, error: KitError) -> None:
        """Say why the other laptop was not joined: in the dialog while it is open."""
        if self.join_dialog is not None:
            self.join_dialog.show_problem(error.sentence)
        else:
            self.refuse(error)

    def _write(self) -> None:
        path = self.choose_new(self._page, proposed_name(self._context.session.environment.now()))
        if path is not None:
            self.stick.write(path)

    def seal_unsent(self) -> None:
        """Ask where to, and write what was never sent for the server alone."""
        path = self.choose_new(self._page, proposed_name(self._context.session.environment.now()))
        if path is not None:
            self.stick.seal_unsent(path)

    def _read(self) -> None:
        path = self.choose_file(self._page)
        if path is not None:
            self.stick.read((path,))

    def stick_busy(self, sentence: str) -> None:
        """Say that the stick is at work; '' when it no longer is."""
        self.card.show_stick_busy(busy=bool(sentence))
        if sentence:
            self.tell("info", sentence)

    def tell(self, tone: str, sentence: str) -> None:
        """Say what was done."""
        self._page.tell(tone, sentence)

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        self._page.refuse(error)

    def close(self) -> None:
        """Let nobody in any more, leave, and wait for it."""
        self.room.close()


def _find() -> Sequence[Found]:
    from sync.facade import lan_find

    return lan_find()


def _choose_new(parent: QWidget, proposed: str) -> Path | None:
    return save_as(parent, tr("Write to a stick"), proposed, {_kinds(): SUFFIX.removeprefix(".")})


def _choose_file(parent: QWidget) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("Read a stick"), "", _kinds())
    return Path(name) if name else None


def _kinds() -> str:
    return tr("Exchange files (*.okb)")
