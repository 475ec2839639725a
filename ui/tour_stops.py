"""The stops of the tour: every page, step and section, and the dialogs, each drawn in several states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from ui import tour_animation as animation
from ui import tour_door as door
from ui import tour_home as home
from ui import tour_planning as planning
from ui import tour_preparing as preparing
from ui import tour_scenes as scenes
from ui.navigation import Route
from ui.pages.ready.page import ReadyPage
from ui.tour_looks import APPEARANCES, CONFLICT, DATA, LONG, MANY
from ui.tour_stage import MadeUpLaptop

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.navigation import Place
    from ui.tour_stage import Stage

    Play = Callable[[Stage], QWidget]

EVERYTHING = APPEARANCES | DATA
PEOPLED = APPEARANCES | {MANY.name, LONG.name}
MODULE = 1


@dataclass(frozen=True)
class Stop:
    """One page or dialog, and the names of the states in which it is drawn beside its usual one.

    ``usual`` is the scene of the tour that draws the usual one; ``of`` the places, the step or the section
    that it shows, as ``meeting/prepare``, '' for a dialog.
    """

    name: str
    usual: str
    play: Play
    of: str = ""
    looks: frozenset[str] = APPEARANCES


def _page(place: Place, step: str = "", usual: str = "", looks: frozenset[str] = EVERYTHING) -> Stop:
    """Return the stop at a page of the side bar, or at a section of one."""

    def play(stage: Stage) -> QWidget:
        stage.window.show_shell(stage.workspace.shell)
        stage.workspace.go(Route(place, step=step))
        return stage.window

    of = f"{place}/{step}" if step else place
    return Stop(of.replace("/", "-"), usual or place, play, of, looks)


def _of_meeting(place: Place, step: str = "") -> Play:
    """Return what opens a page of the first meeting; a copy without one gets a bare pair."""

    def play(stage: Stage) -> QWidget:
        kit = stage.kit
        if not kit.meetings.all():
            soon = stage.session.environment.now() + timedelta(hours=1)
            kit.plan.plan_pair(kit.meetings.groups()[0].id, MODULE, soon)
        stage.workspace.go(Route(place, stage.meeting_id, step))
        return stage.window

    return play


def _step(step: str, usual: str = "") -> Stop:
    return Stop(f"meeting-{step}", usual or step, _of_meeting("meeting", step), f"meeting/{step}", EVERYTHING)


def _ready(stage: Stage) -> QWidget:
    stage.page("ready", ReadyPage).presenter.probe = MadeUpLaptop()
    return _of_meeting("ready")(stage)


def _dialog_at(place: Play, scene: Play) -> Play:
    """Return the scene of a dialog, over the page that it belongs to."""

    def play(stage: Stage) -> QWidget:
        place(stage)
        return scene(stage)

    return play


_REGISTRATIONS = _of_meeting("meeting", "registrations")
_PRINT = _of_meeting("meeting", "print")

STOPS = (
    Stop("first-run", "first-run", scenes.first_run),
    Stop("home", "home", home.usual, "home", EVERYTHING),
    _page("meetings"),
    _page("groups"),
    _page("people"),
    _page("library", "sheets", "library-sheets"),
    _page("library", "resources", "library-resources"),
    _page("library", "questions", "library-help"),
    _page("venues"),
    _page("sync", usual="sync-done", looks=EVERYTHING | {CONFLICT.name}),
    _page("settings", looks=APPEARANCES),
    _page("privacy"),
    _page("help", looks=APPEARANCES),
    _step("prepare"),
    _step("todo"),
    _step("announce"),
    _step("registrations"),
    _step("print", "print-sheet"),
    _step("run", "run-kit"),
    _step("close"),
    _step("paper", "paper-start"),
    _step("report", "report-empty"),
    Stop("ready", "ready", _ready, "ready", EVERYTHING),
    Stop("reception", "reception", _of_meeting("reception"), "reception", EVERYTHING),
    Stop("welcome", "welcome", door.welcome, looks=PEOPLED),
    Stop("name-search", "name-search", door.found, looks=PEOPLED),
    Stop("walk-in", "walk-in", door.walk_in),
    Stop("door-log", "door-log", door.log, looks=PEOPLED),
    Stop("run-clock", "clock-running", animation.running),
    Stop("new-pair", "new-pair", _dialog_at(_page("meetings").play, scenes.new_pair)),
    Stop("add-person", "add-person", _dialog_at(_REGISTRATIONS, scenes.add_person)),
    Stop("import-result", "import-result", _dialog_at(_REGISTRATIONS, scenes.imported)),
    Stop(
        "for-whom",
        "print-for-whom",
        _dialog_at(_PRINT, scenes.for_whom),
        looks=PEOPLED,
    ),
    Stop("venue-added", "venue-added", _dialog_at(_page("venues").play, planning.venue_added)),
    Stop("palette", "palette-people", home.palette_people, looks=PEOPLED),
    Stop("shortcuts", "shortcuts", home.shortcuts),
    Stop("erase", "privacy-erase", _dialog_at(_page("privacy").play, preparing.erase_laptop)),
)


def pictures() -> dict[str, dict[str, str]]:
    """Return, for each stop, the picture of each of its states."""
    return {
        stop.name: {"usual": stop.usual} | {look: f"{stop.name}--{look}" for look in stop.looks}
        for stop in STOPS
    }
