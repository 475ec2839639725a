"""Bad files, bad keys, no room and no server: one sentence, nothing lost."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from organiser_kit.storage import database, local_copy
from organiser_kit.storage.pairing import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Cli, MakeCli


def everything(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_empty_file(practice: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()

    assert "empty.csv is empty" in practice.refused("import", "people", tmp_path / "empty.csv")


def test_a_pdf_renamed_csv(practice: Cli, tmp_path: Path) -> None:
    practice.ok("print", "poster", "next", "--out", tmp_path / "people.csv")

    assert "people.csv" in practice.refused("import", "people", tmp_path / "people.csv")


def test_a_csv_of_200_megabytes(practice: Cli, tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.write(b"Nom;Prenom\n")
        file.truncate(200 * 1024 * 1024)

    assert "200 MB" in practice.refused("import", "people", tmp_path / "large.csv")


def test_a_file_that_is_not_there_or_is_a_folder(practice: Cli, tmp_path: Path) -> None:
    assert "absent.csv" in practice.refused("import", "people", tmp_path / "absent.csv")
    assert "is a folder" in practice.refused("import", "people", tmp_path)


def test_a_workbook_with_formulas_gives_its_good_lines(practice: Cli, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Nom", "Prénom"), ("Exemple-Formule", '="Jea"&"nne"'), ("Exemple-Bon", "Ada")):
        sheet.append(row)
    book.save(tmp_path / "formulas.xlsx")

    report = practice.ok("import", "people", tmp_path / "formulas.xlsx")

    assert (report["read"], report["created"]) == (2, 1)
    assert [line["line"] for line in report["rejected"]] == [2]
    assert practice.lines("list", "people", "--search", "exemple bon")
    assert not practice.lines("list", "people", "--search", "formule")


def test_a_file_whose_columns_mean_nothing_makes_no_group(cli: Cli, tmp_path: Path) -> None:
    cli.ok("init")
    (tmp_path / "sums.csv").write_text("Montant;Total\n1;2\n", encoding="utf-8")

    assert "sums.csv" in cli.refused("import", "people", tmp_path / "sums.csv")
    assert cli.lines("list", "groups") == []


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("scan", "next", "--text", "bonjour"),
        ("import", "people", "people.csv"),
        ("list", "meetings"),
        ("sync",),
    ],
)
def test_without_a_local_copy(cli: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Nom;Prénom\nExemple;Ada\n", encoding="utf-8")

    sentence = cli.refused(*(file if word == "people.csv" else word for word in words))

    assert "organiser-kit init" in sentence
    assert not cli.data.exists()


def test_a_wrong_or_missing_passphrase_changes_nothing(make_cli: MakeCli) -> None:
    make_cli().ok("init", "--name", "Groupe Exemple")
    before = everything(make_cli().data)

    assert "passphrase" in make_cli(ORGANISER_KIT_PASSPHRASE="wrong").refused("status")
    assert "passphrase" in make_cli(ORGANISER_KIT_PASSPHRASE="").refused("status")

    assert everything(make_cli().data) == before
    assert make_cli().ok("status")["pending"] == 1


def test_a_damaged_copy_stays_byte_for_byte(cli: Cli) -> None:
    cli.ok("init", "--demo")
    file = cli.data / local_copy.DATABASE_NAME
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 5] = bytes(4096 * 2)
    file.write_bytes(content)
    before = everything(cli.data)

    for words in (("status",), ("scan", "next", "--text", "bonjour"), ("init", "--demo")):
        assert cli.refused(*words)
        assert everything(cli.data) == before

    assert "left untouched" in cli.refused("list", "people")


def test_a_damaged_key_file_is_said_to_be_one(cli: Cli) -> None:
    cli.ok("init")
    (cli.data / local_copy.KEY_NAME).write_text("nothing", encoding="utf-8")

    assert "key file" in cli.refused("status")


def test_a_second_copy_never_replaces_the_first(practice: Cli) -> None:
    before = everything(practice.data)

    assert "nothing was changed" in practice.refused("init")
    assert everything(practice.data) == before


def test_a_folder_that_cannot_be_made(make_cli: MakeCli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    assert "cannot be written" in make_cli().refused("init", "--data", tmp_path / "file" / "copy")


def test_without_passphrase_nor_keyring_nothing_is_made(make_cli: MakeCli) -> None:
    cli = make_cli(ORGANISER_KIT_PASSPHRASE="")

    assert "ORGANISER_KIT_PASSPHRASE" in cli.refused("init")
    assert not local_copy.exists(cli.data)


def test_a_paper_that_cannot_be_written_leaves_what_was_there(practice: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    assert "cannot be written" in practice.refused(
        "print", "poster", "next", "--out", tmp_path / "file" / "p.pdf"
    )
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not a folder"


def test_references_that_mean_nothing_or_too_much(practice: Cli) -> None:
    people = [line["id"] for line in practice.lines("list", "people")]

    assert "list meetings" in practice.refused("scan", "ffff", "--text", "x")
    assert "type more" in practice.refused("attendance", "0")
    assert "list people" in practice.refused("undo", "next", people[0][:3])
    assert "list people" in practice.refused("delete", "person", "zzz")
    assert "list groups" in practice.refused(
        "add", "person", "--family-name", "A", "--given-name", "B", "--group", "X"
    )
    assert "no editable field" in practice.refused("edit", "person", people[0], "shoe_size=42")
    assert "FIELD=VALUE" in practice.refused("edit", "person", people[0], "email")
    assert "whole number" in practice.refused("edit", "meeting", "next", "capacity=many")
    assert "confirmed" in practice.refused("edit", "meeting", "next", "status=great")
    assert len(practice.lines("list", "people")) == len(people)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A number put in this list is how many pages are left to every database opened from then on."""
    room: list[int] = []
    prepare = database._prepare  # noqa: SLF001

    def prepare_small(connection: Any) -> None:
        prepare(connection)
        if room:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + room[0]}")

    monkeypatch.setattr(database, "_prepare", prepare_small)
    return room


