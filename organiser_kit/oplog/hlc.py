"""Hybrid logical clock: stamps that sort by time and never go back, whatever the machine's clock does.

A stamp is 12 hexadecimal digits of milliseconds, 4 of counter and 12 of the author's incarnation, joined
by ``-``; as text it sorts in stamp order. Received stamps are always merged, never refused for being far
ahead: refusing them loses edits under people's hands (Kulkarni et al. 2014; figures in docs/adr).
"""

from __future__ import annotations

from dataclasses import dataclass

_COUNTER_LIMIT = 1 << 16
ZERO = ""


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    """A reading of the clock: milliseconds since 1970 and a counter within the millisecond."""

    ms: int = 0
    counter: int = 0

    def next(self, wall_ms: int) -> Instant:
        """Return the reading after this one, when the machine's clock shows ``wall_ms``."""
        if wall_ms > self.ms:
            return Instant(wall_ms, 0)
        if self.counter + 1 < _COUNTER_LIMIT:
            return Instant(self.ms, self.counter + 1)
        return Instant(self.ms + 1, 0)

    def stamp(self, author: str) -> str:
        """Return the sortable text of this reading by ``author``, an incarnation of a device.

        Not the device: two clones of one disk must not write the same stamp.
        """
        return f"{self.ms:012x}-{self.counter:04x}-{author_part(author)}"


def author_part(author: str) -> str:
    """Return the 12 hexadecimal digits that tell authors apart within the same reading."""
    return author.replace("-", "")[-12:].rjust(12, "0")


def read(stamp: str) -> Instant:
    """Return the reading inside ``stamp``; the empty stamp is older than all.

    Raises:
        ValueError: the text is no stamp.
    """
    if stamp == ZERO:
        return Instant()
    ms, counter, device = stamp.split("-")
    if (len(ms), len(counter), len(device)) != (12, 4, 12):
        message = "a stamp has 12, 4 and 12 digits"
        raise ValueError(message)
    return Instant(int(ms, 16), int(counter, 16))
