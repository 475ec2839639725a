"""Who is let in, who is not, and what somebody in between learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from sync.lan import identity, link, visits
from sync.lan.events import LanHappening
from sync.lan.failures import RoomError
from sync.lan.join import LanVisit
from sync.lan.pairing import Pairing
from sync.lan.places import Place
from sync.lan.words import TRIES, Confirm, ConfirmAnswer
from sync.peers.parcel import Parcel, make_parcel
from sync.protocol import SignedOp
from tests.sync.between import between
from tests.sync.rooms import Laptop, admit, present, wrong

if TYPE_CHECKING:
    from collections.abc import Callable

    from organiser_kit.environment import Environment
    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.share import LanShare


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


def test_who_only_listens_sees_no_name_and_no_code(anne: Laptop, share: LanShare, bob: Laptop) -> None:
    with between(("127.0.0.1", share.port)) as middle:
        with LanVisit(bob.call_db, bob.environment, f"127.0.0.1:{middle.port}", share.code) as visit:
            visit.exchange_all()
        assert anne.environment.device_name.encode() not in middle.passed
        assert share.code.encode() not in middle.passed


def test_what_cannot_be_believed_is_counted_and_left_out(
    anne: Laptop,
    share: LanShare,
    bob: Laptop,
    evening: PracticeGroup,
    scope: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bob.join(share)
    admit(bob, evening, 0, 1)

    def forging(*arguments: Any) -> Parcel:
        parcel = make_parcel(*arguments)
        return msgspec.structs.replace(
            parcel, ops=[SignedOp(op.body.replace("typed", "hands"), op.signature) for op in parcel.ops]
        )

    monkeypatch.setattr("sync.lan.swap.make_parcel", forging)
    report = visits.join(bob.call_db, bob.environment, share.addresses[0], share.code)
    assert report.refused > 0
    assert present(anne, evening) == 0
    (line, *_) = bob.do(lambda kit: kit.replica.rounds())
    assert line.refused == report.refused
