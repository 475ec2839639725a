"""What is printed for a meeting: gather, render, save, for whom and in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import catalogue, current, tr, trn
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PaperWish
from ui.cli.files import write_bytes
from ui.pages.papers.descriptions import Option, described

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.jobs import CancelToken
    from ui.pages.asking import Asker, Notify
    from ui.pages.papers.descriptions import PaperDescription

FIRST = "sheet"


@dataclass(frozen=True)
class PaperState:
    """The document in preview."""

    name: str
    pdf: bytes
    remark: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonLine:
    """Somebody a paper can be for."""

    person_id: str
    name: str
    structure: str


class PapersView(Protocol):
    """The step, as its presenter sees it."""

    def show_chosen(self, paper: PaperDescription, for_whom: str) -> None:
        """Show which paper it is about, and what can be chosen for it."""
        ...

    def ask_first(self, paper: PaperDescription) -> None:
        """Ask before a paper is made whose making cannot be taken back."""
        ...

    def show_working(self, paper: PaperDescription) -> None:
        """Say that a document is being made."""
        ...

    def show_paper(self, state: PaperState) -> None:
        """Show a document."""
        ...

    def show_stopped(self) -> None:
        """Say that nothing is being made any more."""
        ...

    def show_none(self, error: KitError) -> None:
        """Say why there is no document."""
        ...

    def ask_people(self, lines: tuple[PersonLine, ...], chosen: frozenset[str] | None) -> None:
        """Ask whom the paper is for; everybody is ``None``."""
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
        self._rendering: CancelToken | None = None
        self._document: RenderedDocument | None = None
        self._wish = PaperWish()
        self._wanted: tuple[str, str] | None = None
        self.language = current().language
        self.name = FIRST

    def open(self, meeting_id: str) -> None:
        """Show this meeting's documents."""
        if self._wanted is not None:
            self.name, person_id = self._wanted
            self._wish = replace(self._wish, people=frozenset({person_id}) if person_id else None)
        elif meeting_id != self._meeting_id:
            self.name = FIRST
            self._wish = replace(self._wish, people=None)
        self._wanted = None
        self._meeting_id = meeting_id
        self.choose(self.name)

    def want_for(self, name: str, person_id: str) -> None:
        """Show this document, for one person or, with '', for all, when the step is opened next."""
        self._wanted = (name, person_id)

    # -- what is wanted

    def choose(self, name: str) -> None:
        """Make a document and show it."""
        self.name = name
        self._show()

    def large_print(self, wanted: bool) -> None:
        """Make documents in large print, or not."""
        self._want(replace(self._wish, large_print=wanted))

    def stock(self, name: str) -> None:
        """Make papers for these labels; whole sheets of them, since others were begun."""
        self._want(replace(self._wish, stock=name, first_label=1))

    def first_label(self, number: int) -> None:
        """Leave the labels before this one of the first sheet free."""
        self._want(replace(self._wish, first_label=number))

    def trainer(self, wanted: bool) -> None:
        """Make sheets that a trainer signs too, or not."""
        self._want(replace(self._wish, trainer=wanted))

    def two_sided(self, wanted: bool) -> None:
        """Make the whole kit for printing on both sides of the paper, or not."""
        self._want(replace(self._wish, two_sided=wanted))

    def people(self, chosen: frozenset[str] | None) -> None:
        """Make documents for these people only, or for everybody."""
        self._want(replace(self._wish, people=chosen))

    def speak(self, language: str) -> None:
        """Make documents in this language, whatever that of the screen."""
        if language != self.language:
            self.language = language
            self._show()

    def _want(self, wish: PaperWish) -> None:
        if wish != self._wish:
            self._wish = wish
            self._show()

    @property
    def stock_wanted(self) -> str:
        """Return the labels of the paper in view; '' for the plain ones, or where none are chosen."""
        return narrowed(self._wish, described(self.name)).stock

    def ask_people(self) -> None:
        """Have somebody choose whom the paper is for."""
        meeting_id, chosen = self._meeting_id, self._wish.people
        self._asker.ask(
            self._view,
            lambda kit: people_of(kit, meeting_id),
            lambda lines: self._view.ask_people(lines, chosen),
            self._view.refuse,
        )

    @property
    def paper(self) -> PaperDescription:
        """Return the paper in preview; laid out for both sides of the paper, it may be printed so."""
        paper = described(self.name)
        return replace(paper, one_sided=paper.one_sided and not narrowed(self._wish, paper).two_sided)

    # -- making it

    def _show(self) -> None:
        """Make the document wanted now, unless somebody must agree first."""
        self._give_up()
        paper = described(self.name)
        self._view.show_chosen(paper, whom_words(narrowed(self._wish, paper), paper))
        if paper.consequence:
            self._view.ask_first(paper)
        else:
            self.make()

    def make(self) -> None:
        """Make the document wanted now; one that comes after a later wish is dropped."""
        self._give_up()
        number, name, meeting_id = self._asked, self.name, self._meeting_id
        paper, texts = described(name), catalogue(self.language)
        wish = narrowed(self._wish, paper)
        self._view.show_working(paper)
        printable = PRINTABLES[name]

        def gathered(data: Any) -> None:
            if number == self._asked:
                self._rendering = self._asker.runner.submit(
                    self._view,
                    lambda: printable.render(data, texts, wish),
                    lambda made: self._made(number, paper, made),
                    lambda error: self._failed(number, error),
                    lane="io",
                )

        self._asker.ask(
            self._view,
            lambda kit: printable.gather(kit, meeting_id, texts, wish),
            gathered,
            lambda error: self._failed(number, error),
        )

    def stop(self) -> None:
        """Wait no longer for the document."""
        self._give_up()
        self._view.show_stopped()

    def _give_up(self) -> None:
        self._asked += 1
        self._document = None
        if self._rendering is not None:
            self._rendering.cancel()
            self._rendering = None

    def _made(self, number: int, paper: PaperDescription, document: RenderedDocument) -> None:
        if number == self._asked:
            self._document = document
            state = PaperState(paper.name, document.pdf, remark(paper, document), document.notes)
            self._view.show_paper(state)

    def _failed(self, number: int, error: KitError) -> None:
        if number == self._asked:
            self._view.show_none(error)

    # -- keeping it

    def save(self, path: Path) -> None:
        """Write the document, as the page of HTML that screen readers read where the name asks for that."""
        if self._document is not None:
            document = self._document
            page = path.suffix.lower() in (".html", ".htm")
            self._asker.runner.submit(
                self._view,
                lambda: write_bytes(path, document.twin.encode() if page else document.pdf),
                lambda written: self._notify(tr("{file} was saved.", file=written.name)),
                self._view.refuse,
                lane="io",
            )


