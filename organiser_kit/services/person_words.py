"""The words that the parts of a person's file share."""

from __future__ import annotations

from organiser_kit.exports.tables import Coded, Column
from organiser_kit.i18n import tr, trn
from organiser_kit.model.attendance import FactKind
from organiser_kit.model.people import Purpose
from organiser_kit.model.places import DEFAULT_RETENTION_YEARS
from organiser_kit.rules.retention import CONTACT_MONTHS, LAPTOP_DAYS


def meeting_columns() -> tuple[Column, ...]:
    """Return the columns that say which meeting a row is about."""
    return (
        Column("meeting", tr("id of the meeting")),
        Column("group", tr("Group")),
        Column("module", tr("Module")),
        Column("sequence", tr("Meeting")),
        Column("starts_at", tr("Begins")),
    )


def yes_or_no(value: bool) -> Coded:
    """Return a truth as a cell."""
    return Coded("yes", tr("yes")) if value else Coded("no", tr("no"))


def purpose_words(purpose: Purpose) -> Coded:
    """Return what somebody agrees to."""
    words = {
        Purpose.GROUP_CONTACT: tr("to share my contact with the group"),
        Purpose.NEWS: tr("to receive news"),
        Purpose.IMAGE_INTERNAL: tr("to be in pictures shown within the group"),
        Purpose.IMAGE_WEB: tr("to be in pictures on web pages"),
        Purpose.IMAGE_PRESS: tr("to be in pictures given to the press"),
    }
    return Coded(purpose.value, words[purpose])


def fact_words(kind: FactKind) -> str:
    """Return what was seen."""
    return {
        FactKind.CHECK_IN: tr("arrived"),
        FactKind.CHECK_OUT: tr("left"),
        FactKind.EXCUSED: tr("excused"),
        FactKind.VOID: tr("an earlier entry taken back"),
    }[kind]


def contact_kept() -> str:
    """Return until when contacts are kept."""
    months = trn("{n} month", "{n} months", CONTACT_MONTHS)
    return tr(
        "E-mail, telephone and commune: {months} after you last took part, or until you ask. {laptop}",
        months=months,
        laptop=laptop_kept(),
    )


def proof_kept() -> str:
    """Return until when is kept what proves a presence."""
    years = trn("{n} year", "{n} years", DEFAULT_RETENTION_YEARS)
    return tr(
        "{years} after the meeting, unless its host says otherwise on the sheet. {laptop}",
        years=years,
        laptop=laptop_kept(),
    )


def laptop_kept() -> str:
    """Return until when anything is kept on a laptop."""
    days = trn("{n} day", "{n} days", LAPTOP_DAYS)
    return tr("On the organiser’s laptop: {days} after the last meeting of the group.", days=days)
