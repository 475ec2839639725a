"""What the copy of the tour may hold, and what may happen to it: a crowd, long names, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from organiser_kit.errors import StorageError
from organiser_kit.i18n import tr
from ui import tour_sync as syncing
from ui.practice import empty_copy, make_copy
from ui.tour_library import fill_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from ui.tour_stage import Stage

_FAMILY = "Exemple-de La Rochefictive-Montimaginaire"
_GIVEN = ("Marie-Bérénice Éléonore", "Jean-Baptiste Guénolé", "Anne-Laure", "Noé", "Maximilienne", "Zoé")
_STRUCTURE = "Association intercommunale fictive pour la médiation numérique de Saint-Modèle-sur-l’Exemple"
_VENUE = "Médiathèque intercommunale fictive Éléonore-Exemple de Saint-Modèle-sur-l’Imaginaire"
_COMMUNE = "Saint-Modèle-sur-l’Imaginaire-les-Bains"


def copy_of(people: int) -> Callable[[Path, Environment], Kit]:
    """Return what makes a practice copy of so many people; of 0, a copy that has its group and no more."""

    def make(folder: Path, environment: Environment) -> Kit:
        if people:
            return make_copy(folder, environment, people)
        kit = empty_copy(folder, environment)
        kit.plan.new_group(tr("Practice group"))
        return kit

    return make


def lengthen(stage: Stage) -> None:
    """Give people, places, the group and the module the longest names that one meets."""
    fill_library(stage)
    kit = stage.kit
    group = kit.meetings.groups()[0].id
    for place, (person, given) in enumerate(zip(kit.people.all(group), _GIVEN, strict=False)):
        kit.people.edit(
            person.id,
            family_name=_FAMILY,
            given_name=given,
            email=f"personne{place}.exemple-de-la-rochefictive@mediatheque-intercommunale.example.org",
            phone=f"+33 0 00 00 00 {place:02}",
            commune=_COMMUNE,
        )
    for structure in kit.structures.all():
        kit.structures.edit(structure.id, name=_STRUCTURE)
    for venue in kit.venues.all():
        kit.venues.edit(venue.id, name=_VENUE, room="Salle des essais et des imaginaires, 2e étage")
    kit.groups.edit(group, name=tr("Practice group") + " — " + _COMMUNE)


def go_offline(stage: Stage) -> None:
    """Pair with a server that goes away, and leave changes that wait for it."""
    syncing.unpaired(stage)
    syncing.offline(stage)


def make_conflict(stage: Stage) -> None:
    """Leave two versions of somebody's phone number to choose from."""
    go_offline(stage)
    syncing.done(stage)
    syncing.conflicts(stage)


def break_copy(stage: Stage) -> None:
    """Have every question to the copy fail from now on, as on a stick that was pulled out."""
    stage.breaking.error = StorageError(
        tr("The file {path} cannot be opened: check the folder and your rights.", path="organiser-kit.db")
    )
