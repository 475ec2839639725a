"""``add person`` and ``add walk-in``."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def person() -> click.Command:
    """Return the command."""

    @click.command("person", cls=Command, help=tr("Add somebody to a group."))
    @option("--family-name", required=True, metavar=tr("NAME"), help=tr("Family name."))
    @option("--given-name", required=True, metavar=tr("NAME"), help=tr("Given name."))
    @option("--email", metavar=tr("ADDRESS"), help=tr("Email address."))
    @option("--phone", metavar=tr("NUMBER"), help=tr("Telephone number."))
    @option("--structure", metavar=tr("NAME"), help=tr("Whom they come from."))
    @option("--group", metavar=tr("GROUP"), help=tr("The group they join; the first one by default."))
    @pass_workspace
    def command(
        workspace: Workspace,
        family_name: str,
        given_name: str,
        email: str | None,
        phone: str | None,
        structure: str | None,
        group: str | None,
    ) -> None:
        from organiser_kit.imports.contacts import check_typed
        from ui.cli.references import group_id

        check_typed(email, phone)
        with workspace.open() as kit:
            added = kit.people.add(
                group_id(kit, group),
                family_name=family_name,
                given_name=given_name,
                structure=structure,
                email=email,
                phone=phone,
            )
        workspace.console.answer({"id": added.id}, tr("Added, with the id {id}.", id=added.id))

    return command


def walk_in() -> click.Command:
    """Return the command."""

    @click.command(
        "walk-in", cls=Command, help=tr("Welcome somebody who did not register: present in one step.")
    )
    @click.argument("meeting", metavar=tr("MEETING"))
    @option("--family-name", required=True, metavar=tr("NAME"), help=tr("Family name."))
    @option("--given-name", required=True, metavar=tr("NAME"), help=tr("Given name."))
    @option("--structure", metavar=tr("NAME"), help=tr("Whom they come from."))
    @pass_workspace
    def command(
        workspace: Workspace, meeting: str, family_name: str, given_name: str, structure: str | None
    ) -> None:
        with workspace.open() as kit:
            meeting_id = kit.meetings.resolve(meeting)
            result = kit.check_in.walk_in(
                meeting_id, family_name=family_name, given_name=given_name, structure=structure
            )
        workspace.console.answer(
            {"id": result.person_id, "name": result.name, "at": result.at},
            tr("{name} is in, with the id {id}.", name=result.name, id=result.person_id),
        )

    return command
