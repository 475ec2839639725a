"""Made-up papers of a meeting's kit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from organiser_kit.documents.data.checklist import ChecklistData, ChecklistTask, RoleHolder
from organiser_kit.documents.data.equipment import EquipmentData, EquipmentLine
from organiser_kit.documents.data.handouts import HandoutsData, HandoutSheet
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.data.timeline import TimelineActivity, TimelineData
from tests.documents.samples import PARIS, meeting

ZOE = PersonName("Exemple", "Zoé")
SIX_PM = datetime(2026, 11, 24, 18, 0, tzinfo=PARIS)


def checklist(**changes: Any) -> ChecklistData:
    """Return a checklist around a meeting of 24 November 2026."""
    values: dict[str, Any] = {
        "meeting": meeting(),
        "before": (
            ChecklistTask("Book the room", date(2026, 11, 3), "Organiser", (ZOE,)),
            ChecklistTask("See the room", date(2026, 11, 10), "Host contact"),
            ChecklistTask("Announce it", date(2026, 11, 10), "Organiser", (ZOE,)),
        ),
        "during": (ChecklistTask("Count those present", date(2026, 11, 24), "Timekeeper"),),
        "after": (ChecklistTask("Send the report", date(2026, 12, 1), "Everybody"),),
        "holders": (RoleHolder("Organiser", (ZOE,)), RoleHolder("Timekeeper", ())),
    }
    return ChecklistData(**(values | changes))


def equipment(**changes: Any) -> EquipmentData:
    """Return an equipment list for 25 people."""
    values: dict[str, Any] = {
        "meeting": meeting(),
        "people": 25,
        "ask": (
            EquipmentLine("Chairs", 28, per=1, spare=3),
            EquipmentLine("Laptops", 13, per=2, there=4, note="With chargers."),
            EquipmentLine("Sockets", 5, per=6, there=12),
        ),
        "bring": (EquipmentLine("Markers", 21, per=4, each=3), EquipmentLine("Tape", 2, each=2)),
        "copies": (EquipmentLine("Sheets “Remix”", 13, per=2),),
    }
    return EquipmentData(**(values | changes))


def activity(number: int, minutes: int, **changes: Any) -> TimelineActivity:
    """Return an activity that begins ``number`` times ``minutes`` after 18:00."""
    start = SIX_PM + timedelta(minutes=number * minutes)
    values: dict[str, Any] = {
        "title": f"Activity {number + 1}",
        "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes),
        "minutes": minutes,
        "steps": ("Sit in a circle.", "Say who you are."),
        "say": "Stand up, leave your things.",
        "material": ("Badges", "Pens"),
    }
    return TimelineActivity(**(values | changes))


def timeline(count: int = 6, minutes: int = 20, **changes: Any) -> TimelineData:
    """Return a timeline of ``count`` activities, each as long."""
    values: dict[str, Any] = {
        "meeting": meeting(duration_minutes=count * minutes),
        "aim": "Meet and try something.",
        "activities": tuple(activity(number, minutes) for number in range(count)),
        "planned_minutes": 120,
        "source": "Zoé Exemple · CC-BY-4.0",
    }
    return TimelineData(**(values | changes))


def handouts(*sheets: HandoutSheet, **changes: Any) -> HandoutsData:
    """Return the handouts of a meeting."""
    return HandoutsData(meeting(), sheets, "Zoé Exemple · CC-BY-4.0", **changes)
