"""The venue directory as a table: one row for each place, what is not known left empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.exports.tables import Coded, Column, Table
from organiser_kit.i18n import tr
from organiser_kit.model.record import group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from organiser_kit.exports.tables import Cell
    from organiser_kit.model.places import Venue


def venue_table(venues: Iterable[Venue], structures: Mapping[str, str], groups: Mapping[str, str]) -> Table:
    """Return the directory; ``structures`` and ``groups`` are names by id."""
    rows = tuple(
        _row(one, structures.get(one.structure_id or ""), groups.get(group_of(one.scope) or ""))
        for one in venues
    )
    return Table("venues", tr("Venues"), _columns(), rows)


def _row(venue: Venue, structure: str | None, group: str | None) -> tuple[Cell, ...]:
    return (
        venue.name,
        venue.room,
        structure,
        venue.address,
        venue.postcode,
        venue.commune,
        venue.capacity,
        venue.computers,
        venue.power_sockets,
        venue.projectors,
        venue.printers,
        Coded(venue.internet, _internet_words(venue.internet)) if venue.internet else None,
        _yes_or_no(venue.step_free_access),
        _yes_or_no(venue.hearing_loop),
        venue.transport,
        venue.opening,
        ", ".join(venue.offline_software),
        venue.onsite_contact,
        _yes_or_no(venue.host_list_required),
        venue.notes,
        venue.verified_at.replace(microsecond=0) if venue.verified_at else None,
        group,
        venue.id,
    )


def _yes_or_no(known: bool | None) -> Cell:
    if known is None:
        return None
    return Coded("yes", tr("Yes")) if known else Coded("no", tr("No"))


def _internet_words(code: str) -> str:
    return {"none": tr("None"), "weak": tr("Weak"), "good": tr("Good")}.get(code, code)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", tr("Name")),
        Column("room", tr("Room")),
        Column("structure", tr("Structure")),
        Column("address", tr("Number and street")),
        Column("postcode", tr("Postcode")),
        Column("commune", tr("Town")),
        Column("capacity", tr("Seats")),
        Column("computers", tr("Computers")),
        Column("power_sockets", tr("Power sockets")),
        Column("projectors", tr("Projectors")),
        Column("printers", tr("Printers")),
        Column("internet", tr("Internet")),
        Column("step_free_access", tr("Access without a step")),
        Column("hearing_loop", tr("Hearing loop")),
        Column("transport", tr("How to come")),
        Column("opening", tr("When it opens, who holds the key")),
        Column("offline_software", tr("Software installed there")),
        Column("onsite_contact", tr("Whom to call on the spot")),
        Column("host_list_required", tr("The reception wants the names beforehand")),
        Column("notes", tr("Notes")),
        Column("verified_at", tr("Checked")),
        Column("group", tr("Group")),
        Column("id", "id"),
    )
