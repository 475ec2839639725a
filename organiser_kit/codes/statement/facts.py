"""What the code of a statement says, as bytes: one spelling for each content, nothing that names a person.

=======================  =====  ==========================================================
number                       8  60 bits, big-endian: the 12 characters after ``A-``
date of issue                2  days since 1 January 2000
salt                         8  makes the two digests below differ from paper to paper
digest of the name          12  see :mod:`organiser_kit.codes.statement.digests`
digest of the words         16  of everything printed above the code
how many meetings            1  1 to 20
for each meeting            12  date 2, module 1, sequence 1, minutes 2, roles 1, sheet 5
=======================  =====  ==========================================================

Numbers are unsigned, big-endian. The key's name and the signature around it are in
:mod:`organiser_kit.codes.statement.seal`.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import date, timedelta

from organiser_kit.model.meetings import Role

SALT_BYTES = 8
NAME_DIGEST_BYTES = 12
WORDS_DIGEST_BYTES = 16
MOST_MEETINGS = 20

_EPOCH = date(2000, 1, 1)
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_NUMBER = re.compile(r"A-([A-Z2-7]{4})-([A-Z2-7]{4})-([A-Z2-7]{4})")
_SHEET = re.compile(r"F-([A-Z2-7]{4})-([A-Z2-7]{4})")
_NUMBER_LIMIT = 1 << 60
_HEAD = 8 + 2 + SALT_BYTES + NAME_DIGEST_BYTES + WORDS_DIGEST_BYTES
_MEETING = 12

# The place of a role is its bit: append, never reorder. Taking part has none.
_ROLES = (
    Role.ORGANISER,
    Role.CO_ORGANISER,
    Role.FUTURE_ORGANISER,
    Role.FACILITATOR,
    Role.TIMEKEEPER,
    Role.HOST_CONTACT,
)


@dataclass(frozen=True, slots=True)
class AttendedMeeting:
    """One meeting that the person took part in.

    Attributes:
        on: the local date it began on.
        sequence: which meeting of its module.
        minutes: how long the person was there.
        roles: what they did there besides taking part.
    """

    on: date
    module: int
    sequence: int
    minutes: int
    roles: tuple[Role, ...]
    sheet_no: str


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What a statement says that is nobody's name.

    Attributes:
        salt: random or derived, one for each statement and key.
        name_digest: proves a name that somebody types.
        words_digest: proves everything printed above the code.
    """

    number: str
    issued_on: date
    meetings: tuple[AttendedMeeting, ...]
    salt: bytes
    name_digest: bytes
    words_digest: bytes

    @property
    def total_minutes(self) -> int:
        """Return the time spent in all meetings."""
        return sum(meeting.minutes for meeting in self.meetings)


def encode(facts: StatementFacts) -> bytes:
    """Return the one spelling of ``facts``.

    Raises:
        ValueError: something lies outside what a code can say.
    """
    sizes = (len(facts.salt), len(facts.name_digest), len(facts.words_digest))
    if sizes != (SALT_BYTES, NAME_DIGEST_BYTES, WORDS_DIGEST_BYTES):
        raise ValueError("the salt or a digest has not its length")
    if not 1 <= len(facts.meetings) <= MOST_MEETINGS:
        raise ValueError(f"a code tells of 1 to {MOST_MEETINGS} meetings, not of {len(facts.meetings)}")
    head = _number_bytes(facts.number) + _day_bytes(facts.issued_on)
    digests = facts.salt + facts.name_digest + facts.words_digest
    meetings = b"".join(map(_meeting_bytes, facts.meetings))
    return head + digests + bytes([len(facts.meetings)]) + meetings


def size(raw: bytes) -> int | None:
    """Return how many bytes the facts at the start of ``raw`` take; ``None`` when no facts start so."""
    if len(raw) <= _HEAD or not 1 <= raw[_HEAD] <= MOST_MEETINGS:
        return None
    return _HEAD + 1 + _MEETING * raw[_HEAD]


def decode(raw: bytes) -> StatementFacts | None:
    """Return what ``raw`` says, ``None`` unless :func:`encode` gives exactly these bytes."""
    if size(raw) != len(raw):
        return None
    number = int.from_bytes(raw[:8])
    salt_end = 10 + SALT_BYTES
    name_end = salt_end + NAME_DIGEST_BYTES
    meetings = tuple(
        _meeting(raw[start : start + _MEETING]) for start in range(_HEAD + 1, len(raw), _MEETING)
    )
    if number >= _NUMBER_LIMIT or None in meetings:
        return None
    return StatementFacts(
        number=_number_text(number),
        issued_on=_day(raw[8:10]),
        meetings=tuple(meeting for meeting in meetings if meeting),
        salt=raw[10:salt_end],
        name_digest=raw[salt_end:name_end],
        words_digest=raw[name_end:_HEAD],
    )


def number_of_digits(digits: str) -> str:
    """Return a statement's number as it is printed, from its 12 letters or digits."""
    return f"A-{digits[:4]}-{digits[4:8]}-{digits[8:12]}"


def _number_bytes(number: str) -> bytes:
    shape = _NUMBER.fullmatch(number)
    if shape is None:
        raise ValueError(f"{number!r} is no number of a statement")
    value = 0
    for digit in "".join(shape.groups()):
        value = value * 32 + _DIGITS.index(digit)
    return value.to_bytes(8)


def _number_text(value: int) -> str:
    return number_of_digits("".join(_DIGITS[(value >> shift) & 31] for shift in range(55, -1, -5)))


def _day_bytes(day: date) -> bytes:
    days = (day - _EPOCH).days
    if not 0 <= days < 1 << 16:
        raise ValueError(f"a code cannot tell the date {day}")
    return days.to_bytes(2)


def _day(raw: bytes) -> date:
    return _EPOCH + timedelta(days=int.from_bytes(raw))


def _meeting_bytes(meeting: AttendedMeeting) -> bytes:
    shape = _SHEET.fullmatch(meeting.sheet_no)
    if shape is None:
        raise ValueError(f"{meeting.sheet_no!r} is no number of a sheet")
    if not (
        0 <= meeting.module < 1 << 8 and 0 <= meeting.sequence < 1 << 8 and 0 <= meeting.minutes < 1 << 16
    ):
        raise ValueError("a module, a meeting or a time lies outside what a code can say")
    roles = sum(1 << _ROLES.index(role) for role in set(meeting.roles))
    return (
        _day_bytes(meeting.on)
        + bytes([meeting.module, meeting.sequence])
        + meeting.minutes.to_bytes(2)
        + bytes([roles])
        + base64.b32decode("".join(shape.groups()))
    )


def _meeting(raw: bytes) -> AttendedMeeting | None:
    if raw[6] >= 1 << len(_ROLES):
        return None
    sheet = base64.b32encode(raw[7:]).decode("ascii")
    return AttendedMeeting(
        on=_day(raw[:2]),
        module=raw[2],
        sequence=raw[3],
        minutes=int.from_bytes(raw[4:6]),
        roles=tuple(role for bit, role in enumerate(_ROLES) if raw[6] >> bit & 1),
        sheet_no=f"F-{sheet[:4]}-{sheet[4:]}",
    )
