"""Tells every open page what a service has just changed, so that it reloads only what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


class Changes(Protocol):
    """The shape of ``organiser_kit.changes.Changes`` that pages look at."""

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of things changed, e.g. ``{"attendance"}``."""
        ...

    @property
    def ids(self) -> Collection[str]:
        """Return the identifiers of the things changed."""
        ...


class ChangeBus(QObject):
    """One signal for the whole window; emitted and received on the GUI thread."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell every page."""
        self.changed.emit(changes)

    def on(self, kinds: Collection[str], page: QObject, react: Callable[[Changes], None]) -> None:
        """Call ``react`` for changes of these kinds, for as long as ``page`` lives."""
        wanted = frozenset(kinds)

        def look(changes: Changes) -> None:
            if wanted & changes.kinds:
                react(changes)

        def forget() -> None:
            if isValid(self):
                self.changed.disconnect(look)

        self.changed.connect(look)
        page.destroyed.connect(forget)
