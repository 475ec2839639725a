"""The scenes of the tour on a person's data and on joining a server at the first start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.rules.alerts import Alert, Concern, sentence
from ui.navigation import Route
from ui.pages.home.page import HomePage
from ui.pages.home.presenter import Need, read
from ui.pages.opening.join_card import JoinServerCard
from ui.pages.people.page import PeoplePage
from ui.pages.reception.camera_panel import CameraPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def erase_person(stage: Stage) -> QWidget:
    """Draw what is said before somebody is erased."""
    stage.workspace.go(Route("people"))
    page = stage.page("people", PeoplePage)
    page.table.selectRow(4)
    page.erase_button.click()
    assert page.dialog is not None
    return page.dialog


def join_server(stage: Stage) -> QWidget:
    """Draw the server's step of the first start."""
    _join(stage)
    return stage.window


def join_refused(stage: Stage) -> QWidget:
    """Draw the same without a network."""
    card = _join(stage)
    card.url.setText("https://kit.example.org")
    card.code.setText("ABCD-EFGH")
    card.refuse(UserError(tr("The server cannot be reached: check the network. What waits is kept.")))
    return stage.window


def back_from_joining(stage: Stage) -> QWidget:
    """Draw the first page after that was left for later, with changes that no backup has."""
    stage.window.show_shell(stage.workspace.shell)
    stage.workspace.go(Route("home"))
    state = read(stage.kit, stage.session.environment.now())
    alert = Alert(Concern.NO_BACKUP, count=12)
    need = Need(sentence(alert), tr("This laptop"), urgent=False, way="backup", meeting_id="", can_wait=True)
    stage.page("home", HomePage).show_home(replace(state, needs=(*state.needs, need)))
    return stage.window


def _join(stage: Stage) -> JoinServerCard:
    context = stage.workspace.context
    card = JoinServerCard(context, stage.workspace.courier, CameraPanel(context))
    stage.window.opening.show_join(card)
    stage.window.show_opening()
    return card


SCENES = (
    ("people-erase", erase_person),
    ("first-join", join_server),
    ("first-join-refused", join_refused),
    ("home-no-backup", back_from_joining),
)
