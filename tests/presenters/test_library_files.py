"""The files of the library: what is said of each, what may be done, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.model.sharing import Attachment
from organiser_kit.rules.attached import AUTOMATIC_BYTES
from tests import coordinator
from ui.pages.library.files_presenter import FilesPresenter, Holder

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.model.sharing import PracticeSheet
    from tests.presenters.asker import PlainAsker, Recorder


@pytest.fixture
def sheet(asker: PlainAsker) -> PracticeSheet:
    return asker.kit.practice_sheets.begin(asker.kit.meetings.groups()[0].id)


def _presenter(asker: PlainAsker, view: Recorder, holder: Holder) -> FilesPresenter:
    return FilesPresenter(asker, view, lambda sentence, undo=None: view.notify(sentence, undo), holder)


def _file(folder: Path, name: str, size: int = 10) -> Path:
    file = folder / name
    file.write_bytes(b"x" * size)
    return file


def test_a_file_is_added_opened_saved_removed_and_brought_back(
    asker: PlainAsker, view: Recorder, sheet: PracticeSheet, tmp_path: Path
) -> None:
    presenter = _presenter(asker, view, Holder.SHEET)
    presenter.show(sheet.id, may_change=True)
    assert view.last("show_files") == ()
    presenter.add([_file(tmp_path, "a.pdf")])
    (line,) = view.last("show_files")
    assert line.words.startswith("PDF document, 1 kB, added on ")
    assert "next exchange" in line.state[2]
    presenter.open(line)
    presenter.save(line, tmp_path / "b.pdf")
    assert (tmp_path / "b.pdf").exists()
    assert any(call == ("open_copy", ("a.pdf", b"x" * 10)) for call in view.calls)
    presenter.remove(line)
    assert view.last("show_files") == ()
    _, undo = next(arguments for name, arguments in reversed(view.calls) if name == "notify")
    undo()
    assert view.last("show_files") == (line,)


def test_what_is_refused_is_said(
    asker: PlainAsker, view: Recorder, sheet: PracticeSheet, tmp_path: Path
) -> None:
    presenter = _presenter(asker, view, Holder.SHEET)
    presenter.show(sheet.id, may_change=True)
    presenter.add([_file(tmp_path, "a.exe")])
    assert "cannot be attached" in view.last("refuse").sentence


def test_a_large_file_and_one_of_others_say_how_they_travel(
    asker: PlainAsker, view: Recorder, sheet: PracticeSheet, tmp_path: Path
) -> None:
    presenter = _presenter(asker, view, Holder.SHEET)
    presenter.show(sheet.id, may_change=True)
    presenter.add([_file(tmp_path, "a.mp4", AUTOMATIC_BYTES + 1)])
    other = Attachment(id=asker.environment.new_id(), scope=sheet.scope)
    coordinator.writes(
        asker.kit, other, about="practice_sheet", record_id=sheet.id, name="b.pdf", digest="0" * 64, size=9
    )
    presenter.load()
    lines = {line.name: line for line in view.last("show_files")}
    assert not lines["b.pdf"].is_here
    assert lines["b.pdf"].state[2] == "Arrives with the next exchange"
    large = lines["a.mp4"]
    assert large.ask == "Send with the next exchange"
    presenter.ask(large)
    assert {line.ask for line in view.last("show_files")} == {""}


def test_whoever_only_reads_changes_nothing(
    asker: PlainAsker, view: Recorder, sheet: PracticeSheet, tmp_path: Path
) -> None:
    presenter = _presenter(asker, view, Holder.SHEET)
    presenter.show(sheet.id, may_change=False)
    presenter.add([_file(tmp_path, "a.pdf")])
    assert view.last("show_files") == ()


def test_a_resource_has_one_copy_and_says_so(asker: PlainAsker, view: Recorder, tmp_path: Path) -> None:
    kit = asker.kit
    resource = kit.resources.add(kit.meetings.groups()[0].id, title="Livre")
    presenter = _presenter(asker, view, Holder.RESOURCE)
    presenter.show(resource.id, may_change=True)
    presenter.add([_file(tmp_path, "a.pdf")])
    presenter.add([_file(tmp_path, "b.txt")])
    (line,) = view.last("show_files")
    assert line.name == "b.txt"
    presenter.remove(line)
    assert view.last("show_files") == ()
