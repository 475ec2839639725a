"""``export``: files for other programs, and everything kept about one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from organiser_kit.i18n import tr, trn
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Format, Thing, check_format
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from organiser_kit.kit import Kit


def meetings() -> click.Command:
    """Return the command."""
    return _command(Thing.MEETINGS, tr("Write the meetings to a table or a calendar."))


def people() -> click.Command:
    """Return the command."""
    return _command(Thing.PEOPLE, tr("Write the people to a table, which “import people” reads back."))


def attendance() -> click.Command:
    """Return the command."""
    return _command(Thing.ATTENDANCE, tr("Write who was at which meeting, how long and as what, to a table."))


def contacts() -> click.Command:
    """Return the command."""
    return _command(
        Thing.CONTACTS,
        tr("Write the contacts of those who agree that the group has them, and of nobody else."),
    )


def venues() -> click.Command:
    """Return the command."""
    return _command(Thing.VENUES, tr("Write the directory of venues to a table."))


def person() -> click.Command:
    """Return the command."""

    @click.command(
        "person", cls=Command, help=tr("Write everything that is kept about one person, for that person.")
    )
    @click.argument("person_reference", metavar=tr("PERSON"))
    @option(
        "--out",
        required=True,
        metavar=tr("FOLDER"),
        type=click.Path(path_type=Path, file_okay=False),
        help=tr("The folder to write them in."),
    )
    @pass_workspace
    def command(workspace: Workspace, person_reference: str, out: Path) -> None:
        with workspace.open() as kit:
            files = kit.person_file.write(kit.people.resolve(person_reference, deleted=True), out)
        workspace.console.answer({"files": [str(file) for file in files]}, *(str(file) for file in files))

    return command


def _command(thing: Thing, explanation: str) -> click.Command:
    @click.command(thing.value, cls=Command, help=explanation)
    @option(
        "--format",
        "form",
        type=Choice([form.value for form in Format]),
        required=True,
        help=tr("The format."),
    )
    @option(
        "--out",
        required=True,
        metavar=tr("FILE"),
        type=click.Path(path_type=Path, dir_okay=False),
        help=tr("The file to write."),
    )
    @option("--meeting", metavar=tr("MEETING"), help=tr("Only what belongs to this meeting."))
    @option("--group", metavar=tr("GROUP"), help=tr("Only what belongs to this group."))
    @pass_workspace
    def command(workspace: Workspace, form: str, out: Path, meeting: str | None, group: str | None) -> None:
        if meeting and group:
            raise click.UsageError(tr("Give a meeting or a group, not both: a meeting has its group."))
        # Before a passphrase is asked for.
        check_format(thing, Format(form))
        with workspace.open() as kit:
            done = kit.exports.write(thing, Format(form), out, _selection(kit, meeting, group))
        workspace.console.answer(
            {"rows": done.rows, "file": done.file},
            trn("{file}: {n} row.", "{file}: {n} rows.", done.rows, file=done.file),
        )

    return command


def _selection(kit: Kit, meeting: str | None, group: str | None) -> Selection:
    from ui.cli.references import group_id

    return Selection(
        meeting_id=kit.meetings.resolve(meeting) if meeting else None,
        group_id=group_id(kit, group) if group else None,
    )
