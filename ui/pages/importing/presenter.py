"""Import people from a file: what each column is read as, then what became of every line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from organiser_kit.errors import UserError
from organiser_kit.exports.delimited import csv_bytes
from organiser_kit.exports.tables import Column, Table
from organiser_kit.files import write_bytes
from organiser_kit.i18n import current, tr, trn

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.errors import KitError
    from organiser_kit.imports.headings import Mapping
    from organiser_kit.imports.people_rows import PersonRow, RejectedRow
    from organiser_kit.imports.tables import Table as FileTable
    from organiser_kit.kit import Kit
    from organiser_kit.services.import_people import ImportReport
    from ui.jobs import CancelToken, Progress, Step
    from ui.pages.asking import Asker

SAMPLES = 3
_STEP = 50
"""How many lines between two reports of progress."""


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file: its heading, what it is read as, and its first cells."""

    number: int
    heading: str
    field: str
    samples: str


@dataclass(frozen=True)
class MappingState:
    """What would be read."""

    file: str
    columns: tuple[ColumnLine, ...]
    problem: str

    @property
    def ready(self) -> bool:
        """Return whether somebody can be read."""
        return not self.problem


@dataclass(frozen=True)
class Fact:
    """One count of the result; ``well`` is false for what a person should look at."""

    well: bool
    words: str


@dataclass(frozen=True)
class ResultState:
    """What became of the lines."""

    headline: str
    facts: tuple[Fact, ...]
    rejected: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class _Opened:
    table: FileTable
    mapping: Mapping
    first: tuple[tuple[str, ...], ...]


class ImportView(Protocol):
    """The dialog, as its presenter sees it."""

    def show_mapping(self, state: MappingState) -> None:
        """Show the columns."""
        ...

    def show_progress(self, step: Step) -> None:
        """Show how far it is."""
        ...

    def show_result(self, state: ResultState) -> None:
        """Show what became of the lines."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why it cannot be done."""
        ...


class ImportPresenter:
    """One file on its way in."""

    def __init__(
        self, asker: Asker, view: ImportView, path: Path, group_id: str, meeting_id: str | None
    ) -> None:
        self._asker = asker
        self._view = view
        self._path = path
        self._group_id = group_id
        self._meeting_id = meeting_id
        self._opened: _Opened | None = None
        self._token: CancelToken | None = None
        self._result: ResultState | None = None
        self._stopped = False
        self.running = False

    def open(self) -> None:
        """Read the headings and the first lines."""
        path = self._path
        self._asker.runner.submit(self._view, lambda: _open(path), self._show, self._view.refuse, lane="io")

    def _show(self, opened: _Opened) -> None:
        self._opened = opened
        self._view.show_mapping(describe(opened.table.name, opened.mapping, opened.first))

    def read_as(self, number: int, field: str) -> None:
        """Read column ``number`` (from 1) as ``field``, '' to leave it out."""
        if self._opened is None:
            return
        mapping = corrected(self._opened.mapping, number, field)
        self._show(_Opened(self._opened.table, mapping, self._opened.first))

    def run(self) -> None:
        """Bring the people in: first read the file beside the local copy, then write everybody at once."""
        opened = self._opened
        if opened is None or self.running:
            return
        self.running = True
        self._stopped = False
        self._token = self._asker.runner.submit_with_progress(
            self._view,
            lambda progress: _read(opened, progress),
            self._write,
            self._refused,
            progressed=self._view.show_progress,
        )

    def _write(self, rows: list[PersonRow | RejectedRow]) -> None:
        if self._stopped:
            self._refused(UserError(_stopped_words()))
            return
        group_id, meeting_id = self._group_id, self._meeting_id

        def question(kit: Kit, progress: Progress) -> ImportReport:
            def told(done: int) -> bool:
                progress(done, len(rows), trn("{n} line brought in", "{n} lines brought in", done))
                return not progress.cancelled

            return kit.import_people.run(rows, group_id=group_id, meeting_id=meeting_id, progress=told)

        self._token = self._asker.ask_long(
            self._view, question, self._done, self._refused, progressed=self._view.show_progress
        )

    def stop(self) -> None:
        """Give up: nothing of the file goes in."""
        self._stopped = True
        if self._token is not None:
            self._token.cancel()

    def _refused(self, error: KitError) -> None:
        self.running = False
        self._view.refuse(UserError(_stopped_words()) if self._stopped else error)

    def _done(self, report: ImportReport) -> None:
        self.running = False
        self._result = result_of(report)
        self._view.show_result(self._result)

    def export_rejected(self, path: Path) -> None:
        """Write the lines that did not go in, with their reasons, as a CSV file."""
        result = self._result
        if result is None:
            return
        columns = (Column("line", tr("Line")), Column("reason", tr("Reason")))
        table = Table("rejected", tr("Lines that did not go in"), columns, result.rejected)
        language = current().language
        self._asker.runner.submit(
            self._view,
            lambda: write_bytes(path, csv_bytes(table, language)),
            lambda _: None,
            self._view.refuse,
            lane="io",
        )


