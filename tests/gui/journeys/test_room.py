"""Two laptops in a room without internet: the desktop, by its buttons and keys, and another real copy."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from organiser_kit.reading.codes import codes_in_image
from organiser_kit.storage.rounds import Via
from sync.facade import embedded_server
from sync.lan.discovery import Found
from sync.lan.places import Place
from tests.gui.journeys.threaded import threaded_desk, until
from tests.sync.rooms import Laptop
from ui.navigation import Route
from ui.pages.syncing.page import SyncPage
from ui.widgets.qr_view import QrView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from sync.facade import EmbeddedServer
    from tests.gui.journeys.threaded import ThreadedDesk


@pytest.fixture
def server(environment: Environment, tmp_path: Path) -> Iterator[EmbeddedServer]:
    with embedded_server(tmp_path / "server", environment=environment) as running:
        yield running


@pytest.fixture
def other(environment: Environment, tmp_path: Path, server: EmbeddedServer) -> Iterator[Laptop]:
    """A laptop whose group the server knows."""
    made = Laptop(tmp_path / "other", environment)
    made.do(lambda kit: kit.practice.create(people=6))
    made.enrol(server.url, server.enrol_code())
    made.sync()
    yield made
    made.close()


@pytest.fixture
def desk(
    qapp: object, environment: Environment, tmp_path: Path, server: EmbeddedServer, other: Laptop
) -> Iterator[ThreadedDesk]:
    """The desktop, of the same group; it has read everything, and the server has gone since."""
    del qapp
    group = other.do(lambda kit: kit.meetings.groups()[0].id)
    with threaded_desk(environment, tmp_path / "laptop") as made:
        made.workspace.go(Route("sync"))
        page = page_of(made)
        page.pairing.url.setText(server.url)
        page.pairing.code.setText(server.enrol_code(group))
        page.pairing.pair_button.click()
        until(lambda: page.status.title == "Everything is up to date")
        server.stop()
        yield made


def page_of(desk: ThreadedDesk) -> SyncPage:
    page = desk.workspace.navigator.page("sync")
    assert isinstance(page, SyncPage)
    return page


def everybody(desk: ThreadedDesk) -> set[str]:
    return desk.ask(lambda kit: {person.given_name for person in kit.people.all()})


def add(other: Laptop, name: str) -> None:
    other.do(lambda kit: kit.people.add(kit.meetings.groups()[0].id, family_name="Exemple", given_name=name))


def test_this_laptop_is_shared_and_another_one_joins(desk: ThreadedDesk, other: Laptop) -> None:
    page = page_of(desk)
    page.nearby.card.share_button.click()
    until(lambda: page.nearby.share_dialog is not None and bool(page.nearby.share_dialog.code.text()))
    dialog = page.nearby.share_dialog
    assert dialog is not None
    digits = dialog.code.accessibleName().replace(" ", "")
    assert len(digits) == 6
    share = page.nearby.room._share  # noqa: SLF001 - the port, which no screen has to show
    assert share is not None

    add(other, "Venue-du-Voisin")
    desk.ask(lambda kit: kit.people.add(kit.meetings.groups()[0].id, family_name="Exemple", given_name="Ici"))
    from sync.facade import lan_join

    report = lan_join(other.call_db, other.environment, f"127.0.0.1:{share.port}", digits)
    assert report.pulled == report.pushed == 1

    until(lambda: "Venue-du-Voisin" in everybody(desk))
    until(lambda: dialog._told not in (None, ()))  # noqa: SLF001 - who joined is on the screen
    assert "Ici" in other.do(lambda kit: {person.given_name for person in kit.people.all()})
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.nearby.card.shared.isVisible(), "hidden, it goes on"
    page.nearby.card.stop_button.click()
    until(lambda: share.ended)
    assert not page.nearby.card.shared.isVisible()
    until(lambda: Via.LAN in {one.route for one in desk.ask(lambda kit: kit.replica.rounds())})


def test_this_laptop_joins_another_one_and_stays(desk: ThreadedDesk, other: Laptop) -> None:
    page = page_of(desk)
    add(other, "Déjà-Là")
    with other.share() as share:
        page.nearby.card.join_button.click()
        dialog = page.nearby.join_dialog
        assert dialog is not None
        dialog.address.setText(f"127.0.0.1:{share.port}")
        dialog.code.setText("000000" if share.code != "000000" else "000001")
        QTest.keyClick(dialog.code, Qt.Key.Key_Return)
        until(lambda: bool(dialog.problem))
        assert page.nearby.join_dialog is dialog, "a wrong code leaves the dialog open"

        dialog.code.setText(f"{share.code[:3]} {share.code[3:]}")
        QTest.keyClick(dialog.code, Qt.Key.Key_Return)
        until(lambda: page.nearby.join_dialog is None)
        assert "Linked with" in page.notice.sentence
        assert "Déjà-Là" in everybody(desk)

        add(other, "Plus-Tard")
        until(lambda: "Plus-Tard" in everybody(desk))
        assert page.nearby.card.linked.isVisible()
        page.nearby.card.leave_button.click()
        until(lambda: not page.nearby.card.linked.isVisible())
        assert page.nearby.card.join_button.isVisible()


def test_a_laptop_that_was_found_needs_only_its_code(desk: ThreadedDesk, other: Laptop) -> None:
    page = page_of(desk)
    add(other, "Trouvée")
    with other.share() as share:
        here = Place("127.0.0.1", share.port)
        page.nearby.finding.find = lambda: [Found(share.short, (here,)), Found("0000", ())]
        page.nearby.card.join_button.click()
        dialog = page.nearby.join_dialog
        assert dialog is not None
        assert dialog.focusWidget() is dialog.address, "typing comes first"
        dialog.found.look_button.click()
        until(lambda: len(dialog.found.choices) == 1)
        QTest.keyClick(dialog.found.choices[0], Qt.Key.Key_Space)
        assert dialog.address.text() == f"127.0.0.1:{share.port}"
        QTest.keyClicks(dialog.code, share.code)
        QTest.keyClick(dialog.code, Qt.Key.Key_Return)
        until(lambda: page.nearby.join_dialog is None)
        assert "Trouvée" in everybody(desk)


def test_the_code_on_the_other_screen_is_read_by_camera(
    desk: ThreadedDesk, other: Laptop, tmp_path: Path
) -> None:
    page = page_of(desk)
    add(other, "Photographiée")
    with other.share() as share:
        page.nearby.card.join_button.click()
        dialog = page.nearby.join_dialog
        assert dialog is not None
        dialog.camera.read.emit("A badge, not a share")
        assert "not the code of a shared laptop" in dialog.problem
        screen = QrView("", 300)
        screen.show_text(share.link)
        assert screen.grab().save(str(tmp_path / "screen.png"))
        (shown,) = codes_in_image(tmp_path / "screen.png")
        dialog.camera.read.emit(shown)
        until(lambda: page.nearby.join_dialog is None)
        assert "Photographiée" in everybody(desk)


def test_whoever_gives_up_one_address_can_join_another(desk: ThreadedDesk, other: Laptop) -> None:
    page = page_of(desk)
    add(other, "Enfin-Là")
    with socket.create_server(("127.0.0.1", 0)) as deaf, other.share() as share:
        for port, code in ((deaf.getsockname()[1], "123456"), (share.port, share.code)):
            page.nearby.card.join_button.click()
            dialog = page.nearby.join_dialog
            assert dialog is not None
            dialog.address.setText(f"127.0.0.1:{port}")
            dialog.code.setText(code)
            QTest.keyClick(dialog.code, Qt.Key.Key_Return)
            if port != share.port:
                QTest.keyClick(dialog, Qt.Key.Key_Escape)
        until(lambda: "Enfin-Là" in everybody(desk))
        until(lambda: page.nearby.join_dialog is None)
    assert "Linked with" in page.notice.sentence, "what was given up says nothing any more"


def test_closing_the_window_ends_what_goes_on_in_the_room(desk: ThreadedDesk, other: Laptop) -> None:
    """What would be left, a thread of the share or of the visit, fails the test when the desk is closed."""
    page = page_of(desk)
    with other.share() as share:
        page.nearby.card.join_button.click()
        assert page.nearby.join_dialog is not None
        page.nearby.join_dialog.address.setText(f"127.0.0.1:{share.port}")
        page.nearby.join_dialog.code.setText(share.code)
        page.nearby.join_dialog.submit()
        until(lambda: page.nearby.join_dialog is None)
        page.nearby.card.share_button.click()
        until(lambda: page.nearby.share_dialog is not None)
        desk.workspace.navigator.go(Route("meetings"))
