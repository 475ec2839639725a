"""The palette: what the words typed may mean, among pages, commands, meetings and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from organiser_kit.i18n import tr
from organiser_kit.rules.text import fold
from organiser_kit.rules.wording import display_name
from ui.pages import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.people import Person
    from organiser_kit.services.views import MeetingSummary
    from ui.pages.asking import Asker

Kind = Literal["page", "command", "meeting", "person"]
FROM_LETTERS = 2
"""People are looked for from the second letter: one letter alone means everybody."""
MOST_PEOPLE = 8


@dataclass(frozen=True)
class Offer:
    """Something to go to or to do. ``hint`` is said beside it: a key, a date, a structure."""

    kind: Kind
    key: str
    words: str
    hint: str
    icon: str


class PaletteView(Protocol):
    """The dialog, as its presenter sees it."""

    def show_offers(self, offers: tuple[Offer, ...], empty: str) -> None:
        """Show what was found, or why there is nothing."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something cannot be looked for."""
        ...


class PalettePresenter:
    """Narrows what is offered as one types; ``fixed`` are the pages and the commands."""

    def __init__(self, asker: Asker, view: PaletteView, fixed: Sequence[Offer]) -> None:
        self._asker = asker
        self._view = view
        self._fixed = tuple(fixed)
        self._meetings: tuple[Offer, ...] = ()
        self._people: tuple[Offer, ...] = ()
        self._text = ""
        self._asked = 0

    def open(self) -> None:
        """Show the pages and the commands, and learn which meetings there are."""
        self._show()
        self._asker.ask(self._view, _meetings, self._know, self._view.refuse)

    def _know(self, meetings: tuple[Offer, ...]) -> None:
        self._meetings = meetings
        self._show()

    def type(self, text: str) -> None:
        """Look for ``text``; an answer that comes after a later letter is dropped."""
        self._text = text
        self._asked += 1
        number = self._asked
        if len(fold(text).replace(" ", "")) < FROM_LETTERS:
            self._people = ()
            self._show()
            return
        self._people = tuple(offer for offer in self._people if rank(offer.words, text) is not None)
        self._show()

        def found(people: tuple[Offer, ...]) -> None:
            if number == self._asked:
                self._people = people
                self._show()

        self._asker.ask(self._view, lambda kit: _people(kit, text), found, self._view.refuse)

    def _show(self) -> None:
        typed = bool(fold(self._text))
        known = narrowed((*self._fixed, *self._meetings), self._text) if typed else self._fixed
        self._view.show_offers((*known, *self._people), tr("Nothing here is called so."))


def narrowed(offers: Sequence[Offer], text: str) -> tuple[Offer, ...]:
    """Return the offers that ``text`` means: those whose words begin so first."""
    ranked = [
        (place, number, offer)
        for number, offer in enumerate(offers)
        if (place := rank(f"{offer.words} {offer.hint if offer.kind == 'meeting' else ''}", text)) is not None
    ]
    return tuple(offer for _, _, offer in sorted(ranked, key=lambda row: row[:2]))


def rank(words: str, text: str) -> int | None:
    """Return how well ``text`` means ``words``: 0 from its beginning, 1 from words of it, ``None`` not."""
    wanted, have = fold(text), fold(words)
    if have.startswith(wanted):
        return 0
    parts = have.split()
    return 1 if all(any(part.startswith(one) for part in parts) for one in wanted.split()) else None


def _meetings(kit: Kit) -> tuple[Offer, ...]:
    return tuple(map(_meeting, kit.meetings.all()))


def _meeting(summary: MeetingSummary) -> Offer:
    meeting = summary.meeting
    words = tr(
        "{title} · {rank}",
        title=summary.module_title or summary.group_name,
        rank=phrases.rank(meeting.sequence),
    )
    return Offer("meeting", meeting.id, words, phrases.day(meeting), "calendar")


def _people(kit: Kit, text: str) -> tuple[Offer, ...]:
    people = kit.people.search(text, limit=MOST_PEOPLE)
    names = kit.people.structures_of(people)
    return tuple(_person(person, names.get(person.structure_id or "", "")) for person in people)


def _person(person: Person, structure: str) -> Offer:
    return Offer("person", person.id, display_name(person.family_name, person.given_name), structure, "user")
