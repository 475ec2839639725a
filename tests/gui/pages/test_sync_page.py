"""The synchronisation's page at work: by keyboard, against a server in this process and a second laptop."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from organiser_kit.model.record import group_scope
from sync.facade import SyncService
from sync.server.database import opened, transaction
from sync.server.engines import engine_for
from sync.server.scopes import Grant, grant
from tests.gui.pages.desk import click, press, type_keys
from tests.gui.pages.test_pages import focusable, name_of
from ui.main_window import SMALLEST
from ui.navigation import Route
from ui.pages.syncing.page import SyncPage
from ui.pages.syncing.refused import LISTED
from ui.practice import empty_copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.kit import Kit
    from tests.gui.pages.desk import Desk

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def at_the_page(desk: Desk) -> SyncPage:
    desk.workspace.go(Route("sync"))
    desk.settle()
    return desk.page("sync", SyncPage)


@pytest.fixture
def page(desk: Desk) -> SyncPage:
    """The page of a laptop that is paired, by keyboard, and has exchanged everything."""
    server = desk.practice.start()
    page = at_the_page(desk)
    page.pairing.url.setFocus()
    type_keys(server.url)
    page.pairing.code.setFocus()
    type_keys(server.enrol_code())
    press(Qt.Key.Key_Return)
    desk.settle()
    return page


def exchange(kit: Kit) -> None:
    """Exchange once from another laptop."""
    report = SyncService(lambda job: job(kit.replica), kit.environment).run_once()
    assert report.problem is None


@contextmanager
def another_laptop(desk: Desk, folder: Path) -> Iterator[Kit]:
    """A second laptop of the same group, which has read everything."""
    kit = empty_copy(folder / "other", desk.environment)
    try:
        server, group = desk.practice.start(), desk.kit.meetings.groups()[0].id
        service = SyncService(lambda job: job(kit.replica), kit.environment)
        service.enrol(server.url, server.enrol_code(group))
        service.run_once()
        yield kit
    finally:
        kit.close()


def shown_words(page: SyncPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_pairing_brings_everything_and_says_so(page: SyncPage) -> None:
    assert page.status.title == "Everything is up to date"
    assert not page.pairing.isVisible()
    assert not page.waiting.isVisible()
    (line,) = [page.exchanges.model.index(0, column).data() for column in (2,)]
    assert "sent" in line


def test_what_waits_is_counted_by_kind(desk: Desk, page: SyncPage) -> None:
    desk.practice.stop()
    group = desk.kit.meetings.groups()[0].id
    desk.kit.plan.add_venue(group, "Lieu inventé")
    desk.kit.people.add(group, family_name="Exemple", given_name="Une")
    desk.kit.people.add(group, family_name="Exemple", given_name="Deux")
    click(page.status.sync_button)
    assert page.status.title.endswith("changes to send")
    assert "cannot be reached" in page.status.sentence
    assert {(line.kind, line.count) for line in page.waiting.lines} >= {("Venue", "1"), ("Person", "2")}
    assert "cannot be reached" in page.exchanges.model.index(0, 2).data()


def test_a_wrong_code_is_said_on_the_page(desk: Desk) -> None:
    page = at_the_page(desk)
    server = desk.practice.start()
    page.presenter.pair(server.url, "MAUVAIS-CODE")
    assert page.notice.sentence
    assert desk.pill == "Not paired with a server"


def test_a_pause_holds_until_it_is_ended(desk: Desk, page: SyncPage) -> None:
    page.status.pause_button.setFocus()
    press(Qt.Key.Key_Space)
    assert desk.pill == "Paused"
    assert page.status.title == "Paused"
    assert QApplication.focusWidget() is page.status.resume_button, "the keyboard stays where one was"
    desk.kit.plan.add_venue(desk.kit.meetings.groups()[0].id, "Lieu inventé")
    desk.scheduler.advance(10 * 60_000)
    assert desk.kit.sync_state().pending == 1
    press(Qt.Key.Key_Space)
    assert desk.kit.sync_state().pending == 0
    assert page.status.title == "Everything is up to date"


def write_two_versions(desk: Desk, page: SyncPage, folder: Path) -> str:
    """Have two laptops write the phone of the same person, and both tell the server."""
    person = desk.kit.people.all()[0].id
    with another_laptop(desk, folder) as other:
        desk.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
        other.people.edit(person, phone="06 00 00 00 17")
        desk.environment.clock.advance(minutes=1)  # type: ignore[attr-defined]
        desk.kit.people.edit(person, phone="06 00 00 00 71")
        exchange(other)
    click(page.status.sync_button)
    desk.settle()
    return person


def test_two_versions_are_side_by_side_and_one_key_keeps_one(
    desk: Desk, page: SyncPage, tmp_path: Path
) -> None:
    person = write_two_versions(desk, page, tmp_path)
    assert page.versions.isVisible()
    assert [panel.value.text() for panel in page.versions.panels] == ["06 00 00 00 71", "06 00 00 00 17"]
    words = shown_words(page)
    assert "Written on this laptop" in words
    assert "Written on “practice-laptop”, " in words
    assert desk.pill == "1 choice to make"

    QTest.keyClick(desk.window, Qt.Key.Key_2, ALT)
    assert desk.kit.people.get(person).phone == "06 00 00 00 17"
    assert not page.versions.isVisible()

    QTest.keyClick(desk.window, Qt.Key.Key_Z, CTRL)
    assert desk.kit.people.get(person).phone == "06 00 00 00 71"
    assert page.versions.isVisible()

    QTest.keyClick(desk.window, Qt.Key.Key_1, ALT)
    click(page.status.sync_button)
    assert desk.kit.sync_state().conflicts == 0
    with another_laptop(desk, tmp_path / "third") as third:
        assert third.people.get(person).phone == "06 00 00 00 71"
        assert third.conflicts.all() == [], "the server agreed that it is settled"


def test_the_undo_of_a_choice_reaches_the_other_laptops(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    person = write_two_versions(desk, page, tmp_path)
    click(page.versions.panels[1].keep_button)
    click(page.status.sync_button)
    assert desk.kit.sync_state().conflicts == 0
    click(desk.workspace.shell.toast.undo_button)
    click(page.status.sync_button)
    with another_laptop(desk, tmp_path / "third") as third:
        assert third.people.get(person).phone == "06 00 00 00 71"
        assert len(third.conflicts.all()) == 1


BECAUSE = "This device may not change this group's data."


def allow(desk: Desk, role: Grant) -> None:
    """Have whoever runs the server change what this laptop may do in its group."""
    scope = group_scope(desk.kit.meetings.groups()[0].id)
    engine = engine_for(desk.session.folder / "server")
    with opened(engine, desk.environment) as connection, transaction(connection):
        grant(connection, desk.kit.replica.identity().device_id, scope, role)


def turn_down(desk: Desk, page: SyncPage) -> None:
    """Send what waits to a server that takes nothing from this laptop, for now."""
    allow(desk, Grant.READER)
    click(page.status.sync_button)
    desk.settle()
    allow(desk, Grant.ORGANISER)


def test_a_refusal_shows_its_sentence_and_can_be_tried_again(desk: Desk, page: SyncPage) -> None:
    person = desk.kit.people.all()[0]
    desk.kit.people.edit(person.id, phone="06 00 00 00 17")
    turn_down(desk, page)
    assert desk.pill == "1 refused"
    words = shown_words(page)
    assert BECAUSE in words
    assert person.family_name.upper() in words

    page.refused.rows[0].retry_button.setFocus()
    press(Qt.Key.Key_Space)
    desk.settle()
    assert desk.pill.startswith("Up to date"), "the server took it this time"
    assert not page.refused.isVisible()
    assert desk.kit.people.get(person.id).phone == "06 00 00 00 17"


def test_all_refusals_are_tried_again_at_once(desk: Desk, page: SyncPage) -> None:
    for person in desk.kit.people.all()[:3]:
        desk.kit.people.edit(person.id, phone="06 00 00 00 18")
    turn_down(desk, page)
    assert len(page.refused.rows) == 3
    click(page.refused.all_button)
    assert desk.kit.sync_state().refused == 0
    assert desk.kit.sync_state().pending == 0
    assert {person.phone for person in desk.kit.people.all()[:3]} == {"06 00 00 00 18"}


def test_refusals_leave_as_a_file_and_stay_listed(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    desk.kit.people.edit(desk.kit.people.all()[0].id, phone="06 00 00 00 17")
    turn_down(desk, page)
    path = tmp_path / "refused.csv"
    page.refused.choose_path = lambda _: path
    click(page.refused.export_button)
    assert BECAUSE in path.read_text("utf-8-sig")
    assert "refused.csv" in page.notice.sentence
    assert page.refused.isVisible()


def test_a_file_that_cannot_be_written_is_said(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    desk.kit.people.edit(desk.kit.people.all()[0].id, phone="06 00 00 00 17")
    turn_down(desk, page)
    page.refused.choose_path = lambda _: tmp_path / "nowhere" / "refused.csv"
    click(page.refused.export_button)
    assert page.notice.sentence


def test_a_long_list_of_refusals_is_cut_on_the_page_only(desk: Desk, page: SyncPage) -> None:
    group = desk.kit.meetings.groups()[0].id
    for n in range(LISTED + 3):
        desk.kit.people.add(group, family_name="Exemple", given_name=f"Une-{n}")
    turn_down(desk, page)
    assert len(page.refused.rows) == LISTED
    assert "more" in shown_words(page)


def busiest(desk: Desk, page: SyncPage, folder: Path) -> None:
    """Have everything on the page at once."""
    write_two_versions(desk, page, folder)
    desk.kit.people.edit(desk.kit.people.all()[3].id, phone="06 00 00 00 17")
    turn_down(desk, page)
    desk.practice.stop()
    desk.kit.people.edit(desk.kit.people.all()[4].id, phone="06 00 00 00 18")
    click(page.status.sync_button)
    page.pairing.show()
    desk.settle()
    shown = (page.versions, page.refused, page.waiting, page.nearby.card, page.devices, page.exchanges)
    assert all(part.isVisible() for part in shown)


def test_everything_on_the_busiest_page_has_a_name(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    busiest(desk, page, tmp_path)
    reached = list(focusable(page))
    assert len(reached) > 8
    nameless = [one for one in reached if not name_of(one) and "Scroll" not in type(one).__name__]
    assert nameless == []


def test_the_busiest_page_fits_the_smallest_window(desk: Desk, page: SyncPage, tmp_path: Path) -> None:
    desk.window.resize(*SMALLEST)
    busiest(desk, page, tmp_path)
    assert (desk.window.width(), desk.window.height()) == SMALLEST
    assert page.horizontalScrollBar().maximum() == 0, "nothing stands beyond the edge"
    for made in page.findChildren(QPushButton):
        if made.isVisible() and made.text():
            assert made.width() >= made.minimumSizeHint().width(), made.text()
