"""The checklist: what, by when, by whom, and a box for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from organiser_kit.documents.checklist import render
from organiser_kit.documents.data.checklist import ChecklistTask
from organiser_kit.documents.data.meeting import PersonName
from organiser_kit.documents.toolkit.box import A4_PORTRAIT
from organiser_kit.documents.toolkit.reading import Reads
from organiser_kit.i18n import catalogue
from tests.documents.door import LONG_NAME, assert_apart, assert_inside
from tests.documents.kits import checklist
from tests.documents.samples import ENGLISH, sizes, text_of


def test_days_are_written_in_words_once_above_what_is_due() -> None:
    text = text_of(render(checklist(), ENGLISH))

    days = ("Tuesday 3 November", "Tuesday 10 November", "meeting 18:00–20:00", "Tuesday 1 December")
    assert [text.count(day) for day in days] == [1, 1, 1, 1]
    order = ("Before", "Book the room", "Tuesday 10", "See the room", "During the meeting", "Count", "After")
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_french_days_and_roles() -> None:
    text = text_of(render(checklist(), catalogue("fr")))

    assert "Mardi 10 novembre" in text
    assert "Mardi 1er décembre" in text
    assert "Avant" in text
    assert "Pendant la rencontre" in text


def test_a_day_of_another_year_says_so() -> None:
    late = (ChecklistTask("Send the report", date(2027, 1, 1), "Everybody"),)

    text = text_of(render(checklist(after=late), ENGLISH))

    assert "Friday 1 January 2027" in text


def test_every_task_is_a_box_with_the_role_and_the_person() -> None:
    document = render(checklist(), ENGLISH)
    assert document.reading is not None

    ticks = [passage.texts[0] for passage in document.reading.passages if passage.reads is Reads.TICK]

    assert ticks[0].startswith("Book the room — Organiser: EXEMPLE")
    assert ticks[1] == "See the room — Host contact"
    assert len(ticks) == document.items == 5


def test_a_role_that_nobody_has_yet_is_a_line_to_write_on() -> None:
    document = render(checklist(), ENGLISH)
    assert document.reading is not None

    blanks = [passage.texts[0] for passage in document.reading.passages if passage.reads is Reads.BLANK]

    # One to write a name on, and one of each phase for what no kit can know.
    assert blanks == ["Timekeeper", "Also:", "Also:", "Also:"]


@pytest.mark.parametrize("large", [False, True])
def test_long_names_fit(large: bool) -> None:
    names = (PersonName(LONG_NAME, LONG_NAME), PersonName("zoe@example.org", "06 12 34 56 78"))
    data = checklist()
    tasks = tuple(replace(task, names=names) for task in data.before) * 8
    holders = tuple(replace(holder, names=names) for holder in data.holders)

    document = render(replace(data, before=tasks, holders=holders), ENGLISH, large_print=large)

    assert_inside(document, A4_PORTRAIT, 10)
    assert_apart(document)
    assert min(sizes(document)) >= (14 if large else 8)
    assert "@" not in text_of(document)
    assert "12 34" not in text_of(document)


def test_a_kit_without_tasks_is_a_checklist_of_own_ones() -> None:
    document = render(checklist(before=(), during=(), after=(), holders=(), notes=("A note.",)), ENGLISH)

    assert text_of(document).count("Also:") == 3
    assert document.notes == ("A note.",)
