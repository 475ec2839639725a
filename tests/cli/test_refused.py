"""What a server refused, by command: listed with its reason, sent again, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.storage.outbox import Settled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def refused(practice: Cli) -> Cli:
    """The practice laptop after a server took everything but a new person and an edit of that person."""
    person = practice.ok("add", "person", "--family-name", "Fictif", "--given-name", "Bo")["id"]
    practice.ok("edit", "person", person, "phone=0600000000")
    kit = practice.open()
    waiting = kit.replica.waiting(10_000, 10**9)
    results = [Settled(one.op_id, "applied") for one in waiting[:-2]]
    results += [Settled(one.op_id, "refused", "Nobody may.", None, "urn:x:denied") for one in waiting[-2:]]
    kit.replica.settle(results)
    kit.close()
    return practice


def test_a_refusal_is_listed_with_its_record_and_its_reason(refused: Cli) -> None:
    first, _ = refused.lines("outbox", "--refused")

    assert (first["record"], first["name"], first["state"]) == ("person", "FICTIF Bo", "refused")
    assert (first["problem"], first["problem_type"]) == ("Nobody may.", "urn:x:denied")
    shown = refused("outbox", "--refused").out.splitlines()[0]
    assert "FICTIF Bo" in shown
    assert first["id"] in shown
    assert shown.endswith("Nobody may.")


def test_one_refusal_is_sent_again(refused: Cli) -> None:
    first, _ = refused.lines("outbox", "--refused")

    # The record goes out whole, and so both refusals are closed.
    assert refused.ok("outbox", "--retry", first["id"]) == {"retried": 2}
    status = refused.ok("status")
    assert (status["refused"], status["pending"]) == (0, 1)
    assert first["id"] in refused.refused("outbox", "--retry", first["id"])


def test_all_refusals_are_sent_again_and_nothing_is_left_to_send(refused: Cli) -> None:
    assert refused.ok("outbox", "--retry", "all") == {"retried": 2}
    assert refused.ok("outbox", "--retry", "all") == {"retried": 0}
    assert refused.lines("outbox", "--refused") == []


def test_an_id_that_nothing_refused_has_is_one_sentence(refused: Cli) -> None:
    assert "nobody" in refused.refused("outbox", "--retry", "nobody")
    assert refused.ok("status")["refused"] == 2


def test_what_was_refused_is_written_to_files(refused: Cli, tmp_path: Path) -> None:
    table = tmp_path / "refused.csv"

    said = refused.ok("outbox", "--export", table)

    assert said == {"operations": 2, "files": [str(table), str(table.with_suffix(".jsonl"))]}
    assert "FICTIF Bo" in table.read_text("utf-8-sig")
    assert len(table.with_suffix(".jsonl").read_text("utf-8").splitlines()) == 2
    assert refused.ok("status")["refused"] == 2


def test_a_table_that_would_stand_in_the_place_of_the_exact_form_is_refused(
    refused: Cli, tmp_path: Path
) -> None:
    assert ".jsonl" in refused.refused("outbox", "--export", tmp_path / "refused.jsonl")
    assert list(tmp_path.glob("*.jsonl")) == []


def test_two_wishes_at_once_are_wrong_usage(refused: Cli, tmp_path: Path) -> None:
    assert refused("outbox", "--retry", "all", "--export", tmp_path / "x.csv").status == 2
