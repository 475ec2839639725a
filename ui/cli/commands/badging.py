"""``badge revoke``, ``badge reissue`` and ``badge rotate-key``: a badge was lost, or a laptop."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import click

from organiser_kit.i18n import current, tr, trn
from organiser_kit.model.meetings import MAINLAND
from organiser_kit.rules.wording import clock_time, display_name, long_date
from ui.cli.building import Command, option, pass_workspace
from ui.cli.workspace import Workspace  # noqa: TC001 - click's decorators read it


def revoke() -> click.Command:
    """Return the command."""

    @click.command("revoke", cls=Command, help=tr("Make somebody's badges worthless, for one was lost."))
    @click.argument("person", metavar=tr("PERSON"))
    @pass_workspace
    def command(workspace: Workspace, person: str) -> None:
        with workspace.open() as kit:
            found = kit.people.get(kit.people.resolve(person))
            revoked = kit.badges.revoke(found.id)
        workspace.console.answer(
            {"person": found.id, "revoked": revoked},
            tr(
                "The badge of {name} no longer counts. The next print of badges gives a new one.",
                name=display_name(found.family_name, found.given_name),
            ),
        )

    return command


def reissue() -> click.Command:
    """Return the command."""

    @click.command("reissue", cls=Command, help=tr("Give somebody a new badge; the lost one stops counting."))
    @click.argument("person", metavar=tr("PERSON"))
    @pass_workspace
    def command(workspace: Workspace, person: str) -> None:
        with workspace.open() as kit:
            found = kit.people.get(kit.people.resolve(person))
            code = kit.badges.reissue(found.id)
        workspace.console.answer(
            {"person": found.id, "code": code},
            tr(
                "{name} has a new badge, {code}: print it with the badges of a meeting. "
                "The lost one no longer counts.",
                name=display_name(found.family_name, found.given_name),
                code=code,
            ),
        )

    return command


def rotate_key() -> click.Command:
    """Return the command."""

    @click.command(
        "rotate-key",
        cls=Command,
        help=tr("Give a group's badges a new key, for a laptop was lost; earlier badges stop counting."),
    )
    @click.argument("group", metavar=tr("GROUP"), required=False)
    @option(
        "--accept-until",
        metavar=tr("TIME"),
        help=tr("Until when badges that were given before still count; not at all by default."),
    )
    @pass_workspace
    def command(workspace: Workspace, group: str | None, accept_until: str | None) -> None:
        from ui.cli.references import group_id, moment

        with workspace.open() as kit:
            zone = MAINLAND
            until = moment(accept_until, zone) if accept_until else None
            owner = group_id(kit, group)
            kit.badges.keys.replace(owner, until)
            badges = kit.badges.on_record(owner)
        sentence = tr("Badges printed before no longer count: print new ones for the next meeting.")
        if until is not None:
            local = until.astimezone(ZoneInfo(zone))
            sentence = tr(
                "Badges given before count until {day}, {time}; print new ones by then.",
                day=long_date(local, current()),
                time=clock_time(local, current()),
            )
        workspace.console.answer(
            {"group": owner, "accept_until": until, "badges": badges},
            trn("{n} badge has the earlier key.", "{n} badges have the earlier key.", badges),
            sentence,
            tr("Other laptops of the group learn the new key with their next exchange."),
        )

    return command
