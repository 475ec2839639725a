"""What somebody means who types a name, or the beginning of an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class Named(Protocol):
    """A record that people know by a name."""

    @property
    def id(self) -> str:
        """Return its id."""
        ...

    @property
    def name(self) -> str:
        """Return its name, '' for none yet."""
        ...


N = TypeVar("N", bound=Named)


def meant(known: Sequence[N], reference: str) -> N | None:
    """Return the one of ``known`` that ``reference`` means, ``None`` when it means none or several.

    A name, however it is accented or capitalised, goes before the beginning of an id.
    """
    named = [one for one in known if fold(one.name) == fold(reference) != ""]
    found = named or [one for one in known if reference and one.id.startswith(reference)]
    return found[0] if len(found) == 1 else None
