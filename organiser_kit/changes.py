"""What an action changed: the answer of every service call that writes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds and ids of the records that an action touched, for whoever shows them."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        """Return both together."""
        return Changes(self.kinds | other.kinds, self.ids | other.ids)

    def __bool__(self) -> bool:
        """Return whether anything changed."""
        return bool(self.ids)


NOTHING = Changes()
