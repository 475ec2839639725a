"""``edit``, ``delete`` and ``undelete``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MeetingStatus
from ui.cli.building import Choice, Command, pass_workspace
from ui.cli.references import assignments, moment, whole_number
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it

if TYPE_CHECKING:
    from collections.abc import Sequence

    from organiser_kit.kit import Kit

_NUMBERS = ("duration_minutes", "capacity", "headcount")
_NAMES = ("family_name", "given_name")


def edit_person() -> click.Command:
    """Return the command."""

    @click.command("person", cls=Command, help=tr("Change somebody: FIELD=VALUE, or FIELD= for nothing."))
    @click.argument("person", metavar=tr("PERSON"))
    @click.argument("changes", nargs=-1, required=True, metavar=tr("FIELD=VALUE…"))
    @pass_workspace
    def command(workspace: Workspace, person: str, changes: Sequence[str]) -> None:
        from organiser_kit.imports.contacts import check_typed

        values: dict[str, Any] = assignments(changes)
        check_typed(values.get("email"), values.get("phone"))
        with workspace.open() as kit:
            person_id = kit.people.resolve(person)
            if "structure" in values:
                values["structure_id"] = _structure(kit, person_id, values.pop("structure"))
            # A name is a text, empty or not; the other fields may be unknown.
            values |= {name: values[name] or "" for name in _NAMES if name in values}
            kit.people.edit(person_id, **values)
        workspace.console.answer({"id": person_id}, tr("Changed."))

    return command


def _structure(kit: Kit, person_id: str, name: str | None) -> str | None:
    return kit.plan.add_structure(kit.people.get(person_id).scope, name).id if name else None


def edit_meeting() -> click.Command:
    """Return the command."""

    @click.command(
        "meeting", cls=Command, help=tr("Change a meeting: FIELD=VALUE; status=… takes it a step further.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("changes", nargs=-1, required=True, metavar=tr("FIELD=VALUE…"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, changes: Sequence[str]) -> None:
        values = assignments(changes)
        status, reason = values.pop("status", None), values.pop("reason", None)
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            if values:
                kit.plan.edit_meeting(meeting_id, **_meeting_values(kit, meeting_id, values))
            if status:
                kit.plan.move_to(meeting_id, _status(status), reason=reason)
        workspace.console.answer({"id": meeting_id}, tr("Changed."))

    return command


def _meeting_values(kit: Kit, meeting_id: str, texts: dict[str, str | None]) -> dict[str, Any]:
    values: dict[str, Any] = dict(texts)
    for name in _NUMBERS:
        if name in values:
            values[name] = whole_number(name, texts[name])
    venue = values.pop("venue", values.get("venue_id"))
    if "venue" in texts or "venue_id" in texts:
        values["venue_id"] = kit.venues.resolve(venue) if venue else None
    start = texts.get("starts_at")
    if start:
        values["starts_at"] = moment(start, kit.meetings.get(meeting_id).timezone)
    return values


def _status(text: str) -> MeetingStatus:
    try:
        return MeetingStatus(text)
    except ValueError as error:
        known = ", ".join(MeetingStatus)
        raise UserError(tr("“{value}” is none of these: {known}.", value=text, known=known)) from error


def edit_structure() -> click.Command:
    """Return the command."""

    @click.command(
        "structure",
        cls=Command,
        help=tr("Change a structure: FIELD=VALUE, or FIELD= for nothing; logo=FILE takes a picture in."),
    )
    @click.argument("structure", metavar=tr("STRUCTURE"))
    @click.argument("changes", nargs=-1, required=True, metavar=tr("FIELD=VALUE…"))
    @pass_workspace
    def command(workspace: Workspace, structure: str, changes: Sequence[str]) -> None:
        from organiser_kit.imports.logos import logo_text

        texts = assignments(changes)
        values: dict[str, Any] = dict(texts)
        if "retention_years" in texts:
            values["retention_years"] = whole_number("retention_years", texts["retention_years"])
        if texts.get("logo"):
            values["logo"] = logo_text(Path(str(texts["logo"])))
        with workspace.open() as kit:
            structure_id = kit.structures.resolve(structure)
            kit.structures.edit(structure_id, **values)
        workspace.console.answer({"id": structure_id}, tr("Changed."))

    return command


def delete_person() -> click.Command:
    """Return the command."""

    @click.command(
        "person", cls=Command, help=tr("Hide somebody everywhere; nothing about them is destroyed.")
    )
    @click.argument("person", metavar=tr("PERSON"))
    @pass_workspace
    def command(workspace: Workspace, person: str) -> None:
        with workspace.open() as kit:
            person_id = kit.people.resolve(person)
            kit.people.delete(person_id)
        workspace.console.answer({"id": person_id}, tr("Deleted."))

    return command


def delete_meeting() -> click.Command:
    """Return the command."""

    @click.command(
        "meeting", cls=Command, help=tr("Hide a meeting everywhere; nothing about it is destroyed.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @pass_workspace
    def command(workspace: Workspace, meeting: str) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            kit.plan.delete_meeting(meeting_id)
        workspace.console.answer({"id": meeting_id}, tr("Deleted."))

    return command


def undelete() -> click.Command:
    """Return the command."""

    @click.command("undelete", cls=Command, help=tr("Bring back what was deleted, with its last values."))
    @click.argument("kind", type=Choice(("person", "meeting")))
    @click.argument("record", metavar=tr("ID"))
    @pass_workspace
    def command(workspace: Workspace, kind: str, record: str) -> None:
        with workspace.open() as kit:
            record_id = kit.deletions.resolve(kind, record)
            kit.deletions.restore(kind, record_id)
        workspace.console.answer({"id": record_id}, tr("It is back."))

    return command
