"""Two versions of a field side by side; one key, or one click, keeps one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import tr, trn
from ui import theme
from ui.actions import keys, shown_keys
from ui.pages.syncing.waiting_card import empty
from ui.widgets.basics import button, icon_button, label
from ui.widgets.panels import Card
from ui.widgets.status_pill import StatusPill

if TYPE_CHECKING:
    from organiser_kit.services.conflicts import Side
    from ui.pages.syncing.versions import ChoiceWords, VersionWords


class VersionPanel(QFrame):
    """One of the two versions."""

    kept = Signal(object)

    def __init__(self, version: VersionWords, field: str, shortcut: str) -> None:
        super().__init__()
        self.setObjectName("choice")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(theme.SPACE["s"])
        column.addWidget(label(version.title, "strong", wrap=True))
        self.value = label(version.value, "title", wrap=True)
        self.value.setAccessibleName(tr("{field}: {value}", field=field, value=version.value))
        column.addWidget(self.value)
        column.addWidget(label(version.written, "muted", wrap=True))
        if version.stands:
            pill = StatusPill()
            pill.show_status("info", "eye", tr("Shown everywhere for now"))
            column.addWidget(pill)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["s"])
        self.keep_button = button(
            tr("Keep this version"), lambda: self.kept.emit(version.side), "plain", "check"
        )
        self.keep_button.setAccessibleName(
            tr("Keep this version: {value}, {title}", value=version.value, title=version.title)
        )
        row.addWidget(self.keep_button)
        row.addWidget(label(shown_keys(shortcut), "key"))
        row.addStretch(1)
        column.addLayout(row)


class VersionsCard(Card):
    """One field at a time; the others are a step away."""

    kept = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Two versions: which one stays?"), " ", parent)
        self._choices: tuple[ChoiceWords, ...] = ()
        self._at = 0
        self._count = label("", "strong")
        self.before_button = icon_button(tr("The one before"), "chevron-left", lambda: self._go(-1))
        self.next_button = icon_button(tr("The next one"), "chevron-right", lambda: self._go(1))
        for part in (self._count, self.before_button, self.next_button):
            self.header.add(part)
        self.panels: tuple[VersionPanel, ...] = ()
        sideways = QBoxLayout.Direction.LeftToRight
        downwards = QBoxLayout.Direction.TopToBottom
        self._pair = QBoxLayout(downwards if theme.current().is_large else sideways)
        self._pair.setSpacing(theme.SPACE["m"])
        self.add(self._pair)
        self.hide()

    @property
    def choice(self) -> ChoiceWords | None:
        """Return the field that is shown."""
        return self._choices[self._at] if self._choices else None

    def show_choices(self, choices: tuple[ChoiceWords, ...]) -> None:
        """Show the fields with two versions; the one on the screen stays there if it is still open."""
        if choices == self._choices:
            return
        here = self.choice
        self._choices = choices
        still = [place for place, choice in enumerate(choices) if here is not None and choice.id == here.id]
        self._at = still[0] if still else min(self._at, max(0, len(choices) - 1))
        had_focus = any(panel.keep_button.hasFocus() for panel in self.panels)
        self.setVisible(bool(choices))
        self._show()
        if had_focus and self.panels:
            self.panels[0].keep_button.setFocus()

    def _go(self, by: int) -> None:
        self._at = (self._at + by) % len(self._choices)
        self._show()

    def _show(self) -> None:
        empty(self._pair)
        self.panels = ()
        choice = self.choice
        if choice is None:
            return
        several = len(self._choices) > 1
        self.header.set_title(
            tr("{field}: {subject}", field=choice.field, subject=choice.subject),
            tr("Changed on two laptops that did not know of each other. Nothing is blocked."),
        )
        self._count.setText(tr("{n} of {total}", n=self._at + 1, total=len(self._choices)))
        self._count.setAccessibleName(
            trn("{n} field with two versions", "{n} fields with two versions", len(self._choices))
        )
        for part in (self._count, self.before_button, self.next_button):
            part.setVisible(several)
        self.panels = tuple(
            VersionPanel(version, choice.field, keys(name))
            for version, name in zip(choice.versions, ("keep_first", "keep_second"), strict=True)
        )
        for panel in self.panels:
            panel.kept.connect(self._keep)
            self._pair.addWidget(panel, 1)

    def keep_at(self, place: int) -> None:
        """Keep the first or the second version of the field that is shown."""
        if self.choice is not None:
            self._keep(self.choice.versions[place].side)

    def _keep(self, side: Side) -> None:
        if self.choice is not None:
            self.kept.emit(self.choice, side)
