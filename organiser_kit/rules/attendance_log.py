"""The chain of seals through a meeting's log: a past that was changed no longer fits what came after it.

Each laptop names, in every fact that it records, the seal of its fact before at the same meeting. A seal is a
SHA-256 digest (FIPS 180-4) over what the fact says, cut to 128 bits. A validated sheet keeps the seals at the
ends of all chains: from them the whole log can be walked back as it was on that evening.

The words of a reason are left out: they go when the person they speak of is erased.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SEALED = (
    *("id", "meeting_id", "person_id", "kind", "at", "method", "device_id", "voids", "device_at"),
    "previous",
)
"""What a seal covers, in order, each as the wire writes it."""

_LETTERS = 32

Told = dict[str, str | None]
"""What one fact says, by the names in :data:`SEALED`."""


@dataclass(frozen=True, slots=True)
class LogCheck:
    """How a meeting's log fits together.

    Attributes:
        facts: how many facts there are.
        loose: ids of facts that follow one which is not here as it was: it was changed, or has not come yet.
        lost: how many of the chains that the validated sheet holds do not lead back to their beginning.
        later: how many facts were added since the sheet was validated; none when it is not.
    """

    facts: int
    loose: tuple[str, ...] = ()
    lost: int = 0
    later: int = 0

    @property
    def is_whole(self) -> bool:
        """Return whether nothing that was recorded has changed since."""
        return not self.loose and not self.lost


def seal(told: Mapping[str, str | None]) -> str:
    """Return the seal of one fact: 32 hexadecimal digits."""
    said = json.dumps([told[name] for name in SEALED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:_LETTERS]


def ends(facts: Iterable[Told]) -> tuple[str, ...]:
    """Return the seals that no fact names: the ends of all chains, in alphabetical order."""
    known = list(facts)
    return tuple(sorted({seal(fact) for fact in known} - {fact["previous"] for fact in known}))


def check(facts: Iterable[Told], kept: Sequence[str] = ()) -> LogCheck:
    """Return how ``facts`` fit together, and whether they hold all that a sheet ``kept`` the ends of."""
    by_seal = {seal(fact): fact for fact in facts}
    loose = tuple(fact["id"] or "" for fact in by_seal.values() if not _follows(fact, by_seal))
    reached: set[str] = set()
    lost = sum(not _walk_back(end, by_seal, reached) for end in kept)
    return LogCheck(len(by_seal), loose, lost, len(by_seal) - len(reached) if kept else 0)


def _follows(fact: Told, by_seal: Mapping[str, Told]) -> bool:
    return fact["previous"] is None or fact["previous"] in by_seal


def _walk_back(end: str, by_seal: Mapping[str, Told], reached: set[str]) -> bool:
    """Note every seal on the way from ``end``; tell whether the way leads to a first fact."""
    at: str | None = end
    while at is not None and at not in reached:
        if at not in by_seal:
            return False
        reached.add(at)
        at = by_seal[at]["previous"]
    return True
