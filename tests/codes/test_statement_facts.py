"""What a statement's code says: one spelling for each content, and nothing for any other bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organiser_kit.codes.statement.facts import (
    MOST_MEETINGS,
    AttendedMeeting,
    StatementFacts,
    decode,
    encode,
    size,
)
from organiser_kit.model.meetings import Role

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _grouped(letter: str, groups: int) -> st.SearchStrategy[str]:
    part = st.text(_DIGITS, min_size=4, max_size=4)
    return st.lists(part, min_size=groups, max_size=groups).map(lambda parts: "-".join([letter, *parts]))


_DAYS = st.dates(date(2000, 1, 1), date(2179, 6, 6))
_MEETINGS = st.builds(
    AttendedMeeting,
    on=_DAYS,
    module=st.integers(0, 255),
    sequence=st.integers(0, 255),
    minutes=st.integers(0, 65_535),
    roles=st.sets(st.sampled_from(Role)).map(lambda roles: tuple(role for role in Role if role in roles)),
    sheet_no=_grouped("F", 2),
)
FACTS = st.builds(
    StatementFacts,
    number=_grouped("A", 3),
    issued_on=_DAYS,
    meetings=st.lists(_MEETINGS, min_size=1, max_size=MOST_MEETINGS).map(tuple),
    salt=st.binary(min_size=8, max_size=8),
    name_digest=st.binary(min_size=12, max_size=12),
    words_digest=st.binary(min_size=16, max_size=16),
)
MEETING = AttendedMeeting(date(2026, 11, 24), 1, 2, 120, (Role.FACILITATOR,), "F-ABCD-EFGH")
ONE = StatementFacts("A-ABCD-EFGH-2345", date(2026, 11, 25), (MEETING,), b"s" * 8, b"n" * 12, b"w" * 16)


@given(FACTS)
def test_what_was_written_is_read(facts: StatementFacts) -> None:
    raw = encode(facts)

    assert decode(raw) == facts
    assert size(raw) == len(raw)
    assert facts.total_minutes == sum(meeting.minutes for meeting in facts.meetings)


@given(st.binary(max_size=120))
def test_whatever_is_read_has_this_one_spelling(raw: bytes) -> None:
    facts = decode(raw)

    assert facts is None or encode(facts) == raw


@given(FACTS, st.data())
def test_every_other_byte_says_something_else_or_nothing(facts: StatementFacts, data: st.DataObject) -> None:
    raw = bytearray(encode(facts))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    assert decode(bytes(raw)) != facts


@given(FACTS, st.data())
def test_a_part_says_nothing(facts: StatementFacts, data: st.DataObject) -> None:
    raw = encode(facts)

    assert decode(raw[: data.draw(st.integers(0, len(raw) - 1))]) is None
    assert decode(raw + b"\0") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "A-ABCD-EFGH"},
        {"number": "a-abcd-efgh-2345"},
        {"issued_on": date(1999, 12, 31)},
        {"issued_on": date(2200, 1, 1)},
        {"meetings": ()},
        {"meetings": (MEETING,) * (MOST_MEETINGS + 1)},
        {"meetings": (replace(MEETING, minutes=-1),)},
        {"meetings": (replace(MEETING, minutes=65_536),)},
        {"meetings": (replace(MEETING, module=256),)},
        {"meetings": (replace(MEETING, sequence=-1),)},
        {"meetings": (replace(MEETING, sheet_no="2026-0042"),)},
        {"salt": b"short"},
        {"name_digest": b""},
        {"words_digest": b"w" * 17},
    ],
)
def test_what_a_code_cannot_say_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"code|number|length|outside|not of"):
        encode(replace(ONE, **changes))


def test_a_role_keeps_its_place_for_ever() -> None:
    """Statements printed years ago must go on saying the same."""
    seen = {}
    for role in Role:
        raw = encode(replace(ONE, meetings=(replace(MEETING, roles=(role,)),)))
        seen[role] = raw[-6]

    assert seen == {
        Role.ORGANISER: 1,
        Role.CO_ORGANISER: 2,
        Role.FUTURE_ORGANISER: 4,
        Role.FACILITATOR: 8,
        Role.TIMEKEEPER: 16,
        Role.HOST_CONTACT: 32,
    }
