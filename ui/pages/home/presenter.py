"""Today: the next meeting with the one thing to do about it, and what else needs somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules import lifecycle
from organiser_kit.rules.alerts import Concern, sentence
from organiser_kit.rules.wording import long_date
from ui.pages import phrases
from ui.pages.meetings.presenter import PARIS, Sorting

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.meetings import Meeting
    from organiser_kit.rules.alerts import Alert
    from ui.pages.asking import Asker
    from ui.pages.meetings.presenter import Listed

Act = Literal["plan", "prepare", "welcome", "close"]
Way = Literal["sync", "backup", "prepare", "registrations", "close", "report", "group"]
FEW = 3
"""How many of the later meetings are shown: the others are one click away."""

_WAYS: dict[Concern, Way] = {
    Concern.NOT_VALIDATED: "close",
    Concern.CLOCK: "sync",
    Concern.REFUSED: "sync",
    Concern.CONFLICTS: "sync",
    Concern.NO_BACKUP: "backup",
    Concern.POSTPONED: "prepare",
    Concern.NO_DATE: "prepare",
    Concern.NO_VENUE: "prepare",
    Concern.OVER_CAPACITY: "registrations",
    Concern.NO_FACILITATOR: "prepare",
    Concern.NOT_REPORTED: "report",
    Concern.TRAINING_OVER: "group",
}


MOST_NEEDS = 20
"""How many needs are shown: those of a whole region would bury the most urgent."""


@dataclass(frozen=True)
class Need:
    """One thing that needs somebody: what is the matter, which meeting or group, and where it is dealt with.

    ``meeting_id`` and ``group_id`` are '' for what is not about one.
    """

    words: str
    about: str
    urgent: bool
    way: Way
    meeting_id: str
    can_wait: bool = False
    """Whether it may be put off: nothing is said of it for a while."""
    group_id: str = ""


@dataclass(frozen=True)
class NextUp:
    """The meeting at hand. ``moment`` says how near it is, ``act`` what is done about it now."""

    meeting: Listed
    moment: str
    act: Act


@dataclass(frozen=True)
class HomeState:
    """The whole page. ``has_group`` tells somebody who starts from somebody whose group is there."""

    day: str
    summary: str
    next: NextUp | None
    needs: tuple[Need, ...]
    later: tuple[Listed, ...]
    has_meetings: bool
    has_group: bool
    more_needs: int = 0


class HomeView(Protocol):
    """The page, as its presenter sees it."""

    def show_home(self, state: HomeState) -> None:
        """Show what is next and what is needed."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why nothing can be shown."""
        ...


class HomePresenter:
    """Reads the day."""

    def __init__(self, asker: Asker, view: HomeView) -> None:
        self._asker = asker
        self._view = view

    def load(self) -> None:
        """Look at everything again."""
        now = self._asker.environment.now()
        self._asker.ask(self._view, lambda kit: read(kit, now), self._view.show_home, self._view.refuse)

    def put_off_backup(self) -> None:
        """Say nothing about backups for a while."""
        self._asker.ask(
            self._view, lambda kit: kit.backups.put_off(), lambda _: self.load(), self._view.refuse
        )


def read(kit: Kit, now: datetime) -> HomeState:
    """Return the day as this copy knows it."""
    # A region has thousands of meetings: they pass by once, and few are kept.
    sorting = Sorting(now)
    needed = kit.alerts.among(sorting.passing(kit.meetings.each()), kit.sync_state())
    sorted_out = sorting.state()
    next_up = _next(kit, sorted_out.next, now) if sorted_out.next else None
    # The card already asks to close the meeting at hand.
    told = next_up.meeting.id if next_up and next_up.act == "close" else ""
    untold = [
        alert for alert in needed if not (alert.concern is Concern.NOT_VALIDATED and alert.meeting_id == told)
    ]
    needs = tuple(_need(kit, alert) for alert in untold[:MOST_NEEDS])
    return HomeState(
        day=phrases.capital(long_date(now.astimezone(PARIS), current())),
        summary=_summary(next_up, len(untold)),
        next=next_up,
        needs=needs,
        more_needs=len(untold) - len(needs),
        later=sorted_out.upcoming[:FEW],
        has_meetings=not sorted_out.is_empty,
        has_group=kit.meetings.has_group(),
    )


def _next(kit: Kit, at_hand: Listed, now: datetime) -> NextUp:
    meeting = kit.meetings.get(at_hand.id)
    return NextUp(at_hand, _moment(meeting, now), act_for(meeting, now))


def act_for(meeting: Meeting, now: datetime) -> Act:
    """Return the one thing to do about a meeting now."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return "prepare"
    if meeting.ends_at < now:
        return "close"
    today = meeting.starts_at.astimezone(meeting.zone).date() == now.astimezone(meeting.zone).date()
    return "welcome" if today and meeting.status in lifecycle.DOOR_OPEN else "prepare"


def _moment(meeting: Meeting, now: datetime) -> str:
    """Return how near a meeting is, in days of the place where it is held."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return tr("No date yet")
    if meeting.ends_at < now:
        return tr("Just over")
    if meeting.starts_at <= now:
        return tr("Now")
    days = (meeting.starts_at.astimezone(meeting.zone).date() - now.astimezone(meeting.zone).date()).days
    if days == 0:
        return tr("Today")
    return tr("Tomorrow") if days == 1 else trn("In {n} day", "In {n} days", days)


def _need(kit: Kit, alert: Alert) -> Need:
    return Need(
        words=sentence(alert),
        about=_about(kit, alert),
        urgent=alert.is_urgent,
        way=_WAYS[alert.concern],
        meeting_id=alert.meeting_id,
        can_wait=alert.concern is Concern.NO_BACKUP,
        group_id=alert.group_id,
    )


def _about(kit: Kit, alert: Alert) -> str:
    if alert.group_id:
        return kit.groups.get(alert.group_id).name
    if not alert.meeting_id:
        return tr("This laptop")
    meeting = kit.meetings.get(alert.meeting_id)
    return tr(
        "Module {number} · {rank} · {day}",
        number=kit.meetings.module_number(meeting),
        rank=phrases.rank(meeting.sequence),
        day=phrases.day(meeting),
    )


def _summary(next_up: NextUp | None, needs: int) -> str:
    if needs:
        return trn("{n} thing needs you.", "{n} things need you.", needs)
    if next_up is None:
        return tr("Nothing is planned, and nothing needs you.")
    return tr("Nothing else needs you.")
