"""How the columns of a list share the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def shared(needed: Sequence[int], least: Sequence[int], room: int, stretched: int) -> list[int]:
    """Return a width for each column, in pixels: all of ``room`` is taken where the columns can be made to.

    Where everything fits, the column ``stretched`` takes what is left. Where it does not, the widest columns
    give way first, down to what their headings need (``least``); the narrow ones keep their words whole.
    """
    widths = [max(need, low) for need, low in zip(needed, least, strict=True)]
    spare = room - sum(widths)
    if spare >= 0:
        widths[stretched] += spare
        return widths
    low, high = 0, max(widths)
    while low < high:  # the highest cap under which the columns fit
        cap = (low + high + 1) // 2
        if sum(_capped(widths, least, cap)) <= room:
            low = cap
        else:
            high = cap - 1
    widths = _capped(widths, least, low)
    widths[stretched] += max(0, room - sum(widths))
    return widths


def _capped(widths: Sequence[int], least: Sequence[int], cap: int) -> list[int]:
    return [max(low, min(width, cap)) for width, low in zip(widths, least, strict=True)]
