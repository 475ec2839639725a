"""Who is expected: the list, searching in it, adding, withdrawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.meetings import RegistrationState
from organiser_kit.rules import lifecycle
from organiser_kit.rules.roles import role_label
from organiser_kit.rules.text import fold
from ui.pages import phrases
from ui.pages.one_meeting import MeetingEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.views import RosterEntry
    from ui.pages.asking import Asker, Notify
    from ui.pages.people.presenter import PersonFields


@dataclass(frozen=True)
class RosterLine:
    """One person of the list."""

    person_id: str
    name: str
    structure: str
    state: str
    tone: str
    roles: str
    folded: str
    withdrawn: bool
    attention: str = ""


@dataclass(frozen=True)
class RosterState:
    """The list and its summary."""

    meeting_id: str
    group_id: str
    lines: tuple[RosterLine, ...]
    summary: str
    locked: bool


class RosterView(Protocol):
    """The step, as its presenter sees it."""

    def show_roster(self, state: RosterState) -> None:
        """Show the list."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...

    def added(self) -> None:
        """Close the dialog that asked for a person."""
        ...

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        ...

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        ...

    def print_badge(self, person_id: str) -> None:
        """Show somebody's badge, ready to be printed."""
        ...


class RosterPresenter(MeetingEditor[RosterView, RosterState]):
    """Keeps the list of one meeting."""

    def __init__(self, asker: Asker, view: RosterView, notify: Notify) -> None:
        super().__init__(asker, view, notify)
        self._search = ""
        self._state: RosterState | None = None

    @property
    def group_id(self) -> str:
        """Return the group of the meeting shown."""
        return self._state.group_id if self._state else ""

    def _question(self, meeting_id: str) -> Callable[[Kit], RosterState]:
        return lambda kit: read(kit, meeting_id)

    def _show(self, state: RosterState) -> None:
        self._state = state
        self._view.show_roster(narrowed(state, self._search))

    def search(self, text: str) -> None:
        """Keep only the people whose name or structure has words that ``text`` begins."""
        self._search = text
        if self._state is not None:
            self._view.show_roster(narrowed(self._state, text))

    def withdraw(self, line: RosterLine) -> None:
        """Take somebody off the list."""
        meeting_id = self.meeting_id
        self._tell(
            lambda kit: kit.registrations.withdraw(meeting_id, line.person_id),
            tr("{name} was taken off the list.", name=line.name),
            lambda: self._bring_back(line),
        )

    def _bring_back(self, line: RosterLine) -> None:
        meeting_id = self.meeting_id
        self._do(lambda kit: kit.registrations.register(meeting_id, [line.person_id]))

    def note(self, line: RosterLine, attention: str) -> None:
        """Keep what the organiser should think of when somebody comes, '' for nothing."""
        meeting_id = self.meeting_id
        self._do(
            lambda kit: kit.registrations.note(meeting_id, line.person_id, attention),
            lambda _: self._view.show_kept("attention"),
            lambda error: self._view.show_wrong("attention", error),
        )

    def reissue(self, line: RosterLine) -> None:
        """Give somebody a new badge, for theirs was lost, and show it."""

        def done(_: object) -> None:
            self._notify(tr("The lost badge of {name} no longer counts.", name=line.name))
            self._view.print_badge(line.person_id)

        self._asker.ask(self._view, lambda kit: kit.badges.reissue(line.person_id), done, self._view.refuse)

    def add(self, fields: PersonFields) -> None:
        """Add somebody to the group and register them."""
        meeting_id, group_id = self.meeting_id, self.group_id

        def question(kit: Kit) -> str:
            fields.check()
            person = kit.people.add(group_id, **fields.values())
            kit.registrations.register(meeting_id, [person.id])
            registration = kit.registrations.of(meeting_id, person.id)
            name = f"{person.given_name} {person.family_name}".strip()
            return outcome_words(name, registration.state if registration else None)

        def done(sentence: str) -> None:
            self._view.added()
            self._notify(sentence)

        self._do(question, done)


def read(kit: Kit, meeting_id: str) -> RosterState:
    """Return the list of a meeting."""
    detail = kit.meetings.detail(meeting_id)
    entries = kit.registrations.roster(meeting_id)
    lines = tuple(line_of(entry) for entry in entries)
    return RosterState(
        meeting_id,
        detail.group.id,
        lines,
        summary_words(entries, detail.meeting.capacity),
        detail.meeting.status in lifecycle.OVER,
    )


def outcome_words(name: str, state: RegistrationState | None) -> str:
    """Return what became of somebody's registration."""
    if state is RegistrationState.WAITING:
        return tr("Every seat is taken: {name} is on the waiting list.", name=name)
    return tr("{name} is registered.", name=name)


def line_of(entry: RosterEntry) -> RosterLine:
    """Return one person in words."""
    state = entry.registration.state if entry.registration else None
    roles = ", ".join(role_label(role, current()) for role in entry.roles)
    tones = {
        RegistrationState.REGISTERED: "success",
        RegistrationState.WAITING: "warning",
        RegistrationState.WITHDRAWN: "neutral",
        RegistrationState.INVITED: "info",
    }
    return RosterLine(
        person_id=entry.person.id,
        name=entry.name,
        structure=entry.structure_name or "",
        state=phrases.registration_words(state) if state else tr("Not registered"),
        tone=tones[state] if state else "neutral",
        roles=roles,
        folded=fold(f"{entry.name} {entry.structure_name or ''}"),
        withdrawn=state is RegistrationState.WITHDRAWN,
        attention=(entry.registration.attention if entry.registration else None) or "",
    )


def summary_words(entries: tuple[RosterEntry, ...], capacity: int | None) -> str:
    """Return how many are expected, how many seats there are, and who waits."""
    expected = sum(entry.is_expected for entry in entries)
    waiting = sum(
        entry.registration is not None and entry.registration.state is RegistrationState.WAITING
        for entry in entries
    )
    words = trn("{n} person registered", "{n} people registered", expected)
    if capacity:
        seats = trn("{n} seat", "{n} seats", capacity)
        words = tr("{registered}, {seats}", registered=words, seats=seats)
    if waiting:
        words = tr("{words}, {waiting} on the waiting list", words=words, waiting=waiting)
    return words


def narrowed(state: RosterState, text: str) -> RosterState:
    """Return the state with only the people that ``text`` begins words of."""
    wanted = fold(text).split()
    if not wanted:
        return state
    kept = tuple(
        line
        for line in state.lines
        if all(any(word.startswith(part) for word in line.folded.split()) for part in wanted)
    )
    return RosterState(state.meeting_id, state.group_id, kept, state.summary, state.locked)
