"""The steps of a meeting's page, each made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ui.pages.step import StepPage


class Steps:
    """Makes steps on demand: all nine are some 650 widgets, and an evening opens a few of them."""

    def __init__(
        self, builders: Mapping[str, Callable[[], StepPage]], made: Callable[[StepPage], None]
    ) -> None:
        """Make nothing yet; ``made`` is told of each step once it is there."""
        self._builders = builders
        self._tell = made
        self._made: dict[str, StepPage] = {}

    def __contains__(self, key: object) -> bool:
        """Return whether there is such a step."""
        return key in self._builders

    def __iter__(self) -> Iterator[str]:
        """Yield the name of every step, made or not."""
        return iter(self._builders)

    def __getitem__(self, key: str) -> StepPage:
        """Return a step."""
        if key not in self._made:
            self._made[key] = self._builders[key]()
            self._tell(self._made[key])
        return self._made[key]

    @property
    def made(self) -> Mapping[str, StepPage]:
        """Return those that were wanted so far."""
        return self._made
