"""Lines that break and shares that stop: nothing is lost, nothing is doubled."""

from __future__ import annotations

import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from organiser_kit.errors import StorageError
from sync.lan import join, visits
from sync.lan.events import LanHappening
from sync.lan.failures import RoomError
from sync.peers.parcel import Taken, take_parcel
from tests.sync.between import between
from tests.sync.rooms import Laptop, admit, present

if TYPE_CHECKING:
    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.share import LanShare


def test_nothing_listens_before_and_after_a_share(anne: Laptop, evening: PracticeGroup, bob: Laptop) -> None:
    with anne.share() as share:
        bob.join(share)
    with pytest.raises(RoomError, match="does not share now"):
        bob.visit(share)
    share.stop()


def test_a_share_stops_at_once_though_guests_stay(anne: Laptop, share: LanShare, bob: Laptop) -> None:
    with bob.visit(share) as visit:
        visit.exchange_all()
        start = monotonic()
        share.stop()
        assert monotonic() - start < 1.5


def test_a_share_stopped_during_a_visit_loses_nothing(
    anne: Laptop, evening: PracticeGroup, scope: str, bob: Laptop
) -> None:
    with anne.share() as share, bob.visit(share) as visit:
        visit.exchange_all()
        admit(bob, evening, 0, 3)
        share.stop()
        with pytest.raises(RoomError):
            visit.exchange()
    assert anne.events[-1].what is LanHappening.LEFT
    with anne.share() as share:
        assert bob.join(share).pushed >= 3
    assert bob.rows(scope) == anne.rows(scope)


def test_an_answer_lost_on_the_way_is_given_again(
    anne: Laptop, share: LanShare, bob: Laptop, scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut after the sharing side gave its parcel, before the joining side took it."""
    with bob.visit(share) as visit:
        with monkeypatch.context() as patch:
            patch.setattr(join, "take_parcel", _broken_disk)
            with pytest.raises(StorageError):
                visit.exchange()
        assert bob.rows(scope) == []
        visit.exchange_all()
        assert bob.rows(scope) == anne.rows(scope)


def test_a_parcel_that_the_sharing_side_could_not_take_is_sent_again(
    anne: Laptop,
    share: LanShare,
    bob: Laptop,
    evening: PracticeGroup,
    scope: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with bob.visit(share) as visit:
        visit.exchange_all()
        admit(bob, evening, 0, 2)
        with monkeypatch.context() as patch:
            patch.setattr("sync.lan.host.take_parcel", _broken_disk)
            with pytest.raises(RoomError, match="could not take this now") as told:
                visit.exchange()
            assert told.value.passing
        visit.exchange_all()
    assert bob.rows(scope) == anne.rows(scope)


def _broken_disk(*_: object) -> None:
    raise StorageError("disk")


@pytest.mark.parametrize("budget", [500, 2_500, 6_000, 9_000, 12_000, 15_000, 18_000, 21_000])
def test_a_line_cut_anywhere_loses_nothing_and_doubles_nothing(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup, scope: str, budget: int
) -> None:
    bob.join(share)
    admit(bob, evening, 0, 8)
    admit(anne, evening, 6, 12)
    with between(("127.0.0.1", share.port), budget=budget) as cut:
        while cut.budget is not None and cut.budget >= 0:
            with suppress(RoomError):
                visits.join(bob.call_db, bob.environment, f"127.0.0.1:{cut.port}", share.code)
    bob.join(share)
    assert bob.rows(scope) == anne.rows(scope)
    assert present(anne, evening) == present(bob, evening) == 12


def test_who_stays_comes_through_a_broken_line(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup, scope: str
) -> None:
    told: list[str] = []
    rounds = 0

    def wait(_seconds: float) -> bool:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            middle.budget = 0
            admit(anne, evening, 0, 3)
        if rounds == 4:
            middle.budget = None
        return rounds == 7

    with between(("127.0.0.1", share.port)) as middle:
        visits.stay(
            bob.call_db, bob.environment, f"127.0.0.1:{middle.port}", share.code, wait,
            on_exchange=lambda _report: None, on_trouble=told.append,
        )  # fmt: skip
    assert len(told) == 1
    assert "broke" in told[0]
    assert bob.rows(scope) == anne.rows(scope)


def test_a_share_stopped_while_it_takes_something_takes_all_or_nothing(
    anne: Laptop, evening: PracticeGroup, scope: str, bob: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, go_on = threading.Event(), threading.Event()

    def slowly(*arguments: Any) -> Taken:
        taking.set()
        go_on.wait(10)
        return take_parcel(*arguments)

    with anne.share() as share:
        bob.join(share)
        admit(bob, evening, 0, 3)
        monkeypatch.setattr("sync.lan.host.take_parcel", slowly)
        given = threading.Thread(target=_try_to_join, args=(bob, share))
        given.start()
        assert taking.wait(10)
        stopping = threading.Thread(target=share.stop)
        stopping.start()
        go_on.set()
        for thread in (given, stopping):
            thread.join()
    assert present(anne, evening) in (0, 3)
    monkeypatch.undo()
    with anne.share() as share:
        bob.join(share)
    assert bob.rows(scope) == anne.rows(scope)
    assert present(anne, evening) == 3


def _try_to_join(one: Laptop, share: LanShare) -> None:
    with suppress(RoomError):
        one.join(share)
