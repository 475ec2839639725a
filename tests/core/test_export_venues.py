"""The venue directory as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.exports.tables import text_of
from organiser_kit.services.export_tables import Selection
from organiser_kit.services.exports import Thing

if TYPE_CHECKING:
    from organiser_kit.exports.tables import Table
    from organiser_kit.kit import Kit


def told(table: Table) -> list[dict[str, str]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(text_of, row), strict=True)) for row in table.rows]


def test_what_is_known_is_written_and_what_is_not_stays_empty(kit: Kit) -> None:
    group = kit.plan.home_group("Groupe d’essai")
    venue = kit.plan.add_venue(group.id, "Lieu inventé")
    kit.venues.edit(
        venue.id,
        computers=12,
        internet="weak",
        step_free_access=True,
        hearing_loop=False,
        offline_software=("Inventé 1", "Inventé 2"),
    )
    kit.venues.verify(venue.id)
    (row,) = told(kit.exports.table(Thing.VENUES))
    assert (row["name"], row["group"], row["id"]) == ("Lieu inventé", "Groupe d’essai", venue.id)
    assert (row["computers"], row["internet"]) == ("12", "Weak")
    assert (row["step_free_access"], row["hearing_loop"]) == ("Yes", "No")
    assert row["offline_software"] == "Inventé 1, Inventé 2"
    assert row["verified_at"].startswith("20")
    assert row["printers"] == row["room"] == row["notes"] == ""


def test_one_group_has_its_own_directory(kit: Kit) -> None:
    groups = [kit.plan.new_group(name) for name in ("Un", "Deux")]
    for group in groups:
        kit.plan.add_venue(group.id, f"Lieu de {group.name}")
    table = kit.exports.table(Thing.VENUES, Selection(group_id=groups[1].id))
    assert [row["name"] for row in told(table)] == ["Lieu de Deux"]
    assert len(kit.exports.table(Thing.VENUES).rows) == 2
