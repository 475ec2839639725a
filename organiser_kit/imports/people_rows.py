"""From the lines of a table to people, and to the lines that cannot be used, each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import tr
from organiser_kit.imports.cell_text import clean, clean_optional, problem_of
from organiser_kit.imports.contacts import email_of, phone_of
from organiser_kit.imports.heading_words import classify, folded, unaccented
from organiser_kit.imports.name_parts import split_name
from organiser_kit.imports.professions import profession_kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.imports.headings import Mapping
    from organiser_kit.imports.lines import Line
    from organiser_kit.imports.tables import Table


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody read from a line of a file; an empty text means that the file does not say.

    Attributes:
        phone: ``+33612345678`` when the country is known, else digits.
        profession_kind: ``education``, ``animation``, ``it``, ``other``, or empty.
        external_ref: a number in the tool the file comes from; an order number is shared by its participants.
    """

    line: int
    family_name: str
    given_name: str
    email: str = ""
    phone: str = ""
    structure: str = ""
    commune: str = ""
    profession_kind: str = ""
    external_ref: str = ""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A line that cannot be used, with one sentence that says why, and its cells as they were."""

    line: int
    reason: str
    cells: tuple[str, ...]


class _RefusedError(Exception):
    """A line cannot be used; the text is the sentence to show."""


_TOTAL = re.compile(
    r"(?:sous )?totaux|nombre (?:de|d|total)\b.*|"
    r"(?:(?:sous )?total|effectif)(?: (?:general|total|des?|d|of|inscrit|participant|personne|present|\d).*)?"
)

_CANCELLED = re.compile("cancel|annul|refund|rembours|expire|refus")


def read_people(table: Table, mapping: Mapping) -> Iterator[PersonRow | RejectedRow]:
    """Yield what each line gives, in order; stop whenever you like.

    Blank lines, repeated headings and lines of totals are left out without a word. The same person twice
    comes out twice: matching belongs to whoever keeps the people.

    Raises:
        InputFileError: no column holds names, or the file is damaged further down.
    """
    if not mapping.has_names:
        raise InputFileError(
            tr(
                "No column of {file} holds names that we know of (headings on line {line}): say which one.",
                file=table.name,
                line=table.heading_line,
            )
        )
    return _people(table, mapping)


def _people(table: Table, mapping: Mapping) -> Iterator[PersonRow | RejectedRow]:
    reader = _RowReader(mapping)
    for line in table:
        try:
            person = reader.read(line)
        except _RefusedError as refusal:
            yield RejectedRow(line.number, str(refusal), line.cells)
        else:
            if person is not None:
                yield person


class _RowReader:
    """Reads one line at a time under one mapping."""

    def __init__(self, mapping: Mapping) -> None:
        self._columns = mapping.fields
        self._headings = {column.field: column.heading for column in mapping.columns if column.field}
        self._family_first = mapping.family_name_first

    def read(self, line: Line) -> PersonRow | None:
        """Return the person, or ``None`` for a line that is nobody.

        Raises:
            _RefusedError: the line cannot be used.
        """
        if line.problem:
            raise _RefusedError(tr("This line cannot be read: {problem}.", problem=line.problem))
        cells = {field: clean(line.cells[index]) for field, index in self._columns.items()}
        if not any(cells.values()) or self._is_furniture(line, cells):
            return None
        self._check_readable(cells)
        if _CANCELLED.match(unaccented(cells.get("order_status", ""))):
            raise _RefusedError(tr("This registration is marked “{status}”.", status=cells["order_status"]))
        family, given = self._names(cells)
        return PersonRow(
            line=line.number,
            family_name=family,
            given_name=given,
            email=self._email(cells, family, given),
            phone=self._phone(cells),
            structure=clean_optional(cells.get("structure", "")),
            commune=clean_optional(cells.get("commune", "")),
            profession_kind=profession_kind_of(clean_optional(cells.get("profession_kind", ""))),
            external_ref=clean_optional(cells.get("external_ref", "")),
        )

    def _is_furniture(self, line: Line, cells: dict[str, str]) -> bool:
        """Tell whether the line is a repeated heading or a total."""
        filled = {field: cell for field, cell in cells.items() if cell}
        if all(
            (guess := classify(cell)) and guess.field.endswith(_ending(field))
            for field, cell in filled.items()
        ):
            return len(filled) > 1 or folded(*filled.values()) == folded(self._headings[next(iter(filled))])
        first = next(cell for cell in line.cells if cell.strip())
        return (
            bool(_TOTAL.fullmatch(folded(first))) and not cells.get("email") and not cells.get("given_name")
        )

    def _check_readable(self, cells: dict[str, str]) -> None:
        for field, cell in cells.items():
            problem = problem_of(cell)
            if problem:
                raise _RefusedError(
                    tr("Column “{heading}”: {problem}.", heading=self._headings[field], problem=problem)
                )

    def _names(self, cells: dict[str, str]) -> tuple[str, str]:
        family, given = cells.get("family_name", ""), cells.get("given_name", "")
        if "full_name" in cells:
            family, given = split_name(cells["full_name"], family_first=self._family_first)
        if "@" in family + given:
            raise _RefusedError(tr("There is an email address where a name should be."))
        family, given = (part if any(map(str.isalpha, part)) else "" for part in (family, given))
        if not family and not given:
            raise _RefusedError(tr("There is no name."))
        return family, given

    def _email(self, cells: dict[str, str], family: str, given: str) -> str:
        """Return the person's own address, or that of the payer when they are the same person."""
        typed = clean_optional(cells.get("email", ""))
        payer = cells.get("payer_family_name", ""), cells.get("payer_given_name", "")
        if not typed and tuple(map(unaccented, (family, given))) == tuple(map(unaccented, payer)):
            typed = clean_optional(cells.get("payer_email", ""))
        address = email_of(typed)
        if typed and address is None:
            raise _RefusedError(tr("“{text}” is not one email address: correct it in the file.", text=typed))
        return address or ""

    def _phone(self, cells: dict[str, str]) -> str:
        typed = clean_optional(cells.get("phone", ""))
        number = phone_of(typed)
        if typed and number is None:
            raise _RefusedError(
                tr("“{text}” is not one telephone number: correct it in the file.", text=typed)
            )
        return number or ""


def _ending(field: str) -> str:
    """Return what the field of a repeated heading ends with: parts of a name stand for the whole one."""
    return "_name" if field.endswith("_name") else field