def narrowed(wish: PaperWish, paper: PaperDescription) -> PaperWish:
    """Return what of ``wish`` a paper has a choice of."""
    return PaperWish(
        large_print=wish.large_print and Option.LARGE_PRINT in paper.options,
        people=wish.people if Option.PEOPLE in paper.options else None,
        stock=wish.stock if Option.STOCK in paper.options else "",
        trainer=wish.trainer and Option.TRAINER in paper.options,
        two_sided=wish.two_sided and Option.TWO_SIDED in paper.options,
        first_label=wish.first_label if Option.FIRST_LABEL in paper.options else 1,
    )


def people_of(kit: Kit, meeting_id: str) -> tuple[PersonLine, ...]:
    """Return those a meeting's papers can be for, in the order of its list."""
    return tuple(
        PersonLine(entry.person.id, entry.name, entry.structure_name or "")
        for entry in kit.registrations.roster(meeting_id)
        if entry.is_expected or entry.roles or entry.presence.is_present
    )


def remark(paper: PaperDescription, document: RenderedDocument) -> str:
    """Return how long the document is, as a sentence."""
    length = trn("{n} page", "{n} pages", document.pages)
    if paper.counts_people:
        people = trn("{n} person", "{n} people", document.items)
        length = tr("{pages}, {people}", pages=length, people=people)
    return tr("{length}.", length=length)


def whom_words(wish: PaperWish, paper: PaperDescription) -> str:
    """Return for whom a paper is."""
    if wish.people is None:
        return paper.unless_chosen or tr("For everybody")
    return trn("For {n} person", "For {n} people", len(wish.people))
