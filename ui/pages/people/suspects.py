"""People who seem to be in the list twice, in words; merging them, or leaving them. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn
from organiser_kit.rules.wording import display_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.suspects import Candidate
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class SuspectSide:
    """One of the two records: what it would become, whose it is, what is known."""

    id: str
    heading: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SuspectPair:
    """Two records that may be of one person."""

    kept: SuspectSide
    duplicate: SuspectSide


class SuspectsView(Protocol):
    """What shows them."""

    def show_suspects(self, pairs: tuple[SuspectPair, ...]) -> None:
        """Show the pairs that are left; none hides them."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why two were not merged."""
        ...


class SuspectsPresenter:
    """Proposes, merges, and does not insist."""

    def __init__(self, asker: Asker, view: SuspectsView, notify: Notify, merged: Callable[[], None]) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._merged = merged

    def load(self) -> None:
        """Look who may be there twice."""
        self._asker.ask(self._view, _pairs, self._view.show_suspects, self._view.refuse)

    def same(self, pair: SuspectPair) -> None:
        """Merge the two."""

        def done(_: object) -> None:
            self._notify(tr("{name}: the two records are one now.", name=pair.kept.name))
            self._merged()
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: kit.merging.merge(pair.kept.id, pair.duplicate.id),
            done,
            self._view.refuse,
        )

    def different(self, pair: SuspectPair) -> None:
        """Propose these two no longer on this laptop, with a way back."""
        self._tell_apart(pair, apart=True)

    def _tell_apart(self, pair: SuspectPair, *, apart: bool) -> None:
        def done(_: None) -> None:
            if apart:
                words = tr("{name}: two people, not to be proposed again.", name=pair.kept.name)
                self._notify(words, lambda: self._tell_apart(pair, apart=False))
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: kit.suspects.tell_apart(pair.kept.id, pair.duplicate.id, apart=apart),
            done,
            self._view.refuse,
        )


def _pairs(kit: Kit) -> tuple[SuspectPair, ...]:
    return tuple(
        SuspectPair(_side(pair.kept, tr("Record kept")), _side(pair.duplicate, tr("Merged into it")))
        for pair in kit.suspects.all()
    )


def _side(one: Candidate, heading: str) -> SuspectSide:
    known = (one.structure_name, one.person.commune, one.email, one.phone)
    came = trn("present at {n} meeting", "present at {n} meetings", one.evenings)
    lines = (*(words for words in known if words), came)
    return SuspectSide(one.person.id, heading, display_name(one.family_name, one.given_name), lines)
