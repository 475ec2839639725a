"""Codes as a USB scanner types them when it and the computer disagree about the keyboard.

A computer set to French writes what a US scanner's keys carry there: ``OK1AZ2`` comes out as ``OK&QWé``. For
every pair of layouts there is one table that leads back to the capitals and digits of our codes. A key counts
whether it was shifted or not: case is no part of a code, and a Caps Lock shifts digits on some computers.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import BadgeOutcome, BadgeReading, parse
from organiser_kit.codes.layouts import Layout, other_case, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MEANT = frozenset(string.ascii_uppercase + string.digits)
_BEST_FIRST = tuple(BadgeOutcome)


def _way_back(scanner: Layout, computer: Layout) -> Mapping[int, str]:
    """Return what each character that came out was meant to be."""
    meant: dict[str, str] = {}
    for key in range(len(scanner.value.alone)):
        sent = {scanner.value.written(key, shift=shift).upper() for shift in (False, True)} & _MEANT
        if sent:
            for shift in (False, True):
                meant[computer.value.written(key, shift=shift)] = min(sent)
    for came_out, capital in tuple(meant.items()):
        meant.setdefault(other_case(came_out), capital)
    return str.maketrans(meant)


_WAYS_BACK = tuple(_way_back(scanner, computer) for scanner, computer in pairs())


def candidates(typed: str) -> Iterator[str]:
    """Yield what ``typed`` may have been meant to be: itself first, then its repairs, each once."""
    yield typed
    seen = {typed, typed.upper()}
    for way in _WAYS_BACK:
        repaired = typed.translate(way).upper()
        if repaired not in seen:
            seen.add(repaired)
            yield repaired


def read_typed(text: str, keys: Mapping[bytes, bytes]) -> BadgeReading:
    """Say what a typed ``text`` is, repairing the keyboard layout if that makes it a badge.

    Without a genuine reading, the most telling one is returned: a badge that claims one of our keys says more
    than one that claims an unknown key, and that more than text that only starts like a badge.
    """
    best = BadgeReading(BadgeOutcome.NOT_A_BADGE)
    for candidate in candidates(text):
        reading = parse(candidate, keys)
        if reading.outcome is BadgeOutcome.GENUINE:
            return reading
        best = min(best, reading, key=lambda one: _BEST_FIRST.index(one.outcome))
    return best
