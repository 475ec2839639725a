"""The pill tells the truth, and the courier carries one exchange at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.changes import Changes
from organiser_kit.services.views import SyncState
from organiser_kit.storage.pairing import Pairing
from sync.facade import SyncReport
from ui.pages.phrases import Wall
from ui.pages.syncing.courier import Courier
from ui.pages.syncing.pill import Line, Standing, pill_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.presenters.asker import PlainAsker, Recorder

NOW = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
EARLIER = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
SERVER = "https://example.org"


@pytest.fixture(autouse=True)
def _wall_in_utc() -> Iterator[None]:
    Wall.zone = UTC
    yield
    Wall.zone = None


def state(
    pending: int = 0, refused: int = 0, last: datetime | None = EARLIER, server: str | None = SERVER
) -> SyncState:
    return SyncState(pending, refused, 0, last, server)


@pytest.mark.parametrize(
    ("known", "line", "words", "tone"),
    [
        (state(server=None), Line.UNKNOWN, "Not paired with a server", "neutral"),
        (state(), Line.BUSY, "Synchronising…", "accent"),
        (state(), Line.OPEN, "Up to date · 14:02", "success"),
        (state(pending=12), Line.DOWN, "Offline · 12 to send · last sync 14:02", "neutral"),
        (state(), Line.DOWN, "Offline · last sync 14:02", "neutral"),
        (state(pending=3, last=None), Line.DOWN, "Offline · 3 to send · never synchronised", "neutral"),
        (state(pending=4), Line.OPEN, "4 to send · last sync 14:02", "info"),
        (state(refused=2), Line.OPEN, "2 refused", "danger"),
        (state(last=None), Line.UNKNOWN, "Never synchronised", "warning"),
        (
            state(last=datetime(2026, 11, 20, 9, 5, tzinfo=UTC)),
            Line.OPEN,
            "Up to date · 20/11/2026 09:05",
            "success",
        ),
    ],
)
def test_the_pill(known: SyncState, line: Line, words: str, tone: str) -> None:
    pill = pill_of(known, Standing(line), NOW)
    assert (pill.words, pill.tone) == (words, tone)


def report(problem: str | None = None) -> SyncReport:
    return SyncReport(1, 1, 0, 0, 0, 1, 1, 1, 0.1, problem)


class FakeService:
    def __init__(self, courier: Courier, answers: list[Any]) -> None:
        self._courier = courier
        self._answers = answers
        self.rounds = 0
        self.accepted: list[bool] = []

    def run_once(self, _cancel: object, _progress: object, *, accept_deletions: bool) -> SyncReport:
        self.rounds += 1
        self.accepted.append(accept_deletions)
        answer = self._answers.pop(0)
        if callable(answer):
            answer(self._courier)
            return report()
        assert isinstance(answer, SyncReport)
        return answer


class Later:
    def __init__(self) -> None:
        self.planned: list[tuple[int, Callable[[], None]]] = []

    def __call__(self, milliseconds: int, call: Callable[[], None]) -> Callable[[], None]:
        entry = (milliseconds, call)
        self.planned.append(entry)
        return lambda: self.planned.remove(entry)


def courier(asker: PlainAsker, view: Recorder, answers: list[Any]) -> tuple[Courier, FakeService, Later]:
    later = Later()
    made: list[FakeService] = []

    def service(_asker: object, courier: Courier) -> Any:
        made.append(FakeService(courier, answers))
        return made[0]

    carrier = Courier(asker, view, later, service)
    return carrier, carrier.service, later  # type: ignore[return-value]


def pair(asker: PlainAsker) -> None:
    asker.kit.replica.save_pairing(Pairing(SERVER, "token", "epoch"), ("g:x",))


def test_an_unpaired_laptop_exchanges_nothing(asker: PlainAsker, view: Recorder) -> None:
    carrier, service, later = courier(asker, view, [])
    carrier.start()
    assert service.rounds == 0
    assert not later.planned
    assert view.last("show_pill").words == "Not paired with a server"


@pytest.mark.parametrize(
    ("minutes", "words"), [(1.9, ""), (2.1, "2 minutes slow"), (-122, "2 hours fast"), (0, "")]
)
def test_a_wrong_clock_is_said_until_it_is_right(
    asker: PlainAsker, view: Recorder, minutes: float, words: str
) -> None:
    carrier, _, _ = courier(asker, view, [])
    asker.kit.replica.learn_clock(asker.environment.now() + timedelta(minutes=minutes))
    carrier.refresh()
    assert words in view.last("show_clock")
    assert bool(words) is bool(view.last("show_clock"))


def test_a_failure_shows_offline_with_its_reason_and_plans_the_next_try(
    asker: PlainAsker, view: Recorder
) -> None:
    pair(asker)
    carrier, service, later = courier(asker, view, [report("No network."), report()])
    carrier.sync()
    assert view.last("show_pill").words.startswith("Offline · ")
    assert view.last("show_pill").explanation == "No network."
    assert len(later.planned) == 1

    later.planned[0][1]()
    assert service.rounds == 2
    assert carrier.standing.problem == ""
    assert not view.last("show_pill").words.startswith("Offline")
    assert len(later.planned) == 1, "one next exchange, never two"


def test_what_comes_in_is_told_to_the_pages(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    news = Changes(frozenset({"person"}), frozenset({"p"}))

    def bring(carrier: Courier) -> None:
        carrier.call_db(lambda _: news)

    carrier, _, _ = courier(asker, view, [bring])
    carrier.sync()
    assert view.last("show_news") == news
    carrier.tell_news()
    assert view.count("show_news") == 1, "told once"


def test_asked_again_during_an_exchange_it_goes_once_more(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)

    def ask_again(carrier: Courier) -> None:
        assert carrier.busy
        carrier.sync()
        carrier.sync()

    carrier, service, later = courier(asker, view, [ask_again, report()])
    carrier.sync()
    assert service.rounds == 2
    assert len(later.planned) == 1


def test_stopped_it_plans_nothing(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    carrier, service, later = courier(asker, view, [report()])
    carrier.sync()
    carrier.stop()
    assert not later.planned
    carrier.sync()
    assert service.rounds == 1


def test_a_pause_stops_what_is_under_way_and_plans_nothing(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    carrier, service, later = courier(
        asker, view, [lambda carrier: carrier.pause(), report(), report("Stopped.")]
    )
    carrier.sync()
    assert (carrier.standing.paused, later.planned) == (True, [])
    assert view.last("show_pill").words.startswith("Paused")

    # One exchange on demand leaves the pause as it is.
    carrier.sync()
    assert (service.rounds, carrier.standing.paused, later.planned) == (2, True, [])

    carrier.resume()
    assert (service.rounds, carrier.standing.paused, len(later.planned)) == (3, False, 1)


def test_a_pause_takes_back_what_was_planned(asker: PlainAsker, view: Recorder) -> None:
    pair(asker)
    carrier, _, later = courier(asker, view, [report()])
    carrier.sync()
    assert len(later.planned) == 1
    carrier.pause()
    assert not later.planned


def test_a_long_exchange_says_how_far_it_is_without_reading_the_copy_each_time(
    asker: PlainAsker, view: Recorder
) -> None:
    pair(asker)
    later = Later()

    class LongService:
        def run_once(
            self, _cancel: object, progress: Callable[[int, int], None], *, accept_deletions: bool
        ) -> SyncReport:
            assert not accept_deletions
            progress(77_000, 77_000)
            progress(1, 10)
            return report()

    carrier = Courier(asker, view, later, lambda _asker, _courier: LongService())  # type: ignore[arg-type,return-value]
    carrier.sync()
    assert view.count("show_step") == 1, "ten changes are over before anybody could read how far they are"
    assert view.last("show_step").step.done == 77_000
    assert carrier.standing.step is None, "an exchange that is over is at no step"
