"""What the synchronisation's page says before anything else, and what can be done about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.services.views import SyncState
from sync.facade import DeviceStatus, HeldBack, SyncReport
from tests.presenters.test_sync import courier, pair, report
from ui.pages.phrases import Wall
from ui.pages.syncing.alerts import OLD_DAYS, Act, alerts_of
from ui.pages.syncing.devices import device_lines
from ui.pages.syncing.pill import Standing, pill_of
from ui.pages.syncing.presenter import SyncPresenter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.presenters.asker import PlainAsker, Recorder

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
HELD = HeldBack(40, 60)


@pytest.fixture(autouse=True)
def _wall_in_utc() -> Iterator[None]:
    Wall.zone = UTC
    yield
    Wall.zone = None


def state(days: int | None = 0, server: str | None = "https://example.org") -> SyncState:
    return SyncState(0, 0, 0, NOW, server, days)


def told(known: SyncState, standing: Standing | None = None, *, revoked: bool = False) -> list[str]:
    return [alert.sentence for alert in alerts_of(known, standing or Standing(), revoked=revoked)]


def test_nothing_is_said_when_all_is_well() -> None:
    assert told(state()) == told(state(OLD_DAYS - 1)) == told(state(None)) == []


def test_an_old_copy_says_its_age_and_offers_to_exchange() -> None:
    (alert,) = alerts_of(state(OLD_DAYS), Standing(), revoked=False)
    assert f"{OLD_DAYS} days ago" in alert.sentence
    assert alert.acts == (Act.SYNC,)
    assert told(state(OLD_DAYS, server=None)) == []


def test_a_laptop_that_was_put_out_is_told_what_is_kept() -> None:
    (alert,) = alerts_of(state(OLD_DAYS), Standing(), revoked=True)
    assert "never sent is kept" in alert.sentence
    assert alert.acts == (), "there is nothing to save"
    waits = SyncState(3, 0, 0, NOW, "https://example.org", 0, 0)
    assert alerts_of(waits, Standing(), revoked=True)[0].acts == (Act.SEAL,)


def test_the_most_urgent_is_said_first() -> None:
    standing = Standing(held_back=HELD, repaired="Put right.", left=("Groupe d’essai",))
    sentences = told(state(OLD_DAYS), standing)
    assert [sentence.split()[0] for sentence in sentences] == ["The", "The", "Put", "This"]
    assert "40 of the 60" in sentences[0]
    assert "Groupe d’essai" in sentences[3]


def held_back() -> SyncReport:
    return SyncReport(0, 0, 0, 0, 0, 1, 1, 1, 0.1, "Too many would go.", held_back=HELD)


def test_a_mass_deletion_is_asked_once_and_taken_when_somebody_says_so(
    asker: PlainAsker, view: Recorder
) -> None:
    pair(asker)
    carrier, service, _ = courier(asker, view, [held_back(), report(), report()])
    presenter = SyncPresenter(asker, view, carrier, view.notify)
    carrier.sync()
    assert view.last("show_pill").words == "Removals to confirm"
    presenter.act("accept")
    assert carrier.standing.held_back is None
    carrier.sync()
    assert service.accepted == [False, True, False], "what was said counts for one exchange"


def test_kept_people_stay_and_the_question_is_not_repeated(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    carrier, service, _ = courier(asker, view, [held_back(), held_back()])
    presenter = SyncPresenter(asker, view, carrier, view.notify)
    carrier.sync()
    presenter.act("keep")
    carrier.sync()
    assert service.accepted == [False, False]
    assert carrier.standing.held_back is None
    presenter.load()
    assert view.last("show_sync").alerts == ()


def test_what_was_put_right_by_itself_is_said_until_it_was_read(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    mended: Any = SyncReport(0, 1, 0, 0, 0, 1, 1, 1, 0.1, repaired="Put right.", left=("Ancien groupe",))
    carrier, _, _ = courier(asker, view, [mended, report()])
    presenter = SyncPresenter(asker, view, carrier, view.notify)
    carrier.sync()
    carrier.sync()
    presenter.load()
    assert [alert.sentence.split(".")[0] for alert in view.last("show_sync").alerts][:1] == ["Put right"]
    presenter.close_alert()
    presenter.load()
    assert view.last("show_sync").alerts == ()


def test_the_pill_asks_about_removals_first() -> None:
    pill = pill_of(state(), Standing(held_back=HELD, paused=True), NOW)
    assert (pill.words, pill.tone) == ("Removals to confirm", "danger")


def test_the_laptops_of_the_group_are_listed_this_one_first() -> None:
    def device(name: str, seen: str | None, waiting: int | None, *, done: bool, this: bool) -> DeviceStatus:
        return DeviceStatus(
            id=name, name=name, last_seen_at=seen, waiting=waiting, up_to_date=done, is_this=this
        )

    lines = device_lines(
        [
            device("Ancien", "2026-10-01T08:00:00+00:00", 3, done=False, this=False),
            device("Neuf", None, None, done=False, this=False),
            device("Accueil", "2026-11-24T14:12:00+00:00", 0, done=True, this=False),
            device("Ici", "2026-11-24T14:02:00+00:00", 0, done=True, this=True),
        ],
        NOW,
    )
    assert [(line.name, line.seen, line.state) for line in lines] == [
        ("Ici (this laptop)", "seen 14:02", ""),
        ("Accueil", "seen 14:12", "has everything"),
        ("Ancien", "seen 01/10/2026 08:00", "holds back 3 changes"),
        ("Neuf", "never seen", "has not read everything yet"),
    ]
