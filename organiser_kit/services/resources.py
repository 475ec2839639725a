"""To go further: pages, books and activities that the group keeps for its people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.errors import UserError
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_scope
from organiser_kit.model.sharing import Resource
from organiser_kit.rules.public_words import check_address
from organiser_kit.services.sending import tidied

if TYPE_CHECKING:
    from pathlib import Path

    from organiser_kit.services.attached_files import AttachedFile, AttachedFiles
    from organiser_kit.services.store import Store

EDITABLE = frozenset({"title", "url", "summary", "licence", "language", "module_number", "tags"})


class Resources:
    """The list of the library."""

    def __init__(self, store: Store, attached: AttachedFiles) -> None:
        self._store = store
        self._attached = attached

    def all(self) -> list[Resource]:
        """Return every resource, by title."""
        return self._store.records.find(Resource, order="title, id")

    def add(self, group_id: str, **values: object) -> Resource:
        """Add a resource to a group's list.

        Raises:
            UserError: it has no title, or an address that is none.
        """
        kept = _checked({"title": "", **values})
        resource = Resource(id=self._store.environment.new_id(), scope=group_scope(group_id), **kept)
        with self._store.writer.action() as action:
            action.add(resource)
        return resource

    def edit(self, resource_id: str, **values: object) -> None:
        """Change some fields.

        Raises:
            UserError: as for :meth:`add`.
            NotFoundError: there is none with this id.
        """
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Resource, resource_id), **_checked(values))

    def delete(self, resource_id: str) -> None:
        """Hide a resource."""
        with self._store.writer.action() as action:
            action.delete(self._store.records.get(Resource, resource_id))

    def restore(self, resource_id: str) -> None:
        """Bring a hidden resource back."""
        with self._store.writer.action() as action:
            action.restore(self._store.records.get(Resource, resource_id))

    def keep_copy(self, resource_id: str, file: Path) -> None:
        """Keep a file as the copy of a resource that needs no network; it replaces the one before.

        Raises:
            UserError: the file cannot be read or is not taken.
            NotFoundError: there is no resource with this id.
        """
        self._attached.put_in_place(self._store.records.get(Resource, resource_id), file)

    def copy_of(self, resource_id: str) -> AttachedFile | None:
        """Return the copy of a resource, the latest if two laptops added one, ``None`` when there is none."""
        copies = self._attached.of(resource_id)
        return copies[-1] if copies else None

    def drop_copy(self, resource_id: str) -> tuple[str, ...]:
        """Let a resource have no copy, and return the ids of those that it had."""
        dropped = tuple(one.record.id for one in self._attached.of(resource_id))
        for attachment_id in dropped:
            self._attached.remove(attachment_id)
        return dropped


def _checked(values: dict[str, object]) -> dict[str, Any]:
    unknown = sorted(set(values) - EDITABLE)
    if unknown:
        raise TypeError(unknown[0])
    kept = tidied(values)
    if "title" in kept and not kept["title"]:
        raise UserError(tr("Give the resource a title."))
    check_address(kept.get("url"))
    return kept
