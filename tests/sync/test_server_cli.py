from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.environment import Environment
from organiser_kit.i18n import Catalogue
from sync.invite import Invite, read_invite
from sync.server import cli, frame
from sync.server.database import opened
from sync.server.engines import engine_for
from sync.server.migrations import epoch
from sync.server.records import everything

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.conftest import Store


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a way to run a command on a database: its exit status and what it said."""

    def run_one(*arguments: str) -> tuple[int, str, str]:
        status = frame.run(cli.commands, [*store.options, "--lang", "en", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run_one


def test_init_demo_makes_one_practice_group_however_often(run: Any) -> None:
    first = json.loads(run("init", "--demo", "--json")[1])
    assert json.loads(run("init", "--demo", "--json")[1]) == first
    (group,) = [json.loads(line) for line in run("list", "groups", "--json")[1].splitlines()]
    assert group["id"] == first["group"]
    assert run("list", "devices", "--json")[:2] == (0, "")
    assert run("list", "users", "--json")[:2] == (0, "")


def test_a_server_counts_what_it_holds_and_names_nobody(run: Any, store: Store) -> None:
    group = json.loads(run("init", "--demo", "--json")[1])["group"]
    before = json.loads(run("stats", "--json")[1])
    with opened(store.engine, Environment()) as connection:
        shown = [one for one in everything(connection, f"g:{group}") if one.kind == "person"]
    run("erase", shown[0].id)

    after = json.loads(run("stats", "--json")[1])
    assert (before["groups"], before["devices"], before["erased"]) == (1, 0, 0)
    assert before["records"]["person"] == len(shown) == 25
    assert (after["records"]["person"], after["erased"]) == (24, 1)
    assert "Groups: 1. Laptops let in: 0." in run("stats")[1]


def test_an_enrolment_code_comes_with_the_address_and_a_qr(run: Any, tmp_path: Path) -> None:
    group = json.loads(run("init", "--demo", "--json")[1])["group"]
    for name in ("code.png", "code.svg"):
        answer = run(
            "enrol-code", "--group", group[:30], "--url", "https://example.org", "--qr", str(tmp_path / name)
        )
        assert answer[0] == 0
        assert (tmp_path / name).stat().st_size > 100
    file = tmp_path / "invitation.json"
    code = json.loads(run("enrol-code", "--group", group, "--file", str(file), "--json")[1])
    assert read_invite(file.read_text("utf-8")) == Invite(code["url"], code["code"])
    assert set(code) == {"code", "url"}
    assert len(code["code"]) == 9


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["enrol-code", "--group", "nobody"], 1, "no group"),
        (["enrol-code"], 2, "--new-group"),
        (["device", "revoke", "nobody"], 1, "No device"),
        (["device", "leave", "nobody", "nowhere"], 1, "no group"),
        (["list", "cats"], 2, "cats"),
        (["serve", "--database", "mysql://x/y"], 1, "postgresql://"),
        (["list", "groups", "--database", "postgresql://127.0.0.1:1/x"], 1, "cannot be used"),
        (["list", "groups", "--database", "postgresql://[/x"], 1, "not the address"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    run: Any, arguments: list[str], status: int, sentence: str
) -> None:
    answer = run(*arguments)
    assert answer[0] == status
    assert answer[1] == ""
    assert sentence in answer[2]


def test_a_refusal_is_one_object_for_programs_and_one_sentence_for_people(run: Any) -> None:
    status, answer, told = run("enrol-code", "--group", "nobody", "--json")
    assert status == 1
    assert json.loads(answer) == {"error": told.strip()}


def test_a_bug_is_told_as_one_with_where_to_read_about_it(
    run: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cli._LIST_OF, "users", lambda _: 1 / 0)  # noqa: SLF001
    status, _, told = run("list", "users")
    assert status == 3
    log = store.folder / "server-error.log"
    assert str(log) in told
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_backup_is_restored_into_a_new_life_and_the_former_database_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = ("--data", str(tmp_path / "data"), "--lang", "en", "--json")
    group = json.loads(_spoken(capsys, *data, "init", "--demo"))["group"]
    engine = engine_for(tmp_path / "data")
    backup = tmp_path / "backup.sqlite3"
    with opened(engine, Environment()) as connection:
        first = epoch(connection)
        connection.execute("VACUUM INTO :file", {"file": str(backup)})
    said = json.loads(_spoken(capsys, *data, "restore", str(backup)))
    assert (tmp_path / "data" / said["aside"]).exists()
    assert group in _spoken(capsys, *data, "list", "groups")
    with opened(engine, Environment()) as connection:
        assert epoch(connection) != first


def test_nothing_is_put_in_the_place_of_a_database_in_use(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = ("--data", str(tmp_path / "data"), "--lang", "en")
    _spoken(capsys, *data, "init", "--demo")
    engine = engine_for(tmp_path / "data")
    backup = tmp_path / "backup.sqlite3"
    with opened(engine, Environment()) as connection:
        first = epoch(connection)
        connection.execute("VACUUM INTO :file", {"file": str(backup)})
        assert "stop it first" in _spoken(capsys, *data, "restore", str(backup))
        assert epoch(connection) == first
    assert [file.name for file in (tmp_path / "data").glob("server.sqlite3.*")] == []
    assert "Restored" in _spoken(capsys, *data, "restore", str(backup))


def test_a_database_restored_by_other_means_is_told_so(run: Any, store: Store) -> None:
    run("init", "--demo")
    with opened(store.engine, Environment()) as connection:
        first = epoch(connection)
    assert json.loads(run("restore", "--json")[1])["aside"] is None
    with opened(store.engine, Environment()) as connection:
        assert epoch(connection) != first


def test_what_is_no_backup_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"), "--lang", "en")
    _spoken(capsys, *data, "init", "--demo")
    database = tmp_path / "data" / "server.sqlite3"
    before = database.read_bytes()
    other = tmp_path / "letter.txt"
    other.write_text("no database", encoding="utf-8")
    for wrong in (other, tmp_path / "missing"):
        assert "no sound database" in _spoken(capsys, *data, "restore", str(wrong))
    assert database.read_bytes() == before


def test_the_database_may_lie_elsewhere(tmp_path: Path) -> None:
    assert engine_for(tmp_path, f"sqlite:///{tmp_path}/other.db").place == str(tmp_path / "other.db")


@pytest.mark.parametrize("scheme", ["postgresql+psycopg", "postgresql", "postgres"])
def test_a_password_is_never_shown(tmp_path: Path, scheme: str) -> None:
    url = f"{scheme}://somebody:secret-word@db.example.org/kit"
    assert engine_for(tmp_path, url).place == "postgresql://db.example.org/kit"


def test_the_database_may_come_from_the_surroundings(
    run: Any, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORGANISER_KIT_SERVER_DATABASE", f"sqlite:///{tmp_path}/named.db")
    run("init", "--demo")
    assert (tmp_path / "named.db").exists() is store.is_sqlite


def _spoken(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    frame.run(cli.commands, arguments)
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.parametrize(
    ("system", "arguments", "french"),
    [
        ("fr_FR.UTF-8", (), True),
        ("en_GB.UTF-8", (), False),
        ("de_DE.UTF-8", (), True),
        ("C", (), True),
        ("en_GB.UTF-8", ("--lang", "fr"), True),
        ("fr_FR.UTF-8", ("--lang=en",), False),
    ],
)
def test_it_speaks_the_language_asked_for_or_the_system_s_or_french(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    arguments: tuple[str, ...],
    french: bool,
) -> None:
    monkeypatch.setenv("LC_ALL", system)

    assert ("Le serveur central" in _spoken(capsys, *arguments, "--help")) is french
    assert ("Il manque" in _spoken(capsys, *arguments, "device", "revoke")) is french


@pytest.mark.parametrize(
    "path",
    [
        "",
        "init",
        "serve",
        "enrol-code",
        "list",
        "device",
        "device list",
        "device revoke",
        "device leave",
        "restore",
        "stats",
    ],
)
def test_every_word_of_the_help_goes_through_the_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def marked(_: Catalogue, message: str, /, **values: Any) -> str:
        return f"«{message.format(**values)}»"

    monkeypatch.setattr(Catalogue, "tr", marked)
    text = " ".join(_spoken(capsys, *path.split(), "--help").split())
    left = re.sub(r"«[^»]*»", "", text)

    assert text.startswith("«Usage:»")
    assert not re.search(r"[A-Z][a-z]+ [a-z]+", left), left
    assert set(re.findall(r"\b[A-Z]{2,}\b", left)) <= {"URL"}


def test_the_person_who_runs_the_server_erases_somebody(run: Any, store: Store) -> None:
    group = json.loads(run("init", "--demo", "--json")[1])["group"]
    with opened(store.engine, Environment()) as connection:
        person = connection.execute("SELECT id FROM people ORDER BY id").fetchone()[0]
    status, out, _ = run("erase", person[:35], "--json")
    assert (status, json.loads(out)) == (0, {"erased": 1, "people": [person]})
    with opened(store.engine, Environment()) as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone()[0] == 24
        states = everything(connection, f"g:{group}")
    assert [state.id for state in states if state.erased] == [person]
    assert person in (store.folder / "erasures.jsonl").read_text(encoding="utf-8")
    for nobody in (person, "", "unknown"):
        status, _, err = run("erase", nobody)
        assert (status, "is not the id" in err) == (1, True)
