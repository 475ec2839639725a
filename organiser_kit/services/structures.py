"""The organisations that host meetings: what papers tell about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.places import Structure
from organiser_kit.rules.naming import meant
from organiser_kit.rules.public_words import check_address

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.store import Store

EDITABLE = frozenset(
    {
        "name",
        "address",
        "website",
        "activity_declaration_no",
        "privacy_contact",
        "dpo_contact",
        "retention_years",
        "logo",
    }
)
_LONGEST_RETENTION = 50
_MOST_LOGO = 20_000
"""What one text of a record may hold on its way to other laptops."""


class Structures:
    """The directory of hosts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Structure]:
        """Return every structure of this copy, by name."""
        return self._store.records.find(Structure, order="name, id")

    def resolve(self, reference: str) -> str:
        """Return the id of the structure meant by a name, an id or the beginning of one.

        Raises:
            NotFoundError: it means none, or several.
        """
        found = meant(self.all(), reference)
        if found is not None:
            return found.id
        raise NotFoundError(
            tr(
                "“{reference}” is not one structure. “organiser-kit list structures” shows them.",
                reference=reference,
            )
        )

    def edit(self, structure_id: str, **values: Any) -> Changes:
        """Change some fields of a structure; ``logo`` is the base64 text that ``imports.logos`` makes.

        Raises:
            UserError: a field is not one that can be edited, or a value makes no sense.
            NotFoundError: there is none with this id.
        """
        unknown = sorted(set(values) - EDITABLE)
        if unknown:
            raise UserError(
                tr(
                    "A structure has no editable field “{field}”. Use one of: {known}.",
                    field=unknown[0],
                    known=", ".join(sorted(EDITABLE)),
                )
            )
        _check(values)
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Structure, structure_id), **values)
            return action.changes


def _check(values: dict[str, Any]) -> None:
    if "name" in values and not (values["name"] or "").strip():
        raise UserError(tr("Give the structure a name."))
    check_address(values.get("website"))
    years = values.get("retention_years")
    if years is not None and not 1 <= years <= _LONGEST_RETENTION:
        raise UserError(
            tr(
                "Sheets are kept from 1 to {most} years: {years} is not.",
                most=_LONGEST_RETENTION,
                years=years,
            )
        )
    if len(values.get("logo") or "") > _MOST_LOGO:
        raise UserError(tr("The logo is too large to be sent to other laptops: choose a smaller file."))
