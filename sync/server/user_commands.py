"""``user add``, ``user list`` and ``user revoke``: accounts for the server's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_scope, region_scope
from organiser_kit.terminal.building import Command, option
from sync.server import users
from sync.server.database import transaction
from sync.server.frame import Frame, framed
from sync.server.groups import find_group, find_region
from sync.server.scopes import Grant

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


def add() -> click.Command:
    """Return the command."""
    explanation = tr("Make an account; its secret is shown this once.")

    @click.command("add", cls=Command, help=explanation)
    @click.argument("login", metavar=tr("LOGIN"))
    @option("--name", default="", metavar=tr("NAME"), help=tr("Who it is; the login by default."))
    @option("--group", metavar=tr("GROUP"), help=tr("An organiser of this group: its id, or its name."))
    @option("--region", metavar=tr("REGION"), help=tr("A coordinator of this region: its id, or its name."))
    @framed
    def user_add(frame: Frame, login: str, name: str, group: str | None, region: str | None) -> None:
        if (group is None) is (region is None):
            raise click.UsageError(tr("Give either --group GROUP or --region REGION."))
        with frame.open() as connection, transaction(connection):
            role, scope = _place(connection, group, region)
            account, secret = users.add(connection, frame.environment, login, name, role, scope)
        frame.say(
            tr("{login} may come in with {secret}: note it now.", login=account.login, secret=secret),
            {**msgspec.to_builtins(account), "secret": secret},
        )

    return user_add


def list_all() -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, help=tr("Print one line for each account, revoked ones too."))
    @framed
    def user_list(frame: Frame) -> None:
        with frame.open() as connection:
            rows = users.list_users(connection)
        frame.say_lines(rows, lambda row: f"{row.id}  {row.name}")

    return user_list


def revoke() -> click.Command:
    """Return the command."""

    @click.command("revoke", cls=Command, help=tr("Let somebody out: their secret opens nothing any more."))
    @click.argument("user", metavar=tr("USER"))
    @framed
    def user_revoke(frame: Frame, user: str) -> None:
        with frame.open() as connection, transaction(connection):
            if not users.revoke(connection, user, frame.environment.now()):
                sentence = tr("No account “{user}” is open: “user list” shows them.", user=user)
                raise NotFoundError(sentence)
        frame.say(tr("Account {user} was revoked.", user=user), {"id": user})

    return user_revoke


def _place(connection: Connection, group: str | None, region: str | None) -> tuple[Grant, str]:
    if group is not None:
        return Grant.ORGANISER, group_scope(find_group(connection, group).id)
    return Grant.COORDINATOR, region_scope(find_region(connection, region or "").id)
