"""What the clock shows at one moment, in words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.wording import clock_time, duration

if TYPE_CHECKING:
    from organiser_kit.documents.data.timeline import TimelineActivity
    from organiser_kit.rules.running_clock import Running
    from ui.pages.animation.contents import KitContents

Phase = Literal["waiting", "running", "soon", "over", "paused", "ended"]
SOON = timedelta(minutes=2)
"""What is left when the room is told that an activity is about to end."""

_MINUTE = timedelta(minutes=1)
_LOOKS: dict[Phase, tuple[str, str]] = {
    "waiting": ("neutral", "clock"),
    "running": ("accent", "clock"),
    "soon": ("warning", "triangle-alert"),
    "over": ("danger", "bell"),
    "paused": ("neutral", "pause"),
    "ended": ("success", "circle-check"),
}


@dataclass(frozen=True)
class Face:
    """The clock at one moment.

    Attributes:
        activity: its place in the timeline, ``None`` before the start and after the end.
        number: what is read from the back of the room: minutes, or an hour.
        unit: what the number counts.
        status: what the colour says, in words.
        share: how much of the activity has gone by, from 0 to 1.
        following: the next activity, '' after the last one.
        material: what that needs.
        lateness: how the meeting stands against its plan.
        is_last: whether the end of the meeting comes next.
        extended: minutes that the activity was given.
    """

    phase: Phase
    activity: int | None
    place: str
    title: str
    number: str
    unit: str
    status: str
    share: float
    following: str
    following_length: str
    material: str
    end: str
    lateness: str
    is_late: bool
    is_last: bool = False
    extended: int = 0

    @property
    def tone(self) -> str:
        """Return the tone that goes with the phase."""
        return _LOOKS[self.phase][0]

    @property
    def icon(self) -> str:
        """Return the picture that goes with the phase."""
        return _LOOKS[self.phase][1]

    @property
    def spoken(self) -> str:
        """Return all of it in one go, for who hears it."""
        parts = (self.place, self.title, f"{self.number} {self.unit}".strip(), self.status, *self.later)
        return ". ".join(part for part in parts if part)

    @property
    def later(self) -> tuple[str, ...]:
        """Return what comes, as sentences."""
        told = (
            tr("Next: {activity}", activity=self.following) if self.following else "",
            tr("Material: {things}", things=self.material) if self.material else "",
            tr("{what} {time}", what=end_words(self.phase), time=self.end),
            self.lateness,
        )
        return tuple(part for part in told if part)


def end_words(phase: Phase) -> str:
    """Return what the hour of the end is called."""
    return tr("The meeting ended at") if phase == "ended" else tr("The meeting ends at")


def describe(contents: KitContents, running: Running, now: datetime) -> Face:
    """Return what the clock shows ``now``, the corrected time."""
    place = running.activity
    following = 0 if not running.is_started else None if place is None else place + 1
    after = _at(contents, following)
    phase = phase_of(contents, running, now)
    late = contents.plan.late(running, now)
    words = _words(contents, running, now, phase)
    return Face(
        phase=phase,
        activity=place,
        place=_place(contents, place),
        title=words.title,
        number=words.number,
        unit=words.unit,
        status=words.status,
        share=_share(contents, running, now),
        following=after.title if after else tr("End of the meeting") if place is not None else "",
        following_length=duration(after.minutes, current()) if after else "",
        material=" · ".join(after.material) if after else "",
        end=_clock(contents, contents.plan.end(running, now)),
        lateness=_lateness(late),
        is_late=late >= _MINUTE,
        is_last=after is None and place is not None,
        extended=running.turns[-1].extended if place is not None else 0,
    )


def phase_of(contents: KitContents, running: Running, now: datetime) -> Phase:
    """Return where the clock stands."""
    if not running.is_started:
        return "waiting"
    if running.is_over:
        return "ended"
    if running.paused_at is not None:
        return "paused"
    left = contents.plan.left(running, now)
    if left <= timedelta():
        return "over"
    return "soon" if left <= SOON else "running"


@dataclass(frozen=True)
class _Words:
    title: str
    number: str
    unit: str
    status: str


def _words(contents: KitContents, running: Running, now: datetime, phase: Phase) -> _Words:
    if running.activity is None:
        return _outside(contents, running, phase)
    title = contents.activities[running.activity].title
    left = contents.plan.left(running, now)
    over = -left // _MINUTE
    if left <= timedelta():
        number = f"+{over}" if over else "0"
        unit = trn("minute over", "minutes over", over)
        ended = tr("Over by {length}", length=duration(over, current())) if over else tr("Time is up")
        return _Words(title, number, unit, tr("Paused") if phase == "paused" else ended)
    minutes = -(-left // _MINUTE)
    status = {
        "paused": tr("Paused"),
        "soon": trn("Only {n} minute left", "Only {n} minutes left", minutes),
    }.get(phase) or tr("Until {time}", time=_clock(contents, now + left))
    return _Words(title, str(minutes), trn("minute left", "minutes left", minutes), status)


def _outside(contents: KitContents, running: Running, phase: Phase) -> _Words:
    if running.ended_at is not None:
        ended = _clock(contents, running.ended_at)
        return _Words(tr("Thank you! The meeting is over."), ended, "", tr("Over"))
    begins = _clock(contents, contents.plan.starts_at)
    return _Words(tr("The meeting begins at"), begins, "", tr("The clock has not started yet"))


def _share(contents: KitContents, running: Running, now: datetime) -> float:
    if running.is_over:
        return 1.0
    length = contents.plan.length(running)
    if not length:
        return 0.0
    return min(1.0, max(0.0, 1 - contents.plan.left(running, now) / length))


def _place(contents: KitContents, place: int | None) -> str:
    if place is None:
        return ""
    return tr("Activity {number} of {total}", number=place + 1, total=len(contents.activities))


def _at(contents: KitContents, place: int | None) -> TimelineActivity | None:
    if place is None or place >= len(contents.activities):
        return None
    return contents.activities[place]


def _clock(contents: KitContents, moment: datetime) -> str:
    """Return the time on the meeting's wall."""
    return clock_time(moment.astimezone(contents.activities[0].starts_at.tzinfo), current())


def _lateness(late: timedelta) -> str:
    length = duration(abs(late) // _MINUTE, current())
    if late >= _MINUTE:
        return tr("{length} late", length=length)
    if late <= -_MINUTE:
        return tr("{length} early", length=length)
    return tr("On time")
