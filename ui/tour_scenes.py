"""The scenes of the tour: each brings the window to one state and returns what to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.errors import NewerSchemaError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Role
from organiser_kit.rules.text import fold
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.opening.presenter import trouble_of
from ui.pages.reception.page import ReceptionPage
from ui.pages.syncing.page import SyncPage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from organiser_kit.kit import Kit
    from ui.main_window import MainWindow
    from ui.session import Session
    from ui.widgets.scheduler import ManualScheduler
    from ui.workspace import Workspace

P = TypeVar("P")
PAUSE = 500


@dataclass
class Stage:
    """The window, the pages, and the copy behind them."""

    window: MainWindow
    workspace: Workspace
    session: Session
    scheduler: ManualScheduler
    folder: Path

    @property
    def kit(self) -> Kit:
        """Return the open copy: the tour runs on one thread."""
        return self.session.kit

    @property
    def meeting_id(self) -> str:
        """Return the first meeting."""
        return self.kit.meetings.all()[0].id

    def page(self, place: str, kind: type[P]) -> P:
        """Return an open page."""
        page = self.workspace.navigator.page(place)  # type: ignore[arg-type]
        assert isinstance(page, kind)
        return page

    def codes(self) -> list[str]:
        """Return the codes of everybody expected, in the order of the list."""
        people = [
            entry.person.id for entry in self.kit.registrations.roster(self.meeting_id) if entry.is_expected
        ]
        return list(self.kit.badges.codes(people).values())


def opening(stage: Stage) -> QWidget:
    """Draw the window before the copy is open."""
    stage.window.show_opening()
    return stage.window


def first_run(stage: Stage) -> QWidget:
    """Draw the first start."""
    stage.window.opening.show_first_run("")
    return stage.window


def passphrase(stage: Stage) -> QWidget:
    """Draw a wrong passphrase."""
    stage.window.opening.show_passphrase(
        tr(
            "This passphrase does not open the local copy: "
            "check capitals and keyboard layout, then try again."
        )
    )
    return stage.window


def trouble(stage: Stage) -> QWidget:
    """Draw a copy that a newer version wrote."""
    error = NewerSchemaError(tr("The local copy was written by a newer version of the kit."))
    stage.window.opening.show_trouble(trouble_of(error))
    return stage.window


def meetings(stage: Stage) -> QWidget:
    """Draw the list of meetings."""
    stage.window.show_shell(stage.workspace.shell)
    stage.workspace.courier.refresh()
    stage.workspace.go(Route("meetings"))
    return stage.window


def new_pair(stage: Stage) -> QWidget:
    """Draw the new pair's dialog."""
    page = stage.page("meetings", MeetingsPage)
    page.presenter.begin_pair()
    assert page.dialog is not None
    return page.dialog


def prepare(stage: Stage) -> QWidget:
    """Draw the first step."""
    stage.workspace.go(Route("meeting", stage.meeting_id, "prepare"))
    return stage.window


def registrations(stage: Stage) -> QWidget:
    """Draw the second step."""
    stage.workspace.go(Route("meeting", stage.meeting_id, "registrations"))
    return stage.window


def searching(stage: Stage) -> QWidget:
    """Draw a search in the list."""
    step = stage.page("meeting", MeetingPage).steps["registrations"]
    step.search.setText(fold("Spé"))  # type: ignore[attr-defined]
    stage.scheduler.advance(PAUSE)
    return stage.window


def add_person(stage: Stage) -> QWidget:
    """Draw the person's form."""
    step = stage.page("meeting", MeetingPage).steps["registrations"]
    step.search.clear()  # type: ignore[attr-defined]
    step.add_person()  # type: ignore[attr-defined]
    dialog: QWidget = step.dialog  # type: ignore[attr-defined]
    return dialog


def importing(stage: Stage) -> QWidget:
    """Draw the columns of a file."""
    return _import(stage)


def imported(stage: Stage) -> QWidget:
    """Draw what became of its lines."""
    dialog = _import(stage)
    dialog.run_button.click()  # type: ignore[attr-defined]
    return dialog


def _import(stage: Stage) -> QWidget:
    path = stage.folder / "inscriptions.csv"
    path.write_text(
        "Nom;Prénom;Courriel;Structure;Remarque\n"
        "Exemple-Martin;Zoé;zoe@example.org;Médiathèque fictive;vient en train\n"
        "Spécimen;Łukasz;lukasz@example.org;École des essais;\n"
        ";;personne@example.org;;\n"
        "Fictif-Øster;Søren;soren arobase example;Fablab inventé;\n",
        "utf-8",
    )
    step = stage.page("meeting", MeetingPage).steps["registrations"]
    step.choose_file = lambda _: path  # type: ignore[attr-defined]
    step.import_file()  # type: ignore[attr-defined]
    dialog: QWidget = step.dialog  # type: ignore[attr-defined]
    return dialog


def papers(name: str) -> Callable[[Stage], QWidget]:
    """Return the scene of one document."""

    def scene(stage: Stage) -> QWidget:
        stage.workspace.go(Route("meeting", stage.meeting_id, "print"))
        step = stage.page("meeting", MeetingPage).steps["print"]
        step.presenter.choose(name)  # type: ignore[attr-defined]
        return stage.window

    return scene


def reception(stage: Stage) -> QWidget:
    """Draw the door before the first scan."""
    stage.workspace.go(Route("reception", stage.meeting_id))
    return stage.window


def _door(stage: Stage) -> ReceptionPage:
    return stage.page("reception", ReceptionPage)


