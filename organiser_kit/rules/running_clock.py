"""The timekeeper's clock: where a meeting stands on its timeline.

Nothing here asks what time it is. Every ``now`` is aware and comes from one and the same clock; lengths of
activities are whole minutes, in the order of the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Turn:
    """The time in which one activity was, or is, under way.

    Attributes:
        activity: its place in the timeline, from 0.
        began_at: aware.
        extended: minutes given to it beyond its length.
        stood_still: for how long the clock was stopped meanwhile.
        skipped: whether it was left out rather than finished.
    """

    activity: int
    began_at: datetime
    extended: int = 0
    stood_still: timedelta = timedelta()
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """One meeting's clock; every move returns a new one.

    Attributes:
        turns: the activities so far, the current one last; none before the start.
        paused_at: since when the clock stands still, ``None`` while it runs.
        ended_at: when the last activity was over.
    """

    turns: tuple[Turn, ...] = ()
    paused_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_started(self) -> bool:
        """Return whether an activity has begun."""
        return bool(self.turns)

    @property
    def is_over(self) -> bool:
        """Return whether the last activity is over."""
        return self.ended_at is not None

    @property
    def activity(self) -> int | None:
        """Return the activity under way, ``None`` before the start and after the end."""
        return self.turns[-1].activity if self.turns and not self.is_over else None

    @property
    def done(self) -> frozenset[int]:
        """Return the activities that were under way and are over, those left out not among them."""
        past = self.turns if self.is_over else self.turns[:-1]
        return frozenset(turn.activity for turn in past if not turn.skipped) - {self.activity}

    def left_out(self, activities: int) -> frozenset[int]:
        """Return those of so many activities that were skipped or passed over."""
        if not self.turns:
            return frozenset()
        reached = activities if self.is_over else self.turns[-1].activity
        return frozenset(range(reached)) - self.done

    # -- moves

    def begin(self, activity: int, now: datetime) -> Running:
        """Start ``activity``: the first of the meeting, or one that somebody chose."""
        return Running((*self._settled(now).turns, Turn(activity, now)))

    def next(self, activities: int, now: datetime) -> Running:
        """End the activity under way and begin the following one; after the last of them, end the meeting."""
        if self.is_over:
            return self
        following = 0 if self.activity is None else self.activity + 1
        if following < activities:
            return self.begin(following, now)
        return replace(self._settled(now), ended_at=now)

    def skip(self, activities: int, now: datetime) -> Running:
        """Leave the activity under way out and begin the following one."""
        if self.activity is None:
            return self
        return self._with_last(replace(self.turns[-1], skipped=True)).next(activities, now)

    def back(self) -> Running:
        """Take the last step back: the activity before runs on as if it had never ended."""
        if self.is_over:
            return replace(self._with_last(replace(self.turns[-1], skipped=False)), ended_at=None)
        if len(self.turns) < 2:
            return Running()
        *_, before, last = self.turns
        again = replace(before, skipped=False, stood_still=before.stood_still + last.stood_still)
        return Running((*self.turns[:-2], again))

    def extend(self, minutes: int) -> Running:
        """Give the activity under way more minutes, or take back what was given: never more than that."""
        if self.activity is None:
            return self
        last = self.turns[-1]
        return self._with_last(replace(last, extended=max(0, last.extended + minutes)))

    def pause(self, now: datetime) -> Running:
        """Stop the clock."""
        if self.activity is None or self.paused_at is not None:
            return self
        return replace(self, paused_at=now)

    def resume(self, now: datetime) -> Running:
        """Let the clock run again."""
        return self._settled(now)

    def _settled(self, now: datetime) -> Running:
        """Return it running: the time of a pause counts as time in which it stood still."""
        if self.paused_at is None:
            return self
        last = self.turns[-1]
        still = last.stood_still + max(timedelta(), now - self.paused_at)
        return replace(self._with_last(replace(last, stood_still=still)), paused_at=None)

    def _with_last(self, turn: Turn) -> Running:
        return replace(self, turns=(*self.turns[:-1], turn))


@dataclass(frozen=True, slots=True)
class Plan:
    """When a meeting is to begin, and how many minutes each of its activities is to last."""

    starts_at: datetime
    lengths: tuple[int, ...]

    @property
    def ends_at(self) -> datetime:
        """Return when the meeting is to end."""
        return self.starts_at + _minutes(self.lengths)

    def length(self, running: Running) -> timedelta:
        """Return how long the activity under way may last, what it was given included; zero without one."""
        if running.activity is None:
            return timedelta()
        return timedelta(minutes=self.lengths[running.activity] + running.turns[-1].extended)

    def left(self, running: Running, now: datetime) -> timedelta:
        """Return what is left of the activity under way: below zero once it is over its time."""
        if running.activity is None:
            return timedelta()
        turn = running.turns[-1]
        until = running.paused_at or now
        return self.length(running) - (until - turn.began_at - turn.stood_still)

    def end(self, running: Running, now: datetime) -> datetime:
        """Return when the meeting ends if everything from now on lasts as it is planned."""
        if running.ended_at is not None:
            return running.ended_at
        if running.activity is None:
            return max(now, self.starts_at) + _minutes(self.lengths)
        left = max(timedelta(), self.left(running, now))
        return now + left + _minutes(self.lengths[running.activity + 1 :])

    def late(self, running: Running, now: datetime) -> timedelta:
        """Return by how much the meeting ends after the time it is planned for: below zero, before it."""
        return self.end(running, now) - self.ends_at


def _minutes(lengths: Sequence[int]) -> timedelta:
    return timedelta(minutes=sum(lengths))
