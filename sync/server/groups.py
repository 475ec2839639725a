"""The groups and regions a server holds, for the person who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from organiser_kit.errors import NotFoundError
from organiser_kit.i18n import tr
from sync.server import sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.server.engines.base import Connection


@dataclass(frozen=True, slots=True)
class GroupListing:
    """A group, and how many devices exchange its data."""

    id: str
    name: str
    devices: int


@dataclass(frozen=True, slots=True)
class RegionListing:
    """A region."""

    id: str
    name: str


_Named = TypeVar("_Named", GroupListing, RegionListing)


def list_groups(connection: Connection) -> list[GroupListing]:
    """Return every group that was not deleted, by name."""
    return [GroupListing(*row) for row in connection.execute(sql.LIST_GROUPS)]


def find_group(connection: Connection, text: str) -> GroupListing:
    """Return the group with this id, beginning of an id, or name.

    Raises:
        NotFoundError: none has it, or more than one.
    """
    found = _like(list_groups(connection), text)
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(tr("More than one group answers to “{text}”: give more of its id.", text=text))
    raise NotFoundError(tr("The server has no group “{text}”: “list groups” shows those it has.", text=text))


def find_region(connection: Connection, text: str) -> RegionListing:
    """Return the region with this id, beginning of an id, or name.

    Raises:
        NotFoundError: none has it, or more than one.
    """
    regions = [RegionListing(*row) for row in connection.execute(sql.LIST_REGIONS)]
    found = _like(regions, text)
    if len(found) == 1:
        return found[0]
    names = ", ".join(region.name for region in regions) or tr("none yet")
    raise NotFoundError(
        tr("“{text}” is no region of this server. Its regions: {names}.", text=text, names=names)
    )


def _like(listings: Sequence[_Named], text: str) -> list[_Named]:
    exact = [one for one in listings if one.id == text]
    return exact or [
        one for one in listings if one.id.startswith(text) or one.name.casefold() == text.casefold()
    ]
