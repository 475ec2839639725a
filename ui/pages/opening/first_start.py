"""The first start: four short steps, each with a way back, until the copy is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from organiser_kit.i18n import current, tr
from ui import theme
from ui.pages.opening.first_steps import (
    STEPS,
    beside,
    charter,
    counted,
    key_problem,
    resumed,
    titles,
    what_is_lost,
)
from ui.widgets.basics import IconLabel, announce, button, label
from ui.widgets.form import FormField

if TYPE_CHECKING:
    from ui.pages.opening.first_steps import FirstStep

LANGUAGES = (("fr", "Français"), ("en", "English"))


class FirstStartCard(QFrame):
    """Emits ``created`` with the group's name and the passphrase, ``None`` where the keyring keeps the key.

    ``reached`` carries the step that is open, ``accepted`` says that the charter was read and accepted,
    ``language_chosen`` carries a language.
    """

    created = Signal(str, object)
    reached = Signal(str)
    accepted = Signal()
    language_chosen = Signal(str)
    practice_asked = Signal()
    restore_asked = Signal()

    def __init__(self, kept: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.step: FirstStep = resumed(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["xxl"]] * 4)
        column.setSpacing(theme.SPACE["m"])
        head = QHBoxLayout()
        head.addWidget(IconLabel("graduation-cap", "accent_text", 44))
        head.addStretch(1)
        self._counted = label("", "muted")
        head.addWidget(self._counted, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._title = label("", "title", wrap=True)
        self._sentence = label("", "lead", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._parts: dict[FirstStep, QWidget] = {
            "language": self._language_part(),
            "charter": self._charter_part(),
            "key": self._key_part(),
            "group": self._group_part(),
        }
        for part in self._parts.values():
            column.addWidget(part)
        self.problem = label("", "error", wrap=True)
        column.addWidget(self.problem)
        column.addLayout(self._buttons())
        self._show_step()

    # -- the four parts

    def _language_part(self) -> QWidget:
        part, column = _part()
        self.languages: dict[str, QRadioButton] = {}
        for code, words in LANGUAGES:
            self.languages[code] = made = QRadioButton(words)
            made.setChecked(code == current().language)
            made.clicked.connect(lambda _=False, code=code: self.language_chosen.emit(code))
            column.addWidget(made)
        self.practice_button = button(
            tr("Try it first with a practice group"), self.practice_asked.emit, "quiet", "graduation-cap"
        )
        self.restore_button = button(tr("Put a backup back…"), self.restore_asked.emit, "quiet", "hard-drive")
        column.addWidget(self.practice_button)
        column.addWidget(self.restore_button)
        return part

    def _charter_part(self) -> QWidget:
        part, column = _part()
        for icon, title, sentence in charter():
            line = QHBoxLayout()
            line.setSpacing(theme.SPACE["m"])
            line.addWidget(IconLabel(icon, "accent_text", 20), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(label(title, "strong", wrap=True))
            words.addWidget(label(sentence, wrap=True))
            line.addLayout(words, 1)
            column.addLayout(line)
        return part

    def _key_part(self) -> QWidget:
        part, column = _part()
        self.new_passphrase, self.repeated = _secret(), _secret()
        self.keyring = QCheckBox(tr("Open without asking: this computer keeps the key"))
        help_text = tr("Four words that you will remember: nobody can recover them for you.")
        for field in (
            FormField(tr("Passphrase"), self.new_passphrase, help_text),
            FormField(tr("The same passphrase again"), self.repeated),
        ):
            column.addWidget(field)
            self.keyring.toggled.connect(field.setHidden)
        column.addWidget(self.keyring)
        self._lost = label(what_is_lost(False), "muted", wrap=True)
        column.addWidget(self._lost)
        self.keyring.toggled.connect(self._keyring_chosen)
        for edit in (self.new_passphrase, self.repeated):
            edit.returnPressed.connect(self.go_on)
        return part

    def _group_part(self) -> QWidget:
        part, column = _part()
        self.group = QLineEdit()
        self.group.returnPressed.connect(self.go_on)
        column.addWidget(FormField(tr("Name of your group"), self.group))
        self.alone = QRadioButton(tr("Work without a server for now"))
        self.joining = QRadioButton(tr("Join a server: by its code, its QR code or a file"))
        self.alone.setChecked(True)
        column.addWidget(self.alone)
        column.addWidget(self.joining)
        remark = tr(
            "A server can be joined any day. With one, the name may stay empty: your groups come from there."
        )
        column.addWidget(label(remark, "caption", wrap=True))
        return part

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.back_button = button(tr("Back"), lambda: self._go(-1), "plain", "arrow-left")
        self.next_button = button("", self.go_on, "primary")
        line.addWidget(self.back_button)
        line.addStretch(1)
        line.addWidget(self.next_button)
        return line

    # -- going on

    def go_on(self) -> None:
        """Do what the main button says."""
        if self.step == "charter":
            self.accepted.emit()
        if self.step == "key":
            problem = key_problem(
                self.new_passphrase.text(), self.repeated.text(), in_keyring=self.keyring.isChecked()
            )
            if problem:
                self.show_problem(problem)
                self.new_passphrase.setFocus()
                return
        if self.step == "group":
            self.let_act(now=False)
            secret = None if self.keyring.isChecked() else self.new_passphrase.text()
            self.created.emit(self.group.text(), secret)
            return
        self._go(1)

    def _go(self, by: int) -> None:
        self.step = beside(self.step, by)
        self._show_step()
        self.reached.emit(self.step)

    def _show_step(self) -> None:
        title, sentence = titles(self.step)
        self._counted.setText(counted(self.step))
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        for step, part in self._parts.items():
            part.setVisible(step == self.step)
        self.back_button.setVisible(self.step != STEPS[0])
        self.next_button.setText(
            {"charter": tr("I have read it and agree"), "group": tr("Begin")}.get(self.step, tr("Continue"))
        )
        self.show_problem("")
        self.focus_first()
        announce(self, f"{counted(self.step)}. {title}")

    def focus_first(self) -> None:
        """Put the focus where the step begins."""
        first: dict[FirstStep, QWidget] = {"key": self.new_passphrase, "group": self.group}
        first.get(self.step, self.next_button).setFocus()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong; '' says nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.let_act(now=True)
        if sentence:
            announce(self, sentence, urgent=True)

    def let_act(self, *, now: bool) -> None:
        """Offer what can be pressed or nothing: a second Enter would begin something else."""
        for made in (self.next_button, self.back_button, self.practice_button, self.restore_button):
            made.setEnabled(now)

    def _keyring_chosen(self, on: bool) -> None:
        self.show_problem("")  # it spoke of the fields that come or go
        self._lost.setText(what_is_lost(on))


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE["m"])
    return part, column


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
