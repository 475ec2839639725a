"""The scenes of the tour about planning: venues, calendar, people to warn, invitations, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Route
from ui.pages.venues.page import VenuesPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tour_stage import Stage


def venues(stage: Stage) -> QWidget:
    """Draw a venue of which much is known."""
    kit = stage.kit
    venue = kit.venues.all()[0]
    kit.venues.edit(
        venue.id,
        step_free_access=True,
        transport="Arrêt Place-Fictive, à 200 m.",
        opening="Ouvert jusqu’à 21 h. La clé est à la loge.",
        onsite_contact="Loge, 00 00 00 00 00",
        internet="weak",
        computers=8,
        offline_software=("Scratch", "LibreOffice"),
        host_list_required=True,
    )
    kit.venues.verify(venue.id)
    kit.venues.add(kit.meetings.groups()[0].id, "Tiers-lieu imaginaire")
    stage.workspace.go(Route("venues"))
    stage.page("venues", VenuesPage).presenter.choose(venue.id)
    return stage.window


def venue_added(stage: Stage) -> QWidget:
    """Draw the form of a new venue."""
    page = stage.page("venues", VenuesPage)
    page.add()
    assert page.dialog is not None
    return page.dialog
