"""``import people``: a spreadsheet into a group."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from organiser_kit.imports.headings import Mapping
    from organiser_kit.imports.tables import Table
    from organiser_kit.kit import Kit
    from organiser_kit.services.import_people import ImportReport


def people() -> click.Command:
    """Return the command."""

    @click.command("people", cls=Command, help=tr("Take in people from a CSV or XLSX file."))
    @click.argument("file", metavar=tr("FILE"), type=click.Path(path_type=Path))
    @option("--meeting", metavar=tr("MEETING"), help=tr("Register them at this meeting too."))
    @option("--group", metavar=tr("GROUP"), help=tr("The group they join; the first one by default."))
    @option(
        "--map", "corrections", multiple=True, metavar=tr("COL=FIELD"), help=tr("Correct what a column is.")
    )
    @option("--dry-run", is_flag=True, help=tr("Say what would happen, and change nothing."))
    @pass_workspace
    def command(
        workspace: Workspace,
        file: Path,
        meeting: str | None,
        group: str | None,
        corrections: Sequence[str],
        dry_run: bool,
    ) -> None:
        if meeting and group:
            raise click.UsageError(tr("Give a meeting or a group, not both: a meeting has its group."))
        table, mapping = _recognised(file, corrections)
        with workspace.open() as kit:
            report = _absorb(kit, workspace, table, mapping, meeting, group, dry_run)
        workspace.console.answer(_values(report, mapping, dry_run), *_sentences(report, mapping, dry_run))

    return command


def _recognised(file: Path, corrections: Sequence[str]) -> tuple[Table, Mapping]:
    from organiser_kit.imports.headings import recognise
    from organiser_kit.imports.tables import open_table

    table = open_table(file)
    mapping = recognise(table.headings)
    for correction in corrections:
        mapping = mapping.with_override(correction)
    return table, mapping


def _absorb(
    kit: Kit,
    workspace: Workspace,
    table: Table,
    mapping: Mapping,
    meeting: str | None,
    group: str | None,
    dry_run: bool,
) -> ImportReport:
    from organiser_kit.imports.people_rows import read_people
    from ui.cli.references import group_id

    # Before any group is made: a file without names must leave nothing behind.
    rows = read_people(table, mapping)
    if dry_run and not (meeting or group or kit.meetings.groups()):
        with _empty_copy(workspace) as scratch, _progress(table) as progress:
            return scratch.import_people.run(
                rows, group_id=group_id(scratch, None), dry_run=True, progress=progress
            )
    meeting_id = kit.meetings.resolve(meeting) if meeting else None
    where = kit.meetings.detail(meeting_id).group.id if meeting_id else group_id(kit, group)
    with _progress(table) as progress:
        return kit.import_people.run(
            rows, group_id=where, meeting_id=meeting_id, dry_run=dry_run, progress=progress
        )


@contextmanager
def _empty_copy(workspace: Workspace) -> Iterator[Kit]:
    """Give a copy to rehearse in where there is no group yet: a rehearsal must not make the first one."""
    from organiser_kit.kit import open_kit
    from organiser_kit.storage import local_copy
    from ui.cli.keys import SystemKeyringWhenAsked

    with tempfile.TemporaryDirectory(prefix="organiser-kit-") as name:
        folder, keyring = Path(name), SystemKeyringWhenAsked()
        secret = workspace.environment.chance.token_bytes(16).hex()
        local_copy.create(folder, workspace.environment, passphrase=secret, keyring=keyring)
        kit = open_kit(folder, workspace.environment, passphrase=secret, keyring=keyring)
        try:
            yield kit
        finally:
            kit.close()


@contextmanager
def _progress(table: Table) -> Iterator[Callable[[int], bool]]:
    """Show how far the file was read, on a terminal only."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=table.total, label=tr("Reading"), file=sys.stderr, hidden=hidden) as bar:

        def step(_lines: int) -> bool:
            bar.update(max(0, table.position() - bar.pos))
            return True

        yield step


def _values(report: ImportReport, mapping: Mapping, dry_run: bool) -> dict[str, object]:
    return {
        "read": report.read,
        "created": report.created,
        "matched": report.matched,
        "suspects": report.suspects,
        "rejected": [{"line": row.line, "reason": row.reason} for row in report.rejected],
        "group": None if dry_run else report.group_id,
        "columns": [{"heading": column.heading, "field": column.field} for column in mapping.columns],
        "dry_run": dry_run,
    }


def _sentences(report: ImportReport, mapping: Mapping, dry_run: bool) -> Iterator[str]:
    from ui.pages.importing.presenter import field_words

    for column in mapping.columns:
        if column.field is None:
            yield tr("  {heading}: not read", heading=column.heading)
        else:
            words = field_words(column.field)
            yield tr("  {heading}: read as “{field}”", heading=column.heading, field=words)
    yield trn("{n} line read.", "{n} lines read.", report.read)
    yield trn("{n} person is new.", "{n} people are new.", report.created)
    yield trn("{n} was known already.", "{n} were known already.", report.matched)
    if report.suspects:
        yield trn(
            "{n} resembles somebody known: have a look.",
            "{n} resemble somebody known: have a look.",
            report.suspects,
        )
    if report.rejected:
        yield trn("{n} line was left out:", "{n} lines were left out:", len(report.rejected))
    for row in report.rejected:
        yield tr("  line {line}: {reason}", line=row.line, reason=row.reason)
    if dry_run:
        yield tr("This was a rehearsal: nothing was changed.")
