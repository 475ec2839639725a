"""The venue directory: what is known of the places where a group can meet, and when it was last checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Group, Meeting
from organiser_kit.model.places import Venue
from organiser_kit.model.record import group_scope
from organiser_kit.rules.naming import meant

if TYPE_CHECKING:
    from organiser_kit.changes import Changes
    from organiser_kit.services.store import Store

INTERNET = ("none", "weak", "good")
COUNTS = ("capacity", "computers", "power_sockets", "projectors", "printers")
_FACTS = ("step_free_access", "hearing_loop", "host_list_required")
_TEXTS = (
    "name",
    "room",
    "address",
    "postcode",
    "commune",
    "transport",
    "opening",
    "onsite_contact",
    "notes",
)
EDITABLE = frozenset({*_TEXTS, *COUNTS, *_FACTS, "internet", "offline_software", "structure_id"})
LONGEST_TEXT = 2_000


class Venues:
    """Reads and corrects the directory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[Venue]:
        """Return every venue of this copy, by name."""
        return self._store.records.find(Venue, order="name, id")

    def get(self, venue_id: str) -> Venue:
        """Return one venue.

        Raises:
            NotFoundError: there is none with this id.
        """
        return self._store.records.get(Venue, venue_id)

    def resolve(self, reference: str) -> str:
        """Return the id of the venue meant by a name, an id or the beginning of one.

        Raises:
            NotFoundError: it means none, or several.
        """
        found = meant(self.all(), reference)
        if found is not None:
            return found.id
        raise NotFoundError(
            tr("“{reference}” is not one venue. “organiser-kit list venues” shows them.", reference=reference)
        )

    def add(self, group_id: str, name: str) -> Venue:
        """Add a venue of which only the name is known.

        Raises:
            UserError: the name is empty.
            NotFoundError: there is no such group.
        """
        scope = group_scope(self._store.records.get(Group, group_id).id)
        _check({"name": name})
        venue = Venue(id=self._store.environment.new_id(), scope=scope, name=name.strip())
        with self._store.writer.action() as action:
            action.add(venue)
        return venue

    def edit(self, venue_id: str, **values: Any) -> Changes:
        """Change some fields of a venue.

        Raises:
            UserError: a field is not one that can be edited, or a value makes no sense.
            NotFoundError: there is none with this id.
        """
        _check(values)
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Venue, venue_id), **values)
            return action.changes

    def verify(self, venue_id: str) -> Changes:
        """Note that all this was checked today.

        Raises:
            NotFoundError: there is none with this id.
        """
        with self._store.writer.action() as action:
            action.change(self._store.records.get(Venue, venue_id), verified_at=self._store.clock.now())
            return action.changes

    def uses(self) -> dict[str, int]:
        """Return how many meetings each venue has, by the venue's id."""
        counts: dict[str, int] = {}
        for meeting in self._store.records.find(Meeting, "venue_id IS NOT NULL"):
            if meeting.venue_id is not None:
                counts[meeting.venue_id] = counts.get(meeting.venue_id, 0) + 1
        return counts


def _check(values: dict[str, Any]) -> None:
    unknown = sorted(set(values) - EDITABLE)
    if unknown:
        raise UserError(
            tr(
                "A venue has no editable field “{field}”. Use one of: {known}.",
                field=unknown[0],
                known=", ".join(sorted(EDITABLE)),
            )
        )
    if "name" in values and not (values["name"] or "").strip():
        raise UserError(tr("Give the venue a name."))
    for field in COUNTS:
        least = 1 if field == "capacity" else 0
        value = values.get(field)
        if value is not None and value < least:
            raise UserError(
                tr(
                    "“{field}” cannot be {value}: give at least {least}.",
                    field=field,
                    value=value,
                    least=least,
                )
            )
    internet = values.get("internet")
    if internet is not None and internet not in INTERNET:
        known = ", ".join(INTERNET)
        raise UserError(tr("“{value}” is none of these: {known}.", value=internet, known=known))
    for field in _TEXTS:
        if len(values.get(field) or "") > LONGEST_TEXT:
            raise UserError(
                tr("“{field}” is too long: use {most} characters at most.", field=field, most=LONGEST_TEXT)
            )
