"""The list of meetings: which is next, which are coming, which are past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from organiser_kit.i18n import tr, trn
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.rules import lifecycle
from organiser_kit.rules.community import meets_freely
from organiser_kit.services.meetings import chronological
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from organiser_kit.environment import Environment
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Group
    from organiser_kit.model.places import Venue
    from organiser_kit.services.views import MeetingSummary
    from ui.pages.asking import Asker

PARIS = ZoneInfo("Europe/Paris")
GRACE = timedelta(hours=3)
"""How long after its end a meeting stays the one at hand: tidying up and validating take time."""

_SETTLED = lifecycle.OVER | {MeetingStatus.CANCELLED}


MOST = 500
"""How many meetings to come, and how many past ones, are listed."""


@dataclass(frozen=True)
class Listed:
    """One meeting as the list shows it."""

    id: str
    title: str
    rank: str
    group: str
    when: str
    where: str
    people: str
    status: str
    tone: str
    icon: str
    open: bool
    day: date | None = None
    time: str = ""


@dataclass(frozen=True)
class MeetingsState:
    """The whole page."""

    next: Listed | None = None
    upcoming: tuple[Listed, ...] = ()
    past: tuple[Listed, ...] = ()
    left_out: int = 0
    """How many more there are, further away."""

    @property
    def everything(self) -> tuple[Listed, ...]:
        """Return all meetings."""
        return (*((self.next,) if self.next else ()), *self.upcoming, *self.past)

    @property
    def is_empty(self) -> bool:
        """Return whether there is no meeting at all."""
        return not (self.next or self.upcoming or self.past)


@dataclass(frozen=True)
class PairChoices:
    """What the new pair's dialog offers.

    Attributes:
        free_numbers: for each group that meets freely, the number of its next meeting's subject.
        group_id: the group that is proposed, '' for the first.
    """

    groups: tuple[Group, ...]
    venues: tuple[Venue, ...]
    titles: dict[int, str]
    first: datetime
    free_numbers: dict[str, int] = field(default_factory=dict)
    group_id: str = ""


@dataclass(frozen=True)
class PairWish:
    """What the new pair's dialog was filled with; the times are the meeting place's own.

    Without ``second`` one meeting is planned alone.
    """

    group_id: str
    group_name: str
    module_number: int
    module_title: str
    first: datetime
    second: datetime | None
    venue_id: str | None = None
    venue_name: str = ""
    capacity: int | None = None


class MeetingsView(Protocol):
    """The page, as its presenter sees it."""

    def show_meetings(self, state: MeetingsState) -> None:
        """Show the lists."""
        ...

    def ask_pair(self, choices: PairChoices) -> None:
        """Let the person describe a new pair."""
        ...

    def pair_made(self, meeting_id: str) -> None:
        """Go on with the first of the new meetings."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class MeetingsPresenter:
    """Decides what the list shows and plans new pairs."""

    def __init__(self, asker: Asker, view: MeetingsView) -> None:
        self._asker = asker
        self._view = view

    def load(self) -> None:
        """Read the meetings again."""
        now = self._asker.environment.now()
        self._asker.ask(
            self._view,
            lambda kit: sort_out(kit.meetings.each(), now),
            self._view.show_meetings,
            self._view.refuse,
        )

    def begin_pair(self, group_id: str = "") -> None:
        """Open the dialog with what is known, for one group if it is named."""
        environment = self._asker.environment
        self._asker.ask(
            self._view,
            lambda kit: _choices(kit, environment, group_id),
            self._view.ask_pair,
            self._view.refuse,
        )

    def make_pair(self, wish: PairWish) -> None:
        """Plan the two meetings."""
        self._asker.ask(self._view, lambda kit: _make(kit, wish), self._view.pair_made, self._view.refuse)


def sort_out(found: Iterable[MeetingSummary], now: datetime) -> MeetingsState:
    """Return the meetings as the page shows them: the one at hand first, then to come, then past."""
    sorting = Sorting(now)
    for _ in sorting.passing(found):
        pass
    return sorting.state()


