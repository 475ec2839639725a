"""A dialog about something that is there already: each field is kept by itself, nothing is to be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.dialogs.base import FormDialog
from ui.widgets.autosave import Autosave, Field
from ui.widgets.basics import announce, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.widgets.form import FormField
    from ui.widgets.scheduler import Scheduler


class KeptDialog(FormDialog):
    """Asks for one field at a time to be kept; whoever opened it answers with what became of it.

    Closing waits for the answers; what was refused is said beside its field, and closing again gives it up.
    """

    def __init__(self, title: str, sentence: str, scheduler: Scheduler, parent: QWidget | None) -> None:
        super().__init__(title, sentence, tr("Close"), parent)
        self.cancel_button.hide()
        self.autosave = Autosave(scheduler, self)
        self.autosave.due.connect(self._ask)
        self.fields: dict[str, FormField] = {}
        self._asked: set[str] = set()
        self._wrong: set[str] = set()
        self._is_closing = False
        self._is_warned = False

    def watch(self, name: str, field: FormField) -> None:
        """Keep a field by itself under ``name``."""
        assert isinstance(field.field, Field)
        self.fields[name] = field
        self.autosave.watch(name, field.field)

    def add_foot(self) -> None:
        """Say at the end of the form that nothing is to be pressed."""
        self.kept = label(tr("What you change here is saved by itself."), "muted")
        self.body.addWidget(self.kept)

    def keep(self, name: str) -> None:
        """Ask for a field to be kept, and have it answered by :meth:`show_kept` or :meth:`show_wrong`."""

    def _ask(self, name: str) -> None:
        self._asked.add(name)
        self._is_warned = False
        self.show_problem("")
        self.kept.show()
        self.keep(name)

    def show_kept(self, name: str) -> None:
        """Say quietly that a field is kept."""
        self._asked.discard(name)
        self._wrong.discard(name)
        self.fields[name].show_error("")
        self.kept.setText(tr("Saved") if not self._wrong else tr("Not saved: look at the field in red."))
        announce(self.kept, self.kept.text())
        if self._is_closing:
            self._close()

    def show_wrong(self, name: str, sentence: str) -> None:
        """Say beside its field why it was not kept; what was typed stays."""
        self._asked.discard(name)
        self._wrong.add(name)
        self.fields[name].show_error(sentence)
        self.kept.setText(tr("Not saved: look at the field in red."))
        if self._is_closing:
            self._close()

    def submit(self) -> None:
        """Close, once everything is kept."""
        self.autosave.flush()  # all of it, before the first answer may close
        self._is_closing = True
        self._close()

    def reject(self) -> None:
        """Close in the same way on Escape: nothing here is given up by a key."""
        self.submit()

    def _close(self) -> None:
        if self._asked or not self._is_closing:
            return
        if self._wrong and not self._is_warned:
            self._is_warned, self._is_closing = True, False
            self.kept.hide()
            self.show_problem(
                tr("What is in red is not saved: correct it, or close again to leave it as it was.")
            )
            self.fields[min(self._wrong, key=list(self.fields).index)].field.setFocus()
            return
        self.accept()
