"""``export``: what goes out, for whom, and that it comes back."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli

PEOPLE = (
    {"family-name": "Exemple-Dupont", "given-name": "Zoé", "phone": "+33639980102", "structure": "Lab; 2"},
    {"family-name": "d’Exemple", "given-name": "Łukasz", "email": "lukasz@example.org"},
    {"family-name": "+Fictif", "given-name": "-Ana", "structure": "+ Plus « fictif »"},
    {"family-name": "Fictif, dit \"Exemple\"", "given-name": "Nœl"},
)  # fmt: skip
DETAILS = ("commune=Villefictive-sur-Exemple", "profession_kind=it", "external_ref=0012")


def empty(make_cli: MakeCli, name: str) -> Cli:
    """Return a laptop with a group and nobody; plain, for opening an encrypted copy takes its time."""
    cli = make_cli(name, ORGANISER_KIT_PASSPHRASE="")
    local_copy.create(cli.data, cli.environment, passphrase=None, keyring=NoKeyring(), plain=True)
    cli.ok("add", "group", "--name", "Groupe d’essai")
    return cli


@pytest.fixture
def filled(make_cli: MakeCli) -> Cli:
    """People whose names are a trial for any format."""
    cli = empty(make_cli, "laptop")
    for person in PEOPLE:
        cli.ok("add", "person", *(f"--{name}={value}" for name, value in person.items()))
    first = cli.lines("list", "people", "--search", "Dupont")[0]["id"]
    cli.ok("edit", "person", first, *DETAILS)
    return cli


def known(cli: Cli, tmp_path: Path) -> list[dict[str, Any]]:
    """Return everybody of a copy, without what is each copy's own."""
    cli.ok("export", "people", "--format", "json", "--out", tmp_path / "all.json")
    rows = json.loads((tmp_path / "all.json").read_bytes())["rows"]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_that_go_out_come_back_without_loss(
    filled: Cli, make_cli: MakeCli, tmp_path: Path, form: str, language: str
) -> None:
    file = tmp_path / f"people.{form}"
    done = filled.ok("export", "people", "--format", form, "--out", file, "--lang", language)
    assert done == {"rows": len(PEOPLE), "file": str(file)}
    other = empty(make_cli, "other")
    report = other.ok("import", "people", file)
    assert (report["created"], report["rejected"]) == (len(PEOPLE), [])
    assert known(other, tmp_path) == known(filled, tmp_path)
    # And upon those it came from it changes nothing.
    again = filled.ok("import", "people", file)
    assert (again["created"], again["matched"]) == (0, len(PEOPLE))
    assert not list(tmp_path.glob("*.part"))


def test_a_format_that_makes_no_sense_names_those_that_do(filled: Cli, tmp_path: Path) -> None:
    for thing in ("people", "attendance"):
        error = filled.refused("export", thing, "--format", "ics", "--out", tmp_path / "x.ics")
        assert "csv, xlsx, json" in error
    assert not (tmp_path / "x.ics").exists()
    assert filled("export", "people", "--format", "pdf", "--out", tmp_path / "x").status == 2
    both = ("--meeting", "next", "--group", "Groupe d’essai")
    assert filled("export", "people", "--format", "csv", "--out", tmp_path / "x", *both).status == 2


