"""The desktop from start to end: one explicit wiring, and nothing heavy before the window is painted."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from organiser_kit import i18n
from organiser_kit.environment import Environment
from organiser_kit.errors import InUseError, KitError, StorageError
from organiser_kit.i18n import tr
from organiser_kit.terminal.language import language_of
from ui import theme
from ui.auto_lock import AutoLock
from ui.change_bus import ChangeBus
from ui.cli.folders import data_folder
from ui.first_join import FirstJoin
from ui.main_window import MainWindow
from ui.pages.opening.presenter import OpeningPresenter, trouble_of
from ui.preferences import Preferences
from ui.qt_noise import without_noise
from ui.session import Session
from ui.single_instance import take
from ui.smoothness import be_smooth
from ui.sounds import QtPlayer
from ui.tasks import TaskRunner
from ui.unread_sources import leave_sources_unread
from ui.widgets.keyboard import give_keyboard_back
from ui.widgets.scheduler import QtScheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QLockFile

    from organiser_kit.kit import Kit
    from organiser_kit.services.purge import Due
    from ui.pages.opening.presenter import Trouble
    from ui.practice import PracticeServer
    from ui.workspace import Workspace


def run_desktop(data: Path | None, practice: bool, language: str | None) -> int:
    """Open the window on the copy in ``data`` and return the exit status when it closes."""
    environment = Environment()
    folder = data_folder(data, environment.variables)
    preferences = Preferences(folder)
    i18n.use(language or preferences.choices.language or language_of((), environment.variables))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Organiser Kit")
    app.setDesktopFileName("organiser-kit")
    speak_qt(app, i18n.current().language)
    theme.apply(app, theme.choose(preferences.choices.theme, preferences.choices.text_scale))
    desktop = Desktop(environment, folder, preferences, practice=practice)
    sys.excepthook = desktop.report
    desktop.window.show_within(app.primaryScreen().availableSize())
    try:
        with without_noise():
            return app.exec()
    finally:
        desktop.close()
        sys.excepthook = sys.__excepthook__


def speak_qt(app: QApplication, language: str) -> None:
    """Have Qt's own dialogs speak ``language``, through the translations that it ships."""
    QLocale.setDefault(QLocale(QLocale.Language.French if language == "fr" else QLocale.Language.English))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    made = QTranslator(app)
    if language != "en" and made.load(
        f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(made)


class Desktop(QObject):
    """The window and what stands behind it."""

    def __init__(
        self, environment: Environment, folder: Path, preferences: Preferences, *, practice: bool
    ) -> None:
        super().__init__()
        leave_sources_unread()
        self._environment = environment
        self._folder = folder
        self._preferences = preferences
        self._is_practice = practice
        self._joins = False
        self._lock: QLockFile | None = None
        self._scratch: Path | None = None
        self._practice: PracticeServer | None = None
        self._kit: Kit | None = None
        self._player = QtPlayer(muted=not preferences.choices.sound)
        self.runner = TaskRunner(environment.clock, self._bug, self._failure)
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.window = MainWindow()
        self._first_join = FirstJoin(self.window, preferences)
        self.window.painted.connect(self.begin)
        self.auto_lock = AutoLock(self)
        self.auto_lock.due.connect(self._lock_copy)
        self._opening = OpeningPresenter(self.runner, environment, folder, self)
        page = self.window.opening
        page.passphrase_given.connect(self._opening.open)
        page.creation_asked.connect(self._create)
        page.step_reached.connect(lambda step: preferences.save(first_step=step))
        page.charter_accepted.connect(self._accept_charter)
        page.language_chosen.connect(self._speak)
        page.practice_asked.connect(self._practise)
        page.restore_asked.connect(self._restore)
        page.backup_passphrase_given.connect(self._opening.restore_with)
        page.retried.connect(self.begin)
        page.quit_asked.connect(self.window.close)

    def begin(self) -> None:
        """Open the copy, now that the window is there; where nothing manages windows, take the keyboard."""
        self.window.activateWindow()
        if self._is_practice:
            self._practise()
            return
        try:
            if self._lock is None:
                self._lock = take(self._folder)
        except (InUseError, StorageError) as error:
            self.show_trouble(trouble_of(error))
            return
        self._opening.open()

    # -- before the copy is open

    def show_passphrase(self, problem: str) -> None:
        """Ask for the passphrase."""
        self.window.opening.show_passphrase(problem)

    def show_first_run(self, problem: str) -> None:
        """Offer to create the copy, where the last attempt was left."""
        self.window.opening.show_first_run(problem, self._preferences.choices.first_step)

    def _create(self, name: str, passphrase: str | None) -> None:
        self._joins = self.window.opening.first.joining.isChecked()
        self._opening.create(name, passphrase, joins=self._joins)

    def _accept_charter(self) -> None:
        self._preferences.save(charter_accepted_at=self._environment.now().isoformat())

    def _speak(self, language: str) -> None:
        """Speak another language from the first step on."""
        self._preferences.save(language=language)
        i18n.use(language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_qt(app, language)
        self.show_first_run("")

    def show_backup_passphrase(self, problem: str) -> None:
        """Ask for the passphrase of a backup."""
        self.window.opening.show_backup_passphrase(problem)

    def _restore(self, file: Path) -> None:
        """Put a backup in the place of the copy, which no other window may have open."""
        try:
            self._lock = self._lock or take(self._folder)
        except (InUseError, StorageError) as error:
            self.show_trouble(trouble_of(error))
            return
        self._opening.restore(file)

    def tell_restored(self, sentences: Sequence[str]) -> None:
        """Say where the former copy is; nothing when there was none."""
        if sentences:
            self._say(tr("The backup is in place."), "\n".join(sentences))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the copy cannot be opened."""
        self.window.opening.show_trouble(trouble)

    def opened(self, kit: Kit) -> None:
        """Build the pages over the open copy."""
        self._kit = kit
        self.session = Session(self.runner, ChangeBus(), self._environment, self._scratch or self._folder)
        self.session.attach(kit)
        self._build(place="home")
        be_smooth()
        if self.workspace is not None and self._practice is None:
            self._first_join.go_on(self.session, self.workspace, self._failure, just_chosen=self._joins)
            self._joins = False
            self.workspace.courier.start()
            self.session.ask(self, lambda kit: kit.purge.let_go(), self._tell_gone, self._failure)
        self._watch()

    def _watch(self) -> None:
        """Ask for the passphrase again after a while, where the copy has one."""
        from organiser_kit.storage import local_copy
        from organiser_kit.storage.vault import Protection

        app = QApplication.instance()
        if app is None:
            return
        has_one = (
            self._kit is not None
            and self._practice is None
            and local_copy.protection(self._folder) is Protection.PASSPHRASE
        )
        self.auto_lock.watch(app, self._preferences.choices.lock_minutes if has_one else 0)

    def _lock_copy(self) -> None:
        """Close the copy and ask for its passphrase; a reception with its camera goes on."""
        route = self.workspace.navigator.route if self.workspace is not None else None
        if route is not None and route.place == "reception":
            self.auto_lock.wait()
            return
        self._put_down(lambda: None, self._opening.open)

    def _tell_gone(self, due: tuple[Due, ...]) -> None:
        """Say what went from this laptop because its time was over."""
        from ui.pages.privacy.presenter import gone_words

        if (words := gone_words(due)) and self.workspace is not None:
            self.workspace.shell.notify(words)

    def _erase(self) -> None:
        """Remove the copy of this laptop for good, and begin again."""
        if self.workspace is None:
            return
        if self._practice is not None:
            self.workspace.shell.notify(tr("A practice copy is erased by itself when the window closes."))
            return
        folder = self._folder

        def erase() -> None:
            from organiser_kit.storage import local_copy
            from organiser_kit.storage.keyring_store import SystemKeyring

            local_copy.erase(folder, SystemKeyring())

        def begin_again() -> None:
            self._preferences.save(first_step="", charter_accepted_at="")
            self._opening.open()

        self._put_down(erase, begin_again)

    def _put_down(self, then: Callable[[], None], done: Callable[[], None]) -> None:
        """Close the copy, do ``then`` where it was open, and go on with ``done`` before any copy."""
        kit, self._kit = self._kit, None
        if kit is None or self.workspace is None:
            return
        self._watch()
        self.workspace.close()
        self.workspace, self.session = None, None
        self.window.opening.show_opening()
        self.window.show_opening()

        def job() -> None:
            kit.close()
            then()

        def failed(error: KitError) -> None:
            self.show_trouble(trouble_of(error))

        self.runner.submit(self, job, lambda _: done(), failed, lane="db")

    # -- the pages

    def _build(self, place: str) -> None:
        from ui.navigation import Route
        from ui.workspace import Tools, Workspace

        if self.session is None:
            return
        tools = Tools(self.session, QtScheduler(), self._player, self._preferences, self._practice)
        old, self.workspace = self.workspace, Workspace(tools, self._preference_changed)
        if old is not None:
            old.close()
        self.workspace.shell.quit_asked.connect(self.window.close)
        self.workspace.shell.erase_asked.connect(self._erase)
        self.window.show_shell(self.workspace.shell)
        self.workspace.go(Route(place))  # type: ignore[arg-type]

    def _preference_changed(self, name: str) -> None:
        choices = self._preferences.choices
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if name == "sound":
            self._player.muted = not choices.sound
            return
        if name == "lock_minutes":
            self._watch()
            return
        if name == "language":
            i18n.use(choices.language)
            speak_qt(app, choices.language)
        theme.apply(app, theme.choose(choices.theme, choices.text_scale))
        if name in ("language", "text_scale"):  # pages lay themselves out once, for both
            self._build(place="settings")
            if self.workspace is not None:
                self.workspace.courier.start()

    # -- practice

    def _practise(self) -> None:
        from ui.practice import PracticeServer, make_copy, practice_folder

        self.window.opening.show_opening()
        scratch = self._scratch = practice_folder()
        self._practice = PracticeServer(self.runner, self._environment, scratch)
        self.runner.submit(
            self, lambda: make_copy(scratch, self._environment), self._practice_opened, self._practice_failed
        )

    def _practice_opened(self, kit: Kit) -> None:
        self.opened(kit)
        workspace, server = self.workspace, self._practice
        if workspace is None or server is None:
            return

        def pair() -> None:
            running = server.start()
            workspace.courier.service.enrol(running.url, running.enrol_code())

        self.runner.submit(
            self,
            pair,
            lambda _: workspace.courier.start(),
            lambda error: workspace.shell.notify(error.sentence),
            lane="io",
        )

    def _practice_failed(self, error: KitError) -> None:
        self.show_trouble(trouble_of(error))

    # -- the end, good or bad

    def close(self) -> None:
        """Let everything go: no thread, no file, no server stays."""
        if (app := QApplication.instance()) is not None:
            self.auto_lock.watch(app, 0)
        if self.workspace is not None:
            self.workspace.close()
        self.runner.shutdown(self._kit.close if self._kit is not None else None)
        if self._practice is not None:
            self._practice.stop()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
        if self._lock is not None:
            self._lock.unlock()
        self.window.close()

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an unexpected error down and say so; the window stays."""
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, KitError):
            self._failure(error)
        elif isinstance(error, Exception):
            self._bug(error)

    def _bug(self, error: Exception) -> None:
        from ui.cli.crash_log import write_crash

        path = write_crash(self._folder, self._environment, error)
        self._say(
            tr("Something unexpected went wrong. What was recorded before is safe."),
            tr("Please send the file {path} to whoever looks after your kit.", path=path),
        )

    def _failure(self, error: KitError) -> None:
        self._say(error.sentence, "")

    def _say(self, sentence: str, more: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Organiser Kit", sentence, parent=self.window)
        box.setInformativeText(more)
        give_keyboard_back(box)
        box.open()
