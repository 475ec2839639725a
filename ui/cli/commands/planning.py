"""``add meeting``, ``group``, ``venue``, ``module`` and ``role``: what a scripted evening needs."""

from __future__ import annotations

import click

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import MAINLAND, Role
from organiser_kit.model.record import group_scope
from organiser_kit.services.venues import INTERNET
from ui.cli.building import Choice, Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def meeting() -> click.Command:
    """Return the command."""

    @click.command("meeting", cls=Command, help=tr("Plan one of the two meetings of a module."))
    @option("--group", required=True, metavar=tr("GROUP"), help=tr("The group that meets."))
    @option("--module", required=True, type=click.IntRange(1), metavar="N", help=tr("Number of the module."))
    @option(
        "--sequence", required=True, type=click.IntRange(1, 2), metavar="1|2", help=tr("First or second.")
    )
    @option("--starts-at", required=True, metavar="ISO", help=tr("Start, like 2026-11-24T18:30+01:00."))
    @option("--venue", metavar=tr("VENUE"), help=tr("Where: an id or a name."))
    @option("--capacity", type=click.IntRange(1), metavar="N", help=tr("Seats; more go to a waiting list."))
    @option("--minutes", type=click.IntRange(1), default=120, metavar="N", help=tr("How long it lasts."))
    @pass_workspace
    def command(
        workspace: Workspace,
        group: str,
        module: int,
        sequence: int,
        starts_at: str,
        venue: str | None,
        capacity: int | None,
        minutes: int,
    ) -> None:
        from ui.cli.references import group_id, moment

        with workspace.open() as kit:
            added = kit.plan.add_meeting(
                group_id(kit, group),
                module,
                sequence,
                moment(starts_at, MAINLAND),
                venue_id=kit.venues.resolve(venue) if venue else None,
                capacity=capacity,
                duration_minutes=minutes,
            )
        workspace.console.answer({"id": added.id}, tr("Added, with the id {id}.", id=added.id))

    return command


def new_group() -> click.Command:
    """Return the command."""

    @click.command("group", cls=Command, help=tr("Found a group."))
    @option("--name", required=True, metavar=tr("NAME"), help=tr("Its name."))
    @pass_workspace
    def command(workspace: Workspace, name: str) -> None:
        with workspace.open() as kit:
            added = kit.plan.new_group(name)
        workspace.console.answer({"id": added.id}, tr("Added, with the id {id}.", id=added.id))

    return command


def venue() -> click.Command:
    """Return the command."""

    @click.command("venue", cls=Command, help=tr("Add a place to meet."))
    @option("--name", required=True, metavar=tr("NAME"), help=tr("Its name."))
    @option("--room", metavar=tr("NAME"), help=tr("The room, where there are several."))
    @option("--address", metavar=tr("TEXT"), help=tr("Number and street."))
    @option("--postcode", metavar=tr("TEXT"), help=tr("Postcode."))
    @option("--commune", metavar=tr("NAME"), help=tr("Town."))
    @option("--capacity", type=click.IntRange(1), metavar="N", help=tr("How many people it takes."))
    @option("--computers", type=click.IntRange(0), metavar="N", help=tr("Computers that a meeting may use."))
    @option("--power-sockets", type=click.IntRange(0), metavar="N", help=tr("Power sockets within reach."))
    @option(
        "--projectors", type=click.IntRange(0), metavar="N", help=tr("Projectors that a meeting may use.")
    )
    @option("--printers", type=click.IntRange(0), metavar="N", help=tr("Printers that a meeting may use."))
    @option("--internet", type=Choice(INTERNET), help=tr("How good its connection is."))
    @option("--opening", metavar=tr("TEXT"), help=tr("When it opens, who holds the key."))
    @option("--transport", metavar=tr("TEXT"), help=tr("How to come."))
    @option("--onsite-contact", metavar=tr("TEXT"), help=tr("Whom to call on the spot."))
    @option("--structure", metavar=tr("NAME"), help=tr("The structure that hosts; made if need be."))
    @option("--group", metavar=tr("GROUP"), help=tr("The group that uses it; the first one by default."))
    @pass_workspace
    def command(
        workspace: Workspace,
        /,
        *,
        name: str,
        structure: str | None,
        group: str | None,
        **details: str | int | None,
    ) -> None:
        from ui.cli.references import group_id

        with workspace.open() as kit:
            owner = group_id(kit, group)
            host = kit.plan.add_structure(group_scope(owner), structure).id if structure else None
            added = kit.plan.add_venue(owner, name, structure_id=host, **details)
        workspace.console.answer({"id": added.id}, tr("Added, with the id {id}.", id=added.id))

    return command


def module() -> click.Command:
    """Return the command."""

    @click.command("module", cls=Command, help=tr("Give a module its title."))
    @option("--number", required=True, type=click.IntRange(1), metavar="N", help=tr("Number of the module."))
    @option("--title", required=True, metavar=tr("TEXT"), help=tr("Its title."))
    @option("--group", metavar=tr("GROUP"), help=tr("For which group; the first one by default."))
    @pass_workspace
    def command(workspace: Workspace, number: int, title: str, group: str | None) -> None:
        from ui.cli.references import group_id

        with workspace.open() as kit:
            added = kit.plan.add_module(group_id(kit, group), number, title)
        workspace.console.answer({"id": added.id}, tr("Added, with the id {id}.", id=added.id))

    return command


def role() -> click.Command:
    """Return the command."""

    @click.command("role", cls=Command, help=tr("Say what somebody does at a meeting."))
    @click.argument("meeting", metavar=tr("MEETING"))
    @click.argument("person", metavar=tr("PERSON"))
    @click.argument("role", type=Choice(tuple(role.value for role in Role)))
    @pass_workspace
    def command(workspace: Workspace, meeting: str, person: str, role: str) -> None:
        with workspace.open() as kit:
            person_id = kit.people.resolve(person)
            kit.plan.assign_role(kit.meetings.resolve(meeting), person_id, Role(role))
        workspace.console.answer({"id": person_id, "role": role}, tr("Noted."))

    return command
