"""The scenes of the tour on the synchronisation's page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.i18n import tr
from organiser_kit.rules.clock_wording import clock_warning
from organiser_kit.storage.outbox import Settled
from sync.facade import HeldBack, LanEvent, LanHappening
from ui.jobs import Step
from ui.navigation import Route
from ui.pages.syncing.alerts import alerts_of
from ui.pages.syncing.finding import FoundState
from ui.pages.syncing.page import SyncPage
from ui.pages.syncing.pill import Line, Standing, pill_of
from ui.pages.syncing.room import RoomState, ShareState, shared_words
from ui.practice import empty_copy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from organiser_kit.kit import Kit
    from ui.practice import PracticeServer
    from ui.tour_stage import Stage


def _page(stage: Stage) -> SyncPage:
    return stage.page("sync", SyncPage)


def _server(stage: Stage) -> PracticeServer:
    practice = _page(stage).practice
    assert practice is not None
    return practice


def unpaired(stage: Stage) -> QWidget:
    """Draw the page before pairing."""
    stage.workspace.go(Route("sync"))
    stage.workspace.courier.refresh()
    return stage.window


def offline(stage: Stage) -> QWidget:
    """Draw the page with the server away and changes that wait."""
    page, practice = _page(stage), _server(stage)
    server = practice.start()
    page.presenter.pair(server.url, server.enrol_code())
    practice.stop()
    stage.kit.plan.add_venue(stage.kit.meetings.groups()[0].id, "Lieu fictif")
    for person in stage.kit.people.all()[:3]:
        stage.session.environment.clock.advance(minutes=2)  # type: ignore[attr-defined]
        stage.kit.people.edit(person.id, commune="Autreville-Fictive")
    page.presenter.sync()
    return _shown(stage)


def done(stage: Stage) -> QWidget:
    """Draw the page when all is up to date."""
    _server(stage).start()
    _page(stage).presenter.sync()
    return _shown(stage)


def progress(stage: Stage) -> QWidget:
    """Draw a first download on its way."""
    page = _page(stage)
    standing = Standing(Line.BUSY, step=Step(12_400, 77_000))
    shell, now = stage.workspace.shell, stage.session.environment.now()
    page.presenter.show(standing)
    shell.show_step(standing, pill_of(stage.kit.sync_state(), standing, now))
    return stage.window


def paused(stage: Stage) -> QWidget:
    """Draw a pause."""
    stage.kit.plan.add_venue(stage.kit.meetings.groups()[0].id, "Autre lieu fictif")
    _page(stage).presenter.pause()
    return _shown(stage)


def conflicts(stage: Stage) -> QWidget:
    """Draw two versions of a phone number, really written on two laptops."""
    page, server = _page(stage), _server(stage).start()
    page.presenter.resume()
    group = stage.kit.meetings.groups()[0].id
    person = stage.kit.people.all(group)[2]
    other = empty_copy(stage.folder / "other", stage.session.environment)
    try:
        _exchange(other, (server.url, server.enrol_code(group)))
        stage.session.environment.clock.advance(minutes=4)  # type: ignore[attr-defined]
        other.people.edit(person.id, phone="06 00 00 00 17", email="zoe@example.org")
        stage.session.environment.clock.advance(minutes=3)  # type: ignore[attr-defined]
        stage.kit.people.edit(person.id, phone="06 00 00 00 71", email="zoe@example.net")
        _exchange(other)
    finally:
        other.close()
    page.presenter.sync()
    return _shown(stage)


def _exchange(kit: Kit, pairing: tuple[str, str] | None = None) -> None:
    from sync.facade import SyncService

    service = SyncService(lambda job: job(kit.replica), kit.environment)
    if pairing is not None:
        service.enrol(*pairing)
    service.run_once()


def stick(stage: Stage) -> QWidget:
    """Draw a stick that was really written, and may be removed."""
    nearby = _page(stage).nearby
    stage.kit.people.edit(stage.kit.people.all()[5].id, commune="Autreville-Fictive")
    nearby.choose_new = lambda _parent, name: stage.folder / name
    nearby.card.write_button.click()
    _page(stage).verticalScrollBar().setValue(0)
    return stage.window


LINK = "organiser-kit://room?at=192.168.1.20:47315&key=" + "5c" * 32 + "&code=417903"


def share(stage: Stage) -> QWidget:
    """Draw this laptop shared in the room, with an address that is nobody's."""
    nearby = _page(stage).nearby
    _page(stage).notice.clear()
    nearby.show_room(RoomState(shared_words(1)))
    nearby.show_share(ShareState(("192.168.1.20",), "417903", LINK))
    dialog = nearby.share_dialog
    assert dialog is not None
    joined = LanEvent(LanHappening.EXCHANGED, "poste-fictif", pushed=12, pulled=3)
    nearby.show_share(ShareState(("192.168.1.20",), "417903", LINK, (joined.sentence,)))
    return dialog


def shared(stage: Stage) -> QWidget:
    """Draw the page while this laptop is shared and the code is hidden."""
    page = _page(stage)
    page.ensureWidgetVisible(page.exchanges)
    return stage.window


def join(stage: Stage) -> QWidget:
    """Draw a wrong code typed for another laptop."""
    nearby = _page(stage).nearby
    nearby.show_room(RoomState())
    nearby.card.join_asked.emit()
    dialog = nearby.join_dialog
    assert dialog is not None
    dialog.address.setText("192.168.1.20")
    dialog.code.setText("417 930")
    dialog.show_found(FoundState(("192.168.1.20", "192.168.1.34")))
    dialog.show_problem(tr("The code is not the one on the other screen."))
    return dialog


def banners(stage: Stage) -> QWidget:
    """Draw everything that may have to be said first, all at once."""
    page, state = _page(stage), stage.kit.sync_state()
    late = replace(state, silent_days=43, clock_offset_seconds=1_500)
    told = tr("The server's data was restored: everything was read again, and nothing was lost.")
    standing = Standing(Line.OPEN, held_back=HeldBack(140, 230), repaired=told)
    page.alerts.show_alerts(alerts_of(late, standing, revoked=False))
    stage.workspace.shell.show_clock(clock_warning(late.clock_offset_seconds))
    page.verticalScrollBar().setValue(0)
    return stage.window


def put_out(stage: Stage) -> QWidget:
    """Draw a laptop that the server no longer lets in."""
    page, state = _page(stage), stage.kit.sync_state()
    page.notice.clear()
    page.alerts.show_alerts(alerts_of(state, Standing(Line.OPEN), revoked=True))
    stage.workspace.shell.show_clock("")
    page.pairing.show()
    page.status.sync_button.hide()
    page.status.pause_button.hide()
    return stage.window


def refused(stage: Stage) -> QWidget:
    """Draw changes that the server turned down, each with its sentence."""
    page, kit = _page(stage), stage.kit
    for two in kit.conflicts.all():
        kit.conflicts.keep(two.id, two.standing)
    page.presenter.sync()
    people = kit.people.all(kit.meetings.groups()[0].id)
    kit.people.edit(people[4].id, phone="06 00 00 00 04")
    kit.people.edit(people[7].id, email="essai@example.org")
    sentence = tr("This device may not change this group's data.")
    kit.replica.settle(
        [Settled(waiting.op_id, "refused", sentence) for waiting in kit.replica.waiting(10, 1 << 20)]
    )
    stage.workspace.courier.refresh()
    return _shown(stage)


def _shown(stage: Stage) -> QWidget:
    stage.workspace.shell.toast.hide()
    _page(stage).enter(Route("sync"))
    return stage.window
