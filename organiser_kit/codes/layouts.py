"""What the keys of a keyboard write, layout by layout, and what comes out when two of them disagree.

A USB scanner is a keyboard: it presses the keys that would write the code on the layout it is set to. The
computer writes what those same keys carry on its own layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Keys:
    """One layout.

    Attributes:
        alone: what the 44 keys of the typewriter write, row by row.
        shifted: what the same keys write with shift.
    """

    alone: str
    shifted: str

    def pressed_for(self, character: str) -> tuple[int, bool] | None:
        """Return the key that writes ``character``, and whether with shift; ``None`` if no key does."""
        for shift, row in ((False, self.alone), (True, self.shifted)):
            if character in row:
                return row.index(character), shift
        return None

    def written(self, key: int, *, shift: bool) -> str:
        """Return what ``key`` writes."""
        return (self.shifted if shift else self.alone)[key]


class Layout(Enum):
    """A layout that scanners and computers are set to."""

    US = Keys(
        "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
        '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?',
    )
    FRENCH = Keys(
        "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!",
        "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§",
    )
    BELGIAN = Keys(
        "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùwxcvbn,;:=",
        "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%WXCVBN?./+",
    )
    GERMAN = Keys(
        "1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-",
        '!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_',
    )
    SWISS = Keys(
        "1234567890'^qwertzuiopè¨asdfghjkléàyxcvbnm,.-",
        '+"*ç%&/()=?`QWERTZUIOPü!ASDFGHJKLöäYXCVBNM;:_',
    )


class Caps(StrEnum):
    """What happens to capitals on their way.

    ``LOCKED`` turns the case of letters round; ``LOCKED_ALL`` shifts every key, as Windows does for some
    layouts; the last two are scanners set to send one case only.
    """

    OFF = "off"
    LOCKED = "locked"
    LOCKED_ALL = "locked_all"
    ONLY_SMALL = "only_small"
    ONLY_CAPITAL = "only_capital"


def typed(text: str, scanner: Layout, computer: Layout, caps: Caps = Caps.OFF) -> str:
    """Return what ``computer`` writes when ``scanner`` sends ``text``.

    Raises:
        ValueError: the scanner has no key for a character.
    """
    sent = {Caps.ONLY_SMALL: text.lower(), Caps.ONLY_CAPITAL: text.upper()}.get(caps, text)
    return "".join(_typed(character, scanner, computer, caps) for character in sent)


def _typed(character: str, scanner: Layout, computer: Layout, caps: Caps) -> str:
    pressed = scanner.value.pressed_for(character)
    if pressed is None:
        raise ValueError(f"no key of this layout writes {character!r}")
    key, shift = pressed
    written = computer.value.written(key, shift=shift ^ (caps is Caps.LOCKED_ALL))
    return other_case(written) if caps is Caps.LOCKED else written


def other_case(character: str) -> str:
    """Return what Caps Lock makes of ``character``; "ß" has no capital on a keyboard."""
    swapped = character.swapcase()
    return swapped if len(swapped) == 1 else character


def pairs() -> Iterator[tuple[Layout, Layout]]:
    """Yield every scanner with every computer: first those that agree, then US scanners, then the others."""
    yield from ((layout, layout) for layout in Layout)
    yield from permutations(Layout, 2)