def test_a_disk_that_fills_up_while_people_come_in(practice: Cli, full_disk: list[int]) -> None:
    codes = practice.codes()
    full_disk.append(1)

    answer = practice("scan", "next", "--json", "--text", *codes.values())
    let_in = [line["person"] for line in answer.lines if line.get("verdict") == "checked_in"]

    assert answer.status == 1
    assert "is full" in answer.lines[-1]["error"]
    assert answer.err.strip() == answer.lines[-1]["error"]
    assert 0 < len(let_in) < len(codes)

    full_disk.clear()
    present = {one["id"] for one in practice.ok("attendance", "next")["people"] if one["state"] == "present"}
    facts = [line for line in practice.lines("outbox") if line["record"] == "attendance"]
    assert present == set(let_in)
    assert len(facts) == len(let_in)

    rest = practice.lines("scan", "next", "--text", *codes.values())
    assert [line["verdict"] for line in rest].count("checked_in") == len(codes) - len(let_in)
    assert practice.ok("attendance", "next")["present"] == len(codes)


class _Portal(BaseHTTPRequestHandler):
    """What a hotel's network answers to everything."""

    def _answer(self) -> None:
        page = b"<!doctype html><title>Bienvenue</title><p>Acceptez les conditions."
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST = _answer  # noqa: N815 - the names that http.server looks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def portal() -> Iterator[str]:
    """The address of a captive portal."""
    server = HTTPServer(("127.0.0.1", 0), _Portal)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_captive_portal_is_no_server(practice: Cli, portal: str) -> None:
    before = practice.ok("status")

    assert practice.refused("enrol", portal, "ABCD-EFGH")
    assert practice.ok("status") == before

    kit = practice.open()
    kit.replica.save_pairing(Pairing(portal, "token", "epoch"), ())
    kit.close()
    assert practice.refused("sync")
    assert practice.ok("status")["pending"] == before["pending"]
    assert practice.lines("outbox", "--refused") == []


def test_syncing_before_any_enrolment(practice: Cli) -> None:
    assert "enrol it" in practice.refused("sync")
