"""The figures of a door, whatever overlaps, and what an arrival among thousands does not copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ui.pages.reception.state import Door, kept_together

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
people = st.frozensets(st.sampled_from("abcdefgh"))


EMPTY = Door(meeting_id="m", title="", group_id="g", zone=UTC, own_device="d")


@given(expected=people, present=people, excused=people, more=st.sampled_from("abcdefghi"))
def test_the_figures_are_those_of_the_people_themselves(
    expected: frozenset[str], present: frozenset[str], excused: frozenset[str], more: str
) -> None:
    before = replace(EMPTY, expected=expected, present=present, excused=excused, left=present)
    for one in (before, before.arrived(more, "Exemple", NOW), before.apologised(more), before.gone(more)):
        waited = len(one.expected - one.present - one.excused)
        assert one.figures.startswith(f"{waited} still expected")
        assert one.count == f"{len(one.present)} / {len(one.expected | one.present)}"
    after = before.arrived(more, "Exemple", NOW)
    assert after.present == present | {more}
    assert after.expected == expected | {more}
    assert after.excused == excused - {more}
    assert after.left == present - {more}
    assert after.walk_ins == {more} - expected - present


def test_an_arrival_copies_only_what_it_changes() -> None:
    crowd = frozenset(map(str, range(5_000)))
    before = replace(
        EMPTY, expected=crowd, present=crowd - {"7"}, left=frozenset({"1"}), excused=frozenset({"2"})
    )
    after = before.arrived("7", "Exemple", NOW)
    for same in ("expected", "left", "excused", "walk_ins"):
        assert getattr(after, same) is getattr(before, same), same
    assert after.everybody is crowd


def test_a_line_of_figures_ends_between_two_of_them() -> None:
    shown = kept_together("12 encore à venir · 1 départ · 2 places libres")
    assert shown.split(" ") == [
        "12\u00a0encore\u00a0à\u00a0venir\u00a0·",
        "1\u00a0départ\u00a0·",
        "2\u00a0places\u00a0libres",
    ]
