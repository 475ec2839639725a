"""The reception screen: one field, one huge answer, who is there. Everything by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from organiser_kit.i18n import tr
from ui import theme
from ui.actions import keys, shortcut, shown_keys
from ui.dialogs.door_log import DoorLogDialog
from ui.dialogs.reason import ReasonDialog
from ui.navigation import Route
from ui.pages.page import Page
from ui.pages.reception.arrivals import ArrivalsPanel
from ui.pages.reception.aside import Aside
from ui.pages.reception.camera_panel import CameraPanel
from ui.pages.reception.desk_bar import PAUSE_MS, DeskBar
from ui.pages.reception.found import FoundPanel
from ui.pages.reception.holding import Holding
from ui.pages.reception.presenter import ReceptionPresenter
from ui.pages.reception.projector import Projector
from ui.pages.reception.typing_anywhere import TypingAnywhere
from ui.pages.reception.walk_in import WalkInForm
from ui.widgets.basics import button
from ui.widgets.big_verdict import BigVerdict
from ui.widgets.scheduler import Pause

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.pages.page import Context
    from ui.pages.reception.answers import Answer, Offer
    from ui.pages.reception.log import LogRow
    from ui.pages.reception.newcomers import Newcomer
    from ui.pages.reception.recording import Mode
    from ui.pages.reception.state import Door, Found

CALM_MS = 5_000
"""How long an answer is shouted; a question then stays in a low voice."""
SETTLE_MS = 400
"""After news from elsewhere, how long to wait for more before the door is read again."""


class ReceptionPage(Page):
    """The door of one meeting."""

    full = True
    own_undo = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = ReceptionPresenter(context.session, self)
        self._holding = Holding(context.scheduler, context.session.environment.clock, self, self._show_answer)
        self._settling, self._alike, self._calming = (Pause(context.scheduler, self) for _ in range(3))
        self.projector: Projector | None = None
        self.reason_dialog: ReasonDialog | None = None
        self.log_dialog: DoorLogDialog | None = None
        self._title = ""
        wide = theme.SPACE["xl"]
        self.column.setContentsMargins(wide, theme.SPACE["m"], wide, wide)
        self.desk = DeskBar(context.scheduler)
        self.field = self.desk.field
        self.camera = CameraPanel(context)
        self.arrivals = ArrivalsPanel()
        sides = QHBoxLayout()
        sides.setSpacing(theme.SPACE["xl"])
        sides.addLayout(self._left(), 1)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE["l"])
        right.addWidget(self.camera, 2)
        right.addWidget(self.arrivals, 3)
        sides.addLayout(right)
        self.column.addLayout(sides, 1)
        self._connect()
        self._anywhere = TypingAnywhere(
            self.field, self, context.session.environment.clock, context.scheduler
        )
        self._anywhere.watch((self.camera.picker, self.camera.mirror))
        self._anywhere.scanned.connect(self._scanned)
        context.session.bus.on(("attendance", "registration", "meeting"), self, lambda _: self._news())

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE["l"])
        left.addWidget(self.desk)
        self.found_panel = FoundPanel()
        self.found, self.found_model = self.found_panel.table, self.found_panel.model
        left.addWidget(self.found_panel)
        self.walk_in = WalkInForm()
        self.walk_in.hide()
        left.addWidget(self.walk_in)
        self.verdict = BigVerdict()
        left.addWidget(self.verdict, 1)
        self.aside = Aside()
        left.addWidget(self.aside)
        self.offer_button = button("", self._accept, "big", "user-check")
        self.offer_button.hide()
        self.slip_button = button(
            tr("Print a consent slip"),
            lambda: self.context.go(_paper(self.presenter.meeting_id, "slips")),
            "plain",
            "printer",
        )
        self.slip_button.hide()
        self.switch_button = button(
            tr("Change the session ({keys})", keys=shown_keys(keys("session"))),
            self.presenter.switch_session,
            "plain",
            "clock",
        )
        self.switch_button.hide()
        for made in (self.offer_button, self.switch_button, self.slip_button):
            left.addWidget(made, 0, Qt.AlignmentFlag.AlignRight)
        return left

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.desk.down_pressed.connect(self.choose_found)
        self.desk.camera_button.toggled.connect(lambda on: self.camera.switch(on=on))
        self.desk.walk_in_button.clicked.connect(self._walk_in)
        self.desk.full_button.clicked.connect(self._full_screen)
        self.desk.list_button.clicked.connect(
            lambda: self.context.go(_paper(self.presenter.meeting_id, "front-desk"))
        )
        self.found_panel.chosen.connect(self.presenter.admit)
        self.found_panel.excuse_asked.connect(self._excuse)
        self.found_panel.unexcused.connect(self.presenter.unexcuse)
        self.camera.read.connect(self.presenter.scan)
        self.walk_in.filled.connect(self.presenter.walk_in)
        self.walk_in.typed.connect(self._newcomer_typed)
        self.walk_in.known.connect(self.presenter.is_known)
        self.walk_in.closed.connect(self.walk_in_done)
        self.arrivals.undo_asked.connect(self._take_back)
        self.arrivals.log_asked.connect(self.presenter.ask_log)
        self.arrivals.counted.connect(self.presenter.count)
        self.desk.mode_chosen.connect(self._choose_mode)
        self.desk.session_chosen.connect(self.switch_session)
        self.desk.projector_button.toggled.connect(self._project)
        for sequence, act in (
            (keys("undo"), self._undo_last),
            (keys("session"), self.presenter.switch_session),
            *((one, self._walk_in) for one in shortcut("walk_in").keys),
            ("F11", self._full_screen),
        ):
            made = QShortcut(QKeySequence(sequence), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    def enter(self, route: Route) -> None:
        """Stand at the door."""
        self.context.player.prepare()
        self.clear_field()
        self.walk_in.hide()
        mode: Mode = "confirm" if self.context.preferences.choices.confirm_arrivals else "rapid"
        self.desk.show_mode(mode)
        self.presenter.mode = mode
        self.presenter.open(route.meeting_id)
        self.field.setFocus()

    def leave(self) -> None:
        """Let the camera, the second window and the full screen go."""
        self.desk.camera_button.setChecked(False)
        self.desk.projector_button.setChecked(False)
        if self.window().isFullScreen():
            self.window().showNormal()

    def run(self, name: str) -> bool:
        """Do a command of the door."""
        if name == "walk_in":
            self._walk_in()
        elif name == "undo":
            self.presenter.undo_last()
        else:
            return super().run(name)
        return True

    def crumb(self) -> str:
        """Return which door this is."""
        return self._title

    def _walk_in(self) -> None:
        self.ask_walk_in(self.field.text())

    def _full_screen(self) -> None:
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _choose_mode(self, mode: Mode) -> None:
        """Change what a badge does; saying goodbye is never what the next evening begins with."""
        self.presenter.mode = mode
        if mode != "leaving":
            self.context.preferences.save(confirm_arrivals=mode == "confirm")
        self.field.setFocus()

    def _take_back(self, person_id: str, name: str) -> None:
        """Ask why, which may stay unsaid."""
        sentence = tr("{name} will no longer be marked as present.", name=name)
        self.reason_dialog = _why(self, tr("Take back"), sentence, tr("Take back"))
        self.reason_dialog.given.connect(lambda reason: self.presenter.undo(person_id, name, reason or None))
        self.reason_dialog.open()

    def _excuse(self, person_id: str, name: str) -> None:
        """Ask why, which may stay unsaid."""
        sentence = tr("{name} said that they would not come.", name=name)
        self.reason_dialog = _why(self, tr("Excused"), sentence, tr("Mark as excused"))
        self.reason_dialog.given.connect(
            lambda reason: self.presenter.excuse(person_id, name, reason or None)
        )
        self.reason_dialog.open()

    def _project(self, on: bool) -> None:
        """Open or close the window for the room."""
        if self.projector is not None:
            self.projector.close()
            self.projector = None
        if on:
            self.projector = Projector(self)
            self.projector.closed.connect(lambda: self.desk.projector_button.setChecked(False))
            self.projector.open_on_another_screen(self.window())
            self.presenter.load()

    def _newcomer_typed(self, newcomer: Newcomer) -> None:
        self._alike.begin(PAUSE_MS, lambda: self.presenter.newcomer_typed(newcomer))

    def _entered(self) -> None:
        if self.field.text().strip():
            self.presenter.entered(self.field.text())
        else:
            self._accept()

    def _accept(self) -> None:
        self._holding.seen()
        self.presenter.accept_offer()

    def _undo_last(self) -> None:
        self._holding.seen()
        self.presenter.undo_last()

    def _typed(self, text: str) -> None:
        self.desk.wait_then(lambda: self.presenter.typed(text), at_once=not text)

    def _scanned(self, code: str) -> None:
        """Answer a code, wherever it was typed; a walk-in's form stays as it was."""
        self.show_found(())
        self.presenter.scan(code)

    def _news(self) -> None:
        """Read the door again once the news has settled: each scan already shows its own effect."""
        if not self.isVisible():
            return
        self._settling.begin(SETTLE_MS, self.presenter.load)

    # -- what the presenter shows

    def show_door(self, door: Door) -> None:
        """Show the count and the last arrivals."""
        if door.title != self._title:
            self._title = door.title
            self.context.renamed()
        self.arrivals.show_door(door)
        self.desk.show_sessions([(one.words, one.meeting_id) for one in door.sessions], door.meeting_id)
        if self.projector is not None:
            self.projector.show_door(door)

    def show_answer(self, answer: Answer) -> None:
        """Show, sound and say an answer, once the one before was seen."""
        self._holding.offer(answer)

    def _show_answer(self, answer: Answer) -> None:
        self.verdict.show_answer(answer.face, answer.words, answer.name, answer.detail)
        if self.projector is not None:
            self.projector.show_answer(answer)
        self._calming.end()
        if answer.face != "waiting":
            self.context.player.play(answer.face)
            self._calming.begin(CALM_MS, self.presenter.calm)
        self.aside.show_known(answer.attention, first_time=answer.first_time)
        self.slip_button.hide()
        self.offer_button.setVisible(bool(answer.offer))
        self.switch_button.setVisible(bool(answer.switch_to))
        self.offer_button.setText(_offer_words(answer.offer))

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show the people found under the field."""
        self.found_panel.show_found(found)

    def clear_field(self) -> None:
        """Empty the field for the next one."""
        self.field.clear()
        self.show_found(())
        self.field.setFocus()

    def choose_found(self) -> None:
        """Put the keyboard on the list."""
        self.found_panel.choose_first()

    def ask_walk_in(self, text: str) -> None:
        """Open the form for somebody new."""
        self.show_found(())
        self.presenter.begin_walk_in()
        self.walk_in.begin(text)

    def walk_in_done(self) -> None:
        """Close the form."""
        self.walk_in.hide()
        self.field.setFocus()

    def show_alike(self, found: tuple[Found, ...]) -> None:
        """Offer people whom the name in the form may mean."""
        self.walk_in.show_alike(found)
        self._anywhere.watch(self.walk_in.alike_buttons)

    def show_log(self, lines: tuple[LogRow, ...]) -> None:
        """Show what happened at the door."""
        self.log_dialog = DoorLogDialog(lines, self)
        self.log_dialog.open()

    def offer_slip(self, *, offered: bool) -> None:
        """Offer the slip that a walk-in signs, until the next answer."""
        self.slip_button.setVisible(offered)

    def switch_session(self, meeting_id: str) -> None:
        """Go to the door of another session."""
        self.context.go(Route("reception", meeting_id))

    def warn_twin(self) -> None:
        """Say that the name in the form is known."""
        self.walk_in.warn_twin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Escape: nobody leaves the door by accident."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)


def _offer_words(offer: Offer) -> str:
    """Return what the button says that does what an answer offers."""
    return {
        "walk_in": tr("Add a walk-in"),
        "let_in": tr("Admit"),
        "admit_badge": tr("Admit"),
    }.get(offer, tr("Register and admit"))


def _paper(meeting_id: str, name: str) -> Route:
    return Route("meeting", meeting_id, f"print:{name}")


def _why(page: ReceptionPage, title: str, sentence: str, act: str) -> ReasonDialog:
    """Return the question why something is so, which may stay without an answer."""
    return ReasonDialog(title, sentence, act, tr("Leave as it is"), page, required=False)
