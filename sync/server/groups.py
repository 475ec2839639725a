"""The groups a server holds, for the person who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from sync.server import sql

if TYPE_CHECKING:
    from sync.server.engines.base import Connection


@dataclass(frozen=True, slots=True)
class GroupListing:
    """A group, and how many devices exchange its data."""

    id: str
    name: str
    devices: int


def list_groups(connection: Connection) -> list[GroupListing]:
    """Return every group that was not deleted, by name."""
    return [GroupListing(*row) for row in connection.execute(sql.LIST_GROUPS)]


def find_group(connection: Connection, text: str) -> GroupListing:
    """Return the group with this id, beginning of an id, or name.

    Raises:
        NotFoundError: none has it, or more than one.
    """
    groups = list_groups(connection)
    exact = [group for group in groups if group.id == text]
    like = exact or [
        group for group in groups if group.id.startswith(text) or group.name.casefold() == text.casefold()
    ]
    if len(like) == 1:
        return like[0]
    if like:
        raise NotFoundError(tr("More than one group answers to “{text}”: give more of its id.", text=text))
    raise NotFoundError(tr("The server has no group “{text}”: “list groups” shows those it has.", text=text))
