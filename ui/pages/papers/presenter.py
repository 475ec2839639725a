"""What is printed for a meeting: gather, render, save, print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import current, tr, trn
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from ui.cli.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.errors import KitError
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class PaperState:
    """The document in preview."""

    name: str
    pdf: bytes
    remark: str
    notes: tuple[str, ...] = ()


class PapersView(Protocol):
    """The step, as its presenter sees it."""

    def show_working(self, name: str) -> None:
        """Say that a document is being made."""
        ...

    def show_paper(self, state: PaperState) -> None:
        """Show a document."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class PapersPresenter:
    """Makes the documents of one meeting."""

    def __init__(self, asker: Asker, view: PapersView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._meeting_id = ""
        self._asked = 0
        self._large = False
        self.name = "sheet"

    def open(self, meeting_id: str) -> None:
        """Show this meeting's documents."""
        if meeting_id != self._meeting_id:
            self.name = "sheet"
        self._meeting_id = meeting_id
        self.choose(self.name)

    def large_print(self, wanted: bool) -> None:
        """Make the sign-in sheet in large print, or not."""
        self._large = wanted
        self.choose(self.name)

    def choose(self, name: str) -> None:
        """Make a document and show it; one that comes after a later choice is dropped."""
        self._asked += 1
        self.name = name
        number, meeting_id, catalogue = self._asked, self._meeting_id, current()
        printable, wish = PRINTABLES[name], PaperWish(large_print=self._large)
        self._view.show_working(name)

        def gathered(data: Any) -> None:
            if number == self._asked:
                self._asker.runner.submit(
                    self._view,
                    lambda: printable.render(data, catalogue, wish),
                    lambda made: self._made(number, name, made),
                    self._view.refuse,
                    lane="io",
                )

        self._asker.ask(
            self._view,
            lambda kit: printable.gather(kit, meeting_id, catalogue, wish),
            gathered,
            self._view.refuse,
        )

    def _made(self, number: int, name: str, document: RenderedDocument) -> None:
        if number == self._asked:
            self._view.show_paper(PaperState(name, document.pdf, remark(name, document), document.notes))

    def save(self, pdf: bytes, path: Path) -> None:
        """Write the document."""
        self._asker.runner.submit(
            self._view,
            lambda: write_bytes(path, pdf),
            lambda written: self._notify(tr("{file} was saved.", file=written.name)),
            self._view.refuse,
            lane="io",
        )


def remark(name: str, document: RenderedDocument) -> str:
    """Return how long the document is."""
    pages = trn("{n} page", "{n} pages", document.pages)
    people = trn("{n} person", "{n} people", document.items)
    return pages if name == "poster" else tr("{pages}, {people}", pages=pages, people=people)


def paper_words(name: str) -> tuple[str, str]:
    """Return what a document is called, and what it is for."""
    return {
        "sheet": (tr("Sign-in sheet"), tr("Signed at the door, with blank lines for those who just come.")),
        "badges": (tr("Badges"), tr("Eight a page, each with its code to scan.")),
        "poster": (tr("Poster"), tr("For the door: what, when, where.")),
    }[name]


def file_name(name: str) -> str:
    """Return the name proposed for a document: never a person's."""
    return {"sheet": tr("sign-in-sheet"), "badges": tr("badges"), "poster": tr("poster")}[name] + ".pdf"
