"""Whose clock is believed in a room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from organiser_kit.environment import FakeClock
from tests.sync.rooms import Laptop, admit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from organiser_kit.environment import Environment
    from organiser_kit.services.practice import PracticeGroup
    from sync.lan.share import LanShare
    from sync.server.embed import EmbeddedServer

A_YEAR = timedelta(days=365)


def off_by(environment: Environment, wrong: timedelta) -> Environment:
    """Return the same world with a clock that is wrong."""
    return replace(environment, clock=FakeClock(environment.now() + wrong))


@pytest.fixture
def late(tmp_path: Path, environment: Environment) -> Iterator[Laptop]:
    """A laptop whose clock is a year late, and which never met a server."""
    made = Laptop(tmp_path / "late", off_by(environment, -A_YEAR))
    yield made
    made.close()


def offset(laptop: Laptop) -> timedelta:
    return laptop.call_db(lambda local: local.clock_offset())


def test_a_newcomer_takes_the_time_of_the_laptop_it_joins(
    late: Laptop, share: LanShare, anne: Laptop, evening: PracticeGroup
) -> None:
    report = late.join(share)
    assert report.clock_offset_seconds == A_YEAR.total_seconds()
    assert (offset(late), offset(anne)) == (A_YEAR, timedelta())
    admit(late, evening, 0, 1)
    late.join(share)
    person = anne.do(lambda kit: kit.people.all(evening.group_id)[0])
    presence = anne.do(lambda kit: kit.check_in.presence(evening.meeting_ids[0], person.id))
    assert presence.arrived_at == anne.environment.now()


def test_who_met_a_server_is_believed_even_when_it_is_the_guest(
    bob: Laptop, tmp_path: Path, anne: Laptop, evening: PracticeGroup, server: EmbeddedServer
) -> None:
    anne.enrol(server.url, server.enrol_code())
    anne.sync()
    clock = FakeClock(anne.environment.now())
    newcomer = Laptop(tmp_path / "newcomer", replace(anne.environment, clock=clock))
    try:
        with anne.share() as share:
            newcomer.join(share)
        clock.advance(days=365)
        with newcomer.share() as share:
            bob.join(share)
            assert offset(newcomer) == timedelta()
            anne.join(share)
        assert (offset(newcomer), offset(anne), offset(bob)) == (-A_YEAR, timedelta(), A_YEAR)
    finally:
        newcomer.close()


def test_who_met_a_server_does_not_learn_from_a_room(
    tmp_path: Path, anne: Laptop, evening: PracticeGroup, server: EmbeddedServer, environment: Environment
) -> None:
    anne.enrol(server.url, server.enrol_code())
    anne.sync()
    wrong = Laptop(tmp_path / "wrong", off_by(environment, A_YEAR))
    try:
        with anne.share() as share:
            wrong.join(share)
        with wrong.share() as share:
            anne.join(share)
        assert (offset(wrong), offset(anne)) == (-A_YEAR, timedelta())
    finally:
        wrong.close()
