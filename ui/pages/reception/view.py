"""The reception's screen, as its presenter sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.pages.reception.answers import Answer
    from ui.pages.reception.log import LogRow
    from ui.pages.reception.state import Door, Found


class ReceptionView(Protocol):
    """The screen, as its presenter sees it."""

    def show_door(self, door: Door) -> None:
        """Show the count and the last arrivals."""
        ...

    def show_answer(self, answer: Answer) -> None:
        """Show, sound and say an answer."""
        ...

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show the people whom the typed letters find; none hides the list."""
        ...

    def clear_field(self) -> None:
        """Empty the field for the next one."""
        ...

    def choose_found(self) -> None:
        """Put the keyboard on the list of people found."""
        ...

    def ask_walk_in(self, text: str) -> None:
        """Open the walk-in's form, filled with what was typed."""
        ...

    def walk_in_done(self) -> None:
        """Close the walk-in's form."""
        ...

    def show_alike(self, found: tuple[Found, ...]) -> None:
        """Offer, in the form, people whom the name may mean."""
        ...

    def show_log(self, lines: tuple[LogRow, ...]) -> None:
        """Show what happened at the door."""
        ...

    def offer_slip(self, *, offered: bool) -> None:
        """Offer to print the slip that a walk-in signs, until the next answer."""
        ...

    def switch_session(self, meeting_id: str) -> None:
        """Go to the door of another session."""
        ...

    def warn_twin(self) -> None:
        """Say, in the form, that the very name is known."""
        ...
