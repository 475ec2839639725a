"""Figures as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.i18n import Catalogue


def decimal(value: float, catalogue: Catalogue, digits: int = 2) -> str:
    """Return e.g. ``63,5`` or ``63.5``: at most ``digits`` after the mark, and none that say nothing."""
    whole, _, part = f"{value:.{digits}f}".partition(".")
    part = part.rstrip("0")
    if not part:
        return "0" if whole == "-0" else whole
    return catalogue.tr("{whole}.{part}", whole=whole, part=part)
