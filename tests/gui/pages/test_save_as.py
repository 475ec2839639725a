"""The name of a file has its ending before the system asks whether one may be replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from organiser_kit.services.exports import Thing
from ui.dialogs import export_file
from ui.dialogs.save_as import save_as, save_dialog

KINDS = {"Table (*.csv)": "csv", "Spreadsheet (*.xlsx)": "xlsx"}


@pytest.fixture
def parent(qtbot: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> QWidget:
    monkeypatch.chdir(tmp_path)
    made = QWidget()
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def names(dialog: QFileDialog) -> list[str]:
    return [Path(name).name for name in dialog.selectedFiles()]


def test_a_name_without_an_ending_is_the_whole_name_at_once(parent: QWidget) -> None:
    dialog = save_dialog(parent, "Save", "liste.csv", KINDS)
    dialog.selectFile("réunion")
    assert names(dialog) == ["réunion.csv"]
    dialog.filterSelected.emit("Spreadsheet (*.xlsx)")
    assert names(dialog) == ["réunion.xlsx"]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)


def test_the_name_proposed_follows_the_kind_and_one_that_was_typed_stays(parent: QWidget) -> None:
    dialog = save_dialog(parent, "Save", "liste.csv", KINDS)
    assert names(dialog) == ["liste.csv"]
    dialog.filterSelected.emit("Spreadsheet (*.xlsx)")
    assert names(dialog) == ["liste.xlsx"]
    dialog.filterSelected.emit("Table (*.csv)")
    assert names(dialog) == ["liste.csv"]
    dialog.selectFile("autre.json")
    dialog.filterSelected.emit("Spreadsheet (*.xlsx)")
    assert names(dialog) == ["autre.json"]


def test_what_was_chosen_is_returned_and_nothing_when_it_was_left(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)
    assert (save_as(parent, "Save", "liste.csv", KINDS) or Path()).name == "liste.csv"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 0)
    assert save_as(parent, "Save", "liste.csv", KINDS) is None


def test_every_export_asks_so(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(export_file, "save_as", lambda *given: asked.append(given[-1]))
    for thing in Thing:
        export_file.choose_export(parent, thing, "x")
    endings = [list(kinds.values()) for kinds in asked]
    assert endings[0] == ["csv", "xlsx", "json", "ics"]
    assert endings[1:] == [["csv", "xlsx", "json"]] * (len(Thing) - 1)
