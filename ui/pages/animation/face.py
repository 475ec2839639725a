"""What the clock shows at one moment, in words. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.wording import clock_time, duration
from ui.pages.phrases import capital

if TYPE_CHECKING:
    from organiser_kit.documents.data.timeline import TimelineActivity
    from organiser_kit.rules.running_clock import Running
    from ui.pages.animation.contents import KitContents

Phase = Literal["waiting", "running", "soon", "over", "paused", "ended"]
SOON = timedelta(minutes=2)
"""What is left when the room is told that an activity is about to end."""

REHEARSAL = timedelta(hours=4)
"""So far from its hours, a meeting is tried out: it is neither late nor early."""

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
        left: the same in one go, for the middle of a line.
        status: what the colour says, in words.
        share: how much of the activity has gone by, from 0 to 1.
        following: the next activity, '' after the last one.
        material: what that needs.
        lateness: how the meeting stands against its plan, for the middle of a line; '' if that says nothing.
        is_last: whether the end of the meeting comes next.
        extended: minutes that the activity was given.
    """

    phase: Phase
    activity: int | None
    place: str
    title: str
    number: str
    unit: str
    left: str
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
        parts = (self.place, self.title, f"{self.number} {self.unit}".strip(), self.status)
        return " ".join((*(f"{part}." for part in parts if part), *self.later))

    @property
    def later(self) -> tuple[str, ...]:
        """Return what comes, as sentences."""
        told = (
            tr("Next: “{activity}”.", activity=self.following) if self.following else "",
            tr("Material: {things}.", things=self.material) if self.material else "",
            _end_sentence(self),
        )
        return tuple(part for part in told if part)


def end_words(phase: Phase) -> str:
    """Return what the hour of the end is called."""
    return tr("The meeting ended at") if phase == "ended" else tr("The meeting ends at")


def _end_sentence(face: Face) -> str:
    what = end_words(face.phase)
    if face.lateness:
        return tr("{what} {time}, {lateness}.", what=what, time=face.end, lateness=face.lateness)
    return tr("{what} {time}.", what=what, time=face.end)


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
        left=words.left,
        status=words.status,
        share=_share(contents, running, now),
        following=after.title if after else tr("End of the meeting") if place is not None else "",
        following_length=duration(after.minutes, current()) if after else "",
        material=" · ".join(after.material) if after else "",
        end=_clock(contents, contents.plan.end(running, now)),
        lateness=_lateness(late, phase),
        is_late=_MINUTE <= late < REHEARSAL,
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
    status: str
    unit: str = ""
    left: str = ""


def _words(contents: KitContents, running: Running, now: datetime, phase: Phase) -> _Words:
    if running.activity is None:
        return _outside(contents, running, now)
    title = contents.activities[running.activity].title
    left = contents.plan.left(running, now)
    status = _status(contents, now + left, phase)
    if left <= timedelta():
        over = -left // _MINUTE
        told = tr("over by {length}", length=duration(over, current()))
        return _Words(
            title, f"+{over}" if over else "0", status, trn("minute over", "minutes over", over), told
        )
    minutes = -(-left // _MINUTE)
    told = tr("{length} left", length=duration(minutes, current()))
    return _Words(title, str(minutes), status, trn("minute left", "minutes left", minutes), told)


def _status(contents: KitContents, until: datetime, phase: Phase) -> str:
    match phase:
        case "paused":
            return tr("Paused")
        case "soon":
            return tr("Time to finish")
        case "over":
            return tr("Time is up")
        case _:
            return tr("Until {time}", time=_clock(contents, until))


def _outside(contents: KitContents, running: Running, now: datetime) -> _Words:
    if running.ended_at is not None:
        late = _lateness(contents.plan.late(running, now), "ended")
        ended = _clock(contents, running.ended_at)
        return _Words(tr("Thank you! The meeting is over."), ended, capital(late) or tr("Over"))
    begins = _clock(contents, contents.plan.starts_at)
    return _Words(tr("The meeting begins at"), begins, tr("Not started yet"))


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


def _lateness(late: timedelta, phase: Phase) -> str:
    if abs(late) >= REHEARSAL:
        return ""
    length = duration(abs(late) // _MINUTE, current())
    if late >= _MINUTE:
        return tr("{length} late", length=length)
    if late <= -_MINUTE:
        return tr("{length} early", length=length)
    return "" if phase == "waiting" else tr("on time")
