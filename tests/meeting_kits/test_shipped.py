"""The kits that come with the program: whole, in both languages, and fit to be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from organiser_kit.meeting_kits.content import Phase, Wording, Wordings
from organiser_kit.meeting_kits.library import ANY, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from organiser_kit.meeting_kits.content import MeetingKit

KITS = {kit.name: kit for kit in shipped().kits}
EVERY_KIT = pytest.mark.parametrize("name", sorted(KITS))


def wordings(part: object) -> Iterator[tuple[str, str]]:
    """Yield every text under ``part`` as a pair, French and English."""
    if isinstance(part, Wording):
        yield part.fr, part.en
    elif isinstance(part, Wordings):
        yield from zip(part.fr, part.en, strict=True)
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from wordings(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from wordings(one)


def test_both_meetings_of_module_1_have_their_own_kit() -> None:
    library = shipped()

    assert library.for_meeting(1, 1).name == "module-1-meeting-1"
    assert library.for_meeting(1, 2).name == "module-1-meeting-2"
    assert library.for_meeting(3, 1).name == ANY
    assert library.for_meeting(1, 3).name == ANY


@EVERY_KIT
def test_a_kit_lasts_two_hours_in_six_to_eight_activities(name: str) -> None:
    kit = KITS[name]

    assert kit.minutes == 120
    assert 6 <= len(kit.activities) <= 8
    assert kit.licence == "CC-BY-4.0"


@EVERY_KIT
def test_what_is_missing_never_stops_a_meeting(name: str) -> None:
    """Somewhere in each kit stands what to do without network, without computers, without a facilitator."""
    variants = [activity.without for activity in KITS[name].activities]

    assert any(one.network for one in variants)
    assert any(one.computers for one in variants)
    assert any(one.facilitator for one in variants)


@EVERY_KIT
def test_the_checklist_covers_three_weeks_before_to_ten_days_after(name: str) -> None:
    days = {phase: [item.days for item in KITS[name].checklist if item.phase is phase] for phase in Phase}

    assert (min(days[Phase.BEFORE]), max(days[Phase.BEFORE])) == (-21, -1)
    assert set(days[Phase.DURING]) == {0}
    assert min(days[Phase.AFTER]) == 0
    assert max(days[Phase.AFTER]) >= 10


@EVERY_KIT
def test_every_text_is_there_in_both_languages_and_differs(name: str) -> None:
    texts = list(wordings(KITS[name]))

    assert len(texts) > 80
    for french, english in texts:
        assert french.strip()
        assert english.strip()
        assert french != english or len(french) < 12  # « Pause » may be a word of both, a sentence never


@EVERY_KIT
def test_french_is_set_as_french_is(name: str) -> None:
    for french, english in wordings(KITS[name]):
        assert "'" not in french + english, "the apostrophe is ’"
        assert not re.search(r"[ \w)][;!?»]", french), f"no narrow space before punctuation: {french}"
        assert not re.search(r"[^\u00a0]:(\s|$)", french), f"no no-break space before a colon: {french}"
        assert not re.search(r"«[^\u202f]", french), f"no narrow space after «: {french}"


@EVERY_KIT
def test_every_handout_is_printed_for_somebody(name: str) -> None:
    kit: MeetingKit = KITS[name]
    printed = {material.handout for material in kit.materials} - {""}

    assert printed == {handout.id for handout in kit.handouts}
