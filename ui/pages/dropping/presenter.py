"""Files on their way in: looked at, sorted, and handed to the page that knows what to do with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ui.pages.dropping.kinds import What
from ui.pages.dropping.places import for_people, for_sheet
from ui.pages.dropping.words import looking, promise, refused, waiting, what_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from ui.pages.asking import Asker
    from ui.pages.dropping.kinds import Recognised
    from ui.pages.dropping.places import Here, Place
    from ui.pages.dropping.words import Promise


@dataclass(frozen=True)
class Arrived:
    """What was handed in and waits for a word: ``places`` are to be chosen from where there are several.

    Attributes:
        problems: why some of the files are left out, a sentence each.
    """

    what: What
    files: tuple[Path, ...]
    sentence: str
    places: tuple[Place, ...]
    problems: tuple[str, ...] = ()


class DropView(Protocol):
    """The window, as this presenter sees it."""

    def show_promise(self, promise: Promise) -> None:
        """Show what will become of the files that are held over the window."""
        ...

    def ask(self, arrived: Arrived) -> None:
        """Say what was left out, ask where the rest goes, and go on with :meth:`DropPresenter.go_on`."""
        ...

    def import_people(self, files: tuple[Path, ...], place: Place) -> None:
        """Show what each file holds, one after the other."""
        ...

    def read_sheet(self, files: tuple[Path, ...], place: Place) -> None:
        """Read the pictures of a signed sheet."""
        ...

    def read_sticks(self, files: tuple[Path, ...]) -> None:
        """Take what is new in files from other laptops."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something cannot be done."""
        ...


class DropPresenter:
    """Knows what the files are; writes nothing itself. ``codes_in`` reads the codes of a picture or a PDF."""

    def __init__(self, asker: Asker, view: DropView, codes_in: Callable[[Sequence[Path]], list[str]]) -> None:
        self._asker = asker
        self._view = view
        self._codes_in = codes_in
        self._held = 0

    def hold(self, files: Sequence[Path]) -> None:
        """Say what would become of ``files``; an answer that comes after they are gone is dropped."""
        self._held += 1
        number = self._held
        self._view.show_promise(looking(len(files)))

        def show(seen: tuple[Recognised, ...]) -> None:
            if number == self._held:
                self._view.show_promise(promise(seen))

        self._look(files, show)

    def let_go(self) -> None:
        """Forget the files that were held."""
        self._held += 1

    def take(self, files: Sequence[Path], here: Here) -> None:
        """Open ``files``: those of the kind of the first that can be used."""
        self.let_go()
        self._look(files, lambda seen: self._sort(seen, here))

    def _look(self, files: Sequence[Path], done: Callable[[tuple[Recognised, ...]], None]) -> None:
        def job() -> tuple[Recognised, ...]:
            from ui.pages.dropping.recognition import recognise  # what reads spreadsheets comes with it

            return tuple(map(recognise, files))

        self._asker.runner.submit(self._view, job, done, self._view.refuse, lane="io")

    def _sort(self, seen: tuple[Recognised, ...], here: Here) -> None:
        what = next((one.what for one in seen if one.what is not What.NOTHING), What.NOTHING)
        files = tuple(one.path for one in seen if one.what is what)
        problems = (*refused(seen), *waiting(seen, what))

        def settle(places: tuple[Place, ...]) -> None:
            arrived = Arrived(what, files, what_words(what, len(files)), places, problems)
            if problems or len(places) > 1:
                self._view.ask(arrived)
            else:
                self.go_on(arrived, next(iter(places), None))

        if what is What.PEOPLE:
            self._ask(lambda kit: for_people(kit, here), settle)
        elif what is What.SHEET:
            self._read_codes(files, here, settle)
        else:
            settle(())

    def _read_codes(
        self, files: tuple[Path, ...], here: Here, settle: Callable[[tuple[Place, ...]], None]
    ) -> None:
        def known(papers: list[str]) -> None:
            self._ask(lambda kit: for_sheet(kit, papers, here), settle)

        self._asker.runner.submit(
            self._view, lambda: self._codes_in(files), known, self._view.refuse, lane="io"
        )

    def _ask(
        self, question: Callable[[Kit], tuple[Place, ...]], done: Callable[[tuple[Place, ...]], None]
    ) -> None:
        self._asker.ask(self._view, question, done, self._view.refuse)

    def go_on(self, arrived: Arrived, place: Place | None) -> None:
        """Do what the files are for, at the place that was chosen."""
        if arrived.what is What.STICK:
            self._view.read_sticks(arrived.files)
        elif place is not None and arrived.what is What.PEOPLE:
            self._view.import_people(arrived.files, place)
        elif place is not None and arrived.what is What.SHEET:
            self._view.read_sheet(arrived.files, place)
