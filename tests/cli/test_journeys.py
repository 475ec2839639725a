"""Whole journeys through the command line, as a script lives them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.repository import ROOT

if TYPE_CHECKING:
    from tests.cli.conftest import Cli, MakeCli

SAMPLES = ROOT / "tests" / "data" / "people"


def test_contacts_typed_by_hand_are_looked_at(practice: Cli) -> None:
    named = ("add", "person", "--family-name", "Exemple", "--given-name", "Ana")
    assert "“ana” is not one email" in practice.refused(*named, "--email", "ana")
    assert "“demain” is not a telephone" in practice.refused(*named, "--phone", "demain")
    person = practice.ok(*named, "--phone", "01 00 00 00 01, poste 12")["id"]
    assert "“ana@” is not one email" in practice.refused("edit", "person", person, "email=ana@")
    practice.ok("edit", "person", person, "phone=", "email=ana@example.org")


def test_attendance_speaks_of_those_awaited_only(practice: Cli) -> None:
    cli = practice
    cli.ok("edit", "meeting", "next", "capacity=25")
    late = cli.ok("add", "person", "--family-name", "Exemple", "--given-name", "Tard")["id"]
    gone = _seats(cli)[0]["person"]
    cli.ok("register", "next", late)
    assert late not in {person["id"] for person in cli.ok("attendance", "next")["people"]}
    cli.ok("withdraw", "next", gone)
    people = {person["id"] for person in cli.ok("attendance", "next")["people"]}
    assert late in people
    assert gone not in people


def test_a_validated_sheet_is_reopened_with_a_reason(practice: Cli) -> None:
    cli = practice
    cli.ok("add", "walk-in", "next", "--family-name", "Exemple", "--given-name", "Ana")
    number = cli.ok("validate", "next")["sheet_no"]
    assert "Reopen its sheet" in cli.refused("edit", "meeting", "next", "room=B")
    assert "reason" in cli.refused("reopen", "next", "--reason", " ")
    assert cli.ok("reopen", "next", "--reason", "forgotten line")["sheet_no"] != number
    cli.ok("edit", "meeting", "next", "room=B")


def test_an_evening_from_the_spreadsheet_to_the_statements(practice: Cli, tmp_path: Path) -> None:
    cli = practice
    cli.ok("edit", "meeting", "next", "capacity=60")
    imported = cli.ok("import", "people", SAMPLES / "helloasso.csv", "--meeting", "next")
    assert imported["created"] > 5
    assert imported["read"] == imported["created"] + imported["matched"] + len(imported["rejected"])
    expected = 25 + imported["created"]

    sheet = cli.ok(
        "print", "sheet", "next", "--out", tmp_path / "sheet.pdf", "--geometry", tmp_path / "cells.json"
    )
    badges = cli.ok("print", "badges", "next", "--out", tmp_path / "badges.pdf")
    poster = cli.ok("print", "poster", "next", "--out", tmp_path / "poster.pdf")
    assert (sheet["items"], badges["items"]) == (expected, expected)
    assert badges["pages"] == -(-expected // 8)
    assert Path(poster["file"]).read_bytes().startswith(b"%PDF-")
    plan = json.loads((tmp_path / "cells.json").read_text())
    assert plan["page_mm"] == [297.0, 210.0]
    assert {cell["person"] for cell in plan["cells"]} - {None} == {line["person"] for line in _seats(cli)}
    assert set(plan["cells"][0]) == {"page", "row", "column", "person", "x", "y", "w", "h"}

    scans = cli.lines("scan", "next", tmp_path / "badges.pdf")
    assert [line["verdict"] for line in scans] == ["checked_in"] * expected
    assert {line["person"] for line in scans} == {line["person"] for line in _seats(cli)}
    again = cli.lines("scan", "next", tmp_path / "badges.pdf")
    assert [line["verdict"] for line in again] == ["already_in"] * expected
    assert [line["at"] for line in again] == [line["at"] for line in scans]

    newcomer = cli.ok("add", "walk-in", "next", "--family-name", "Imprévu", "--given-name", "Zélie")["id"]
    gone = scans[0]["person"]
    assert cli.ok("undo", "next", gone, "--reason", "lent badge")["person"] == gone

    attendance = cli.ok("attendance", "next")
    states = {person["id"]: person["state"] for person in attendance["people"]}
    assert attendance["present"] == expected
    assert states[newcomer] == "present"
    assert states[gone] == "expected"
    assert {person["method"] for person in attendance["people"] if person["id"] != gone} == {"qr", "typed"}

    validated = cli.ok("validate", "next")
    assert validated["present"] == expected
    issued = cli.ok("statements", "next", "--out", tmp_path / "papers")["issued"]
    assert len({one["number"] for one in issued}) == expected
    assert all(Path(one["file"]).read_bytes().startswith(b"%PDF-") for one in issued)
    assert gone not in {one["person"] for one in issued}
    assert cli.ok("status")["pending"] > expected


def _seats(cli: Cli) -> list[dict[str, object]]:
    return cli.lines("list", "registrations", "--meeting", "next")


def test_statements_never_name_people_in_their_file_names(practice: Cli, tmp_path: Path) -> None:
    practice.lines("scan", "next", "--text", *practice.codes().values())
    practice.ok("validate", "next")

    issued = practice.ok("statements", "next", "--out", tmp_path)["issued"]

    assert [Path(one["file"]).stem for one in issued] == [one["number"] for one in issued]


def test_a_group_is_planned_by_script(cli: Cli) -> None:
    created = cli.ok("init", "--name", "Groupe Exemple")
    assert created == {"data": str(cli.data), "device": created["device"], "encrypted": True}
    (group,) = cli.lines("list", "groups")
    assert group["name"] == "Groupe Exemple"
    venue = cli.ok(
        "add", "venue", "--name", "Médiathèque fictive", "--commune", "Villefictive", "--capacity", 12
    )
    cli.ok("add", "module", "--number", 2, "--title", "Manipuler l’information")
    person = cli.ok(
        *("add", "person", "--family-name", "Exemple-Martin", "--given-name", "Jeanne"),
        *("--email", "jeanne@example.org", "--phone", "+33639980101", "--structure", "École fictive"),
    )["id"]
    meeting = cli.ok(
        *("add", "meeting", "--group", "groupe exemple", "--module", 2, "--sequence", 1),
        *("--starts-at", "2026-11-26T18:30+01:00", "--venue", "mediatheque fictive", "--capacity", 1),
    )["id"]
    cli.ok("add", "role", meeting, person, "organiser")
    cli.ok("edit", "meeting", meeting, "status=confirmed", "room=Salle 2", "starts_at=2026-11-26T19:00")
    cli.ok("edit", "person", person, "phone=", "structure=Collège fictif")

    (listed,) = cli.lines("list", "meetings", "--search", "manip")
    assert listed["id"] == meeting
    # Typed without a zone: the wall clock of the meeting's own.
    assert datetime.fromisoformat(listed["starts_at"]) == datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
    assert (listed["module"], listed["status"], listed["venue"]) == (2, "confirmed", "Médiathèque fictive")
    (somebody,) = cli.lines("list", "people", "--search", "jea exem")
    assert somebody == {
        "id": person,
        "family_name": "Exemple-Martin",
        "given_name": "Jeanne",
        "email": "jeanne@example.org",
        "phone": None,
        "structure": "Collège fictif",
    }
    assert cli.lines("list", "venues", "--meeting", meeting)[0]["id"] == venue["id"]


def test_beyond_the_capacity_people_wait_and_move_up(cli: Cli) -> None:
    cli.ok("init", "--name", "Groupe Exemple")
    add = ("add", "person", "--family-name", "Exemple")
    one, two = (cli.ok(*add, "--given-name", name)["id"] for name in ("Ada", "Zoé"))
    meeting = cli.ok(
        *("add", "meeting", "--group", "Groupe Exemple", "--module", 1, "--sequence", 2),
        *("--starts-at", "2026-12-01T18:30", "--capacity", 1),
    )["id"]
    # Without a zone, a start is read on the clocks of mainland France.
    (planned,) = cli.lines("list", "meetings")
    assert datetime.fromisoformat(planned["starts_at"]) == datetime(2026, 12, 1, 17, 30, tzinfo=UTC)

    registered = cli.lines("register", meeting, one, two)
    assert [line["state"] for line in registered] == ["registered", "waiting"]
    assert cli.lines("withdraw", meeting, one)[0]["state"] == "withdrawn"
    listed = cli.lines("list", "registrations", "--meeting", meeting)
    assert {line["person"]: line["state"] for line in listed} == {one: "withdrawn", two: "registered"}


def test_what_is_deleted_is_hidden_and_waits_to_be_told(practice: Cli) -> None:
    person = practice.lines("list", "people")[0]["id"]
    before = practice.ok("status")["pending"]

    practice.ok("delete", "person", person)
    first, second = (line["id"] for line in practice.lines("list", "meetings"))
    practice.ok("delete", "meeting", second)

    assert person not in {line["id"] for line in practice.lines("list", "people")}
    assert [line["id"] for line in practice.lines("list", "meetings")] == [first]
    assert practice.ok("status")["pending"] == before + 2
    assert [line["record_id"] for line in practice.lines("outbox")[-2:]] == [person, second]
    assert practice.lines("outbox", "--refused") == []


def test_a_rehearsed_import_changes_nothing_not_even_the_first_group(cli: Cli) -> None:
    cli.ok("init")

    rehearsed = cli.ok("import", "people", SAMPLES / "moodle.csv", "--dry-run")
    assert cli.lines("list", "groups") == []
    assert cli.lines("list", "people") == []

    done = cli.ok("import", "people", SAMPLES / "moodle.csv")
    again = cli.ok("import", "people", SAMPLES / "moodle.csv")
    keys = ("read", "created", "matched", "rejected")
    assert [rehearsed[key] for key in keys] == [done[key] for key in keys]
    assert done["created"] > 0
    assert (again["created"], again["matched"]) == (0, done["created"] + done["matched"])
    assert len(cli.lines("list", "groups")) == 1


def test_a_column_is_corrected_by_hand(practice: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Nom;Prénom;Truc\nExemple;Ada;ada@example.org\n", encoding="utf-8")

    report = practice.ok("import", "people", file, "--map", "Truc=email")

    assert report["columns"][2] == {"heading": "Truc", "field": "email"}
    (ada,) = practice.lines("list", "people", "--search", "ada exemple")
    assert ada["email"] == "ada@example.org"


def test_the_practice_copy_is_plain_without_a_passphrase_and_named_as_asked(make_cli: MakeCli) -> None:
    plain = make_cli("plain", ORGANISER_KIT_PASSPHRASE="")

    assert plain.ok("init", "--demo", "--name", "Groupe du jeudi")["encrypted"] is False
    assert plain.ok("status")["encrypted"] is False
    assert [group["name"] for group in plain.lines("list", "groups")] == ["Groupe du jeudi"]
    assert b"Exemple" in b"".join(path.read_bytes() for path in plain.data.iterdir())


def test_an_encrypted_copy_shows_no_name(cli: Cli) -> None:
    assert cli.ok("init", "--demo")["encrypted"] is True
    assert cli.ok("status")["encrypted"] is True
    stored = b"".join(path.read_bytes() for path in cli.data.iterdir())
    assert b"Exemple" not in stored
    assert b"SQLite" not in stored
