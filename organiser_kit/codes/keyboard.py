"""Codes as a USB scanner types them when it and the computer disagree about the keyboard.

A USB scanner is a keyboard: it presses the keys that would write the code on the layout it is set to, most
often US. A computer set to French then writes what those same keys carry there: ``OK1AZ2`` comes out as
``OK&QWé``. The tables below turn what came out back into what was meant, for the capitals and digits of our
codes: one for letters with one for digits, since either may be right or wrong on its own. Case is no part of
a code, so a Caps Lock left on only matters where it changes digits or punctuation.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from organiser_kit.codes.badge import BadgeOutcome, BadgeReading, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_AS_IT_IS: Mapping[int, int] = {}
# Between AZERTY and US two pairs of letters change places, and M is elsewhere: its key carries a comma (with
# shift a question mark) one way round, a semicolon (a colon) the other.
_AZERTY_LETTERS = str.maketrans("QWAZ,?;:", "AZQWMMMM")
# Between QWERTZ (Germany, Austria, Switzerland) and US: one pair.
_QWERTZ_LETTERS = str.maketrans("YZ", "ZY")
# The digit keys of AZERTY without shift; "§" is the 6 of Belgium and of the Mac.
_AZERTY_DIGITS = str.maketrans("&É\"'(-§È", "12345667")
# The digit keys of the others with shift: typed so by a scanner set to AZERTY, or by a Caps Lock that locks
# digits too, as it does for some layouts on Windows. The second table is for Germany and Switzerland.
_US_SHIFTED_DIGITS = str.maketrans("!@#$%^&", "1234567")
_QWERTZ_SHIFTED_DIGITS = str.maketrans('!+"§*$Ç%&/', "1123344567")

_LETTERS = (_AS_IT_IS, _AZERTY_LETTERS, _QWERTZ_LETTERS)
_DIGITS = (_AS_IT_IS, _AZERTY_DIGITS, _US_SHIFTED_DIGITS, _QWERTZ_SHIFTED_DIGITS)
_BEST_FIRST = tuple(BadgeOutcome)


def candidates(typed: str) -> Iterator[str]:
    """Yield what ``typed`` may have been meant to be: itself first, then its repairs, each once."""
    yield typed
    capitals = typed.upper()
    seen = {typed, capitals}
    for letters, digits in product(_LETTERS, _DIGITS):
        repaired = capitals.translate(letters).translate(digits)
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
