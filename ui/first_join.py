"""The end of a first start that chose a server: now or, without a network, at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.opening.first_steps import JOIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from ui.main_window import MainWindow
    from ui.preferences import Preferences
    from ui.session import Session
    from ui.workspace import Workspace


class FirstJoin:
    """Shows the server's card over an open copy for as long as joining is wanted and not done."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def go_on(
        self, session: Session, workspace: Workspace, failed: Callable[[KitError], None], *, just_chosen: bool
    ) -> None:
        """Show the card if joining is wanted: ``just_chosen``, or at an earlier start and not done since."""
        if just_chosen:
            self._preferences.save(first_step=JOIN)  # whatever happens to the window
            self._offer(workspace)
            return
        if self._preferences.choices.first_step != JOIN:
            return

        def answered(is_paired: bool) -> None:
            if is_paired:
                self._preferences.save(first_step="")
            else:
                self._offer(workspace)

        session.ask(self._window, lambda kit: kit.sync_state().server is not None, answered, failed)

    def _offer(self, workspace: Workspace) -> None:
        from ui.pages.opening.join_card import JoinServerCard
        from ui.pages.reception.camera_panel import CameraPanel

        def ended(is_paired: bool) -> None:
            if is_paired:
                self._preferences.save(first_step="")
            self._window.show_shell(workspace.shell)

        card = JoinServerCard(workspace.context, workspace.courier, CameraPanel(workspace.context))
        card.ended.connect(ended)
        self._window.opening.show_join(card)
        self._window.show_opening()
