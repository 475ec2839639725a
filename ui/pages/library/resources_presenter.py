"""Resources to go further: the list, searching it, adding and correcting. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from organiser_kit.i18n import tr, trn
from organiser_kit.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.errors import KitError
    from organiser_kit.kit import Kit
    from organiser_kit.model.sharing import Resource
    from organiser_kit.services.attached_files import AttachedFile
    from ui.pages.asking import Asker, Notify


@dataclass(frozen=True)
class ResourceFields:
    """What the form of a resource holds; tags are one text, separated by commas."""

    title: str = ""
    url: str = ""
    summary: str = ""
    licence: str = ""
    module_number: int = 0
    tags: str = ""

    def values(self) -> dict[str, Any]:
        """Return the fields as the record has them."""
        return {
            "title": self.title.strip(),
            "url": self.url.strip() or None,
            "summary": self.summary,
            "licence": self.licence,
            "module_number": self.module_number or None,
            "tags": tuple(filter(None, (tag.strip() for tag in self.tags.split(",")))),
        }


@dataclass(frozen=True)
class ResourceLine:
    """One line of the list.

    Attributes:
        offline: what of it can be read without a network.
    """

    id: str
    fields: ResourceFields
    offline: str
    folded: str


class ResourcesView(Protocol):
    """The section, as its presenter sees it."""

    def show_resources(self, lines: tuple[ResourceLine, ...], summary: str, *, searched: bool) -> None:
        """Show the list; ``searched`` tells that it is narrowed."""
        ...

    def saved(self) -> None:
        """Close the form in which a resource was added."""
        ...

    def show_kept(self, part: str) -> None:
        """Say quietly in the form that a field is saved."""
        ...

    def show_wrong(self, part: str, error: KitError) -> None:
        """Say beside its field why it is not saved."""
        ...

    def refuse(self, error: KitError) -> None:
        """Say why something was not done."""
        ...


class ResourcesPresenter:
    """Lists what goes further."""

    def __init__(self, asker: Asker, view: ResourcesView, notify: Notify) -> None:
        self._asker = asker
        self._view = view
        self._notify = notify
        self._text = ""
        self._lines: tuple[ResourceLine, ...] = ()

    def load(self) -> None:
        """Read the list again."""
        self._asker.ask(
            self._view,
            lambda kit: tuple(line_of(one, kit.resources.copy_of(one.id)) for one in kit.resources.all()),
            self._show,
            self._view.refuse,
        )

    def _show(self, lines: tuple[ResourceLine, ...]) -> None:
        self._lines = lines
        wanted = fold(self._text).split()
        found = tuple(one for one in lines if all(word in one.folded for word in wanted))
        self._view.show_resources(
            found, trn("{n} resource", "{n} resources", len(found)), searched=bool(wanted)
        )

    def search(self, text: str) -> None:
        """Keep the resources that have these words, without regard to accents and capitals."""
        self._text = text
        self._show(self._lines)

    def add(self, fields: ResourceFields) -> None:
        """Add a resource."""

        def done(_: object) -> None:
            self._view.saved()
            self._notify(tr("The resource was added."))
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: kit.resources.add(kit.plan.home_group(tr("My group")).id, **fields.values()),
            done,
            self._view.refuse,
        )

    def keep(self, resource_id: str, part: str, fields: ResourceFields) -> None:
        """Keep one field of a resource; another laptop may be correcting the rest."""

        def done(_: object) -> None:
            self._view.show_kept(part)
            self.load()

        self._asker.ask(
            self._view,
            lambda kit: kit.resources.edit(resource_id, **{part: fields.values()[part]}),
            done,
            lambda error: self._view.show_wrong(part, error),
        )

    def delete(self, line: ResourceLine) -> None:
        """Take a resource off the list."""

        def done(_: object) -> None:
            self._notify(tr("The resource was taken off the list."), lambda: self._do(_restore(line.id)))
            self.load()

        self._asker.ask(self._view, lambda kit: kit.resources.delete(line.id), done, self._view.refuse)

    def _do(self, question: Callable[[Kit], None]) -> None:
        self._asker.ask(self._view, question, lambda _: self.load(), self._view.refuse)


def _restore(resource_id: str) -> Callable[[Kit], None]:
    return lambda kit: kit.resources.restore(resource_id)


def line_of(resource: Resource, copy: AttachedFile | None) -> ResourceLine:
    """Return a resource as the list shows it, with the copy that is kept of it."""
    fields = ResourceFields(
        resource.title,
        resource.url or "",
        resource.summary or "",
        resource.licence or "",
        resource.module_number or 0,
        ", ".join(resource.tags),
    )
    searched = (fields.title, fields.summary, fields.tags, fields.licence, resource.language or "")
    return ResourceLine(resource.id, fields, _offline(fields, copy), fold(" ".join(searched)))


def _offline(fields: ResourceFields, copy: AttachedFile | None) -> str:
    if copy is not None and copy.whereabouts.is_here:
        return tr("A copy of it can be opened here, with or without a network.")
    if not fields.url:
        return tr("All that is known of it is here, with or without a network.")
    if fields.summary:
        return tr("Without a network, this summary can be read; the page itself needs one.")
    return tr("The page needs a network: write a summary for those who have none.")
