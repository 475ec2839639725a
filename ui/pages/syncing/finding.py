"""Looking for laptops that share in the room, so that nobody has to type an address. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from organiser_kit.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from organiser_kit.errors import KitError
    from sync.facade import Found
    from ui.pages.asking import Asker

    Find = Callable[[], Sequence[Found]]

LINK_BEGINNING = "organiser-kit://room?"
"""What the QR code of a share begins with; whether the rest leads anywhere, joining says."""


@dataclass(frozen=True)
class FoundState:
    """What the dialog shows of a search.

    Attributes:
        addresses: one for each laptop, the one easiest to reach.
        sentence: what there is to say; '' beside addresses.
        busy: whether the search goes on.
    """

    addresses: tuple[str, ...] = ()
    sentence: str = ""
    busy: bool = False


class FindView(Protocol):
    """The dialog, as this presenter sees it."""

    def show_found(self, state: FoundState) -> None:
        """Show what was found."""
        ...


class FindPresenter:
    """Looks once, when asked; what this laptop shares itself is left out.

    Attributes:
        find: returns the shares that announce themselves; it takes seconds.
    """

    def __init__(self, asker: Asker, view: FindView, find: Find, own: Callable[[], str]) -> None:
        """Prepare.

        Args:
            asker: runs the search on the io lane.
            view: told how it goes.
            find: see above.
            own: gives the name of this laptop's own share, '' without one.
        """
        self._asker = asker
        self._view = view
        self.find = find
        self._own = own

    def look(self) -> None:
        """Look for laptops in the room."""
        sentence = tr("Looking for laptops that share in this room…")
        self._view.show_found(FoundState(sentence=sentence, busy=True))
        self._asker.runner.submit(self._view, self.find, self._found, self._failed, lane="io")

    def _found(self, shares: Sequence[Found]) -> None:
        others = [share for share in shares if share.places and share.share != self._own()]
        addresses = tuple(str(share.places[0]) for share in others)
        self._view.show_found(FoundState(addresses, "" if addresses else nobody_found()))

    def _failed(self, error: KitError) -> None:
        self._view.show_found(FoundState(sentence=error.sentence))


def nobody_found() -> str:
    """Return what to say when no laptop announces itself."""
    return tr(
        "No laptop was found: many networks let none be found. Type the address that the other screen shows."
    )


def is_link(code: str) -> bool:
    """Return whether a QR code is that of a share."""
    return code.startswith(LINK_BEGINNING)


def not_a_link() -> str:
    """Return what to say of another QR code."""
    return tr("This is not the code of a shared laptop: hold the other laptop's screen before the camera.")
