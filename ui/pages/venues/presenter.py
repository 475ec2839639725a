"""The venue directory: which venues there are, what is known of one, and each change kept at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.rules.text import fold
from organiser_kit.rules.wording import long_date
from ui.pages.phrases import Wall

if TYPE_CHECKING:
    from datetime import datetime

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.places import Venue
    from ui.pages.asking import Asker, Notify

OLD_DAYS = 365
"""After a year, what was checked may have changed."""


@dataclass(frozen=True)
class VenueLine:
    """One line of the list."""

    id: str
    name: str
    commune: str
    checked: str


@dataclass(frozen=True)
class VenueState:
    """One venue in full; ``tone`` says whether what is known of it was ``checked`` recently."""

    venue: Venue
    checked: str
    tone: str
    uses: str
    structures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class VenuesState:
    """The page: the list as searched, and the venue that is open."""

    lines: tuple[VenueLine, ...]
    summary: str
    open: VenueState | None
    groups: tuple[tuple[str, str], ...] = ()


class VenuesView(Protocol):
    """The page, as its presenter sees it."""

    def show_venues(self, state: VenuesState) -> None:
        """Show the list and the venue that is open."""
        ...

    def venue_added(self) -> None:
        """Close the form of a new venue."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class VenuesPresenter:
    """Reads the directory; keeps every field as soon as it is left."""

    def __init__(self, asker: Asker, view: VenuesView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._search = ""
        self._open = ""

    def load(self) -> None:
        """Read the directory again."""
        search, wanted, now = self._search, self._open, self._asker.environment.now()
        self._asker.ask(self._view, lambda kit: read(kit, search, wanted, now), self._show, self._view.refuse)

    def _show(self, state: VenuesState) -> None:
        if state.open is not None and not self._open:
            self._open = state.open.venue.id
        self._view.show_venues(state)

    def search(self, text: str) -> None:
        """Show the venues whose name or town begins so."""
        self._search = text
        self.load()

    def choose(self, venue_id: str) -> None:
        """Open one venue."""
        if venue_id != self._open:
            self._open = venue_id
            self.load()

    def add(self, group_id: str, name: str) -> None:
        """Add a venue and open it."""

        def done(venue: Venue) -> None:
            self._search, self._open = "", venue.id
            self._view.venue_added()
            self._notify(tr("The venue was added: say what you know of it."))
            self.load()

        self._asker.ask(self._view, lambda kit: kit.venues.add(group_id, name), done, self._view.refuse)

    def keep(self, venue_id: str, field: str, value: Any) -> None:
        """Keep one field, with a way back; a value that it has already changes nothing."""

        def write(kit: Kit) -> tuple[bool, Any]:
            before = getattr(kit.venues.get(venue_id), field)
            if before != value:
                kit.venues.edit(venue_id, **{field: value})
            return before != value, before

        def done(outcome: tuple[bool, Any]) -> None:
            changed, before = outcome
            if changed:
                self._notify(tr("Kept."), lambda: self.keep(venue_id, field, before))
                self.load()

        def refused(error: KitError) -> None:
            self._view.refuse(error)
            self.load()

        self._asker.ask(self._view, write, done, refused)

    def verify(self, venue_id: str) -> None:
        """Note that the venue was checked today."""

        def done(_: object) -> None:
            self._notify(tr("Noted: checked today."))
            self.load()

        self._asker.ask(self._view, lambda kit: kit.venues.verify(venue_id), done, self._view.refuse)


def read(kit: Kit, search: str, wanted: str, now: datetime) -> VenuesState:
    """Return what the page shows; without a venue wanted, the first one is open."""
    everything = kit.venues.all()
    shown = [venue for venue in everything if _fits(venue, search)]
    uses = kit.venues.uses()
    opened = next((venue for venue in everything if venue.id == wanted), shown[0] if shown else None)
    return VenuesState(
        lines=tuple(_line(venue, now) for venue in shown),
        summary=trn("{n} venue", "{n} venues", len(everything)),
        open=_state(kit, opened, uses.get(opened.id, 0), now) if opened else None,
        groups=tuple((group.name, group.id) for group in kit.meetings.groups()),
    )


def _fits(venue: Venue, search: str) -> bool:
    parts = fold(f"{venue.name} {venue.commune or ''} {venue.room or ''}").split()
    return all(any(part.startswith(word) for part in parts) for word in fold(search).split())


def _line(venue: Venue, now: datetime) -> VenueLine:
    return VenueLine(
        id=venue.id,
        name=", ".join(part for part in (venue.name, venue.room) if part),
        commune=venue.commune or "",
        checked=checked_words(venue, now),
    )


def _state(kit: Kit, venue: Venue, uses: int, now: datetime) -> VenueState:
    structures = [one for one in kit.structures.all() if one.scope == venue.scope]
    return VenueState(
        venue=venue,
        checked=checked_words(venue, now),
        tone="success" if _is_recent(venue, now) else "warning",
        uses=trn("{n} meeting here", "{n} meetings here", uses) if uses else tr("No meeting here yet"),
        structures=tuple((one.name, one.id) for one in structures),
    )


def _is_recent(venue: Venue, now: datetime) -> bool:
    return venue.verified_at is not None and (now - venue.verified_at).days < OLD_DAYS


def checked_words(venue: Venue, now: datetime) -> str:
    """Return when the venue was last checked, and whether that should be done again."""
    if venue.verified_at is None:
        return tr("Never checked")
    day = long_date(venue.verified_at.astimezone(Wall.zone), current())
    if _is_recent(venue, now):
        return tr("Checked on {day}", day=day)
    return tr("Checked on {day}: more than a year ago", day=day)
