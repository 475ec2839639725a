"""Laptops in one room without a server: real local copies, real TLS, everything both ways."""

from __future__ import annotations

import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.errors import UserError
from organiser_kit.model.record import group_scope
from organiser_kit.storage.rounds import Via
from sync import facade
from sync.lan import visits
from sync.lan.events import LanEvent, LanHappening
from sync.lan.failures import RoomError
from sync.lan.words import shown_name
from tests.sync.rooms import Laptop, admit, edit, present, wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.join import LanVisit
    from sync.lan.share import LanShare


def test_a_laptop_that_never_met_anybody_receives_the_group_and_gives_back(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup, scope: str
) -> None:
    with bob.visit(share) as visit:
        report = visit.exchange_all()
        assert report.introduced
        assert report.pulled > 75
        assert report.scopes == (scope,)
        assert bob.rows(scope) == anne.rows(scope)

        admit(bob, evening, 0, 10)
        admit(anne, evening, 5, 15)
        report = visit.exchange_all()

        assert report.pushed >= 10
        assert bob.rows(scope) == anne.rows(scope)
        assert present(anne, evening) == present(bob, evening) == 15
        visit.leave()
    assert (share.pulled, share.joined) == (report.pushed, 0)
    kinds = [event.what for event in anne.events]
    assert (kinds[0], kinds[-1]) == (LanHappening.JOINED, LanHappening.LEFT)
    assert anne.events[0].introduced
    assert (anne.events[-1].pushed, anne.events[-1].pulled) == (share.pushed, share.pulled)


def test_nothing_new_costs_one_tiny_request(share: LanShare, bob: Laptop) -> None:
    with bob.visit(share) as visit:
        visit.exchange_all()
        before = visit.report
        for _ in range(3):
            assert not visit.exchange()
        after = visit.report
    assert after.requests - before.requests == 3
    assert (after.bytes_sent, after.bytes_received) == (before.bytes_sent, before.bytes_received)


def test_a_laptop_that_went_without_a_word_is_not_counted_for_long(
    share: LanShare, bob: Laptop, environment: Environment
) -> None:
    with bob.visit(share) as visit:
        visit.exchange_all()
        assert share.joined == 1
    clock = environment.clock
    assert isinstance(clock, FakeClock)
    clock.advance(seconds=16)
    assert share.joined == 0


def test_a_name_is_shown_on_one_line() -> None:
    assert shown_name("  Zoé\n\x1b[31mred\u202e ") == "Zoé[31mred"
    assert len(shown_name("x" * 10_000)) == 60


def test_what_was_told_is_not_told_again(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup
) -> None:
    with bob.visit(share) as visit:
        first = visit.exchange_all()
        admit(anne, evening, 0, 1)
        second = visit.exchange_all()
    assert 0 < second.pulled - first.pulled <= 2
    assert second.bytes_received - first.bytes_received < 0.2 * first.bytes_received


def test_what_a_guest_gave_does_not_come_back_to_it(
    share: LanShare, bob: Laptop, evening: PracticeGroup
) -> None:
    with bob.visit(share) as visit:
        visit.exchange_all()
        admit(bob, evening, 0, 5)
        assert visit.exchange()
        before = visit.report.bytes_received
        assert not visit.exchange()
        assert visit.report.bytes_received == before


def test_what_a_third_laptop_wrote_comes_through_the_one_that_shares(
    anne: Laptop, share: LanShare, laptop: Callable[[], Laptop], evening: PracticeGroup, scope: str
) -> None:
    bob, claire = laptop(), laptop()
    with bob.visit(share) as first, claire.visit(share) as second:
        first.exchange_all()
        second.exchange_all()
        assert share.joined == 2
        admit(claire, evening, 3, 4)
        second.exchange_all()
        first.exchange_all()
        assert present(bob, evening) == 1
        assert anne.rows(scope) == bob.rows(scope) == claire.rows(scope)


