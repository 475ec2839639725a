"""Laptops in one room without a server: real local copies, real TLS, everything both ways."""

from __future__ import annotations

import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import StorageError, UserError
from organiser_kit.model.record import group_scope
from organiser_kit.storage.rounds import Via
from sync.lan import identity, join, link, visits
from sync.lan.events import LanEvent, LanHappening
from sync.lan.failures import RoomError
from sync.lan.join import LanVisit
from sync.lan.pairing import Pairing
from sync.lan.places import Place
from sync.lan.words import TRIES, Confirm, ConfirmAnswer
from tests.sync.between import between
from tests.sync.rooms import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.kit import Kit
    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.share import LanShare
    from sync.server.embed import EmbeddedServer


@pytest.fixture
def laptop(tmp_path: Path, environment: Environment) -> Iterator[Callable[[], Laptop]]:
    made: list[Laptop] = []

    def make() -> Laptop:
        made.append(Laptop(tmp_path / f"laptop{len(made)}", environment))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def anne(laptop: Callable[[], Laptop]) -> Laptop:
    return laptop()


@pytest.fixture
def bob(laptop: Callable[[], Laptop]) -> Laptop:
    return laptop()


@pytest.fixture
def evening(anne: Laptop) -> PracticeGroup:
    return anne.do(lambda kit: kit.practice.create())


@pytest.fixture
def scope(evening: PracticeGroup) -> str:
    return group_scope(evening.group_id)


@pytest.fixture
def share(anne: Laptop, evening: PracticeGroup) -> Iterator[LanShare]:
    with anne.share() as share:
        yield share


def admit(laptop: Laptop, evening: PracticeGroup, first: int, last: int) -> None:
    def job(kit: Kit) -> None:
        for person in kit.people.all(evening.group_id)[first:last]:
            kit.check_in.admit(evening.meeting_ids[0], person.id)

    laptop.do(job)


def edit(laptop: Laptop, evening: PracticeGroup, commune: str) -> None:
    laptop.do(lambda kit: kit.people.edit(kit.people.all(evening.group_id)[0].id, commune=commune))


def present(laptop: Laptop, evening: PracticeGroup) -> int:
    def job(kit: Kit) -> int:
        people = kit.people.all(evening.group_id)
        return sum(kit.check_in.presence(evening.meeting_ids[0], person.id).is_present for person in people)

    return laptop.do(job)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


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


def test_what_was_told_is_not_told_again(
    anne: Laptop, share: LanShare, bob: Laptop, evening: PracticeGroup
) -> None:
    with bob.visit(share) as visit:
        first = visit.exchange_all()
        admit(anne, evening, 0, 1)
        second = visit.exchange_all()
    assert 0 < second.pulled - first.pulled <= 2
    assert second.bytes_received - first.bytes_received < 0.2 * first.bytes_received


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
    took = []
    try:
        ready.wait(30)
        for number, (writer, reader) in enumerate([(anne, bob), (bob, anne), (bob, claire)], 1):
            start = monotonic()
            admit(writer, evening, number, number + 1)
            while present(reader, evening) < number:
                assert monotonic() - start < 2.0
            took.append(monotonic() - start)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert max(took) < 2.0


def test_a_wrong_code_is_told_with_what_is_left_and_the_fifth_ends_the_share(
    anne: Laptop, share: LanShare, bob: Laptop, laptop: Callable[[], Laptop]
) -> None:
    inside = laptop().visit(share)
    with inside:
        for left in range(TRIES - 1, 0, -1):
            with pytest.raises(RoomError, match=f"after {left} more wrong code"):
                bob.visit(share, wrong(share.code))
        with pytest.raises(RoomError, match="The share has ended"):
            bob.visit(share, wrong(share.code))
        assert share.wait(5)
        with pytest.raises(RoomError):
            bob.visit(share)
        with pytest.raises(RoomError):
            inside.exchange()
    kinds = [event.what for event in anne.events]
    assert kinds.count(LanHappening.WRONG_CODE) == TRIES
    assert LanHappening.ENDED in kinds


def test_the_link_of_the_qr_code_is_enough_and_pins_the_certificate(
    anne: Laptop, share: LanShare, bob: Laptop, laptop: Callable[[], Laptop], scope: str
) -> None:
    with LanVisit(bob.call_db, bob.environment, share.link) as visit:
        visit.exchange_all()
    assert bob.rows(scope) == anne.rows(scope)
    claire = laptop()
    claire.do(lambda kit: kit.practice.create())
    with claire.share() as other:
        real = link.read(share.link, "")
        false = link.written([*link.read(other.link, "").places], real.fingerprint, real.code)
        with pytest.raises(RoomError, match="not the laptop whose code"):
            LanVisit(bob.call_db, bob.environment, false)
        assert claire.events == []


def test_a_laptop_of_another_group_is_told_so_and_gets_nothing(
    share: LanShare, bob: Laptop, server: EmbeddedServer, scope: str
) -> None:
    bob.do(lambda kit: kit.practice.create())
    bob.enrol(server.url, server.enrol_code())
    with pytest.raises(RoomError, match="no group in common"):
        bob.visit(share)
    assert bob.rows(scope) == []
    assert share.joined == 0


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


def test_nothing_listens_before_and_after_a_share(anne: Laptop, evening: PracticeGroup, bob: Laptop) -> None:
    with anne.share() as share:
        bob.join(share)
    with pytest.raises(RoomError, match="does not share now"):
        bob.visit(share)
    share.stop()


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


def test_who_stands_between_learns_nothing_and_gets_nowhere(
    anne: Laptop, share: LanShare, bob: Laptop, environment: Environment
) -> None:
    """It passes everything on, under a certificate of its own to each side."""
    own = identity.make_identity(environment)
    tls = (identity.sharing_context(own), identity.joining_context(None, None))
    with between(("127.0.0.1", share.port), tls) as middle:
        with pytest.raises(RoomError, match="not the code"):
            LanVisit(bob.call_db, bob.environment, f"127.0.0.1:{middle.port}", share.code)
        assert b"hello" in middle.passed
        assert b"confirm" in middle.passed
        assert share.code.encode() not in middle.passed
        seen = len(middle.passed)
        real = link.read(share.link, "")
        false = link.written([Place("127.0.0.1", middle.port)], real.fingerprint, real.code)
        with pytest.raises(RoomError, match="not the laptop whose code"):
            LanVisit(bob.call_db, bob.environment, false)
        assert len(middle.passed) == seen
    assert [event.what for event in anne.events] == [LanHappening.WRONG_CODE]
    assert share.joined == 0


def test_who_lets_everybody_in_without_knowing_the_code_is_told_nothing(
    anne: Laptop, share: LanShare, bob: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accepts(_pairing: Pairing, _message: Confirm) -> ConfirmAnswer:
        return ConfirmAnswer(proof="00" * 32)

    monkeypatch.setattr(Pairing, "confirm", accepts)
    with pytest.raises(RoomError, match="not the laptop whose code"):
        bob.visit(share)
    assert anne.events == []


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


def test_who_only_listens_sees_no_name_and_no_code(anne: Laptop, share: LanShare, bob: Laptop) -> None:
    with between(("127.0.0.1", share.port)) as middle:
        with LanVisit(bob.call_db, bob.environment, f"127.0.0.1:{middle.port}", share.code) as visit:
            visit.exchange_all()
        assert anne.environment.device_name.encode() not in middle.passed
        assert share.code.encode() not in middle.passed


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
