"""The five impressions of a meeting in words."""

from __future__ import annotations

from organiser_kit.i18n import tr


def impression_words(value: int) -> str:
    """Return the word for an impression from 1 to 5."""
    return {
        1: tr("Difficult"),
        2: tr("Mixed"),
        3: tr("All right"),
        4: tr("Went well"),
        5: tr("Went very well"),
    }[value]
