"""Ready for a place without network: gathers the facts and says what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Protocol

from organiser_kit.codes.badge import BadgeOutcome
from organiser_kit.i18n import tr, trn
from organiser_kit.rules.readiness import Standing, checks, title
from ui.pages import phrases

if TYPE_CHECKING:
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.rules.readiness import Check, Machine, Preparation
    from ui.pages.asking import Asker

Way = Literal["", "sync", "registrations", "print", "try"]
_WAYS: dict[str, Way] = {
    "data": "sync",
    "pending": "sync",
    "refused": "sync",
    "people": "registrations",
    "sheet": "print",
    "printer": "print",
    "scan": "try",
}


@dataclass(frozen=True)
class ReadyLine:
    """One line of the list; ``way`` is where something can be done about it, '' for nowhere here."""

    name: str
    title: str
    standing: Standing
    detail: str
    way: Way


@dataclass(frozen=True)
class ReadyState:
    """The page. ``missing`` is how many lines ask for something."""

    meeting: str
    headline: str
    missing: int
    lines: tuple[ReadyLine, ...]


class Probe(Protocol):
    """Asks the system what this laptop has; both halves are called for every look."""

    def on_screen(self) -> Machine:
        """Return what only the window's thread may ask for."""
        ...

    def aside(self, machine: Machine) -> Machine:
        """Return ``machine`` with what may take a moment; called off the window's thread."""
        ...


class ReadyView(Protocol):
    """The page, as its presenter sees it."""

    def show_ready(self, state: ReadyState) -> None:
        """Show the list."""
        ...

    def show_trial(self, tone: str, sentence: str) -> None:
        """Say what a test scan came to."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why nothing can be shown."""
        ...


class ReadyPresenter:
    """Looks at one meeting at a time."""

    def __init__(self, asker: Asker, view: ReadyView, probe: Probe) -> None:
        self._asker = asker
        self._view = view
        self.probe = probe
        self._meeting_id = ""

    def open(self, meeting_id: str) -> None:
        """Look at this meeting."""
        self._meeting_id = meeting_id
        self.load()

    def load(self) -> None:
        """Look at everything again."""
        meeting_id = self._meeting_id
        if not meeting_id:
            return
        seen = self.probe.on_screen()

        def ask_copy(machine: Machine) -> None:
            self._asker.ask(
                self._view, lambda kit: _read(kit, meeting_id, machine), self._show, self._view.refuse
            )

        self._asker.runner.submit(
            self._view, lambda: self.probe.aside(seen), ask_copy, self._view.refuse, lane="io"
        )

    def _show(self, found: tuple[str, ReadyState]) -> None:
        meeting_id, state = found
        if meeting_id == self._meeting_id:
            self._view.show_ready(state)

    def try_code(self, text: str) -> None:
        """Judge a badge that is scanned to try, letting nobody in."""
        if text.strip():
            self._asker.ask(
                self._view, lambda kit: kit.ready.try_code(text.strip()), self._tried, self._view.refuse
            )

    def _tried(self, outcome: BadgeOutcome) -> None:
        if outcome is BadgeOutcome.GENUINE:
            self._view.show_trial("success", tr("This badge was read. Nobody was marked as present."))
            self.load()
        else:
            self._view.show_trial("warning", _trial_words(outcome))


def _trial_words(outcome: BadgeOutcome) -> str:
    match outcome:
        case BadgeOutcome.GARBLED:
            return tr("Part of the code is missing: scan again, or test the scanner in Settings.")
        case BadgeOutcome.FOREIGN:
            return tr("This badge belongs to another group: try one of this meeting’s.")
        case BadgeOutcome.FORGED:
            return tr("This code imitates one of our badges: print the badges again and try one of them.")
    return tr("This is no badge: scan one of those you printed, or test the scanner in Settings.")


def _read(kit: Kit, meeting_id: str, machine: Machine) -> tuple[str, ReadyState]:
    meeting = kit.meetings.get(meeting_id)
    state = describe(kit.ready.preparation(meeting_id, kit.sync_state()), machine)
    return meeting_id, replace(state, meeting=phrases.when(meeting))


def describe(prepared: Preparation, machine: Machine) -> ReadyState:
    """Return what the page shows of these facts."""
    lines = tuple(_line(check) for check in checks(prepared, machine))
    missing = sum(line.standing is Standing.TODO for line in lines)
    return ReadyState("", _headline(missing, lines), missing, lines)


def _headline(missing: int, lines: tuple[ReadyLine, ...]) -> str:
    if missing:
        return trn(
            "{n} thing left to do before you leave.", "{n} things left to do before you leave.", missing
        )
    if any(line.standing is Standing.UNKNOWN for line in lines):
        return tr("Ready. Look yourself at what the system does not tell.")
    return tr("Ready: the whole meeting can be held without network.")


def _line(check: Check) -> ReadyLine:
    way = _WAYS.get(check.name, "") if check.standing is Standing.TODO else ""
    return ReadyLine(check.name, title(check.name), check.standing, check.detail, way)
