"""Finding a facilitator: the pool, the requests, the time given, the letter to the coordinator. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.exports.mailto import Letter, mailto
from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.meetings import HOLDING, RoleState
from organiser_kit.rules.letters import body, subject
from organiser_kit.rules.state_words import request_words
from organiser_kit.rules.wording import display_name, duration
from organiser_kit.services.letter_facts import facts_of
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.facilitators import Candidate


@dataclass(frozen=True)
class CandidateLine:
    """One person of the pool; ``mail`` opens the request, '' without an address."""

    person_id: str
    name: str
    available: str
    state: RoleState | None
    state_words: str
    minutes: int | None
    total: str
    mail: str


@dataclass(frozen=True)
class FacilitatorState:
    """The pool, those who may join it, and the letter to the coordinator."""

    meeting_id: str
    lines: tuple[CandidateLine, ...]
    others: tuple[tuple[str, str], ...]
    summary: str
    coordinator: str
    letter: str
    coordinator_mail: str


class FacilitatorView(Protocol):
    """The card or the dialog, as its presenter sees it."""

    def show_facilitators(self, state: FacilitatorState) -> None:
        """Show the pool."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class FacilitatorPresenter(MeetingEditor[FacilitatorView, FacilitatorState]):
    """Reads the pool of a meeting's group and notes what people answer."""

    def _question(self, meeting_id: str) -> Callable[[Kit], FacilitatorState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: FacilitatorState) -> None:
        self._view.show_facilitators(state)

    def note(self, person_id: str, state: RoleState) -> None:
        """Note where the request to somebody stands."""
        wanted = self.meeting_id
        self._tell(lambda kit: kit.facilitators.note(wanted, person_id, state), request_words(state))

    def record(self, person_id: str, minutes: int | None) -> None:
        """Record how long the meeting took somebody."""
        wanted = self.meeting_id
        self._tell(lambda kit: kit.facilitators.record_minutes(wanted, person_id, minutes), tr("Kept."))

    def join(self, person_id: str, availability: str, travel_km: int | None) -> None:
        """Put somebody into the pool."""
        self._tell(
            lambda kit: kit.facilitators.join_pool(
                person_id, availability=availability or None, travel_km=travel_km
            ),
            tr("This person may now be asked."),
        )


def read(kit: Kit, meeting_id: str) -> FacilitatorState:
    """Return the pool of a meeting."""
    detail = kit.meetings.detail(meeting_id)
    facts = facts_of(detail)
    request = Letter(subject("facilitator", facts), body("facilitator", facts))
    wish = Letter(subject("coordinator", facts), body("coordinator", facts))
    pool = kit.facilitators.pool(meeting_id)
    inside = {one.person.id for one in pool}
    coordinator = detail.group.coordinator or ""
    address = next((word.strip("<>,;()") for word in coordinator.split() if "@" in word), "")
    return FacilitatorState(
        meeting_id=meeting_id,
        lines=tuple(_line(one, request) for one in pool),
        others=tuple(
            (display_name(one.family_name, one.given_name), one.id)
            for one in kit.people.all(detail.group.id)
            if one.id not in inside
        ),
        summary=_summary(pool),
        coordinator=coordinator,
        letter=wish.body,
        coordinator_mail=mailto(wish, [address] if address else []),
    )


def _line(one: Candidate, request: Letter) -> CandidateLine:
    person, words = one.person, current()
    far = tr("up to {km} km", km=person.travel_km) if person.travel_km is not None else ""
    return CandidateLine(
        person_id=person.id,
        name=display_name(person.family_name, person.given_name),
        available=", ".join(part for part in (person.availability, far) if part),
        state=one.state,
        state_words=request_words(one.state),
        minutes=one.role.minutes if one.role else None,
        total=duration(one.minutes, words) if one.minutes else "",
        mail=mailto(request, [person.email]) if person.email else "",
    )


def _summary(pool: tuple[Candidate, ...]) -> str:
    coming = sum(one.state in HOLDING for one in pool)
    asked = sum(one.state is RoleState.ASKED for one in pool)
    if coming:
        return trn("{n} person facilitates.", "{n} people facilitate.", coming)
    if asked:
        return trn(
            "{n} person was asked and has not answered.", "{n} people were asked, none accepted yet.", asked
        )
    if pool:
        return trn("{n} person could be asked.", "{n} people could be asked.", len(pool))
    return tr("Nobody to ask yet: say who works in computing, or ask the coordinator.")
