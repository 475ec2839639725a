"""Kits from files: what is refused, in one sentence, and what is chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import InputFileError
from organiser_kit.i18n import using
from organiser_kit.meeting_kits.content import ChecklistItem, Material, Per, Phase, Who, Wording
from organiser_kit.meeting_kits.library import Library
from organiser_kit.meeting_kits.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.meeting_kits.content import MeetingKit

HEAD = """
format = 1
name = "any-meeting"
version = 1
licence = "CC-BY-4.0"
authors = ["Zoé Exemple"]
title = { fr = "Titre", en = "Title" }
aim = { fr = "But", en = "Aim" }
"""
ACTIVITY = """
[[activities]]
title = { fr = "Dire bonjour", en = "Say hello" }
minutes = 15
material = ["pens"]
steps = { fr = ["Un", "Deux"], en = ["One", "Two"] }
say = { fr = "Suite", en = "Next" }
"""
PENS = """
[[materials]]
id = "pens"
name = { fr = "Stylos", en = "Pens" }
per = "person"
"""
CHECK = """
[[checklist]]
phase = "before"
days = -3
who = "organiser"
text = { fr = "Faire", en = "Do" }
"""
WHOLE = HEAD + ACTIVITY + PENS + CHECK


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with using("en"):
        yield


def kit(folder: Path, text: str, name: str = "made-up.toml") -> MeetingKit:
    """Read ``text`` as a kit."""
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def test_a_whole_kit_is_read(tmp_path: Path) -> None:
    found = kit(tmp_path, WHOLE)

    assert found.activities[0].steps.texts("fr") == ("Un", "Deux")
    assert found.activities[0].title.text("en") == "Say hello"
    assert (found.minutes, found.module, found.meeting) == (15, None, None)


@pytest.mark.parametrize(
    ("there", "instead", "place"),
    [
        ("say = { fr = \"Suite\", en = \"Next\" }", "say = { fr = \"Suite\" }", "activities[0].say.en"),
        ("minutes = 15", "minutes = 0", "activities[0].minutes"),
        ("minutes = 15", "minutes = \"long\"", "activities[0].minutes"),
        ("minutes = 15", "minuts = 15", "activities[0].minuts"),
        ("\"One\", \"Two\"", "\"One\"", "activities[0].steps"),
        ("per = \"person\"", "per = \"nobody\"", "materials[0].per"),
        ("per = \"person\"", "per = \"group\"", "materials[0].size"),
        ("per = \"person\"", "per = \"person\"\nsize = 3", "materials[0].size"),
        ("per = \"person\"", "per = \"person\"\nspare = -1", "materials[0].quantity"),
        ("per = \"person\"", "per = \"person\"\nhandout = \"none\"", "materials[0].handout"),
        ("per = \"person\"", f"per = \"person\"\n{PENS}", "materials: pens"),
        ("days = -3", "days = 3", "checklist[0].days"),
        ("who = \"organiser\"", "who = \"organiser\"\ncolour = \"red\"", "checklist[0].colour"),
        (ACTIVITY, "activities = []\n", "activities"),
    ],
)  # fmt: skip
def test_a_kit_that_is_not_whole_is_refused_with_the_place(
    tmp_path: Path, there: str, instead: str, place: str
) -> None:
    assert there in WHOLE
    with pytest.raises(InputFileError) as refused:
        kit(tmp_path, WHOLE.replace(there, instead))

    assert str(refused.value) == (
        f"The meeting kit “made-up.toml” is not as it should be at “{place}”: correct it, or take it away."
    )


def test_what_is_no_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"“made-up.toml” is not written as TOML .*line 2"):
        kit(tmp_path, "format = 1\nname = \n")


def test_a_format_of_the_future_is_refused_before_anything_else(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="does not know: update the program"):
        kit(tmp_path, "format = 2\nanything = true\n")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"name = '\xff'")

    for name in ("x.toml", "missing.toml"):
        with pytest.raises(InputFileError, match="cannot be read"):
            read(tmp_path / name)


def test_the_newest_version_of_a_kit_is_used(tmp_path: Path) -> None:
    newer = WHOLE.replace("version = 1", "version = 3").replace("Title", "Newer")
    kit(tmp_path, newer, "a.toml")
    kit(tmp_path, WHOLE, "b.toml")

    (only,) = Library.of(tmp_path).kits

    assert (only.version, only.title.en) == (3, "Newer")


def test_a_kit_that_extends_another_adds_to_what_it_needs(tmp_path: Path) -> None:
    own = (
        WHOLE.replace("any-meeting", "mine")
        .replace("version = 1", 'version = 1\nextends = "any-meeting"\nmodule = 2\nmeeting = 1')
        .replace("Stylos", "Crayons")
        .replace("days = -3", "days = -1")
    )
    kit(tmp_path, WHOLE + PENS.replace("pens", "tape"), "a.toml")
    kit(tmp_path, own, "b.toml")

    library = Library.of(tmp_path)
    whole = library.for_meeting(2, 1)

    assert [material.id for material in whole.materials] == ["tape", "pens"]
    assert whole.materials[1].name.fr == "Crayons"
    assert [item.days for item in whole.checklist] == [-3, -1]
    assert len(whole.activities) == 1
    assert library.for_meeting(2, 2).name == "any-meeting"


@pytest.mark.parametrize(
    "text", [HEAD + ACTIVITY, WHOLE.replace("version = 1", 'version = 1\nextends = "gone"')]
)
def test_a_kit_that_names_what_nobody_describes_is_refused(tmp_path: Path, text: str) -> None:
    kit(tmp_path, text)

    with pytest.raises(InputFileError, match=r"“any-meeting” names “(pens|gone)”"):
        Library.of(tmp_path)


def _material(per: Per, *, quantity: int = 1, size: int = 0, spare: int = 0) -> Material:
    return Material(id="x", name=Wording("x", "x"), per=per, quantity=quantity, size=size, spare=spare)


@pytest.mark.parametrize(
    ("people", "each", "each_two", "each_five", "fixed"),
    [(0, 5, 0, 0, 2), (1, 6, 1, 3, 2), (25, 30, 13, 15, 2), (26, 31, 13, 18, 2), (400, 405, 200, 240, 2)],
)
def test_quantities_follow_the_number_of_people(
    people: int, each: int, each_two: int, each_five: int, fixed: int
) -> None:
    assert _material(Per.PERSON, spare=5).needed(people) == each
    assert _material(Per.GROUP, size=2).needed(people) == each_two
    assert _material(Per.GROUP, size=5, quantity=3).needed(people) == each_five
    assert _material(Per.MEETING, quantity=2).needed(people) == fixed


def test_due_days_cross_months_and_years() -> None:
    def due(days: int) -> date:
        item = ChecklistItem(phase=Phase.BEFORE, days=days, who=Who.ORGANISER, text=Wording("x", "x"))
        return item.due(date(2027, 1, 12))

    assert due(-21) == date(2026, 12, 22)
    assert due(0) == date(2027, 1, 12)
    assert due(20) == date(2027, 2, 1)