def welcome(stage: Stage) -> QWidget:
    """Draw somebody welcome."""
    for code in stage.codes()[:14]:
        stage.session.environment.clock.advance(seconds=40)  # type: ignore[attr-defined]
        _door(stage).presenter.scan(code)
    return stage.window


def already(stage: Stage) -> QWidget:
    """Draw a second scan of the same badge."""
    _door(stage).presenter.scan(stage.codes()[4])
    return stage.window


def not_registered(stage: Stage) -> QWidget:
    """Draw somebody who is on no list."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    person = kit.people.add(group.id, family_name="Imprévu-Exemple", given_name="Inès")
    _door(stage).presenter.scan(kit.badges.codes([person.id])[person.id])
    return stage.window


def other_meeting(stage: Stage) -> QWidget:
    """Draw somebody registered at the other meeting."""
    kit = stage.kit
    group = kit.meetings.groups()[0]
    person = kit.people.add(group.id, family_name="Exemple-Ailleurs", given_name="Noël")
    kit.registrations.register(kit.meetings.all()[1].id, [person.id])
    _door(stage).presenter.scan(kit.badges.codes([person.id])[person.id])
    return stage.window


def forged(stage: Stage) -> QWidget:
    """Draw a false badge."""
    code = stage.codes()[0]
    _door(stage).presenter.scan(code[:-1] + ("A" if code[-1] != "A" else "B"))
    return stage.window


def found(stage: Stage) -> QWidget:
    """Draw the people found by a few letters."""
    _door(stage).field.setText("fi")
    stage.scheduler.advance(PAUSE)
    return stage.window


def walk_in(stage: Stage) -> QWidget:
    """Draw the walk-in's form."""
    page = _door(stage)
    page.clear_field()
    page.presenter.entered("Nouvelle")
    page.presenter.entered("")
    return stage.window


def undone(stage: Stage) -> QWidget:
    """Draw an undo."""
    page = _door(stage)
    page.walk_in_done()
    page.presenter.undo_last()
    return stage.window


def no_camera(stage: Stage) -> QWidget:
    """Draw the camera's place on a machine without one."""
    _door(stage).desk.camera_button.setChecked(True)
    return stage.window


def close(stage: Stage) -> QWidget:
    """Draw the last step."""
    _door(stage).desk.camera_button.setChecked(False)
    kit = stage.kit
    absent = [e for e in kit.registrations.roster(stage.meeting_id) if not e.presence.is_present]
    kit.check_in.excuse(stage.meeting_id, absent[0].person.id)
    stage.workspace.go(Route("meeting", stage.meeting_id, "close"))
    step = stage.page("meeting", MeetingPage).steps["close"]
    step.table.selectRow(2)  # type: ignore[attr-defined]
    return stage.window


def validated(stage: Stage) -> QWidget:
    """Draw a validated sheet and its statements."""
    step = stage.page("meeting", MeetingPage).steps["close"]
    step.choose_folder = lambda _: stage.folder / "attestations"  # type: ignore[attr-defined]
    step.validate_button.click()  # type: ignore[attr-defined]
    step.statements_button.click()  # type: ignore[attr-defined]
    return stage.window


def people(stage: Stage) -> QWidget:
    """Draw everybody."""
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("people"))
    return stage.window


def sync_unpaired(stage: Stage) -> QWidget:
    """Draw the synchronisation before pairing."""
    stage.workspace.go(Route("sync"))
    stage.workspace.courier.refresh()
    return stage.window


def sync_offline(stage: Stage) -> QWidget:
    """Draw the synchronisation with the server away."""
    page = stage.page("sync", SyncPage)
    practice = page.practice
    assert practice is not None
    server = practice.start()
    page.presenter.pair(server.url, server.enrol_code())
    practice.stop()
    stage.kit.plan.add_venue(stage.kit.meetings.groups()[0].id, "Lieu fictif")
    page.presenter.sync()
    stage.workspace.shell.toast.hide()
    page.enter(Route("sync"))
    return stage.window


def sync_done(stage: Stage) -> QWidget:
    """Draw the synchronisation when all is up to date."""
    page = stage.page("sync", SyncPage)
    assert page.practice is not None
    page.practice.start()
    page.presenter.sync()
    page.enter(Route("sync"))
    return stage.window


def settings(stage: Stage) -> QWidget:
    """Draw the settings."""
    stage.workspace.go(Route("settings"))
    return stage.window


def meetings_after(stage: Stage) -> QWidget:
    """Draw the list after the evening."""
    kit = stage.kit
    kit.plan.assign_role(kit.meetings.all()[1].id, kit.people.all()[3].id, Role.CO_ORGANISER)
    stage.workspace.go(Route("meetings"))
    return stage.window


SCENES: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("opening", opening),
    ("first-run", first_run),
    ("passphrase", passphrase),
    ("trouble", trouble),
    ("meetings", meetings),
    ("new-pair", new_pair),
    ("prepare", prepare),
    ("registrations", registrations),
    ("search", searching),
    ("add-person", add_person),
    ("import-columns", importing),
    ("import-result", imported),
    ("print-sheet", papers("sheet")),
    ("print-badges", papers("badges")),
    ("print-poster", papers("poster")),
    ("reception", reception),
    ("welcome", welcome),
    ("already-in", already),
    ("not-registered", not_registered),
    ("other-meeting", other_meeting),
    ("false-badge", forged),
    ("name-search", found),
    ("walk-in", walk_in),
    ("undo", undone),
    ("camera", no_camera),
    ("close", close),
    ("statements", validated),
    ("people", people),
    ("sync-unpaired", sync_unpaired),
    ("sync-offline", sync_offline),
    ("sync-done", sync_done),
    ("settings", settings),
    ("meetings-after", meetings_after),
)
