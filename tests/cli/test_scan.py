"""Every answer of the door, from every kind of input."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from organiser_kit.codes.badge import code_of, token_of
from organiser_kit.rules.wording import display_name

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Cli


def verdicts(answer: Answer) -> list[str]:
    """Return the answers, in order."""
    return [line["verdict"] for line in answer.lines]


def test_a_badge_lets_in_once_and_out(practice: Cli) -> None:
    (person, code), *_ = practice.codes().items()
    first = practice.lines("scan", "next", "--text", code)[0]
    practice.environment.clock.advance(minutes=3)  # type: ignore[attr-defined]
    second = practice.lines("scan", "next", "--text", code)[0]
    out = practice.lines("scan", "next", "--text", "--leaving", code)[0]

    (known,) = [line for line in practice.lines("list", "people") if line["id"] == person]
    name = display_name(known["family_name"], known["given_name"])
    assert first == {
        "input": code,
        "verdict": "checked_in",
        "person": person,
        "name": name,
        "at": "2026-11-24T17:25:00+00:00",
        "device": None,
        "meeting": None,
    }
    assert (second["verdict"], second["at"], second["person"]) == ("already_in", first["at"], person)
    kit = practice.open()
    assert second["device"] == kit.replica.identity().device_id
    kit.close()
    assert out["verdict"] == "checked_out"
    assert practice.ok("attendance", "next")["present"] == 1


def test_what_is_no_badge_of_the_group_lets_nobody_in(practice: Cli) -> None:
    code = next(iter(practice.codes().values()))
    key = bytes(range(32))
    foreign = code_of(token_of(key, "made-up person"), key)
    forged = code[:-1] + ("A" if code[-1] != "A" else "B")

    answer = practice("scan", "next", "--json", "--text", foreign, forged, "bonjour", code[:20])

    assert (answer.status, verdicts(answer)) == (0, ["unknown", "forged", "unknown", "unreadable"])
    assert [line["person"] for line in answer.lines] == [None] * 4
    assert practice.ok("attendance", "next")["present"] == 0


def test_people_of_other_lists_are_told_apart(practice: Cli) -> None:
    (one, code_one), (two, code_two), *_ = practice.codes().items()
    evening, later = (line["id"] for line in practice.lines("list", "meetings"))
    practice.lines("withdraw", evening, one, two)
    practice.lines("withdraw", later, two)

    there, nowhere = practice.lines("scan", evening, "--text", code_one, code_two)

    assert (there["verdict"], there["meeting"], there["person"]) == ("wrong_meeting", later, one)
    assert (nowhere["verdict"], nowhere["meeting"], nowhere["person"]) == ("not_registered", None, two)


def test_a_revoked_badge_says_whose_it_was(practice: Cli) -> None:
    (person, code), *_ = practice.codes().items()
    kit = practice.open()
    kit.badges.revoke(person)
    kit.close()

    (line,) = practice.lines("scan", "next", "--text", code)

    assert (line["verdict"], line["person"]) == ("revoked", person)


def test_a_scanner_on_a_french_keyboard_is_understood(practice: Cli) -> None:
    code = next(code for code in practice.codes().values() if set(code) & set("AQZWM234567"))
    # What a scanner set to QWERTY types on an AZERTY keyboard.
    azerty = str.maketrans("AQZWM1234567", "QAWZ:&é\"'(-è")

    (line,) = practice.lines("scan", "next", "--text", code.translate(azerty))

    assert line["verdict"] == "checked_in"


@pytest.mark.parametrize(
    ("at", "recorded"),
    [
        ("2026-11-24T18:40+01:00", "2026-11-24T18:40:00+01:00"),
        ("2026-11-24T18:40", "2026-11-24T18:40:00+01:00"),
        ("2026-11-24 17:40Z", "2026-11-24T17:40:00+00:00"),
    ],
)
def test_a_moment_can_be_given(practice: Cli, at: str, recorded: str) -> None:
    code = next(iter(practice.codes().values()))

    (line,) = practice.lines("scan", "next", "--text", "--at", at, code)

    assert datetime.fromisoformat(line["at"]) == datetime.fromisoformat(recorded)


def test_a_moment_that_is_none_is_refused_before_anybody_is_let_in(practice: Cli) -> None:
    code = next(iter(practice.codes().values()))

    assert "18h40" in practice.refused("scan", "next", "--text", "--at", "18h40", code)
    assert practice.ok("attendance", "next")["present"] == 0


def test_codes_are_read_from_every_picture_in_order(practice: Cli, tmp_path: Path) -> None:
    from ui.cli.pdf_pictures import page_pictures

    practice.ok("print", "badges", "next", "--out", tmp_path / "badges.pdf")
    pages = page_pictures(tmp_path / "badges.pdf", tmp_path)
    blank = tmp_path / "blank.png"
    Image.new("L", (300, 300), 255).save(blank)

    answer = practice("scan", "next", "--json", pages[3], blank, pages[0])

    assert answer.status == 0
    assert verdicts(answer) == ["checked_in", "unreadable", *["checked_in"] * 8]
    assert [line["input"] for line in answer.lines] == [str(pages[3]), str(blank), *[str(pages[0])] * 8]
    roster = [line["person"] for line in practice.lines("list", "registrations", "--meeting", "next")]
    assert [line["person"] for line in answer.lines[2:]] == roster[:8]


def test_a_picture_that_cannot_be_opened_is_told_and_the_others_count(practice: Cli, tmp_path: Path) -> None:
    practice.ok("print", "badges", "next", "--out", tmp_path / "badges.pdf")
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG no picture")
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4\nno more")

    answer = practice("scan", "next", "--json", tmp_path / "absent.png", bad, torn, tmp_path / "badges.pdf")

    assert answer.status == 1
    assert verdicts(answer)[:4] == ["unreadable", "unreadable", "unreadable", "checked_in"]
    assert [line["problem"] for line in answer.lines[:3]] == answer.err.splitlines()
    assert practice.ok("attendance", "next")["present"] == 25


class Scanner:
    """A scanner that waits for each answer before it types the next code, as a person does."""

    def __init__(self, codes: list[str], said: list[str]) -> None:
        self._codes = codes
        self._said = said
        self.waited_for: list[int] = []

    def readline(self) -> str:
        """Type one more code."""
        self.waited_for.append(len(self._said))
        return f"{self._codes.pop(0)}\n" if self._codes else ""


def test_stdin_is_answered_line_by_line(practice: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = list(practice.codes().values())[:3]
    said: list[str] = []
    scanner = Scanner([codes[0], "", codes[1], codes[0], "bonjour"], said)
    monkeypatch.setattr(sys, "stdin", scanner)
    write = sys.stdout.write

    def note(text: str) -> Any:
        said.append(text)
        return write(text)

    monkeypatch.setattr(sys.stdout, "write", note)
    answer = practice("scan", "next", "-", "--json")

    assert verdicts(answer) == ["checked_in", "checked_in", "already_in", "unknown"]
    # The empty line gets no answer; every other code has its own before the next one is read.
    assert scanner.waited_for == [0, 1, 1, 2, 3, 4]


def test_undo_takes_back_and_a_second_time_there_is_nothing(practice: Cli) -> None:
    (person, code), *_ = practice.codes().items()
    practice.lines("scan", "next", "--text", code)

    fact = practice.ok("undo", "next", person, "--reason", "lent")["id"]

    assert practice.lines("outbox")[-1]["record_id"] == fact
    assert practice.ok("attendance", "next")["present"] == 0
    assert "nothing to take back" in practice.refused("undo", "next", person)
    assert practice.lines("scan", "next", "--text", code)[0]["verdict"] == "checked_in"


def test_a_person_reads_the_answers_in_words(practice: Cli) -> None:
    (_, code), *_ = practice.codes().items()
    practice("scan", "next", "--text", code)
    practice.environment.clock.advance(minutes=3)  # type: ignore[attr-defined]

    said = practice("scan", "next", "--text", code, "bonjour").out.splitlines()

    assert said[0].endswith("is already in, since 18:25.")
    assert said[1] == "This code is not one of this group's badges."
