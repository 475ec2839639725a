"""What the server turned down: read its sentence, try again, take it out as a file. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr, trn
from ui.pages.phrases import moment_words
from ui.pages.syncing.waiting import ICONS, record_words

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.refusals import Refusal
    from ui.pages.asking import Asker, Notify
    from ui.pages.syncing.courier import Courier

LISTED = 20
"""How many refusals the page lists; the file lists them all."""


@dataclass(frozen=True)
class RefusedLine:
    """One change that was turned down."""

    id: str
    icon: str
    what: str
    when: str
    reason: str


@dataclass(frozen=True)
class RefusedState:
    """The first refusals, and how many there are."""

    lines: tuple[RefusedLine, ...]
    count: int


class RefusedView(Protocol):
    """The page, as this presenter sees it."""

    def show_refused(self, state: RefusedState) -> None:
        """Show what was turned down."""
        ...

    def tell(self, tone: str, sentence: str) -> None:
        """Say what was done."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class RefusedPresenter:
    """Lists refusals; writes them again; exports them."""

    def __init__(self, asker: Asker, view: RefusedView, courier: Courier, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._courier = courier
        self._notify = notify

    def load(self) -> None:
        """Read again what was turned down."""
        now = self._asker.environment.now()

        def question(kit: Kit) -> RefusedState:
            found = kit.refusals.all()
            return RefusedState(tuple(refused_line(one, now) for one in found[:LISTED]), len(found))

        self._asker.ask(self._view, question, self._view.show_refused, self._view.refuse)

    def retry(self, op_id: str) -> None:
        """Write one refused change again, as a new one, and send it."""

        def done(_: object) -> None:
            self._sent_again(1)

        self._asker.ask(self._view, lambda kit: kit.refusals.retry(op_id), done, self._view.refuse)

    def retry_all(self) -> None:
        """Write everything that was refused again, and send it."""
        self._asker.ask(self._view, lambda kit: kit.refusals.retry_all(), self._sent_again, self._view.refuse)

    def _sent_again(self, count: int) -> None:
        self._notify(trn("{n} change will be sent again.", "{n} changes will be sent again.", count))
        self.load()
        self._courier.sync()

    def export(self, path: Path) -> None:
        """Write every refusal to a file that a person, and a program, can read."""

        def done(count: int) -> None:
            sentence = trn(
                "{n} refused change is written in {file}. It stays listed here.",
                "{n} refused changes are written in {file}. They stay listed here.",
                count,
                file=path.name,
            )
            self._view.tell("success", sentence)

        self._asker.ask(self._view, lambda kit: kit.refusals.export(path), done, self._view.refuse)


def refused_line(refusal: Refusal, now: datetime) -> RefusedLine:
    """Return the words for one refusal."""
    kind = record_words(refusal.record)
    return RefusedLine(
        refusal.id,
        ICONS.get(refusal.record, "file-text"),
        tr("{kind}: {name}", kind=kind, name=refusal.name) if refusal.name else kind,
        moment_words(datetime.fromisoformat(refusal.recorded_at), now),
        refusal.problem or tr("The server gave no reason."),
    )
