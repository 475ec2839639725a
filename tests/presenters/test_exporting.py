"""Taking data out from the pages: which file, what was written, what is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Format, Thing
from ui.pages.exporting import ExportPresenter, format_of, proposed_name
from ui.pages.settings.presenter import BackupPresenter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.presenters.asker import PlainAsker, Recorder


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def exports(asker: PlainAsker, view: Recorder, told: list[str]) -> ExportPresenter:
    return ExportPresenter(asker, view, lambda sentence, undo=None: told.append(sentence))


@pytest.mark.parametrize("thing", Thing)
def test_every_list_is_written_by_the_ending_of_the_name(
    exports: ExportPresenter, told: list[str], tmp_path: Path, thing: Thing
) -> None:
    exports.write(thing, tmp_path / "x.JSON")
    rows = json.loads((tmp_path / "x.JSON").read_bytes())["rows"]
    count = "1 line" if len(rows) == 1 else f"{len(rows)} lines"
    assert told == [f"{count} written to {tmp_path / 'x.JSON'}."]


def test_one_meeting_alone_is_written(asker: PlainAsker, exports: ExportPresenter, tmp_path: Path) -> None:
    meeting = asker.kit.meetings.all()[0].id
    exports.write(Thing.ATTENDANCE, tmp_path / "x.json", Selection(meeting_id=meeting))
    rows = json.loads((tmp_path / "x.json").read_bytes())["rows"]
    assert {row["meeting"] for row in rows} == {meeting}


@pytest.mark.parametrize("name", ["x", "x.pdf", "x.ics"])
def test_a_name_that_says_no_format_is_refused(
    exports: ExportPresenter, view: Recorder, tmp_path: Path, name: str
) -> None:
    exports.write(Thing.PEOPLE, tmp_path / name)
    assert ".csv, .xlsx, .json" in view.last("refuse").sentence
    assert not (tmp_path / name).exists()


def test_the_proposed_name_is_a_day_and_nobody_s_name(asker: PlainAsker, tmp_path: Path) -> None:
    name = proposed_name(Thing.PEOPLE, asker.environment.now())
    assert name == "organiser-kit-people-2026-11-24.csv"
    assert format_of(Thing.PEOPLE, tmp_path / name) is Format.CSV


def test_what_is_kept_about_a_person_is_written_for_them(
    asker: PlainAsker, exports: ExportPresenter, told: list[str], tmp_path: Path
) -> None:
    person = asker.kit.people.all()[0]
    exports.write_person(person.id, tmp_path)
    assert sorted(path.suffix for path in tmp_path.glob("personal-data-*")) == [".html", ".json"]
    assert person.family_name not in told[0]


def test_a_backup_gets_its_ending_and_is_said_to_be_whole(
    asker: PlainAsker, view: Recorder, told: list[str], tmp_path: Path
) -> None:
    backups = BackupPresenter(asker, view, lambda sentence, undo=None: told.append(sentence))
    backups.write(tmp_path / "copy")
    assert (tmp_path / "copy.okbackup").exists()
    assert "found whole" in told[0]
    assert view.last("backup_busy") is False
    backups.write(tmp_path / "copy.okbackup" / "inside")
    assert "cannot be written" in view.last("refuse").sentence
    assert view.last("backup_busy") is False
