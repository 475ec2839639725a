"""``badge``: a badge was lost, or a laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


def scan(cli: Cli, code: str) -> str:
    verdict: str = cli.lines("scan", "next", "--text", code)[0]["verdict"]
    return verdict


def test_a_lost_badge_is_replaced(practice: Cli) -> None:
    (person, lost), (other, kept), *_ = practice.codes().items()
    answer = practice.ok("badge", "reissue", person)
    assert answer["person"] == person
    assert (scan(practice, lost), scan(practice, answer["code"]), scan(practice, kept)) == (
        "revoked",
        "checked_in",
        "checked_in",
    )
    assert practice.ok("badge", "revoke", other) == {"person": other, "revoked": 1}
    assert scan(practice, kept) == "revoked"
    assert practice.codes()[person] == answer["code"]


def test_another_key_takes_over(practice: Cli) -> None:
    codes = practice.codes()
    person, old = next(iter(codes.items()))
    answer = practice.ok("badge", "rotate-key")
    assert (answer["accept_until"], answer["badges"]) == (None, len(codes))
    assert scan(practice, old) == "revoked"
    assert scan(practice, practice.codes()[person]) == "checked_in"


def test_earlier_badges_may_count_for_a_while(practice: Cli) -> None:
    old = next(iter(practice.codes().values()))
    said = practice("badge", "rotate-key", "--accept-until", "2026-12-01T20:00")
    assert said.status == 0
    assert "until Tuesday 1 December 2026" in said.out
    assert scan(practice, old) == "checked_in"
    practice.environment.clock.advance(days=8)  # type: ignore[attr-defined]
    assert scan(practice, old) == "revoked"


def test_what_cannot_be_done_is_said(practice: Cli) -> None:
    assert "past" in practice.refused("badge", "rotate-key", "--accept-until", "2020-01-01T10:00")
    assert "not the id" in practice.refused("badge", "revoke", "nobody")
    assert "not one group" in practice.refused("badge", "rotate-key", "Nowhere")
