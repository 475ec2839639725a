"""The words for what JSON says in codes: states, tables, kinds of records, parts of the machine."""

from __future__ import annotations

from organiser_kit.i18n import tr
from organiser_kit.model.meetings import Formation


def formation_words(formation: Formation) -> str:
    """Return how a group came together."""
    return {
        Formation.COOPTATION: tr("by co-optation"),
        Formation.CONTAMINATION: tr("by contamination"),
    }[formation]


def part_words(part: str) -> str:
    """Return what a part that the self-test tries is called."""
    return {
        "fonts": tr("Typefaces"),
        "icons": tr("Icons"),
        "catalogues": tr("Languages"),
        "database": tr("Database"),
        "pdf": tr("PDF papers"),
        "qr": tr("QR codes"),
        "cameras": tr("Cameras"),
        "printers": tr("Printers"),
    }[part]


def table_words(table: str) -> str:
    """Return what the rows of a table that test data fill are called."""
    return {
        "regions": tr("Regions"),
        "structures": tr("Structures"),
        "venues": tr("Venues"),
        "modules": tr("Modules"),
        "meeting_groups": tr("Groups"),
        "people": tr("People"),
        "badges": tr("Badges"),
        "meeting_pairs": tr("Pairs of meetings"),
        "meetings": tr("Meetings"),
        "meeting_roles": tr("Roles"),
        "registrations": tr("Registrations"),
    }[table]


def field_words(field: str) -> str:
    """Return what a field of which two versions may be shown is called."""
    return {
        "name": tr("name"),
        "family_name": tr("family name"),
        "given_name": tr("given name"),
        "email": tr("e-mail"),
        "phone": tr("phone"),
        "room": tr("room"),
        "starts_at": tr("start"),
    }[field]


def outbox_words(state: str) -> str:
    """Return what became of a change that was to go to the server."""
    return {
        "pending": tr("waits"),
        "needs_upgrade": tr("waits for a newer server"),
        "refused": tr("refused"),
    }[state]