def test_a_file_that_cannot_be_written_is_one_sentence_and_leaves_what_was_there(
    filled: Cli, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("kept")
    filled.refused("export", "people", "--format", "csv", "--out", tmp_path / "file" / "x.csv")
    assert (tmp_path / "file").read_text() == "kept"


@pytest.fixture
def practice(make_cli: MakeCli) -> Cli:
    """The practice group, in a plain copy."""
    cli = make_cli(ORGANISER_KIT_PASSPHRASE="")
    cli.ok("init", "--demo")
    return cli


@pytest.fixture
def evening(practice: Cli) -> Cli:
    """The practice group at its first meeting: two came, one of them keeps the time, one left."""
    cli = practice
    people = [line["person"] for line in cli.lines("list", "registrations", "--meeting", "next")]
    codes = cli.codes()
    cli.ok("add", "role", "next", people[0], "timekeeper")
    for person, at in ((people[0], "2026-11-24T18:31+01:00"), (people[1], "2026-11-24T19:02+01:00")):
        cli.lines("scan", "next", "--text", "--at", at, codes[person])
    cli.lines("scan", "next", "--text", "--leaving", "--at", "2026-11-24T20:05+01:00", codes[people[1]])
    return cli


def test_attendance_says_how_when_and_as_what(evening: Cli, tmp_path: Path) -> None:
    file = tmp_path / "attendance.json"
    done = evening.ok("export", "attendance", "--format", "json", "--out", file, "--meeting", "next")
    rows = json.loads(file.read_bytes())["rows"]
    assert done["rows"] == len(rows) == 25
    by_person = {row["person"]: row for row in rows}
    present = [row for row in rows if row["state"] == "present"]
    assert len(present) == 2
    left = next(row for row in present if row["left_at"])
    assert (left["arrived_at"], left["left_at"], left["method"]) == (
        "2026-11-24T19:02:00+01:00",
        "2026-11-24T20:05:00+01:00",
        "qr",
    )
    assert left["arrived_at_device"] == left["arrived_at"]
    assert left["minutes"] == 65
    timekeeper = next(row for row in present if not row["left_at"])
    assert timekeeper["roles"] == ["timekeeper"]
    assert timekeeper["minutes"] == 120
    # Erased, the person still counts; nothing says who it was.
    evening.ok("erase", left["person"], "--reason", "asked for")
    evening.ok("export", "attendance", "--format", "json", "--out", file, "--meeting", "next")
    after = {row["person"]: row for row in json.loads(file.read_bytes())["rows"]}
    assert after.keys() == by_person.keys()
    assert after[left["person"]]["state"] == "present"
    assert after[left["person"]]["family_name"] is None


def test_the_table_of_attendance_is_in_the_language_asked_for(evening: Cli, tmp_path: Path) -> None:
    file = tmp_path / "attendance.csv"
    evening.ok("export", "attendance", "--format", "csv", "--out", file, "--lang", "fr")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    assert len(rows) == 50
    assert {"Nom", "Prénom", "Groupe"} < rows[0].keys()
    assert "Maître·sse du temps" in {row["Rôles"] for row in rows} or any(
        "temps" in row["Rôles"] for row in rows
    )


def test_meetings_are_counted_in_a_workbook(evening: Cli, tmp_path: Path) -> None:
    file = tmp_path / "meetings.xlsx"
    assert evening.ok("export", "meetings", "--format", "xlsx", "--out", file)["rows"] == 2
    first, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    row = dict(zip(first, rows[0], strict=True))
    assert (row["People registered"], row["People present"]) == (25, 2)
    assert f"{row['Begins']:%Y-%m-%d %H:%M}" == "2026-11-24 18:30"


def test_only_what_is_asked_for_goes_out(evening: Cli, tmp_path: Path) -> None:
    other = evening.ok("add", "group", "--name", "Autre groupe")["id"]
    evening.ok("add", "person", "--family-name=Exemple", "--given-name=Ana", "--group", other)
    out = ("--format", "json", "--out", tmp_path / "x.json")
    assert evening.ok("export", "people", *out)["rows"] == 26
    assert evening.ok("export", "people", *out, "--group", "autre groupe")["rows"] == 1
    assert evening.ok("export", "people", *out, "--meeting", "next")["rows"] == 25
    assert evening.ok("export", "meetings", *out, "--group", other)["rows"] == 0
    assert evening.ok("export", "meetings", *out, "--meeting", "next")["rows"] == 1
    assert evening.ok("export", "attendance", *out, "--group", other)["rows"] == 0


def events(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode().replace("\r\n ", "")
    parts = [part.partition("END:VEVENT")[0] for part in text.split("BEGIN:VEVENT")[1:]]
    return [dict(line.split(":", 1) for line in part.strip().splitlines()) for part in parts]


def test_a_calendar_updates_what_it_has_and_names_nobody(evening: Cli, tmp_path: Path) -> None:
    file = tmp_path / "meetings.ics"
    export = ("export", "meetings", "--format", "ics", "--out", file)
    assert evening.ok(*export)["rows"] == 2
    before = events(file)
    assert [event["STATUS"] for event in before] == ["CONFIRMED", "CONFIRMED"]
    second = before[1]["UID"].partition("@")[0]
    evening.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
    evening.ok("edit", "meeting", second, "status=cancelled", "reason=pas de salle")
    evening.ok(*export)
    after = events(file)
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert after[0] == before[0] | {"DTSTAMP": after[0]["DTSTAMP"]}
    assert after[1]["STATUS"] == "CANCELLED"
    assert int(after[1]["SEQUENCE"]) > int(before[1]["SEQUENCE"])
    content = file.read_text("utf-8")
    for person in evening.lines("list", "people"):
        assert person["email"] not in content
        assert f"{person['given_name']} {person['family_name']}" not in content
    assert "ATTENDEE" not in content
    assert "ORGANIZER" not in content


def test_a_meeting_that_waits_for_another_date_is_called_off_on_this_one(
    practice: Cli, tmp_path: Path
) -> None:
    meeting = practice.lines("list", "meetings")[0]["id"]
    practice.ok("edit", "meeting", meeting, "status=postponed", "reason=neige")
    file = tmp_path / "x.ics"
    assert practice.ok("export", "meetings", "--format", "ics", "--out", file)["rows"] == 2
    assert sorted(event["STATUS"] for event in events(file)) == ["CANCELLED", "CONFIRMED"]
