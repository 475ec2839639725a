"""Presence is derived: the same facts, in any order and from any laptop, say the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.model.attendance import AttendanceFact, FactKind, PresenceState
from organiser_kit.rules.attendance import live, presence

START = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)


def fact(name: str, kind: FactKind, minute: int = 0, voids: str | None = None) -> AttendanceFact:
    """Return a fact seen ``minute`` minutes after the start."""
    return AttendanceFact(id=name, scope="g:1", kind=kind, at=START + timedelta(minutes=minute), voids=voids)


facts = st.lists(
    st.builds(
        fact,
        st.sampled_from("abcdef"),
        st.sampled_from(list(FactKind)),
        st.integers(0, 5),
        st.sampled_from("abcdef"),
    ),
    unique_by=lambda item: item.id,
)


@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(some: list[AttendanceFact], chance: object) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert presence(some) == presence(shuffled)


@given(facts)
def test_no_presence_without_a_live_check_in(some: list[AttendanceFact]) -> None:
    present = presence(some).is_present
    assert present == any(item.kind is FactKind.CHECK_IN for item in live(some))


def test_two_laptops_that_saw_the_same_person_make_one_presence() -> None:
    seen = presence([fact("b", FactKind.CHECK_IN, 3), fact("a", FactKind.CHECK_IN, 1)])
    assert seen.arrived_at == START + timedelta(minutes=1)
    assert seen.scans == 2


def test_a_correction_takes_away_only_what_it_names() -> None:
    seen = [
        fact("a", FactKind.CHECK_IN, 1),
        fact("b", FactKind.CHECK_IN, 3),
        fact("v", FactKind.VOID, 4, "a"),
    ]
    assert presence(seen).arrived_at == START + timedelta(minutes=3)
    assert presence([*seen, fact("w", FactKind.VOID, 4, "b")]).state is PresenceState.EXPECTED


def test_a_presence_beats_an_excuse() -> None:
    assert presence([fact("e", FactKind.EXCUSED), fact("a", FactKind.CHECK_IN, 5)]).is_present


def test_nothing_known_is_absent_only_once_the_sheet_is_closed() -> None:
    assert presence([]).state is PresenceState.EXPECTED
    assert presence([], sheet_closed=True).state is PresenceState.ABSENT


def test_who_leaves_in_the_minute_of_their_arrival_has_left() -> None:
    seen = presence([fact("b", FactKind.CHECK_OUT), fact("a", FactKind.CHECK_IN)])
    assert (seen.is_present, seen.is_inside) == (True, False)