def _open(path: Path) -> _Opened:
    from organiser_kit.imports.headings import recognise
    from organiser_kit.imports.tables import open_table

    table = open_table(path)
    first = tuple(line.cells for line in islice(table, SAMPLES))
    return _Opened(table, recognise(table.headings), first)


def _read(opened: _Opened, progress: Progress) -> list[PersonRow | RejectedRow]:
    """Read every line: a workbook of thousands takes seconds, during which the door goes on working."""
    from organiser_kit.imports.people_rows import read_people

    table = opened.table
    rows: list[PersonRow | RejectedRow] = []
    for row in read_people(table, opened.mapping):
        rows.append(row)
        if len(rows) % _STEP == 0:
            progress.stop_if_cancelled()
            progress(table.position(), table.total, trn("{n} line read", "{n} lines read", len(rows)))
    return rows


def _stopped_words() -> str:
    return tr("The import was stopped: nothing of the file went in.")


def corrected(mapping: Mapping, number: int, field: str) -> Mapping:
    """Return the mapping with one column read otherwise; a field that another column had leaves it."""
    return mapping.with_override(f"{number}={field or 'ignore'}")


def describe(file: str, mapping: Mapping, first: tuple[tuple[str, ...], ...]) -> MappingState:
    """Return the columns in words."""
    columns = tuple(
        ColumnLine(
            column.number,
            column.heading or tr("(no heading)"),
            column.field or "",
            " · ".join(cells[column.index] for cells in first if cells[column.index].strip()),
        )
        for column in mapping.columns
    )
    problem = (
        "" if mapping.has_names else tr("Say which column holds the names: without one, nobody can be read.")
    )
    return MappingState(file, columns, problem)


def result_of(report: ImportReport) -> ResultState:
    """Return what became of the lines, in words."""
    counted = (
        (True, report.created, trn("{n} person added", "{n} people added", report.created)),
        (True, report.matched, trn("{n} person known already", "{n} people known already", report.matched)),
        (
            False,
            report.suspects,
            trn("{n} resembles somebody: look", "{n} resemble somebody: look", report.suspects),
        ),
        (
            False,
            len(report.rejected),
            trn("{n} line did not go in", "{n} lines did not go in", len(report.rejected)),
        ),
    )
    facts = [Fact(well, words) for well, count, words in counted if count]
    headline = tr("The file was read") if not report.rejected else tr("The file was read, except some lines")
    rejected = tuple((line.line, line.reason) for line in report.rejected)
    return ResultState(headline, tuple(facts), rejected)


def field_words(field: str) -> str:
    """Return what a field is called."""
    return {
        "": tr("Leave out"),
        "family_name": tr("Family name"),
        "given_name": tr("Given name"),
        "full_name": tr("Whole name"),
        "email": tr("E-mail"),
        "phone": tr("Telephone"),
        "structure": tr("Structure"),
        "commune": tr("Town"),
        "profession_kind": tr("Profession"),
        "external_ref": tr("Reference"),
        "order_status": tr("Status of the order"),
        "payer_family_name": tr("Payer’s family name"),
        "payer_given_name": tr("Payer’s given name"),
        "payer_email": tr("Payer’s e-mail"),
    }[field]
