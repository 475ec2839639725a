"""The card that says whether somebody facilitates, and opens the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from ui.dialogs.facilitators import FacilitatorDialog
from ui.pages.prepare.facilitators import FacilitatorPresenter
from ui.widgets.basics import button, label
from ui.widgets.flow import FlowLayout
from ui.widgets.panels import Card

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from ui.pages.page import Context
    from ui.pages.prepare.facilitators import FacilitatorState


class FacilitatorCard(Card):
    """Shows how far the search is."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            tr("Facilitator"),
            tr("Somebody who works in computing: listens, goes to those who dare not ask, explains."),
        )
        self._context = context
        self._meeting_id = ""
        self.presenter = FacilitatorPresenter(context.session, self, context.notify)
        self.dialog: FacilitatorDialog | None = None
        row = FlowLayout()
        self.summary = label("", "strong", wrap=True)
        self.search_button = button(tr("Find a facilitator"), self.search, "plain", "search")
        row.add(self.summary, grow=True)
        row.add(self.search_button)
        self.add(row)
        context.session.bus.on(
            ("meeting_role", "person"),
            self,
            lambda _: self.presenter.load() if self.isVisibleTo(self.window()) else None,
        )

    def open(self, meeting_id: str) -> None:
        """Show this meeting."""
        self._meeting_id = meeting_id
        self.presenter.open(meeting_id)

    def show_facilitators(self, state: FacilitatorState) -> None:
        """Show how far the search is."""
        self.summary.setText(state.summary)

    def search(self) -> None:
        """Open the search."""
        self.dialog = FacilitatorDialog(self._context, self._meeting_id, self)
        self.dialog.open()

    def refuse(self, error: KitError) -> None:
        """Say why in the place of the summary."""
        self.summary.setText(error.sentence)