class Sorting:
    """Sorts meetings out while they pass by: whoever else asks about them need not read them again."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._ahead, self._past = _Nearest(), _Nearest(latest=True)

    def passing(self, found: Iterable[MeetingSummary]) -> Iterator[MeetingSummary]:
        """Yield the same meetings."""
        for summary in found:
            (self._ahead if _is_ahead(summary, self._now) else self._past).take(summary)
            yield summary

    def state(self) -> MeetingsState:
        """Return those that passed, as the page shows them."""
        coming = self._ahead.kept()
        at_hand = next((s for s in coming if s.meeting.starts_at is not None), None)
        rest = [summary for summary in coming if summary is not at_hand]
        return MeetingsState(
            listed(at_hand) if at_hand else None,
            tuple(map(listed, rest)),
            tuple(map(listed, self._past.kept())),
            self._ahead.dropped + self._past.dropped,
        )


class _Nearest:
    """Keeps the first meetings in order, or the latest: a region has thousands, and nobody reads them all."""

    def __init__(self, *, latest: bool = False) -> None:
        self._latest = latest
        self._found: list[MeetingSummary] = []
        self.dropped = 0

    def take(self, summary: MeetingSummary) -> None:
        """Note one more."""
        self._found.append(summary)
        if len(self._found) >= 2 * MOST:
            self._trim()

    def kept(self) -> list[MeetingSummary]:
        """Return them, the nearest first."""
        self._trim()
        return self._found

    def _trim(self) -> None:
        self._found.sort(key=lambda summary: chronological(summary.meeting), reverse=self._latest)
        self.dropped += len(self._found[MOST:])
        del self._found[MOST:]


def _is_ahead(summary: MeetingSummary, now: datetime) -> bool:
    meeting = summary.meeting
    if meeting.status in _SETTLED:
        return False
    return meeting.ends_at is None or meeting.ends_at + GRACE >= now


def listed(summary: MeetingSummary) -> Listed:
    """Return one meeting in words."""
    meeting = summary.meeting
    return Listed(
        id=meeting.id,
        title=summary.module_title or summary.group_name,
        rank=tr(
            "Module {number} · {rank}", number=summary.module_number, rank=phrases.rank(meeting.sequence)
        ),
        group=summary.group_name,
        when=phrases.when(meeting),
        where=summary.venue_name or tr("No venue yet"),
        people=_people(summary),
        status=lifecycle.label(meeting.status),
        tone=phrases.TONES[meeting.status],
        icon=phrases.ICONS[meeting.status],
        open=meeting.status in lifecycle.DOOR_OPEN,
        day=phrases.local(meeting.starts_at, meeting).date() if meeting.starts_at else None,
        time=phrases.starts(meeting),
    )


def _people(summary: MeetingSummary) -> str:
    registered = trn("{n} registered", "{n} registered", summary.registered)
    if summary.present:
        return tr("{registered} · {present} present", registered=registered, present=summary.present)
    if summary.waiting:
        return tr("{registered} · {waiting} waiting", registered=registered, waiting=summary.waiting)
    return registered


def _choices(kit: Kit, environment: Environment, group_id: str) -> PairChoices:
    groups = tuple(kit.meetings.groups())
    titles = {module.number: module.title for module in kit.meetings.modules()}
    coming = environment.now().astimezone(PARIS).date() + timedelta(days=7)
    first = datetime.combine(coming, time(18, 30), PARIS)
    free = {one.id: kit.community.free_number(one.id) for one in groups if meets_freely(one)}
    return PairChoices(groups, tuple(kit.meetings.venues()), titles, first, free, group_id)


def _make(kit: Kit, wish: PairWish) -> str:
    group_id = wish.group_id or kit.plan.new_group(wish.group_name).id
    if wish.module_title.strip():
        kit.plan.add_module(group_id, wish.module_number, wish.module_title.strip())
    venue_id = wish.venue_id
    if venue_id is None and wish.venue_name.strip():
        venue_id = kit.plan.add_venue(group_id, wish.venue_name).id
    if wish.second is None:
        return kit.plan.add_meeting(
            group_id, wish.module_number, 1, wish.first, venue_id=venue_id, capacity=wish.capacity
        ).id
    first, _ = kit.plan.plan_pair(
        group_id, wish.module_number, wish.first, wish.second, venue_id=venue_id, capacity=wish.capacity
    )
    return first.id


def listed_headings() -> tuple[str, ...]:
    """Return what stands over the meetings when they are copied as a table."""
    return (
        tr("Title"),
        tr("Meeting"),
        tr("Group"),
        tr("When"),
        tr("Where"),
        tr("People"),
        tr("Status"),
    )


def listed_row(listed: Listed) -> tuple[str, ...]:
    """Return the words of a meeting, under :func:`listed_headings`."""
    shown = listed
    return (shown.title, shown.rank, shown.group, shown.when, shown.where, shown.people, shown.status)
