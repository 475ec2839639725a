"""Papers of a meeting's kit, gathered from a local copy: days, quantities, hours, and which kit."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from assets.paths import asset
from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue, using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.meetings import Role
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring
from tests.documents.samples import PARIS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from organiser_kit.documents.data.equipment import EquipmentData, EquipmentLine
    from organiser_kit.environment import Environment

KIT_PAPERS = ("checklist", "equipment", "timeline", "handouts")


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it, spoken to in English."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


def gathered(kit: Kit, meeting_id: str, name: str, language: str = "en") -> Any:
    """Return what a paper shows."""
    return PRINTABLES[name].gather(kit, meeting_id, catalogue(language), PLAIN)


def line(data: EquipmentData, name: str) -> EquipmentLine:
    """Return the line of an equipment list whose name begins so."""
    return next(one for one in (*data.ask, *data.bring, *data.copies) if one.name.startswith(name))


@pytest.mark.parametrize("name", KIT_PAPERS)
def test_a_meeting_without_a_date_has_no_papers_yet(kit: Kit, name: str) -> None:
    meeting = kit.practice.create(people=1).meeting_ids[0]
    kit.plan.edit_meeting(meeting, starts_at=None)

    with pytest.raises(UserError, match="Give the meeting a date"):
        gathered(kit, meeting, name)


@pytest.mark.parametrize("name", KIT_PAPERS)
def test_every_paper_is_printed_for_a_meeting_of_nobody(kit: Kit, name: str) -> None:
    meeting = kit.practice.create(people=0).meeting_ids[0]

    rendered = PRINTABLES[name].render(gathered(kit, meeting, name), catalogue("en"), PLAIN)

    assert rendered.pdf.startswith(b"%PDF")


# ---- The checklist


def test_every_day_is_counted_from_the_meetings_over_the_ends_of_months_and_years(kit: Kit) -> None:
    meeting = kit.practice.create(people=5).meeting_ids[0]
    kit.plan.edit_meeting(meeting, starts_at=datetime(2027, 1, 12, 18, 30, tzinfo=PARIS))

    data = gathered(kit, meeting, "checklist")

    assert (data.before[0].due, data.before[0].text[:13]) == (date(2026, 12, 22), "Book the room")
    assert {task.due for task in data.during} == {date(2027, 1, 12)}
    assert [task.due.isoformat() for task in data.after][:2] == ["2027-01-12", "2027-01-13"]
    days = [task.due for task in (*data.before, *data.during, *data.after)]
    assert days == sorted(days)


def test_a_meeting_late_in_the_evening_is_due_on_its_own_day(kit: Kit) -> None:
    """In Cayenne it is still the evening when a new day has begun in Greenwich."""
    meeting = kit.practice.create(people=5).meeting_ids[0]
    start = datetime.fromisoformat("2026-12-01T21:30:00-03:00")
    kit.plan.edit_meeting(meeting, starts_at=start, timezone="America/Cayenne")

    assert {task.due for task in gathered(kit, meeting, "checklist").during} == {date(2026, 12, 1)}


def test_who_does_it_is_a_role_in_words_and_the_people_who_have_it(kit: Kit) -> None:
    meeting = kit.practice.create(people=5).meeting_ids[0]
    entry = kit.registrations.roster(meeting)[2]
    kit.plan.assign_role(meeting, entry.person.id, Role.TIMEKEEPER)

    data = gathered(kit, meeting, "checklist")

    tasks = {task.who: task for task in (*data.before, *data.during)}
    assert [name.family_name for name in tasks["Timekeeper"].names] == [entry.person.family_name]
    assert len(tasks["Organiser"].names) == len(tasks["Facilitator"].names) == 1
    assert tasks["Host contact"].names == tasks["Everybody"].names == ()
    assert [holder.role for holder in data.holders] == [
        "Organiser",
        "Timekeeper",
        "Facilitator",
        "Host contact",
    ]
    assert {task.who for task in gathered(kit, meeting, "checklist", "fr").before} >= {
        "Organisateur·rice",
        "Tout le monde",
    }


# ---- The equipment list


@pytest.mark.parametrize(
    ("people", "chairs", "laptops", "tables", "markers", "projector"),
    [(1, 4, 1, 1, 3, 1), (25, 28, 13, 7, 21, 1), (26, 29, 13, 7, 21, 1)],
)
def test_quantities_follow_the_people_expected(
    kit: Kit, people: int, chairs: int, laptops: int, tables: int, markers: int, projector: int
) -> None:
    data = gathered(kit, kit.practice.create(people=people).meeting_ids[0], "equipment")

    assert data.people == people
    assert [line(data, name).needed for name in ("Chairs", "Laptops", "Tables", "Thick", "Projector")] == [
        chairs,
        laptops,
        tables,
        markers,
        projector,
    ]


def test_who_withdrew_needs_no_chair_unless_there_is_something_to_do(kit: Kit) -> None:
    meeting = kit.practice.create(people=25).meeting_ids[0]
    roster = kit.registrations.roster(meeting)
    with_role = next(entry for entry in roster if entry.roles)
    without = [entry for entry in roster if not entry.roles]

    kit.registrations.withdraw(meeting, with_role.person.id)
    assert gathered(kit, meeting, "equipment").people == 25
    kit.registrations.withdraw(meeting, without[0].person.id)
    assert gathered(kit, meeting, "equipment").people == 24


def test_what_the_venues_record_says_is_there_and_what_is_missing(kit: Kit) -> None:
    group = kit.practice.create(people=25)
    meeting = group.meeting_ids[0]
    before = gathered(kit, meeting, "equipment")
    assert {one.there for one in before.ask} == {None}
    venue = kit.plan.add_venue(group.group_id, "Salle fictive", computers=4, power_sockets=30, projectors=0)
    kit.plan.edit_meeting(meeting, venue_id=venue.id)

    data = gathered(kit, meeting, "equipment")

    found = {name: line(data, name) for name in ("Laptops", "Power sockets", "Projector", "Chairs")}
    assert [(one.there, one.missing) for one in found.values()] == [(4, 9), (30, 0), (0, 1), (None, 0)]


def test_what_is_asked_for_brought_and_printed_stands_apart(kit: Kit) -> None:
    data = gathered(kit, kit.practice.create(people=25).meeting_ids[0], "equipment")

    assert line(data, "Clock") in data.ask
    assert line(data, "Pens") in data.bring
    cards = line(data, "Robot cards")
    assert cards in data.copies
    assert (cards.needed, cards.each, cards.per, cards.spare) == (10, 2, 5, 0)


# ---- The timeline


def test_the_activities_fill_a_meeting_of_another_length_from_its_start(kit: Kit) -> None:
    meeting = kit.practice.create(people=5).meeting_ids[0]
    kit.plan.edit_meeting(
        meeting, starts_at=datetime(2026, 12, 1, 14, 10, tzinfo=PARIS), duration_minutes=150
    )

    data = gathered(kit, meeting, "timeline")

    assert data.planned_minutes == 120
    assert sum(activity.minutes for activity in data.activities) == 150
    assert f"{data.activities[0].starts_at:%H:%M}" == "14:10"
    assert data.activities[-1].ends_at == data.meeting.ends_at
    for one, following in zip(data.activities, data.activities[1:], strict=False):
        assert one.ends_at == following.starts_at
    assert all(activity.minutes % 5 == 0 for activity in data.activities)


def test_an_activity_brings_what_its_kit_says_in_the_language_of_the_paper(kit: Kit) -> None:
    meeting = kit.practice.create(people=5).meeting_ids[0]

    english, french = gathered(kit, meeting, "timeline"), gathered(kit, meeting, "timeline", "fr")

    pairs = {activity.title: activity for activity in english.activities}
    card = pairs["Program in pairs: the living card"]
    assert card.material[0].startswith("Laptops")
    assert card.say.startswith("Hands off")
    assert card.without_network.startswith("Nothing changes")
    assert card.without_computers
    assert card.without_facilitator
    assert pairs["Break"].without_computers == ""
    assert "Le robot de papier (sans ordinateur)" in {activity.title for activity in french.activities}
    assert english.source == "Organiser Kit · CC-BY-4.0"


# ---- The handouts


@pytest.mark.parametrize(("people", "cards", "ideas"), [(1, 2, 4), (25, 10, 28), (26, 12, 29)])
def test_handouts_are_copied_for_the_people_expected(kit: Kit, people: int, cards: int, ideas: int) -> None:
    data = gathered(kit, kit.practice.create(people=people).meeting_ids[0], "handouts")

    sheets = {sheet.title: sheet for sheet in data.sheets}
    assert (sheets["The robot’s cards"].copies, sheets["I am going to try"].copies) == (cards, ideas)
    assert [sheet.title for sheet in data.sheets if sheet.cut_out] == ["The robot’s cards"]
    assert sheets["Practice sheet"].blanks


# ---- Which kit


def test_the_kit_is_that_of_the_module_and_of_the_meeting(kit: Kit) -> None:
    group = kit.practice.create(people=5)
    kit.plan.add_module(group.group_id, 9, "Module fictif")
    start = datetime(2026, 12, 1, 18, 30, tzinfo=PARIS)
    other = kit.plan.add_meeting(group.group_id, 9, 1, start)

    first = [
        gathered(kit, meeting, "timeline").activities[0].title for meeting in (*group.meeting_ids, other.id)
    ]

    assert first == ["Welcome and introductions", "Together again", "Say hello"]


def test_an_own_kit_is_used_and_a_bad_file_is_told_without_stopping_anything(
    kit: Kit, tmp_path: Path
) -> None:
    meeting = kit.practice.create(people=5).meeting_ids[0]
    (tmp_path / "kits").mkdir()
    shipped = asset("kits", "module-1-meeting-1.toml").read_text("utf-8")
    own = shipped.replace("version = 1", "version = 2").replace("Welcome and introductions", "Our welcome")
    (tmp_path / "kits" / "ours.toml").write_text(own, encoding="utf-8")
    (tmp_path / "kits" / "broken.toml").write_text("format = 1\nname = ", encoding="utf-8")

    for name in KIT_PAPERS:
        (note,) = gathered(kit, meeting, name).notes
        assert note.startswith("“broken.toml”, one of your own kits, was left aside. The meeting kit")
        assert note in PRINTABLES[name].render(gathered(kit, meeting, name), catalogue("en"), PLAIN).notes
    assert gathered(kit, meeting, "timeline").activities[0].title == "Our welcome"
