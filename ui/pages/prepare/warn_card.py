"""The card that says how many people are still to be warned about a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.dialogs.warn import WarnDialog
from ui.pages.notices.presenter import NoticesPresenter
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.notices.presenter import NoticesState
    from ui.pages.page import Context


class WarnCard(Card):
    """Opens the list of people to warn, and starts one when a date or a place has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            tr("People to warn"),
            tr("When the meeting moves, is postponed or cancelled, the list says whom to call or write to."),
        )
        self._context = context
        self._meeting_id = ""
        self.presenter = NoticesPresenter(context.session, self, context.notify)
        self.dialog: WarnDialog | None = None
        row = FlowLayout()
        self.summary = label("", "strong", wrap=True)
        self.list_button = button(tr("Open the list"), self.open_list, "plain", "clipboard-list")
        self.moved_button = button(tr("The date or place has changed"), self._moved, "plain", "bell")
        row.add(self.summary, grow=True)
        row.add(self.moved_button)
        row.add(self.list_button)
        self.add(row)
        context.session.bus.on(
            ("notice", "meeting", "registration"),
            self,
            lambda _: self.presenter.load() if self.isVisibleTo(self.window()) else None,
        )

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self._meeting_id = meeting_id
        self.presenter.open(meeting_id)

    def show_notices(self, state: NoticesState) -> None:
        """Show how many are left."""
        self.summary.setText(state.summary)
        self.list_button.setEnabled(bool(state.people))

    def open_list(self) -> None:
        """Open the list."""
        self.dialog = WarnDialog(self._context, self._meeting_id, self)
        self.dialog.open()

    def _moved(self) -> None:
        self.presenter.queue("moved")

    def refuse(self, error: KitError) -> None:
        """Say why in the place of the count."""
        self.summary.setText(error.sentence)
