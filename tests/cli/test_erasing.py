"""``erase``: nobody by that name, anywhere, and every count as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_somebody_erased_is_on_no_list_and_on_no_paper_and_still_counted(
    practice: Cli, tmp_path: Path
) -> None:
    code, *others = list(practice.codes().items())
    practice.lines("scan", "next", "--text", code[1], *(each for _, each in others[:3]))
    before = practice.ok("attendance", "next")
    assert before["present"] == 4
    practice.ok("print", "sheet", "next", "--out", tmp_path / "sheet.pdf")

    answer = practice.ok("erase", code[0][:30], "--reason", "asked for on paper")
    assert answer == {"erased": 2, "people": [code[0]]}

    assert code[0] not in {person["id"] for person in practice.lines("list", "people")}
    after = practice.ok("attendance", "next")
    assert (after["present"], len(after["people"])) == (4, len(before["people"]) - 1)
    for document in ("sheet", "badges"):
        practice.ok("print", document, "next", "--out", tmp_path / f"{document}.pdf")
    (scanned,) = practice.lines("scan", "next", "--text", code[1])
    assert scanned["verdict"] == "unknown"
    registered = practice.lines("list", "registrations", "--meeting", "next")
    assert len(registered) == len(before["people"]) - 1
    validated = practice.ok("validate", "next")
    assert (validated["present"], validated["headcount"]) == (3, 4)
    assert len(practice.ok("statements", "next", "--out", tmp_path / "statements")["issued"]) == 3
    assert "is not the id" in practice.refused("erase", code[0], "--reason", "again")


def test_an_erasure_asks_why_and_the_answer_names_nobody(practice: Cli) -> None:
    person = practice.lines("list", "people")[0]
    assert practice("erase", person["id"]).status == 2
    assert "Say why" in practice.refused("erase", person["id"], "--reason", "  ")
    told = practice.refused("erase", person["id"], "--reason", f"{person['family_name'].lower()} asked")
    assert "without their name" in told
    assert practice.lines("list", "people")[0] == person


def test_somebody_deleted_before_can_still_be_erased(practice: Cli) -> None:
    person = practice.lines("list", "people")[0]["id"]
    practice.ok("delete", "person", person)
    assert practice.ok("erase", person, "--reason", "asked for")["people"] == [person]


def test_what_was_deleted_is_listed_and_comes_back(practice: Cli) -> None:
    person = practice.lines("list", "people")[0]
    meeting = practice.lines("list", "meetings")[0]["id"]
    practice.ok("delete", "person", person["id"])
    practice.ok("delete", "meeting", meeting)
    listed = practice.lines("list", "deleted")
    assert {one["id"]: one["record"] for one in listed} == {person["id"]: "person", meeting: "meeting"}
    assert [one["changed_since"] for one in listed] == [False, False]
    assert practice.ok("undelete", "person", person["id"][:35]) == {"id": person["id"]}
    practice.ok("undelete", "meeting", meeting)
    assert practice.lines("list", "people")[0] == person
    assert practice.lines("list", "meetings")[0]["id"] == meeting
    assert "not deleted" in practice.refused("undelete", "meeting", meeting)
    assert "list deleted" in practice.refused("undelete", "person", "unknown")
