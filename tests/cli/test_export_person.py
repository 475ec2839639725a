"""``export person``: everything, for the person, without their name outside."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli, MakeCli

CANARY = "Zygomatique-<Exemple> & fils"
PHONE = "+33639980102"


@pytest.fixture
def cli(make_cli: MakeCli) -> Cli:
    """The practice group in a plain copy, with somebody who came, was taken back, and came again."""
    made = make_cli(ORGANISER_KIT_PASSPHRASE="")
    made.ok("init", "--demo")
    person = made.ok(
        "add", "person", f"--family-name={CANARY}", "--given-name=Zoé", f"--phone={PHONE}", "--structure=Lab"
    )["id"]
    made.lines("register", "next", person)
    made.ok("add", "role", "next", person, "timekeeper")
    made.lines("scan", "next", "--text", made.codes()[person])
    made.ok("undo", "next", person, "--reason", "trop tôt")
    made.environment.clock.advance(minutes=5)  # type: ignore[attr-defined]
    made.lines("scan", "next", "--text", made.codes()[person])
    made.ok("validate", "next")
    made.ok("statements", "next", "--out", made.data.parent / "statements")
    return made


def canary(cli: Cli) -> str:
    return str(cli.lines("list", "people", "--search", "Zygomatique")[0]["id"])


def written(cli: Cli, folder: Path, *more: str) -> tuple[dict[str, Any], str]:
    files = [Path(name) for name in cli.ok("export", "person", canary(cli), "--out", folder, *more)["files"]]
    assert [file.suffix for file in files] == [".json", ".html"]
    assert not [file for file in files if "zyg" in file.name.casefold()]
    return json.loads(files[0].read_bytes()), files[1].read_text("utf-8")


def test_everything_is_told_with_its_purpose_and_its_end(cli: Cli, tmp_path: Path) -> None:
    content, page = written(cli, tmp_path / "out")
    sections = content["sections"]
    (identity,) = sections["identity"]["rows"]
    assert (identity["family_name"], identity["phone"], identity["structure"]) == (CANARY, PHONE, "Lab")
    assert [row["state"] for row in sections["registrations"]["rows"]] == ["registered"]
    assert [(row["role"], row["state"]) for row in sections["roles"]["rows"]] == [("timekeeper", "accepted")]
    told = {(row["kind"], row["counts"], row["reason"]) for row in sections["presences"]["rows"]}
    assert told == {("check_in", "no", None), ("void", "no", "trop tôt"), ("check_in", "yes", None)}
    assert [row["present"] for row in sections["sheets"]["rows"]] == ["yes"]
    (statement,) = sections["statements"]["rows"]
    assert statement["total_minutes"] == 120
    assert len(sections["badges"]["rows"]) == 1
    assert any(PHONE in row["values"] for row in sections["changes"]["rows"])
    assert all(section["used_for"] and section["kept"] for section in sections.values())
    # The page says the same in words.
    text = Text.of(page)
    for word in (CANARY, PHONE, "trop tôt", statement["number"], "Timekeeper", "60 days", "5 years"):
        assert word in text
    assert "<Exemple>" not in page


class Text(HTMLParser):
    """The words of a page, and proof that its elements close."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []

    @classmethod
    def of(cls, page: str) -> str:
        parser = cls()
        parser.feed(page)
        assert parser.open == []
        return " ".join(parser.words)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_nobody_else_is_in_it(cli: Cli, tmp_path: Path) -> None:
    content, page = written(cli, tmp_path)
    raw = json.dumps(content)
    for person in cli.lines("list", "people"):
        if person["id"] != canary(cli):
            assert person["id"] not in raw + page
            assert not person["email"] or person["email"] not in raw + page


def test_the_page_needs_nothing_from_elsewhere_and_speaks_the_language_asked_for(
    cli: Cli, tmp_path: Path
) -> None:
    _, page = written(cli, tmp_path, "--lang", "fr")
    assert '<html lang="fr">' in page
    assert not re.search(r"<script|<img|<link|src=|href=|https?://", page)
    assert "Ce qui est conservé" in page


def test_it_is_kept_that_the_file_was_written(cli: Cli, tmp_path: Path) -> None:
    first, _ = written(cli, tmp_path)
    cli.environment.clock.advance(days=40)  # type: ignore[attr-defined]
    second, _ = written(cli, tmp_path)
    assert not any("24/11/2026" in sentence and "before" in sentence for sentence in first["about"])
    assert any("24/11/2026" in sentence and "before" in sentence for sentence in second["about"])
    cli.environment.clock.advance(days=366)  # type: ignore[attr-defined]
    written(cli, tmp_path)
    last, _ = written(cli, tmp_path)
    assert not any("24/11/2026" in sentence and "before" in sentence for sentence in last["about"])


def test_somebody_deleted_has_a_right_to_it_and_somebody_erased_is_nobody(cli: Cli, tmp_path: Path) -> None:
    person = canary(cli)
    cli.ok("delete", "person", person)
    assert len(cli.ok("export", "person", person, "--out", tmp_path)["files"]) == 2
    cli.ok("erase", person, "--reason", "asked for")
    cli.refused("export", "person", person, "--out", tmp_path)
    cli.refused("export", "person", "nobody", "--out", tmp_path)
