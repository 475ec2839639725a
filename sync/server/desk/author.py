"""In whose name something is done on the server: an account's, or that of the person who runs it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.record import region_scope
from organiser_kit.terminal.building import option
from sync.server import sql, users
from sync.server.database import transaction
from sync.server.migrations import meta, set_meta
from sync.server.scopes import Grant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from sync.server.engines.base import Connection
    from sync.server.frame import Frame

SECRET_VARIABLE = "ORGANISER_KIT_SERVER_SECRET"
_OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever acts.

    Attributes:
        id: what their operations are kept under: the account's id, or one of the server's own.
        region: the scope of the one region they coordinate, ``None`` for the person who runs the server.
    """

    id: str
    name: str
    region: str | None = None

    def check(self, connection: Connection, scope: str) -> None:
        """Refuse what is not for this author.

        Raises:
            UserError: the group of ``scope`` belongs to another region.
        """
        if self.region is None:
            return
        name, region = connection.execute(sql.GROUP_OF_SCOPE, {"scope": scope}).fetchone() or ("", None)
        if region is None or region_scope(region) != self.region:
            raise UserError(
                tr(
                    "“{name}” coordinates another region than that of the group “{group}”: nothing was done.",
                    name=self.name,
                    group=name,
                )
            )


def as_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--as``."""
    explanation = tr(
        "The coordinator's account that acts; its secret comes from {variable}, or is asked for.",
        variable=SECRET_VARIABLE,
    )
    return option("--as", "login", metavar=tr("LOGIN"), help=explanation)(command)


def _secret_of(frame: Frame, login: str | None) -> str:
    """Return the secret of ``login``, asked for on a terminal; never an argument, which others could read."""
    if login is None:
        return ""
    given = frame.environment.variables.get(SECRET_VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise UserError(
            tr("Put the secret of “{login}” into {variable}.", login=login, variable=SECRET_VARIABLE)
        )
    answer: str = click.prompt(tr("Secret of “{login}”", login=login), hide_input=True, err=True)
    return answer


def _author_of(connection: Connection, frame: Frame, login: str | None, secret: str) -> Author:
    """Return who acts.

    Raises:
        UserError: the login and the secret open no account, or one that is no coordinator's.
    """
    if login is None:
        return _operator(connection, frame)
    account = users.recognise(connection, login, secret)
    if account is None:
        raise UserError(tr("No account opens with this login and this secret: “user list” shows the logins."))
    if account.role != Grant.COORDINATOR.value:
        raise UserError(
            tr("“{login}” is no coordinator's account: only those may do this.", login=account.login)
        )
    return Author(account.id, account.name, account.scope)


def _operator(connection: Connection, frame: Frame) -> Author:
    known = meta(connection, _OPERATOR)
    if known is None:
        known = frame.environment.new_id()
        set_meta(connection, _OPERATOR, known)
    return Author(known, tr("Coordination"))


@contextmanager
def acting(frame: Frame, login: str | None) -> Iterator[tuple[Connection, Author]]:
    """Open one transaction in the name of whoever acts: all that is done in it counts, or nothing.

    Raises:
        UserError: see :func:`_author_of`.
    """
    secret = _secret_of(frame, login)
    with frame.open() as connection, transaction(connection):
        yield connection, _author_of(connection, frame, login, secret)
