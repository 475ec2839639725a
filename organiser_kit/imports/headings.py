"""Which column of a table is which, and how a person corrects it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.imports.heading_words import (
    FIELDS,
    PERSON_FIELDS,
    Confidence,
    classify,
    family_name_first,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.imports.heading_words import Guess

IGNORE = "ignore"
"""The field to give, in a correction, to a column that must not be read."""

_NAMES = ("family_name", "given_name", "full_name")


@dataclass(frozen=True)
class Column:
    """One column and what it is read as; ``field`` is ``None`` when it is left out."""

    index: int
    heading: str
    field: str | None = None
    confidence: Confidence | None = None

    @property
    def number(self) -> int:
        """Return the number a person counts to: 1 for the first column."""
        return self.index + 1


@dataclass(frozen=True)
class Mapping:
    """Every column of a table with the field it is read as; no two columns share a field."""

    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, int]:
        """Return the index of the column of each field that is read."""
        return {column.field: column.index for column in self.columns if column.field is not None}

    @property
    def ignored(self) -> tuple[Column, ...]:
        """Return the columns that are left out."""
        return tuple(column for column in self.columns if column.field is None)

    @property
    def has_names(self) -> bool:
        """Return whether some column holds names: without one, nobody can be read."""
        return any(name in self.fields for name in _NAMES)

    @property
    def family_name_first(self) -> bool:
        """Return whether whole names start, by their heading, with the family name."""
        at = self.fields.get("full_name")
        return at is not None and family_name_first(self.columns[at].heading)

    def with_override(self, correction: str) -> Mapping:
        """Return this mapping corrected by ``COL=FIELD``.

        ``COL`` is a heading, or the number of a column from 1; ``FIELD`` is one of ``PERSON_FIELDS``, a
        heading that names one, or ``ignore``.

        Raises:
            UserError: there is no such column or field, or several columns have that heading.
        """
        name, equals, wanted = correction.rpartition("=")
        if not equals or not name.strip() or not wanted.strip():
            raise UserError(
                tr("“{correction}” is no correction of a column: write COLUMN=FIELD.", correction=correction)
            )
        field = _field_named(wanted.strip())
        index = self._index_of(name.strip())
        dropped = {field, *_rivals(field)}
        columns = [replace(c, field=None, confidence=None) if c.field in dropped else c for c in self.columns]
        columns[index] = replace(
            columns[index],
            field=None if field == IGNORE else field,
            confidence=None if field == IGNORE else Confidence.CHOSEN,
        )
        return Mapping(tuple(columns))

    def _index_of(self, name: str) -> int:
        found = [column.index for column in self.columns if folded(column.heading) == folded(name) != ""]
        found = found or [column.index for column in self.columns if column.heading == name]
        if len(found) > 1:
            raise UserError(
                tr(
                    "Several columns are headed “{heading}”: give the number of the one you mean.",
                    heading=name,
                )
            )
        if not found and name.isdecimal() and 1 <= int(name) <= len(self.columns):
            return int(name) - 1
        if not found:
            raise UserError(
                tr(
                    "There is no column “{heading}”: the headings are {headings}.",
                    heading=name,
                    headings=", ".join(column.heading for column in self.columns),
                )
            )
        return found[0]


def _field_named(name: str) -> str:
    if name == IGNORE or name in PERSON_FIELDS:
        return name
    guess = classify(name)
    if guess is None or guess.field not in PERSON_FIELDS:
        raise UserError(
            tr(
                "“{field}” is no field: use one of {fields}.",
                field=name,
                fields=", ".join((*PERSON_FIELDS, IGNORE)),
            )
        )
    return guess.field


def _rivals(field: str) -> tuple[str, ...]:
    """Return the fields that make no sense beside this one: a whole name and its two parts."""
    if field == "full_name":
        return ("family_name", "given_name")
    return ("full_name",) if field in ("family_name", "given_name") else ()


def recognise(headings: Sequence[str]) -> Mapping:
    """Return what each column is read as, judged by its heading only."""
    guesses = [classify(heading) for heading in headings]
    best: dict[str, int] = {}
    for index, guess in enumerate(guesses):
        if guess is not None and _better(guess, guesses, best.get(guess.field)):
            best[guess.field] = index
    _settle_payer(guesses, best)
    _settle_names(best)
    chosen = {index: field for field, index in best.items()}
    return Mapping(
        tuple(
            Column(index, heading, chosen.get(index), guess.confidence if guess and index in chosen else None)
            for index, (heading, guess) in enumerate(zip(headings, guesses, strict=True))
        )
    )


def _better(guess: Guess, guesses: list[Guess | None], index: int | None) -> bool:
    held = guesses[index] if index is not None else None
    return held is None or guess.rank < held.rank


def _settle_payer(guesses: list[Guess | None], best: dict[str, int]) -> None:
    """Decide what the address of whoever ordered is good for.

    Beside a column for the participant's own address, a plain one (pretix: ``Email``) is that of the order.
    Where nothing says who paid, the only address there is must do.
    """
    own = guesses[best["email"]] if "email" in best else None
    if own is not None and own.rank == 0 and "payer_email" not in best:
        plain = [i for i, guess in enumerate(guesses) if guess and guess.field == "email" and guess.rank == 1]
        if plain:
            best["payer_email"] = plain[0]
    if "email" not in best and "payer_email" in best and "payer_family_name" not in best:
        best["email"] = best.pop("payer_email")
    if "payer_family_name" not in best:
        best.pop("payer_email", None)
    if "payer_email" not in best:
        best.pop("payer_family_name", None)
        best.pop("payer_given_name", None)


def _settle_names(best: dict[str, int]) -> None:
    """Keep either a whole name or its parts."""
    if "given_name" in best and "full_name" in best and "family_name" not in best:
        best.pop("given_name")
    elif "given_name" in best:
        best.pop("full_name", None)
    elif "family_name" in best and "full_name" in best:
        best.pop("family_name")
    elif "family_name" in best:
        # « Nom » with no « Prénom » anywhere: people write both in that one column.
        best["full_name"] = best.pop("family_name")


__all__ = ["FIELDS", "IGNORE", "PERSON_FIELDS", "Column", "Confidence", "Mapping", "recognise"]
