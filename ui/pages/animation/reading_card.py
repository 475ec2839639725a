"""One part of a kit, to be read: what it is for, an activity whole, or a participants' sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.wording import clock_time, duration, time_range
from ui import theme
from ui.widgets.basics import button, label
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from organiser_kit.documents.data.handouts import HandoutSheet
    from organiser_kit.documents.data.timeline import TimelineActivity
    from ui.pages.animation.contents import KitContents


class ReadingCard(Card):
    """Emits ``begin_asked`` when the activity it shows is to begin now, ``papers_asked`` with a paper."""

    begin_asked = Signal()
    papers_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self._paper = ""
        self.begin_button = button(tr("Begin this now"), self.begin_asked.emit, "quiet", "play")
        self.print_button = button(" ", lambda: self.papers_asked.emit(self._paper), "plain", "printer")
        self.header.add(self.begin_button)
        self.header.add(self.print_button)
        self._held = QWidget()
        self._inside = QVBoxLayout(self._held)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme.SPACE["m"])
        self.add(self._held)
        self.body.addStretch(1)

    def show_about(self, contents: KitContents) -> None:
        """Show what the kit is for, and whose it is."""
        self._begin(contents.title, "")
        self._offer_paper("timeline", tr("Print its papers"))
        self._inside.addWidget(label(contents.aim, "lead", wrap=True))
        for remark in contents.remarks:
            self._line("·", remark)
        count = len(contents.activities)
        length = duration(sum(contents.plan.lengths), current())
        lasting = trn("{n} activity, {length}", "{n} activities, {length}", count, length=length)
        self._named(tr("Timeline"), lasting)
        self._named(tr("Kit"), contents.edition)

    def show_activity(self, activity: TimelineActivity) -> None:
        """Show how to run an activity."""
        hours = time_range(activity.starts_at, activity.ends_at, current())
        length = duration(activity.minutes, current())
        self._begin(activity.title, tr("{what} · {length}", what=hours, length=length))
        for number, step in enumerate(activity.steps, start=1):
            self._line(f"{number}.", step)
        self._say(activity)
        self._named(tr("Material"), " · ".join(activity.material))
        self._named(tr("Without a facilitator"), activity.without_facilitator)
        self._named(tr("Without network"), activity.without_network)
        self._named(tr("Without computers"), activity.without_computers)

    def show_sheet(self, sheet: HandoutSheet) -> None:
        """Show what a sheet for participants says."""
        copies = trn("{n} copy to print", "{n} copies to print", sheet.copies) if sheet.copies else ""
        self._begin(sheet.title, copies)
        self._offer_paper("handouts", tr("Print the sheets"))
        self._inside.addWidget(label(sheet.intro, "body", wrap=True))
        for point in sheet.points:
            self._line("–" if sheet.cut_out else "•", point)
        if sheet.blanks:
            self._inside.addWidget(label(tr("To be filled in by hand"), "strong", wrap=True))
        for blank in sheet.blanks:
            self._line("…", blank)

    def offer_begin(self, *, offered: bool) -> None:
        """Offer to begin the activity, unless it is under way."""
        self.begin_button.setVisible(offered)

    def _offer_paper(self, paper: str, words: str) -> None:
        self._paper = paper
        self.print_button.setText(words)
        self.print_button.show()

    def _begin(self, title: str, sentence: str) -> None:
        self.header.set_title(title, sentence)
        self.begin_button.hide()
        self.print_button.hide()
        while (item := self._inside.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, mark: str, words: str) -> None:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.SPACE["s"])
        number = label(mark, "strong")
        number.setFixedWidth(theme.current().scaled(22))
        inside.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(label(words, "body", wrap=True), 1)
        self._inside.addWidget(row)

    def _named(self, name: str, words: str) -> None:
        if not words:
            return
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(name, "strong", wrap=True))
        column.addWidget(label(words, "body", wrap=True))
        self._inside.addWidget(held)

    def _say(self, activity: TimelineActivity) -> None:
        """Show what the timekeeper says at the end, set apart: it is read aloud."""
        panel = QFrame()
        panel.setObjectName("banner")
        panel.setProperty("tone", "accent")
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(2)
        when = clock_time(activity.ends_at, current())
        column.addWidget(label(tr("At {time}, say:", time=when), "body", wrap=True))
        column.addWidget(label(tr("“{words}”", words=activity.say), "strong", wrap=True))
        self._inside.addWidget(panel)