def test_both_sides_write_at_once_and_end_up_alike(
    anne: Laptop, share: LanShare, laptop: Callable[[], Laptop], evening: PracticeGroup, scope: str
) -> None:
    """Three laptops write while they exchange: nothing is lost, nothing doubled."""
    others = [laptop(), laptop()]
    for other in others:
        other.join(share)

    def work(one: Laptop, first: int, visit: LanVisit | None) -> None:
        for step in range(6):
            admit(one, evening, first + step, first + step + 1)
            edit(one, evening, f"{first}-{step}")
            if visit is not None:
                visit.exchange()

    with others[0].visit(share) as one, others[1].visit(share) as two:
        threads = [
            threading.Thread(target=work, args=arguments)
            for arguments in ((anne, 0, None), (others[0], 6, one), (others[1], 12, two))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for visit in (one, two, one, two):
            visit.exchange_all()
    assert anne.rows(scope) == others[0].rows(scope) == others[1].rows(scope)
    assert [present(one, evening) for one in (anne, *others)] == [18, 18, 18]


def test_an_edit_is_visible_in_less_than_two_seconds_both_ways(
    anne: Laptop, share: LanShare, laptop: Callable[[], Laptop], evening: PracticeGroup
) -> None:
    """Even through the laptop that shares: from one guest to another, which is the longest way."""
    bob, claire = laptop(), laptop()
    stop = threading.Event()
    ready = threading.Barrier(3)

    def stays(one: Laptop) -> None:
        first = True

        def tell(_report: object) -> None:
            nonlocal first
            if first:
                first = False
                ready.wait(30)

        visits.stay(
            one.call_db, one.environment, share.addresses[0], share.code, stop.wait,
            on_exchange=tell, on_trouble=pytest.fail,
        )  # fmt: skip

    threads = [threading.Thread(target=stays, args=(one,)) for one in (bob, claire)]
    for thread in threads:
        thread.start()
    took: dict[tuple[int, int], list[float]] = {}
    room = (anne, bob, claire)
    try:
        ready.wait(30)
        # Three times each way, of which the middle one counts: a busy machine may hold one back.
        for number, way in enumerate([(0, 1), (1, 0), (1, 2)] * 3, 1):
            writer, reader = (room[index] for index in way)
            start = monotonic()
            admit(writer, evening, number, number + 1)
            while present(reader, evening) < number:
                assert monotonic() - start < 20
            took.setdefault(way, []).append(monotonic() - start)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert max(sorted(times)[1] for times in took.values()) < 2.0


def test_a_newcomer_to_several_groups_has_to_be_told_which(
    anne: Laptop, evening: PracticeGroup, scope: str, bob: Laptop
) -> None:
    other = anne.do(lambda kit: kit.plan.new_group("Other").id)
    with anne.share() as share, pytest.raises(RoomError, match="share one group there"):
        bob.visit(share)
    with anne.share([scope]) as share:
        bob.join(share)
    assert bob.rows(scope) == anne.rows(scope) != []
    assert bob.rows(group_scope(other)) == []


def test_a_laptop_without_a_group_has_nothing_to_share(bob: Laptop) -> None:
    with pytest.raises(UserError, match="no group to share"):
        bob.share()


def test_each_side_remembers_the_visit_in_one_line(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup
) -> None:
    visits.join(bob.call_db, bob.environment, share.addresses[0], share.code)
    with pytest.raises(RoomError):
        visits.join(bob.call_db, bob.environment, share.addresses[0], wrong(share.code))
    failed, done = bob.do(lambda kit: kit.replica.rounds())
    (hosted,) = anne.do(lambda kit: kit.replica.rounds())
    assert (done.route, hosted.route) == (Via.LAN, Via.LAN)
    assert (done.pulled, done.problem) == (hosted.pushed, None)
    assert "not the code" in (failed.problem or "")


def test_what_happens_is_told_in_sentences(anne: Laptop, share: LanShare, bob: Laptop) -> None:
    with pytest.raises(RoomError):
        bob.visit(share, wrong(share.code))
    bob.join(share)
    told = [event.sentence for event in anne.events]
    assert told[:2] == [
        "Somebody typed a wrong code: 4 tries left.",
        "“practice-laptop” has joined for the first time, and receives the group.",
    ]
    assert told[-1] == f"“practice-laptop” has left: 0 received, {share.pushed} sent."
    assert LanEvent(LanHappening.JOINED, "Zoé").sentence == "“Zoé” has joined."
    assert LanEvent(LanHappening.ENDED).sentence.startswith("Too many wrong codes")
    assert not any(event.over for event in anne.events)
    assert LanEvent(LanHappening.ENDED).over


def test_an_erasure_crosses_the_room(
    anne: Laptop, share: LanShare, laptop: Callable[[], Laptop], evening: PracticeGroup, scope: str
) -> None:
    """Bob has it from Anne, and it beats what Claire writes about the same person meanwhile."""
    bob, claire = laptop(), laptop()
    for one in (bob, claire):
        one.join(share)
    person = anne.do(lambda kit: kit.people.all(evening.group_id)[0])
    claire.do(lambda kit: kit.people.edit(person.id, phone="06 00 00 00 01"))
    anne.do(lambda kit: kit.erasure.person(person.id, "asked for it"))
    for one in (bob, claire, bob):
        one.join(share)
    for one in (anne, bob, claire):
        assert person.id not in {found.id for found in one.do(lambda kit: kit.people.all(evening.group_id))}
    assert anne.rows(scope) == bob.rows(scope) == claire.rows(scope)


def test_without_its_libraries_the_room_says_what_to_install(
    bob: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("share", "visits", "discovery"):
        monkeypatch.setitem(sys.modules, f"sync.lan.{module}", None)
    calls: list[Callable[[], object]] = [
        lambda: facade.lan_share(bob.call_db, bob.environment),
        lambda: facade.lan_join(bob.call_db, bob.environment, "192.168.1.20", "123456"),
        lambda: facade.lan_stay(bob.call_db, bob.environment, "192.168.1.20", "123456", lambda _: True),
        lambda: facade.lan_find(1),
    ]
    for call in calls:
        with pytest.raises(UserError, match="“desktop” extra"):
            call()
