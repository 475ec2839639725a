"""The parts of a kit to choose from: what it is for, its activities on the clock, sheets. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.i18n import current, tr
from organiser_kit.rules.wording import clock_time, duration

if TYPE_CHECKING:
    from organiser_kit.rules.running_clock import Running
    from ui.pages.animation.contents import KitContents

ABOUT = -1
"""The number of the part that says what the kit is for."""


@dataclass(frozen=True)
class Part:
    """One part.

    Attributes:
        number: :data:`ABOUT`, the place of an activity, or for a sheet its place after the last activity.
        when: its hour and its length, '' for what has none.
    """

    number: int
    title: str
    when: str = ""

    @property
    def said(self) -> str:
        """Return it on one line."""
        return tr("{what} · {length}", what=self.when, length=self.title) if self.when else self.title


def parts_of(contents: KitContents) -> tuple[Part, ...]:
    """Return the parts in their order."""
    activities = [
        Part(
            place,
            activity.title,
            tr(
                "{what} · {length}",
                what=clock_time(activity.starts_at, current()),
                length=duration(activity.minutes, current()),
            ),
        )
        for place, activity in enumerate(contents.activities)
    ]
    sheets = [Part(place, one.title) for place, one in enumerate(contents.sheets, start=len(activities))]
    return (Part(ABOUT, tr("What this kit is for")), *activities, *sheets)


def mark_of(part: int, activities: int, running: Running) -> tuple[str, str, str]:
    """Return how far a part is: icon, colour token, and words where there is something to say."""
    if part == ABOUT:
        return "info", "muted", ""
    if part >= activities:
        return "file-text", "muted", ""
    if part == running.activity:
        return "play", "accent_text", tr("under way")
    if part in running.done:
        return "circle-check", "success_text", tr("done")
    if part in running.left_out(activities):
        return "skip-forward", "muted", tr("left out")
    return "circle", "muted", ""
