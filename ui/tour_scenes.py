"""The scenes of the tour: each brings the window to one state and returns what to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from organiser_kit.codes.layouts import Layout, typed
from organiser_kit.codes.scanner_test import TEST_TEXT
from organiser_kit.errors import NewerSchemaError
from organiser_kit.i18n import current, tr
from organiser_kit.model.meetings import Role
from organiser_kit.rules.text import fold
from ui import tour_animation as animation
from ui import tour_door as door
from ui import tour_dropping as dropping
from ui import tour_files as library_files
from ui import tour_going_on as going_on
from ui import tour_help as helping
from ui import tour_home as home
from ui import tour_keeping as keeping
from ui import tour_library as library
from ui import tour_paper as paper
from ui import tour_persons as persons
from ui import tour_planning as planning
from ui import tour_preparing as preparing
from ui import tour_sync as syncing
from ui.navigation import Route
from ui.pages.meeting.page import MeetingPage
from ui.pages.meetings.page import MeetingsPage
from ui.pages.opening.presenter import trouble_of
from ui.pages.ready.page import ReadyPage
from ui.pages.settings.page import SettingsPage
from ui.tour_stage import PAUSE, MadeUpLaptop, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


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


def ready(stage: Stage) -> QWidget:
    """Draw what is still missing before the evening."""
    page = stage.page("ready", ReadyPage)
    page.presenter.probe = MadeUpLaptop()
    stage.workspace.go(Route("ready", stage.meeting_id))
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


_HEADINGS = {
    "fr": "Nom;Prénom;Courriel;Structure;Remarque",
    "en": "Family name;Given name;Email;Organisation;Remark",
}


def _import(stage: Stage) -> QWidget:
    path = stage.folder / "inscriptions.csv"
    path.write_text(
        f"{_HEADINGS[current().language]}\n"
        "Exemple-Martin;Zoé;zoe@example.org;Médiathèque imaginaire;vient en train\n"
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


def for_whom(stage: Stage) -> QWidget:
    """Draw the choice of people for badges."""
    step = stage.page("meeting", MeetingPage).steps["print"]
    step.presenter.choose("badges")  # type: ignore[attr-defined]
    step.presenter.ask_people()  # type: ignore[attr-defined]
    dialog: QWidget = step.dialog  # type: ignore[attr-defined]
    dialog.everybody.setChecked(False)  # type: ignore[attr-defined]
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)  # type: ignore[attr-defined]
    return dialog


def on_labels(stage: Stage) -> QWidget:
    """Draw badges on labels whose codes are small."""
    window = papers("badges")(stage)
    step = stage.page("meeting", MeetingPage).steps["print"]
    labels = step.options.stocks  # type: ignore[attr-defined]
    labels.setCurrentIndex(labels.findData("L7163"))
    labels.activated.emit(labels.currentIndex())
    return window


def measured(stage: Stage) -> QWidget:
    """Draw the figures of a printer that is out by a little."""
    step = stage.page("meeting", MeetingPage).steps["print"]
    step.printer_names = lambda: ("Exemple-Laser",)  # type: ignore[attr-defined]
    step.measure_button.click()  # type: ignore[attr-defined]
    dialog: QWidget = step.dialog  # type: ignore[attr-defined]
    for field, figure in zip(dialog.fields, (21.5, 19.0, 170.0, 256.5), strict=True):  # type: ignore[attr-defined]
        field.setValue(figure)
    return dialog


def close(stage: Stage) -> QWidget:
    """Draw the last step."""
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
    for _ in stage.kit.registrations.roster(stage.meeting_id):
        # Whoever the screen saw was there, whatever the read sheet says; nobody is left to ask about then.
        if not step.differences.isHidden():  # type: ignore[attr-defined]
            step.differences.present_button.click()  # type: ignore[attr-defined]
    step.validate_button.click()  # type: ignore[attr-defined]
    step.statements_button.click()  # type: ignore[attr-defined]
    return stage.window


def people(stage: Stage) -> QWidget:
    """Draw everybody."""
    stage.workspace.shell.toast.hide()
    stage.workspace.go(Route("people"))
    return stage.window


def settings(stage: Stage) -> QWidget:
    """Draw the settings."""
    stage.workspace.go(Route("settings"))
    return stage.window


def scanner(arrived: str) -> Callable[[Stage], QWidget]:
    """Return the scene of a scan of the test page."""

    def scene(stage: Stage) -> QWidget:
        page = stage.page("settings", SettingsPage)
        page.test_scanner()
        dialog = page.scanner_dialog
        dialog.arrived.setText(arrived)
        dialog.submit()
        return dialog

    return scene


def meetings_after(stage: Stage) -> QWidget:
    """Draw the list after the evening."""
    kit = stage.kit
    kit.plan.assign_role(kit.meetings.all()[1].id, kit.people.all()[3].id, Role.CO_ORGANISER)
    stage.workspace.go(Route("meetings"))
    return stage.window


SCENES: tuple[tuple[str, Callable[[Stage], QWidget]], ...] = (
    ("opening", opening),
    ("first-run", first_run),
    ("first-charter", preparing.first_step("charter")),
    ("first-key", preparing.first_step("key")),
    ("first-group", preparing.first_group),
    ("passphrase", passphrase),
    ("trouble", trouble),
    ("home", home.usual),
    ("home-empty", home.empty),
    ("home-many", home.many),
    ("palette", home.palette),
    ("palette-people", home.palette_people),
    ("palette-nothing", home.palette_nothing),
    ("meetings", meetings),
    ("new-pair", new_pair),
    ("prepare", prepare),
    ("prepare-saved", home.saved),
    ("prepare-refused", home.not_saved),
    ("prepare-undone", home.undone),
    ("undo-refused", home.undo_refused),
    ("shortcuts", home.shortcuts),
    ("todo", preparing.checklist),
    ("equipment", preparing.equipment),
    ("equipment-piece", preparing.piece),
    ("needs-none", preparing.no_needs),
    ("needs", preparing.needs),
    ("ready", ready),
    ("announce", planning.announce),
    ("announce-messages", planning.messages),
    ("registrations", registrations),
    ("search", searching),
    ("add-person", add_person),
    ("import-columns", importing),
    ("import-result", imported),
    ("print-kit", papers("kit")),
    ("print-sheet", papers("sheet")),
    ("print-badges", papers("badges")),
    ("print-poster", papers("poster")),
    ("print-statements-early", papers("statements")),
    ("print-for-whom", for_whom),
    ("reception", door.reception),
    ("welcome", door.welcome),
    ("already-in", door.already),
    ("not-registered", door.not_registered),
    ("other-meeting", door.other_meeting),
    ("false-badge", door.forged),
    ("confirm", door.confirm),
    ("badge-not-known-yet", door.unknown_asked),
    ("badge-named-later", door.unknown_here),
    ("good-to-know", door.noted),
    ("goodbye", door.goodbye),
    ("projector", door.projector),
    ("name-search", door.found),
    ("walk-in", door.walk_in),
    ("undo", door.undone),
    ("door-log", door.log),
    ("camera", door.no_camera),
    ("run-kit", animation.kit),
    ("clock-waiting", animation.waiting),
    ("clock-running", animation.running),
    ("clock-soon", animation.soon),
    ("clock-over", animation.over),
    ("run-activity", animation.reading),
    ("run-sheet", animation.sheet),
    ("clock-ended", animation.ended),
    ("close", close),
    ("paper-start", paper.start),
    ("paper-reading", paper.reading),
    ("paper-certain", paper.certain),
    ("paper-doubt", paper.doubtful),
    ("paper-walk-in", paper.guest),
    ("paper-every-row", paper.every),
    ("paper-differences", paper.differing),
    ("statements", validated),
    ("statements-overview", library.overview),
    ("report-early", library.report_early),
    ("report-empty", library.report_empty),
    ("report-filled", library.report_filled),
    ("report-finished", library.report_finished),
    ("people", people),
    ("person-kept", keeping.person_kept),
    ("person-refused", keeping.person_refused),
    ("groups", planning.groups),
    ("hand-over", planning.hand_over),
    ("group-left", keeping.group_left),
    ("venues", planning.venues),
    ("venue-added", planning.venue_added),
    ("people-twice", door.twice_in_the_list),
    ("sync-unpaired", syncing.unpaired),
    ("sync-offline", syncing.offline),
    ("sync-done", syncing.done),
    ("sync-progress", syncing.progress),
    ("sync-paused", syncing.paused),
    ("sync-conflicts", syncing.conflicts),
    ("sync-refused", syncing.refused),
    ("sync-stick", syncing.stick),
    ("sync-share", syncing.share),
    ("sync-shared", syncing.shared),
    ("sync-join", syncing.join),
    ("sync-banners", syncing.banners),
    ("sync-put-out", syncing.put_out),
    ("settings", settings),
    ("privacy", preparing.privacy),
    ("privacy-erase", preparing.erase_laptop),
    ("scanner-asked", scanner("")),
    ("scanner-azerty", scanner(typed(TEST_TEXT, Layout.US, Layout.FRENCH))),
    ("scanner-lost", scanner(TEST_TEXT[:20] + TEST_TEXT[24:])),
    ("print-labels", on_labels),
    ("print-calibration", papers("calibration")),
    ("print-measured", measured),
    ("meetings-after", meetings_after),
    ("people-contacts", library.contacts),
    *dropping.SCENES,
    ("library-empty", library.sheets_empty),
    ("library-sheet", library.sheet_written),
    ("library-files", library_files.files),
    ("library-file-refused", library_files.file_refused),
    ("library-sheets", library.sheets),
    ("library-published", library.sheet_of_others),
    ("library-resources", library.resources),
    ("library-resource-copy", library_files.resource_copy),
    ("library-resource", library.resource_form),
    ("library-help-empty", library.questions_empty),
    ("library-question", library.question_form),
    ("library-help", library.questions),
    ("month", planning.month),
    ("facilitators", planning.facilitators),
    ("holidays", planning.holidays),
    ("missing", planning.missing),
    ("warn", planning.warn),
    ("to-warn", planning.to_warn),
    *helping.SCENES,
    *persons.SCENES,
    *going_on.SCENES,
)
