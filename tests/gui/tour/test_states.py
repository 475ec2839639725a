"""Every page is drawn in every state, and says what is wrong when the copy cannot be read."""

from __future__ import annotations

from typing import get_args

from PySide6.QtWidgets import QLabel

from ui.cli.commands.machine import STATES
from ui.navigation import Place
from ui.pages.library.page import LibraryPage
from ui.pages.meeting.page import MeetingPage
from ui.tour import picture_names, played, staged
from ui.tour_looks import ALL_LOOKS, APPEARANCES, CONFLICT, DATA, ERROR, USUAL
from ui.tour_scenes import SCENES
from ui.tour_stops import STOPS, pictures

WITHOUT_RECORDS = {"help": DATA, "settings": DATA}
"""Pages that show no records: the states of records that they cannot bear."""


def everywhere() -> set[str]:
    """Return every page, step and section that the navigator can open."""
    with staged(USUAL) as stage:
        steps, sections = (
            stage.page("meeting", MeetingPage).steps,
            stage.page("library", LibraryPage).sections,
        )
        below = {f"meeting/{step}" for step in steps} | {f"library/{section}" for section in sections}
        assert set(get_args(Place)) == set(stage.workspace.navigator.places)
        return set(get_args(Place)) - {"meeting", "library"} | below


def test_every_page_step_and_section_is_drawn_in_every_state(qapp: object) -> None:
    stops = {stop.of: stop for stop in STOPS if stop.of}
    assert set(stops) == everywhere()
    lacking = {}
    for of, stop in stops.items():
        missing = (APPEARANCES | DATA) - WITHOUT_RECORDS.get(of, frozenset()) - stop.looks
        if missing:
            lacking[of] = sorted(missing)
    assert lacking == {}
    assert CONFLICT.name in stops["sync"].looks


def test_dialogs_are_drawn_in_every_appearance() -> None:
    assert [stop.name for stop in STOPS if not stop.looks >= APPEARANCES] == []


def test_each_state_is_one_picture_with_a_name_of_its_own() -> None:
    names = picture_names()
    assert len(names) == len(set(names))
    assert len(names) >= 60
    assert tuple(look.name for look in ALL_LOOKS) == STATES
    assert set(STATES) >= APPEARANCES | DATA
    for states in pictures().values():
        assert set(states.values()) <= set(names)
    assert {stop.usual for stop in STOPS} <= {name for name, _ in SCENES}


def test_every_page_says_why_when_the_copy_cannot_be_read(qapp: object) -> None:
    silent = []
    with played("fr", ERROR) as scenes:
        for name, widget in scenes:
            said = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
            if not any("organiser-kit.db" in text for text in said):
                silent.append(name)
    assert silent == []
