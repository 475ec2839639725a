"""The files of one practice sheet, or the kept copy of one resource. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr
from organiser_kit.rules.attached import size_words, type_words
from organiser_kit.rules.wording import short_date
from organiser_kit.services.attached_files import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.services.attached_files import AttachedFile
    from ui.pages.asking import Asker, Notify


class Holder(Enum):
    """What the files go with."""

    SHEET = "sheet"
    RESOURCE = "resource"


@dataclass(frozen=True)
class FileLine:
    """One file.

    Attributes:
        words: what it is, how large, since when.
        state: tone, icon and words that say where it is.
        ask: what its button says, where it travels only once somebody asks; empty elsewhere.
    """

    id: str
    name: str
    words: str
    state: tuple[str, str, str]
    is_here: bool
    ask: str


class FilesView(Protocol):
    """The panel, as its presenter sees it."""

    def show_files(self, lines: tuple[FileLine, ...], *, may_change: bool) -> None:
        """Show the files."""
        ...

    def open_copy(self, name: str, content: bytes) -> None:
        """Open a copy of a file with the program for it."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class FilesPresenter:
    """Lists, adds and removes the files of the record that is shown."""

    def __init__(self, asker: Asker, view: FilesView, notify: Notify, holder: Holder) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._holder = holder
        self._record_id = ""
        self._may_change = False

    def show(self, record_id: str, *, may_change: bool) -> None:
        """Show the files of a record."""
        self._record_id, self._may_change = record_id, may_change
        self.load()

    def load(self) -> None:
        """Read the files again."""
        record_id = self._record_id
        if not record_id:
            return

        def show(lines: tuple[FileLine, ...]) -> None:
            if record_id == self._record_id:  # another may have been chosen meanwhile
                self._view.show_files(lines, may_change=self._may_change)

        self._asker.ask(self._view, lambda kit: lines_of(kit, record_id), show, self._view.refuse)

    def add(self, files: Sequence[Path]) -> None:
        """Let files go with the record; a resource has one copy."""
        record_id = self._record_id
        if not files or not self._may_change:
            return

        def question(kit: Kit) -> None:
            if self._holder is Holder.SHEET:
                kit.practice_sheets.attach(record_id, files)
            else:
                kit.resources.keep_copy(record_id, files[0])

        self._do(question)

    def remove(self, line: FileLine) -> None:
        """Let a file go with the record no longer."""
        record_id = self._record_id

        def question(kit: Kit) -> tuple[str, ...]:
            if self._holder is Holder.RESOURCE:
                return kit.resources.drop_copy(record_id)
            kit.practice_sheets.detach(record_id, line.id)
            return (line.id,)

        def done(removed: tuple[str, ...]) -> None:
            self._notify(tr("“{name}” was removed.", name=line.name), lambda: self._do(_back(removed)))
            self.load()

        self._asker.ask(self._view, question, done, self._view.refuse)

    def ask(self, line: FileLine) -> None:
        """Let a large file travel with the next exchange."""
        self._do(lambda kit: kit.attached.ask(line.id))

    def open(self, line: FileLine) -> None:
        """Open a copy of a file."""
        self._asker.ask(
            self._view,
            lambda kit: kit.attached.read(line.id),
            lambda content: self._view.open_copy(line.name, content),
            self._view.refuse,
        )

    def save(self, line: FileLine, path: Path) -> None:
        """Write a copy of a file where a person wants it."""
        self._asker.ask(
            self._view,
            lambda kit: kit.attached.save_as(line.id, path),
            lambda file: self._notify(tr("Written: {file}", file=file)),
            self._view.refuse,
        )

    def _do(self, question: Callable[[Kit], None]) -> None:
        self._asker.ask(self._view, question, lambda _: self.load(), self._view.refuse)


def _back(ids: tuple[str, ...]) -> Callable[[Kit], None]:
    def question(kit: Kit) -> None:
        for attachment_id in ids:
            kit.attached.restore(attachment_id)

    return question


def lines_of(kit: Kit, record_id: str) -> tuple[FileLine, ...]:
    """Return the files of a record as the panel shows them."""
    return tuple(_line(one) for one in kit.attached.of(record_id))


def _line(one: AttachedFile) -> FileLine:
    record, where = one.record, one.whereabouts
    words = tr("{kind}, {size}", kind=type_words(record.media_type), size=size_words(record.size))
    if record.added_at is not None:
        words = tr("{file}, added on {day}", file=words, day=short_date(record.added_at, current()))
    asks = {
        Whereabouts.HELD_LARGE: tr("Send with the next exchange"),
        Whereabouts.AWAITED_LARGE: tr("Fetch with the next exchange"),
    }
    return FileLine(record.id, record.name, words, _state(where), where.is_here, asks.get(where, ""))


def _state(where: Whereabouts) -> tuple[str, str, str]:
    match where:
        case Whereabouts.SHARED:
            return "success", "check", tr("Here, and on the server")
        case Whereabouts.HELD:
            return "info", "clock", tr("Here, leaves with the next exchange")
        case Whereabouts.HELD_LARGE:
            return "neutral", "hard-drive", tr("Here only: large, it leaves when you ask")
        case Whereabouts.AWAITED:
            return "info", "clock", tr("Arrives with the next exchange")
    return "neutral", "cloud", tr("Not here: large, it comes when you ask")
