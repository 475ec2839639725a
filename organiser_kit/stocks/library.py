"""Which sheets of labels there are: those that come with the program, and those that somebody added."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assets.paths import asset
from organiser_kit.errors import InputFileError, NotFoundError
from organiser_kit.i18n import tr
from organiser_kit.stocks.reading import read
from organiser_kit.stocks.stock import HOUSE, Stock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FOLDER = "stocks"
"""Where, in the data folder, files of one's own lie."""


class Stocks:
    """Sheets by name, in the order in which they are offered.

    Attributes:
        problems: one sentence for each file that could not be used; the others count all the same.
    """

    def __init__(self, stocks: Iterable[Stock], problems: Iterable[str] = ()) -> None:
        self._stocks = {stock.name.casefold(): stock for stock in stocks}
        self.problems = tuple(problems)

    @property
    def all(self) -> tuple[Stock, ...]:
        """Return every sheet, the plain one first."""
        return tuple(self._stocks.values())

    @property
    def house(self) -> Stock:
        """Return the sheet that is printed on when none is named."""
        return self._stocks[HOUSE]

    def called(self, name: str) -> Stock:
        """Return the sheet of a name, whatever its capitals; the plain one for ''.

        Raises:
            NotFoundError: there is none.
        """
        if not name:
            return self.house
        found = self._stocks.get(name.strip().casefold())
        if found is None:
            sentence = tr(
                "No labels are called “{name}”. There are: {names}.",
                name=name,
                names=", ".join(stock.name for stock in self.all),
            )
            raise NotFoundError(" ".join((sentence, *self.problems)))
        return found


@cache
def shipped() -> Stocks:
    """Return the sheets that come with the program."""
    files = sorted(asset("stocks").glob("*.toml"))
    stocks = [stock for path in files for stock in read(path)]
    return Stocks(sorted(stocks, key=lambda stock: stock.name != HOUSE))


def stocks_in(data: Path) -> Stocks:
    """Return the sheets that come with the program and those of the data folder ``data``.

    One that is called like a shipped one takes its place: whoever measured knows better.
    """
    own: list[Stock] = []
    problems: list[str] = []
    for path in sorted((data / FOLDER).glob("*.toml")):
        try:
            own += read(path)
        except InputFileError as error:
            problems.append(error.sentence)
    return Stocks((*shipped().all, *own), problems)
