"""The synchronisation's page: pair, exchange, see what waits and what was refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn
from ui.pages.phrases import moment_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.storage.outbox import OutboxEntry
    from sync.facade import EnrolReport
    from ui.pages.asking import Asker, Notify
    from ui.pages.syncing.courier import Courier


@dataclass(frozen=True)
class WaitingLine:
    """One change that waits or was refused."""

    what: str
    state: str
    reason: str
    refused: bool


@dataclass(frozen=True)
class SyncPageState:
    """The page."""

    server: str
    headline: str
    sentence: str
    lines: tuple[WaitingLine, ...]


class SyncView(Protocol):
    """The page, as its presenter sees it."""

    def show_sync(self, state: SyncPageState) -> None:
        """Show where things stand."""
        ...

    def paired(self) -> None:
        """Empty the pairing form."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class SyncPresenter:
    """Reads the outbox and pairs the laptop."""

    def __init__(self, asker: Asker, view: SyncView, courier: Courier, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier
        self._notify = notify

    def load(self) -> None:
        """Read again what waits."""
        problem, now = self._courier.problem, self._asker.environment.now()

        def question(kit: Kit) -> SyncPageState:
            state = kit.sync_state()
            last = moment_words(state.last_sync_at, now) if state.last_sync_at else ""
            lines = lines_of(kit.replica.outbox())
            return SyncPageState(state.server or "", _headline(state.pending, last), problem, lines)

        self._asker.ask(self._view, question, self._view.show_sync, self._view.refuse)

    def sync(self) -> None:
        """Exchange now."""
        self._courier.sync()

    def pair(self, url: str, code: str) -> None:
        """Pair this laptop with a server, then exchange."""

        def done(_: EnrolReport) -> None:
            self._view.paired()
            self._notify(tr("This laptop is paired."))
            self.sync()

        job: Callable[[], EnrolReport] = lambda: self._courier.service.enrol(url, code)  # noqa: E731
        self._asker.runner.submit(self._view, job, done, self._view.refuse, lane="io")


def _headline(pending: int, last: str) -> str:
    waiting = trn("{n} change to send", "{n} changes to send", pending) if pending else tr("Nothing waits")
    if not last:
        return tr("{waiting} · never synchronised", waiting=waiting)
    return tr("{waiting} · last sync {time}", waiting=waiting, time=last)


def lines_of(entries: list[OutboxEntry]) -> tuple[WaitingLine, ...]:
    """Return every refused change by itself, then what waits, counted by kind."""
    refused = [
        WaitingLine(record_words(entry.record), tr("Refused"), entry.problem or "", refused=True)
        for entry in entries
        if entry.state == "refused"
    ]
    waiting = Counter(entry.record for entry in entries if entry.state != "refused")
    sending = [
        WaitingLine(record_words(record), trn("{n} to send", "{n} to send", n), "", refused=False)
        for record, n in waiting.items()
    ]
    return (*refused, *sending)


def record_words(record: str) -> str:
    """Return what kind of thing a change is about."""
    return {
        "region": tr("Region"),
        "structure": tr("Structure"),
        "venue": tr("Venue"),
        "module": tr("Module"),
        "group": tr("Group"),
        "person": tr("Person"),
        "badge": tr("Badge"),
        "meeting_pair": tr("Pair of meetings"),
        "meeting": tr("Meeting"),
        "meeting_role": tr("Role at a meeting"),
        "registration": tr("Registration"),
        "attendance": tr("Attendance"),
        "sign_in_sheet": tr("Sign-in sheet"),
        "statement": tr("Statement"),
    }.get(record, record)
