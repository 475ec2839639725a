"""The checklist of a meeting: the kit's lines, ticks, lines of its own, several laptops."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import NotFoundError, UserError
from organiser_kit.i18n import catalogue, using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.meetings import MeetingStatus
from organiser_kit.model.preparation import ChecklistItem, Phase
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.papers.wish import PLAIN
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.services.checklists import Checklist, Task


@pytest.fixture
def kit(environment: Environment, tmp_path: Path) -> Iterator[Kit]:
    """A plain copy with nothing in it, spoken to in English."""
    local_copy.create(tmp_path, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    opened = open_kit(tmp_path, environment, passphrase=None, keyring=NoKeyring())
    with using("en"):
        yield opened
    opened.close()


@pytest.fixture
def meeting(kit: Kit) -> str:
    return kit.practice.create(people=5).meeting_ids[0]


def listed(kit: Kit, meeting: str) -> Checklist:
    return kit.checklists.of(meeting, "en")


def task(kit: Kit, meeting: str, key: str) -> Task:
    return next(one for one in listed(kit, meeting).tasks if one.key == key)


def test_the_lines_are_those_of_the_kit_with_names_that_last(kit: Kit, meeting: str) -> None:
    found = listed(kit, meeting)

    keys = [one.key for one in found.tasks]
    assert keys[:2] == ["book-room", "find-facilitator"]
    assert "robot-cards" in keys, "the line of its own kit beside those of every meeting"
    assert len(set(keys)) == len(keys)
    assert found.done == 0
    start = kit.meetings.get(meeting).starts_at
    assert start is not None
    assert task(kit, meeting, "book-room").due == start.date() - timedelta(days=21)


def test_a_tick_says_who_and_when_and_can_be_taken_back(kit: Kit, meeting: str) -> None:
    person = kit.registrations.roster(meeting)[0].person.id

    kit.checklists.tick(meeting, "book-room", by=person)
    kit.checklists.tick(meeting, "book-room")

    done = task(kit, meeting, "book-room")
    assert (done.is_done, done.done_by, done.done_at) == (True, person, kit.environment.now())
    assert listed(kit, meeting).done == 1
    kit.checklists.untick(meeting, "book-room")
    assert not task(kit, meeting, "book-room").is_done


def test_a_line_of_ones_own_is_ticked_taken_off_and_brought_back(kit: Kit, meeting: str) -> None:
    added = kit.checklists.add(meeting, "  Buy   coffee ", Phase.BEFORE, -2)

    own = task(kit, meeting, added.id)
    assert (own.text, own.is_own, own.days, own.who) == ("Buy coffee", True, -2, None)
    kit.checklists.tick(meeting, added.id)
    kit.checklists.remove(meeting, added.id)
    assert added.id not in {one.key for one in listed(kit, meeting).tasks}
    kit.checklists.bring_back(meeting, added.id)
    assert task(kit, meeting, added.id).is_done


def test_a_line_of_the_kit_is_taken_off_one_meeting_only(kit: Kit, meeting: str) -> None:
    other = kit.meetings.all()[1].id

    kit.checklists.remove(meeting, "remind")

    assert [one.key for one in listed(kit, meeting).removed] == ["remind"]
    assert not task(kit, other, "remind").is_done
    kit.checklists.bring_back(meeting, "remind")
    assert not task(kit, meeting, "remind").is_done
    assert not listed(kit, meeting).removed


def test_two_laptops_that_ticked_the_same_line_agree(kit: Kit, meeting: str) -> None:
    first = kit.environment.now()
    scope = kit.meetings.get(meeting).scope
    with kit.checklists._store.writer.action() as action:  # noqa: SLF001 - what a sync brings
        for number, (template, at) in enumerate(
            (("remind", first + timedelta(hours=1)), ("remind", first), ("charge", None))
        ):
            action.add(
                ChecklistItem(
                    id=kit.environment.new_id(),
                    scope=scope,
                    meeting_id=meeting,
                    template=template,
                    done_at=at,
                    done_by=f"p{number}",
                )
            )

    both = task(kit, meeting, "remind")
    assert (both.done_at, both.done_by) == (first, "p1"), "whoever was first"
    kit.checklists.untick(meeting, "remind")
    assert not task(kit, meeting, "remind").is_done
    assert not task(kit, meeting, "charge").is_done


def test_late_is_what_was_due_before_today_while_it_still_matters(kit: Kit, meeting: str) -> None:
    today = kit.environment.now()
    kit.plan.edit_meeting(meeting, starts_at=today + timedelta(days=10))
    assert task(kit, meeting, "book-room").is_late
    assert not task(kit, meeting, "remind").is_late
    before = listed(kit, meeting).late
    kit.checklists.tick(meeting, "book-room")
    assert listed(kit, meeting).late == before - 1

    kit.plan.move_to(meeting, MeetingStatus.CANCELLED, reason="Fictif")
    assert listed(kit, meeting).late == 0


def test_without_a_date_nothing_is_due_and_nothing_is_late(kit: Kit, meeting: str) -> None:
    kit.plan.edit_meeting(meeting, starts_at=None)

    assert {one.due for one in listed(kit, meeting).tasks} == {None}
    assert listed(kit, meeting).late == 0


def test_what_cannot_be_added_or_ticked_is_told(kit: Kit, meeting: str) -> None:
    with pytest.raises(UserError, match="Write what is to be done"):
        kit.checklists.add(meeting, "  ", Phase.AFTER)
    with pytest.raises(UserError, match="fewer words"):
        kit.checklists.add(meeting, "x" * 301, Phase.AFTER)
    with pytest.raises(NotFoundError, match="no longer on the list"):
        kit.checklists.tick(meeting, "no-such-line")
    with pytest.raises(NotFoundError):
        kit.checklists.bring_back(meeting, "no-such-line")


def test_the_paper_shows_ticks_and_lines_of_ones_own(kit: Kit, meeting: str) -> None:
    kit.checklists.tick(meeting, "book-room")
    kit.checklists.remove(meeting, "remind")
    kit.checklists.add(meeting, "Buy coffee", Phase.BEFORE, -400)

    data = PRINTABLES["checklist"].gather(kit, meeting, catalogue("en"), PLAIN)

    assert [(one.text[:13], one.who, one.done) for one in data.before[:2]] == [
        ("Buy coffee", "", False),
        ("Book the room", "Organiser", True),
    ]
    assert not any(one.text.startswith("Remind") for one in data.before)
    rendered = PRINTABLES["checklist"].render(data, catalogue("en"), PLAIN)
    assert rendered.items == len(listed(kit, meeting).tasks)
